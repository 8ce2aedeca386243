"""Sec. III: the pair as capacitor, current and radiator, Eq. (3) and (4)."""

import math
from operator import attrgetter

from pairlattice import constants as c
from pairlattice.ledger import (
    Collection,
    Evidence,
    Number,
    Verdict,
    any_of,
    audited,
    checked,
    derived,
    follows,
    measured,
    negated,
    not_measured,
    nothing_to_check,
    same_sign,
    units,
    vanishes,
    within,
    within_factor,
)
from pairlattice.phenomena.pair import results

CLAIMS = Collection("pair")

_SAME = "the same quantity by two routes, rounding apart"
_DECADE = math.sqrt(10)


def _radius(ev: Evidence) -> Number:
    return ev.constant("bohr_radius", "Bohr radius", "m")


def _capacitor_slope(ev: Evidence) -> Number:
    """dU/dr of U = e²/(2C) at the Bohr radius."""
    r, step = _radius(ev), 1e-4
    low, high = (
        ev.equation("pair_capacitance", float(r) * (1 + s * step), name="C", unit="F")
        for s in (-1, 1)
    )
    e2 = c.elementary_charge**2
    slope = (e2 / 2 / float(high) - e2 / 2 / float(low)) / (2 * step * float(r))
    return derived("slope of e²/(2C)", slope, "N", "d(e²/2C)/dr", high, r)


@CLAIMS(
    "C028",
    "III",
    "Fig. 4(b)",
    "In conductors the pairs radiate, and this radiation is the resistive loss.",
    formula="Larmor's power of the pairs beside Joule's heat of the same current at 100 kHz",
    needs=(8, "pair", "Cu:resistivity_293K"),
    figures=("fig04",),
)
def radiation(ev: Evidence) -> Verdict:
    single = ev.result(results.RADIATED_DENSITY, "radiated by independent pairs")
    heat = ev.result(results.JOULE_DENSITY, "Joule's heat with copper's measured resistivity")
    copper = ev.cited("Cu:resistivity_293K", "resistivity of copper")
    ratio = ev.result(results.COHERENT, "radiated by a wire's pairs in phase")
    ohmic = ev.result(results.JOULE_WIRE, "heat in that wire")
    same = within_factor(single, heat, _DECADE, "an order of magnitude")
    wire = within_factor(ratio, ohmic, 2.0, "a factor of two would pass for the same loss")
    used = ev.result(results.own.resistivity, "resistivity in the experiment")
    scaled = float(heat) * float(copper) / float(used)
    doubtful = derived(heat.name, scaled, "W/m³", "ρ J²/2", heat, copper)
    return Verdict(
        nothing_to_check(),
        follows(any_of(same, wire), "Eq. (8), Larmor's formula"),
        measured(within_factor(single, doubtful, _DECADE, "an order of magnitude")),
    )


@CLAIMS(
    "C029",
    "III",
    "Eq. (3)",
    "A pair of separation r has the capacitance 2π ε0 r.",
    formula="C = 2π ε0 r; e²/(2C) = e²/(4π ε0 r)",
    needs=(3,),
    figures=("fig04",),
)
def capacitance(ev: Evidence) -> Verdict:
    r = _radius(ev)
    capacity = ev.equation("pair_capacitance", r, name="C at the Bohr radius", unit="F")
    stored = derived(
        "e²/(2C)", c.elementary_charge**2 / 2 / float(capacity), "J", "e²/(2C)", capacity
    )
    coulomb = derived(
        "Coulomb energy of the pair", c.coulomb_energy_metre / float(r), "J", "e²/(4π ε0 r)", r
    )
    return Verdict(
        units(ev.audit(3)),
        follows(within(stored, coulomb, 1e-9, _SAME), "e²/(2C) = e²/(4π ε0 r)"),
        not_measured("the capacitance of one pair", ev.rows_about("pair_capacitance")),
    )


@CLAIMS(
    "C030",
    "III",
    "Eq. (3)",
    "That pair behaves as a capacitor.",
    formula="sign of d(e²/2C)/dr beside that of the pair's own energy",
    needs=(3,),
    figures=("fig04",),
)
def as_capacitor(ev: Evidence) -> Verdict:
    r = _radius(ev)
    own = derived(
        "slope of −e²/(4π ε0 r)",
        c.coulomb_energy_metre / float(r) ** 2,
        "N",
        "the attraction of opposite charges",
        r,
    )
    alpha, mass = c.fine_structure, ev.constant("electron_mass", "electron mass", "kg")
    binding = derived(
        "energy needed to part hydrogen",
        float(mass) * (alpha * c.speed_of_light) ** 2 / 2,
        "J",
        "α²mc²/2",
        mass,
    )
    slope = _capacitor_slope(ev)
    return Verdict(
        nothing_to_check(),
        follows(same_sign(slope, own), "Coulomb's law"),
        measured(same_sign(slope, binding)),
        "e²/(2C) falls with the separation, as between like charges; a pair attracts.",
    )


