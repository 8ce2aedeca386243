"""The free arrangement of tubes, and their symmetry energy beside the vortices' repulsion."""

import numpy as np
import xarray as xr

from pairlattice import constants as c
from pairlattice.model.magnetic import MagneticDrive
from pairlattice.phenomena.vortices import results as r
from pairlattice.phenomena.vortices.parameters import Parameters
from pairlattice.phenomena.vortices.plane_lattice import reduced, sublattices
from pairlattice.phenomena.vortices.tube_energies import REAL, SHAPES, TubeCrystal
from pairlattice.phenomena.vortices.tubes import critical_fields
from pairlattice.point_vortices import PairLaw
from pairlattice.point_vortices import lattice_energy as vortex_energy
from pairlattice.variable import Values


def _upper_displacement(crystal: TubeCrystal, p: Parameters) -> float:
    """u_H [d] at Bc2 with η = 1."""
    upper = critical_fields(p.material).upper / crystal.units.magnetic_field
    return float(MagneticDrive(crystal.stiffness, crystal.lattice.density).displacement(upper))


def _repulsion(p: Parameters) -> float:
    """Φ0²/(2π μ0 λ²), the unit of two vortices' energy [J/m]."""
    return c.flux_quantum**2 / (2 * np.pi * c.vacuum_permeability * p.penetration**2)


def free(crystal: TubeCrystal, p: Parameters) -> Values:
    """The lowest of all tube lattices with one tube a cell: the pairs alone, vortex repulsion
    alone, and both with the strengths of the scenario's material.

    Among all sublattices whose tubes do not overlap, with the same pairs for each tube. The
    repulsion is K0 with the material's λ in units of its own d, per length along the field.
    """
    u = _upper_displacement(crystal, p)
    strength = _repulsion(p) * (crystal.units.length / crystal.units.energy)
    axes, energies, short, angle, ratio = [], [], [], [], []
    for axis, (view, W) in crystal.views.items():
        found = sublattices(p.free_cell)
        bases = np.array([reduced(M @ view.plane)[0] for M in found])
        apart = np.linalg.norm(bases[:, 0], axis=1) > 2 * p.tube_radius + 2 * p.tube_edge
        bases = bases[apart]
        side = np.sqrt(p.free_cell * view.area)
        pairs = W.lattice_energy(bases, crystal.stiffness * u) / view.repeat
        vortices = strength * vortex_energy(bases, PairLaw(3.0 * side, 4.0))
        for name, energy in (
            ("pairs alone", pairs),
            ("vortex repulsion alone", vortices),
            ("both", pairs + vortices),
        ):
            a, b = bases[int(np.argmin(energy))]
            axes.append(axis)
            energies.append(name)
            short.append(np.linalg.norm(a) / side)
            cosine = abs(a @ b) / np.linalg.norm(a) / np.linalg.norm(b)
            angle.append(np.degrees(np.arccos(cosine)))
            ratio.append(np.linalg.norm(b) / np.linalg.norm(a))
    return {
        r.FREE_AXIS: axes,
        r.FREE_ENERGY: energies,
        r.SHORTEST: short,
        r.RATIO: ratio,
        r.FREE_ANGLE: angle,
    }


def against_repulsion(crystal: TubeCrystal, p: Parameters, found: xr.DataTree) -> Values:
    """Square against triangular: the pairs' difference beside the vortices' own, for the material.

    Both per length along the field, the pairs driven at Bc2 with η = 1. The repulsion's difference
    is that of K0 with the material's λ. found: with the energies of the tube lattices.
    """
    units, u = crystal.units, _upper_displacement(crystal, p)
    lam = p.penetration / units.length
    spacings = np.concatenate([2.0 * np.array(p.spacings), 2.0 * REAL])
    vortices = []
    for s in spacings:
        law = PairLaw(lam / s, min(12.0, 40.0 * s / lam))
        square, triangular = (
            float(vortex_energy(np.asarray(SHAPES[n], np.float64), law))
            for n in ("square", "triangular")
        )
        vortices.append(_repulsion(p) * (square - triangular))
    repeats = np.array([view.repeat for view, _ in crystal.views.values()])
    drive = (crystal.stiffness * u) ** 2 * units.energy / (repeats * units.length)
    lowest = r.LOWEST.values(found)
    # The law of the last spacings gives the size; the sign is that of the last.
    size = 10.0 ** np.maximum(r.FAR.values(found), -300.0)
    every = np.concatenate([lowest, np.sign(lowest[:, :, -1:]) * size], axis=2)
    names = list(SHAPES)
    difference = every[:, names.index("square")] - every[:, names.index("triangular")]
    return {
        r.AGAINST_AXIS: list(crystal.views),
        r.AGAINST_SPACING: spacings / 2.0,
        r.PAIRS: (r.LONE.values(found) * drive)[:, None] * difference,
        r.REPULSION: vortices,
        r.DRIVEN: u,
        r.DRIVING: critical_fields(p.material).upper,
    }
