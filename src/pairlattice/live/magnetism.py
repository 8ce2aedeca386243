"""What a magnetic field does to each site of a live run: forces (C3) and heat (C4, C5).

The block is read as a rod along z whose side faces are those of the box: the field decays from
them as Eq. (13) says, with the given depth. Or a magnet stands above the face of largest z, and
what counts is the change of its field since the electrons rested (Sec. VI), answered as closure
C10 reads Eq. (15). The block itself stays periodic, so the force has a surface and the dipole sum
has none.
"""

from dataclasses import dataclass

import numpy as np

from pairlattice import equations
from pairlattice.engine.lattice import Floats
from pairlattice.live.box import Box
from pairlattice.live.settings import Settings
from pairlattice.model.magnetic import CriticalFields, MagneticDrive
from pairlattice.model.stiffness import uniform_stiffness

# k_TO below this share of k_c has no bounded answer to a field: C3 is then taken at this share.
_LEAST = 0.02


@dataclass(frozen=True, eq=False)
class Acting:
    """force: along z on each site (n1, n2, n3) [E0/d]. temperature: of the bath [E0/k_B].
    deviation: σ of its field. above_critical: whether an applied field H is at least Hc2(T)."""

    force: Floats
    temperature: float
    deviation: float
    above_critical: bool


def critical(settings: Settings) -> CriticalFields:
    m = settings.magnetic
    return CriticalFields(m.critical_temperature, m.lower, m.upper)


def acting(settings: Settings, box: Box, sign: float) -> Acting:
    """sign: +1 while the applied field grew when it last changed, else −1."""
    m, T = settings.magnetic, settings.scenario.thermostat.temperature
    force = np.zeros(box.shape)
    b = m.applied * m.upper
    heat, deviation, above = T, 0.0, False
    if b > 0:
        fields = critical(settings)
        heat = float(fields.heat(T, b))
        if m.critical_temperature > T:
            share = (heat - T) / (m.critical_temperature - T)
            # Largest half-way between Hc1 and Hc2, none where the field is even: below and above.
            deviation = m.deviation * 4 * share * (1 - share) * (m.critical_temperature - T)
        # Cold fields: at the bath's own temperature Hc2 has come down by Tuyn's law.
        above = bool(b >= fields.at(T)[1])
        reach = np.exp(-box.depth / m.depth)
        force += _drive(settings).force(b * reach, sign)
    if m.height > 0:
        force += magnet_force(settings, box)
    return Acting(force, heat, deviation, above)


def _drive(settings: Settings) -> MagneticDrive:
    s = settings.scenario
    density = s.lattice.reduced_density
    k = uniform_stiffness(s.kappa, density)
    least = _LEAST * s.critical_stiffness
    return MagneticDrive(max(k, least), density, settings.magnetic.coupling)


def magnet_field(settings: Settings, box: Box, height: float) -> Floats:
    """b along z of a point magnet at the surface, (n1, n2, n3); 0 for height 0, which is far away.

    B = B0 (h0/r)³ (3 cos²θ − 1)/2 of a vertical dipole, h0 half of the box's edge along z.
    height: as a share of that edge.
    """
    if height == 0:
        return np.zeros(box.shape)
    away = box.position[..., 0] - box.edges[0] / 2
    # The field does not depend on y, across which the block repeats and has no middle.
    h0 = box.edges[2] / 2
    above = height * box.edges[2]
    r = np.hypot(away, above)
    return settings.magnetic.strength * (h0 / r) ** 3 * (3 * (above / r) ** 2 - 1) / 2


def magnet_change(settings: Settings, box: Box) -> Floats:
    """|b| now minus |b| when the electrons rested, at the surface above each site."""
    m = settings.magnetic
    now, then = magnet_field(settings, box, m.height), magnet_field(settings, box, m.rest)
    return np.abs(now) - np.abs(then)


def magnet_response(settings: Settings, box: Box) -> Floats:
    """b that the surface answers with, by closure C10: along the magnet's field where its size has
    grown since the electrons rested, against it where it has fallen; below B_lim = Hc1.

    Where the field or its change exceeds B_lim, λ exceeds Λ and the response is lost: everywhere
    in type I, there alone in type II.
    """
    m = settings.magnetic
    now, change = magnet_field(settings, box, m.height), magnet_change(settings, box)
    size = equations.surface_potential(np.abs(change) / m.lower, 1.0, m.lower)
    intact = np.maximum(np.abs(now), np.abs(change)) <= m.lower
    if m.lower == m.upper:
        intact = np.full(intact.shape, intact.all())
    return np.where(intact, size * np.sign(change) * np.sign(now), 0.0)


def magnet_force(settings: Settings, box: Box) -> Floats:
    """The force of closure C3 for that response, falling off below the surface."""
    answer = magnet_response(settings, box)
    below = box.edges[2] - box.position[..., 2]
    reach = np.abs(answer) * np.exp(-below / settings.magnetic.depth)
    return _drive(settings).force(reach, np.sign(answer))


def lift(settings: Settings, box: Box, displacement: Floats) -> tuple[float, float]:
    """Upward force on the magnet per area of the face: from the electrons, and by the law itself.

    Two equal poles repel: ∫ b b_ind dA of the magnet's field and of what the electrons induce. The
    first takes b_ind from the displacement (n1, n2, n3) along z that the run found within a depth
    of the surface, through closure C3; the second from Eq. (15). Both [E0/d³], means over the face.
    """
    m = settings.magnetic
    if m.height == 0:
        return 0.0, 0.0
    now, answer = magnet_field(settings, box, m.height), magnet_response(settings, box)
    scale = float(_drive(settings).displacement(1.0))
    below = box.edges[2] - box.position[..., 2]
    weight = np.exp(-below / m.depth)
    # Downward displacement answers a growing field; weighted so that the law itself would give b.
    found = -displacement / scale
    norm = float((weight**2).sum())
    from_run = float((now * found * weight).sum()) / norm
    by_law = float((now * answer * weight**2).sum()) / norm
    return from_run, by_law