@CLAIMS(
    "C031",
    "III",
    "Eq. (4)",
    "The displacement current half-way between the charges is −2eV/(πr³).",
    formula="ε0 ∂E/∂t at the middle, with the field of one charge and of both",
    needs=(4,),
    figures=("fig04",),
)
def displacement(ev: Evidence) -> Verdict:
    r, v = ev.chosen("separation", 2e-10, "m", "any"), ev.chosen("speed", 1e-5, "m/s", "any")
    printed = ev.equation("displacement_current", r, v, name="Eq. (4), last line", unit="A/m²")
    both, one = (
        ev.equation(
            "displacement_current_lines",
            r,
            v,
            name=f"ε0 ∂E/∂t, {told}",
            unit="A/m²",
            pick=attrgetter(part),
        )
        for part, told in (("both_charges", "both charges"), ("one_charge", "one charge"))
    )
    return Verdict(
        units(ev.audit(4)),
        follows(
            any_of(within(both, printed, 1e-9, _SAME), within(one, printed, 1e-9, _SAME)),
            "the first line of Eq. (4)",
        ),
        not_measured("the field inside a pair", ev.rows_about("pair_midpoint_field")),
        "The printed line is the field of one of the two charges; both give twice as much.",
    )


@CLAIMS(
    "C032",
    "III",
    "Eq. (4), line 2",
    "Written with the capacitance, the displacement current is −e/(ε0 π² r³) ∂C/∂t.",
    formula="substitution of C = 2π ε0 r into line 2",
    needs=(4,),
    figures=("fig04",),
)
def by_capacitance(ev: Evidence) -> Verdict:
    rows = ev.audit(4, 3)
    one = ev.audit(4, 2, stated=None, reading="one charge")
    return Verdict(
        units(rows),
        follows(audited([*rows, *one]), "Eq. (3) and the field of one charge"),
        not_measured("the field inside a pair", ev.rows_about("pair_midpoint_field")),
    )


@CLAIMS(
    "C033",
    "III",
    "Eq. (4)",
    "This displacement current takes the place of the conduction current through the metal.",
    formula="rate of the flux of D through a disc of radius R half-way, beside e V/d",
    needs=(8,),
    figures=("fig04",),
)
def replaces_conduction(ev: Evidence) -> Verdict:
    d = ev.chosen("separation", 2e-10, "m", "as in a metal")
    v = ev.chosen("speed", 1e-5, "m/s", "as in the wire")
    radius = ev.chosen("radius of the disc", 1e-3, "m", "a wire, wider than any pair")
    # Flux of D of both charges through the disc: e [1 − h/√(R² + h²)], h = d/2.
    half, R = float(d) / 2, float(radius)
    rate = c.elementary_charge * float(v) / 2 * R**2 / (R**2 + half**2) ** 1.5
    through = derived(
        "displacement current through the disc",
        rate,
        "A",
        "d/dt of e [1 − h/√(R² + h²)]",
        d,
        v,
        radius,
        origin="equation",
    )
    needed = derived(
        "current of one electron per distance d",
        c.elementary_charge * float(v) / float(d),
        "A",
        "e V/d",
        d,
        v,
        origin="equation",
    )
    return Verdict(
        nothing_to_check(),
        follows(within_factor(through, needed, 2.0, "the same current"), "Gauss's law, Eq. (8)"),
        not_measured(
            "displacement and conduction current apart from each other",
            ev.rows_about("conduction_current"),
        ),
        "The field lines of a pair return: through the whole plane the flux of D is e at any r.",
    )


@CLAIMS(
    "C034",
    "III",
    "Eq. (4)",
    "Its size is that of the conduction current.",
    formula="J_D at r = d over n e v",
    needs=(1, 4, "pair"),
    figures=("fig04",),
)
def size_of_current(ev: Evidence) -> Verdict:
    printed = ev.result(results.PRINTED_CURRENT, "Eq. (4) at r = d")
    size = derived("size of Eq. (4) at r = d", abs(float(printed)), "A/m²", "|J|", printed)
    mean = ev.result(results.MEAN_CURRENT, "n e v")
    ratio = derived("ratio of the two", float(size) / float(mean), "1", "J_D/(n e v)", size, mean)
    closed = ev.chosen("4/π", 4 / math.pi, "1", "closed form for n d³ = 1/2")
    return Verdict(
        checked(within_factor(size, mean, _DECADE, "a comparison of magnitudes")),
        follows(within(ratio, closed, 1e-6, _SAME), "Eq. (1) and (4)"),
        not_measured("the displacement current of one pair", ev.rows_about("pair_current")),
    )


@CLAIMS(
    "C038",
    "III",
    "Eq. (5)",
    "The sum of two opposite electric fields is itself a changing electric field.",
    formula="Eq. (4) of a pair at rest, beside a moving one",
    needs=(4,),
    figures=("fig04",),
)
def static_pair(ev: Evidence) -> Verdict:
    r = _radius(ev)
    rest, moving = (
        ev.equation("displacement_current", r, v, name=f"ε0 ∂E/∂t {told}", unit="A/m²")
        for v, told in ((0.0, "of a pair at rest"), (1.0, "at a speed of 1 m/s"))
    )
    return Verdict(
        nothing_to_check(),
        follows(negated(vanishes(rest, moving, 1e-9, "zero by definition")), "Eq. (4)"),
        not_measured("a changing field of a pair at rest", ev.rows_about("static_pair_rate")),
    )
