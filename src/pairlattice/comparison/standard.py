"""Standard theory as a mechanism: Drude, London, Pippard, Ginzburg-Landau, Abrikosov, BCS."""

import math
from collections.abc import Callable

from pairlattice import constants as c
from pairlattice.comparison import observables as o
from pairlattice.comparison.cases import (
    AlongAxis,
    AtTemperature,
    MagnetAbove,
    OfMaterial,
    OfSample,
    WithImpurity,
)
from pairlattice.comparison.mechanism import Capability, Mechanism, NoPrediction, Prediction
from pairlattice.comparison.observable import Quantity
from pairlattice.comparison.standard_depth import (
    field_deepening,
    given,
    penetration_depth,
    penetration_depth_ratio,
    relative,
)
from pairlattice.standard import abrikosov, images, london, phonons

# The Coulomb pseudopotential is not fitted to T_c: 0.10 and 0.13 are the customary values.
COULOMB = (0.10, 0.13)
_MIDDLE = sum(COULOMB) / 2
_COULOMB_TEXT = f"μ* from {COULOMB[0]:.2f} to {COULOMB[1]:.2f}"


def impurity_deepening(_: WithImpurity) -> Prediction[Quantity] | NoPrediction:
    """Needs the mean free path of the alloy."""
    return NoPrediction(
        "the depth grows as √(1 + ξ0/ℓ), and the data set has no mean free path ℓ of the alloy"
    )


def resistivity(case: AtTemperature) -> Prediction[Quantity] | NoPrediction:
    """Free electrons scattered by phonons."""
    inputs = [given(case.material, q) for q in ("n_conduction", "lambda_tr", "debye_temperature")]
    density, coupling, debye = inputs
    if not (density and coupling and debye):
        return NoPrediction(
            "the data set lacks the density, the transport coupling or the Debye temperature"
        )
    value = phonons.resistivity(case.temperature, density.value, coupling.value, debye.value)
    why = (
        f"phonons on free electrons: λ_tr = {coupling.value:g} ({coupling.citation}), "
        f"Θ = {debye.value:g} K, n = {density.value:.3g} m⁻³"
    )
    return Prediction(Quantity(value, "ohm m", value * relative(coupling)), why)


def superconducting_resistivity(_: OfMaterial) -> Prediction[Quantity] | NoPrediction:
    """Zero."""
    return Prediction(Quantity(0.0, "ohm m"), "London: a steady current needs no field")


def susceptibility(case: OfSample) -> Prediction[Quantity] | NoPrediction:
    """London's sphere and cylinder, with this mechanism's own λ(0)."""
    found = penetration_depth(OfMaterial(case.material))
    if isinstance(found, NoPrediction):
        return found
    depth, radius = found.value.value, case.radius
    if case.shape == "sphere":
        volume = 4 / 3 * math.pi * radius**3
        field = 1e-3
        moment = london.sphere_moment(radius, depth, field)
        value = moment * c.vacuum_permeability / (volume * field)
    else:
        value = london.cylinder_susceptibility(radius, depth, case.shape == "cylinder across")
    why = f"London, radius {radius:g} m, λ = {depth * 1e9:.3g} nm"
    return Prediction(Quantity(value), why)


def force_on_magnet(case: MagnetAbove) -> Prediction[str] | NoPrediction:
    """Signs of the image forces: mirror image, and frozen image where vortices are pinned."""
    moment, near, far, aside = [0.0, 0.0, 1.0], 0.01, 0.012, 0.002
    here = [0.0, 0.0, near]
    held = case.pinned and (case.cooled == "field-cooled" or case.motion == "withdraw")
    if not held:
        if case.motion == "sideways":
            return Prediction("none", "a mirror image in a plane exerts no sideways force")
        force = float(images.diamagnetic_force(moment, near))
        why = "mirror image in a perfect diamagnet"
        return Prediction(_word(force), why)
    if case.motion == "sideways":
        push = images.frozen_image_force(moment, here, [aside, 0.0, near])[0]
        word = "restoring" if push < 0 else "none"
        return Prediction(word, "frozen image of vortices pinned where the magnet stood")
    place = near - aside if case.motion == "approach" else far
    force = float(images.frozen_image_force(moment, here, [0.0, 0.0, place])[2])
    since = "on cooling" if case.cooled == "field-cooled" else "at the nearest approach"
    return Prediction(_word(force), f"frozen image of vortices pinned {since}")


def _word(force: float) -> str:
    return "repulsive" if force > 0 else "attractive" if force < 0 else "none"


