"""Sec. III: the pair as a magnet, Eq. (5)."""

from pairlattice import constants as c
from pairlattice.ledger import (
    Collection,
    Evidence,
    Number,
    Verdict,
    audited,
    below,
    checked,
    derived,
    follows,
    measured,
    nothing_to_check,
    units,
    within,
    within_factor,
)
from pairlattice.phenomena.pair import results

CLAIMS = Collection("pair")

_SAME = "the same quantity by two routes, rounding apart"
_BEAM = "wider than the error of any atomic beam"


def _radius(ev: Evidence) -> Number:
    return ev.constant("bohr_radius", "Bohr radius", "m")


@CLAIMS(
    "C037",
    "III",
    "Eq. (5)",
    "The fields of a proton and an electron added, over c, are a magnetic field.",
    formula="dimensions and mirror signs of both sides; Eq. (5) for hydrogen",
    needs=(5, "phipps_taylor"),
    figures=("fig04",),
)
def pair_field(ev: Evidence) -> Verdict:
    rows = ev.audit(5)
    moment, magneton = _moment(ev), _magneton(ev)
    return Verdict(
        units(rows),
        follows(audited(rows), "Eq. (8)", against="parity and time reversal in Eq. (8)"),
        measured(within_factor(moment, magneton, 2.0, _BEAM)),
    )


@CLAIMS(
    "C039",
    "III",
    "Eq. (5)",
    "The pair's field is that of a magnetic moment, as of a hydrogen atom.",
    formula="far field of Eq. (5) over that of a Bohr magneton; m = e r c",
    needs=(5, "pair", "phipps_taylor"),
    figures=("fig04",),
)
def magnetic_moment(ev: Evidence) -> Verdict:
    far = ev.result(results.FAR_FIELD, "moment by the far field")
    closed = ev.result(results.MOMENT, "moment e r c")
    return Verdict(
        nothing_to_check(),
        follows(within(far, closed, 1e-3, "the field at 2000 separations"), "Eq. (5)"),
        measured(within_factor(_moment(ev), _magneton(ev), 2.0, _BEAM)),
        f"Measured is one magneton, Eq. (5) gives 2/α = {float(closed):.1f}.",
    )


@CLAIMS(
    "C040",
    "III",
    "Eq. (5)",
    "Any electric dipole of paired charges is a magnetic dipole.",
    formula="m = p c for a water molecule; Langevin's χ = μ0 n m²/(3kT)",
    needs=(5, "water_dipole", "water_chi"),
    figures=("fig04",),
)
def water(ev: Evidence) -> Verdict:
    debye = 1e-21 / c.speed_of_light  # C m
    row = ev.cited("water_dipole", "dipole moment of water")
    p = derived("dipole moment of water", float(row) * debye, "C m", "1 D = 1e-21 C m²/s / c", row)
    r = derived("separation of ±e", float(p) / c.elementary_charge, "m", "p/e", p)
    m = ev.equation("pair_moment", r, name="magnetic moment of water", unit="A m²")
    product = derived("p c", float(p) * c.speed_of_light, "A m²", "p c", p)
    density = ev.chosen("molecules of water", 3.34e28, "1/m³", "1 g/cm³ over 18 u")
    warmth = ev.chosen("temperature", 293.0, "K", "room temperature")
    chi = derived(
        "susceptibility of water",
        c.vacuum_permeability * float(density) * float(m) ** 2 / (3 * c.boltzmann * float(warmth)),
        "1",
        "μ0 n m²/(3kT)",
        m,
        density,
        warmth,
    )
    seen = ev.cited("water_chi", "measured susceptibility of water")
    return Verdict(
        nothing_to_check(),
        follows(within(m, product, 1e-9, _SAME), "Eq. (5)"),
        measured(within_factor(chi, seen, 2.0, "far wider than the measurement")),
    )


@CLAIMS(
    "C041",
    "III",
    "Eq. (5)",
    "The field of equal positive and negative charges is magnetic, as between two plates.",
    formula="B = E/c between the plates of a neutron experiment",
    needs=(4, 5, "nedm_efield", "nedm_b0"),
    figures=("fig04",),
)
def plates(ev: Evidence) -> Verdict:
    r = _radius(ev)
    electric = ev.equation("midpoint_field", r, name="E half-way", unit="V/m")
    over_c = derived("E/c half-way", float(electric) / c.speed_of_light, "T", "E/c", electric)
    a = float(r)
    points = ([0.0, 0.0, a / 2], [[0.0, 0.0, 0.0]], [[0.0, 0.0, a]])
    B = ev.equation(
        "pair_magnetic_field",
        *points,
        name="Eq. (5) half-way",
        unit="T",
        pick=lambda field: float(field[2]),
    )
    E = ev.cited("nedm_efield", "field between the plates")
    between = derived("B between the plates by Eq. (5)", float(E) / c.speed_of_light, "T", "E/c", E)
    seen = ev.cited("nedm_b0", "B measured there")
    return Verdict(
        nothing_to_check(),
        follows(within(B, over_c, 1e-9, _SAME), "Eq. (5)"),
        measured(below(between, seen)),
        "Agreement would need the plates' B to stay below the field that was measured with the "
        "voltage on.",
    )


@CLAIMS(
    "C046",
    "III",
    "text",
    "A proton-electron pair carries one flux quantum, h/2e.",
    formula="flux of Eq. (5) through the plane between the charges, e/(ε0 c) = 4α h/2e",
    needs=(5, "flux_quantum_si"),
    figures=("fig04",),
)
def flux_of_a_pair(ev: Evidence) -> Verdict:
    flux = ev.equation("pair_flux", name="flux of a pair", unit="Wb")
    quantum = ev.constant("flux_quantum", "h/2e", "Wb")
    seen = ev.cited("flux_quantum_si", "flux quantum in superconductors")
    origin = "no parameter is free; rounding and reading apart"
    return Verdict(
        checked(within(quantum, seen, 1e-9, "ten digits are published")),
        follows(within(flux, quantum, 0.05, origin), "Eq. (5)"),
        measured(within(flux, seen, 0.05, origin)),
        f"The flux is {float(flux) / float(quantum):.4f} of a quantum, at any separation.",
    )


def _moment(ev: Evidence) -> Number:
    return ev.equation("pair_moment", _radius(ev), name="Eq. (5)'s moment of hydrogen", unit="A m²")


def _magneton(ev: Evidence) -> Number:
    row = ev.cited("phipps_taylor", "measured moment of hydrogen")
    magneton = ev.constant("bohr_magneton", "Bohr magneton", "A m²")
    return derived(
        "measured moment of hydrogen", float(row) * float(magneton), "A m²", "in SI", row, magneton
    )
