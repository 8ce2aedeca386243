"""The pair lattice as a mechanism: what the paper's equations, words and closures answer."""

import numpy as np

from pairlattice import constants as c
from pairlattice import equations
from pairlattice.comparison import observables as o
from pairlattice.comparison.cases import AlongAxis, MagnetAbove, OfMaterial, OfSample, WithImpurity
from pairlattice.comparison.mechanism import Capability, Mechanism, NoPrediction, Prediction
from pairlattice.comparison.observable import Quantity
from pairlattice.model.closures import FLUX_PER_TUBE, MAGNETIC_DRIVE
from pairlattice.reference_data.materials import material

_LATTICES = {2: "distorted hexagonal", 3: "triangular", 4: "square"}
_AXES = {2: "[110]", 3: "[111]", 4: "[001]"}


def _depth(name: str) -> float | None:
    density = material(name).pair_density
    return None if density is None else float(equations.penetration_depth(density))


_NO_DENSITY = NoPrediction(
    "Eq. (14) needs the lattice's electron density, which the data set does not have; for a "
    "compound the paper does not say which electrons the lattice counts"
)


def penetration_depth(case: OfMaterial) -> Prediction[Quantity] | NoPrediction:
    """λ_L by Eq. (14), with n_s equal to the lattice's electron density (Sec. VII)."""
    depth = _depth(case.material)
    if depth is None:
        return _NO_DENSITY
    n = material(case.material).pair_density
    why = (
        f"Eq. (14) with the lattice's electron density n = {n:.3g} m⁻³ (valence counting); "
        "Sec. VII calls this the reference value of the depth"
    )
    return Prediction(Quantity(depth, "m"), why)


def field_deepening(_: OfMaterial) -> Prediction[Quantity] | NoPrediction:
    """Λ/λ_L − 1: the magnetic state ends when the effective depth passes Λ ≃ 5 λ_L (Sec. VII)."""
    why = (
        "Sec. VII: the magnetic state ends when the effective depth passes Λ ≃ 5 λ_L; taken at Hc, "
        "against the reference value λ_L of Eq. (14)"
    )
    return Prediction(Quantity(float(equations.maximum_depth(1.0)) - 1), why, "stated")


def impurity_deepening(case: WithImpurity) -> Prediction[Quantity] | NoPrediction:
    """√(n/n'), Eq. (14), with the electrons counted at unchanged volume."""
    density = material(case.material).pair_density
    if density is None:
        return _NO_DENSITY
    kept = 1 - case.fraction * (1 - case.impurity_valence / case.valence)
    ratio = equations.penetration_depth(density * kept) / equations.penetration_depth(density)
    why = f"Eq. (14) with the electron density changed by the factor {kept:.4f} (valence counting)"
    return Prediction(Quantity(float(ratio)), why)


def superconducting_resistivity(_: OfMaterial) -> Prediction[Quantity] | NoPrediction:
    """Zero: aligned dipoles leave no transverse displacement current (Sec. V)."""
    why = (
        "Sec. V: with every displacement along the field there is no transverse displacement "
        "current, which the paper takes as the cause of resistance"
    )
    return Prediction(Quantity(0.0, "ohm m"), why, "stated")


def susceptibility(case: OfSample) -> Prediction[Quantity] | NoPrediction:
    """Mean of Eq. (13) over a long cylinder along the field, less 1.

    With x = R − r: ⟨exp(−x/λ)⟩ = 2λ/R − 2(λ/R)² (1 − exp(−R/λ)).
    """
    if case.shape != "cylinder along":
        return NoPrediction(
            "Eq. (13) gives the field inside, from a plane face; the paper does not say how the "
            "field outside a body changes when it is absorbed and not expelled"
        )
    depth = _depth(case.material)
    if depth is None:
        return _NO_DENSITY
    small = depth / case.radius
    mean = 2 * small + 2 * small**2 * np.expm1(-1 / small)
    why = f"Eq. (13) inwards from the side of a cylinder of radius {case.radius:g} m, with Eq. (14)"
    return Prediction(Quantity(float(mean) - 1), why)


def force_on_magnet(case: MagnetAbove) -> Prediction[str] | NoPrediction:
    """Repulsion while the field in the sample grows, attraction while it falls (Fig. 8)."""
    signs = {"approach": "repulsive", "withdraw": "attractive"}
    if case.motion not in signs:
        return NoPrediction(
            "Fig. 8 moves the magnet along its axis; the paper says nothing of a sideways force"
        )
    change = {"approach": "grows", "withdraw": "falls"}[case.motion]
    why = (
        f"Sec. VI, Fig. 8: the field in the sample {change}; the same rule for every "
        f"superconductor, pinned or not (closure {MAGNETIC_DRIVE.id})"
    )
    return Prediction(signs[case.motion], why, "stated")


def vortex_lattice(case: AlongAxis) -> Prediction[str] | NoPrediction:
    """The projection of rock salt along the axis of the same order (Sec. VIII, Fig. 12, 13)."""
    # A sixfold axis is a threefold one too; rock salt has no other that comes nearer.
    fold = 3 if case.fold == 6 else case.fold
    if fold not in _LATTICES:
        return NoPrediction("Sec. VIII names axes of order 2, 3 and 4 only")
    reading = " (a sixfold axis read as a threefold one)" if case.fold == 6 else ""
    why = f"Sec. VIII, Fig. 13: rock salt seen along {_AXES[fold]}{reading}, at every field"
    return Prediction(_LATTICES[fold], why, "stated")


def flux_per_vortex(_: OfMaterial) -> Prediction[Quantity] | NoPrediction:
    """h/2e, closure C6; the flux of Eq. (5)'s own field is another one."""
    own = equations.pair_flux() / c.flux_quantum
    why = (
        f"closure {FLUX_PER_TUBE.id}: Φ0 = h/2e in each tube, stated in Sec. III and VIII and not "
        f"derived; Eq. (5)'s own field gives a pair {own:.4f} of it"
    )
    return Prediction(Quantity(c.flux_quantum, "Wb"), why, "postulated")


MECHANISM = Mechanism(
    name="pair-lattice",
    title="pair lattice",
    capabilities=(
        Capability(o.PENETRATION_DEPTH, penetration_depth),
        Capability(o.FIELD_DEEPENING, field_deepening),
        Capability(o.IMPURITY_DEEPENING, impurity_deepening),
        Capability(o.SUPERCONDUCTING_RESISTIVITY, superconducting_resistivity),
        Capability(o.SUSCEPTIBILITY, susceptibility),
        Capability(o.FORCE_ON_MAGNET, force_on_magnet),
        Capability(o.VORTEX_LATTICE, vortex_lattice),
        Capability(o.FLUX_PER_VORTEX, flux_per_vortex),
    ),
    silent={
        "penetration-depth-ratio": "Sec. VII says that temperature affects the effective depth "
        "strongly and gives no law; Eq. (14) holds no temperature",
        "resistivity": "Sec. III and V give causes of resistance and no equation for it",
        "critical-temperature": "the paper takes the critical temperature as given",
        "isotope-exponent": "the ions are immobile and their mass enters no equation",
        "gap-ratio": "the paper gives no spectrum of excitations",
        "specific-heat-jump": "the paper gives no thermodynamics of the transition",
    },
)