def vortex_lattice(case: AlongAxis) -> Prediction[str] | NoPrediction:
    """The lattice of least β_A; stretched where the masses across the field differ."""
    triangular = abrikosov.beta_abrikosov(abrikosov.TRIANGULAR)
    square = abrikosov.beta_abrikosov(abrikosov.SQUARE)
    best = "triangular" if triangular < square else "square"
    why = f"least β_A: {triangular:.4f} triangular, {square:.4f} square; isotropic Ginzburg-Landau"
    # A second-rank tensor is isotropic across an axis of order 3 or more, and in a cubic crystal.
    if case.fold == 2 and case.system != "cubic":
        return Prediction(
            "distorted hexagonal", f"{why}, stretched by unequal masses across the field"
        )
    return Prediction(best, why)


def flux_per_vortex(_: OfMaterial) -> Prediction[Quantity] | NoPrediction:
    """h/2e."""
    why = "one value of the order parameter around a vortex, carriers of charge 2e: h/2e"
    return Prediction(Quantity(c.flux_quantum, "Wb"), why)


def _over_coulomb(
    case: OfMaterial, law: Callable[[float, float], float], unit: str, formula: str
) -> Prediction[Quantity] | None:
    """`law(λ, μ*)` in the middle of the customary μ*, with the spread of μ* and of λ."""
    coupling = given(case.material, "lambda_ep")
    if coupling is None:
        return None
    low, high = (law(coupling.value, mu) for mu in COULOMB)
    less, more = (law(coupling.value + d, _MIDDLE) for d in (-coupling.minus, coupling.plus))
    size = math.hypot((high - low) / 2, (more - less) / 2)
    why = f"{formula}, λ = {coupling.value:g} ({coupling.citation}), {_COULOMB_TEXT}"
    return Prediction(Quantity(law(coupling.value, _MIDDLE), unit, size), why)


def critical_temperature(case: OfMaterial) -> Prediction[Quantity] | NoPrediction:
    """Allen and Dynes, where the coupling and the phonon spectrum are known."""
    frequency = given(case.material, "omega_log")
    found = frequency and _over_coulomb(
        case,
        lambda coupling, mu: phonons.critical_temperature(coupling, frequency.value, mu),
        "K",
        f"Allen-Dynes with ω_log = {frequency.value:g} K",
    )
    return found or NoPrediction(
        "BCS takes Tc as an input; the data set has no coupling and phonon spectrum to compute it"
    )


def isotope_exponent(case: OfMaterial) -> Prediction[Quantity] | NoPrediction:
    """McMillan's α for all atoms together, ½ where the coupling is not known."""
    found = _over_coulomb(case, phonons.isotope_exponent, "", "McMillan, all atoms together")
    why = "weak-coupling BCS with phonons, no Coulomb repulsion"
    return found or Prediction(Quantity(0.5), why)


def _with_phonons(
    case: OfMaterial, law: Callable[[float, float], float]
) -> Prediction[Quantity] | NoPrediction:
    frequency, critical = given(case.material, "omega_log"), given(case.material, "Tc")
    if frequency and critical:
        ratio = critical.value / frequency.value
        why = f"BCS with strong-coupling correction, Tc/ω_log = {ratio:.3f}"
        return Prediction(Quantity(law(critical.value, frequency.value)), why)
    return Prediction(Quantity(law(0.0, math.inf)), "weak-coupling BCS, one isotropic gap")


def gap_ratio(case: OfMaterial) -> Prediction[Quantity] | NoPrediction:
    """3.528, with the strong-coupling correction where ω_log is known."""
    return _with_phonons(case, phonons.gap_ratio)


def specific_heat_jump(case: OfMaterial) -> Prediction[Quantity] | NoPrediction:
    """1.426, with the strong-coupling correction where ω_log is known."""
    return _with_phonons(case, phonons.specific_heat_jump)


MECHANISM = Mechanism(
    name="standard",
    title="standard theory",
    capabilities=(
        Capability(o.PENETRATION_DEPTH, penetration_depth),
        Capability(o.PENETRATION_DEPTH_RATIO, penetration_depth_ratio),
        Capability(o.FIELD_DEEPENING, field_deepening),
        Capability(o.IMPURITY_DEEPENING, impurity_deepening),
        Capability(o.RESISTIVITY, resistivity),
        Capability(o.SUPERCONDUCTING_RESISTIVITY, superconducting_resistivity),
        Capability(o.SUSCEPTIBILITY, susceptibility),
        Capability(o.FORCE_ON_MAGNET, force_on_magnet),
        Capability(o.VORTEX_LATTICE, vortex_lattice),
        Capability(o.FLUX_PER_VORTEX, flux_per_vortex),
        Capability(o.CRITICAL_TEMPERATURE, critical_temperature),
        Capability(o.ISOTOPE_EXPONENT, isotope_exponent),
        Capability(o.GAP_RATIO, gap_ratio),
        Capability(o.SPECIFIC_HEAT_JUMP, specific_heat_jump),
    ),
)
