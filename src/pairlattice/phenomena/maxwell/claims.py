"""What Sec. IV says of the field equations."""

import math

import sympy as sp

from pairlattice.audit.dimensions import t, x, y, z
from pairlattice.ledger import (
    Collection,
    Evidence,
    Verdict,
    audited,
    below,
    contains,
    derived,
    follows,
    identity,
    measured,
    negated,
    not_measurable,
    not_measured,
    nothing_to_check,
    units,
    vanishes,
)
from pairlattice.model import closures
from pairlattice.phenomena.maxwell import results as r

CLAIMS = Collection("maxwell")

_EX, _BX = (sp.Function(name)(x, y, z, t) for name in ("Ex", "Bx"))
_ROUNDING = "rounding of the solver"


@CLAIMS(
    "C042",
    "III",
    "Eq. (5) and (11)",
    "The revised field equations and Eq. (5) hold together.",
    formula="lines 3 and 4 of Eq. (11) with B = E, as Eq. (5) has it in Gaussian units for neutral "
    "matter",
    needs=(5, 11),
    figures=("figmaxwell",),
)
def both_together(ev: Evidence) -> Verdict:
    third, fourth = ev.line(11, 3).right.subs(_BX, _EX), ev.line(11, 4).right
    told = "with B = E lines 3 and 4 give one curl"
    return Verdict(
        nothing_to_check(),
        follows(
            identity(third.doit(), fourth.doit(), told),
            "Eq. (5) and (11)",
            against="each other: B = E turns lines 3 and 4 into ∂E/∂t = −∂E/∂t",
        ),
        not_measurable("whether two equations have common solutions"),
    )


@CLAIMS(
    "C050",
    "IV",
    "Eq. (8)",
    "Maxwell's equations in Gaussian units, with charge and current.",
    formula="each line beside its SI form, carried over",
    needs=(8, "rowland"),
)
def standard_set(ev: Evidence) -> Verdict:
    rows = ev.audit(8)
    return Verdict(
        units(rows),
        follows(audited(rows), "the SI form of the same laws"),
        measured(contains(ev.cited("rowland", number="text"), "agreement")),
    )


@CLAIMS(
    "C051",
    "IV",
    "Eq. (9)",
    "The divergence of a pair's field is 4π times the sum of its two charge densities.",
    formula="the first line of Eq. (8) for each charge",
    needs=(8, 9),
)
def pair_divergence(ev: Evidence) -> Verdict:
    rows = ev.audit(9)
    return Verdict(
        units(rows),
        follows(audited(rows), "the first line of Eq. (8)"),
        not_measured("the divergence of one pair's field", ev.rows_about("pair_divergence")),
    )


@CLAIMS(
    "C052",
    "IV",
    "Eq. (10)",
    "The divergence of B is 4π(ρ₊ + ρ₋)/c and not exactly zero.",
    formula="Eq. (5) into Eq. (9); flux that leaves one charge, over Dirac's",
    needs=(5, 6, 10, "monopole_electron"),
    figures=("figmaxwell",),
)
def magnetic_divergence(ev: Evidence) -> Verdict:
    rows = ev.audit(10)
    own = ev.equation("pair_flux", name="flux that leaves one charge by Eq. (5)", unit="Wb")
    dirac = ev.equation("dirac_charge", 1, "weber", name="Dirac's magnetic charge", unit="Wb")
    share = derived(
        "its magnetic charge", float(own) / float(dirac), "g_Dirac", "flux over Dirac's", own, dirac
    )
    bound = ev.cited("monopole_electron", "magnetic charge of the electron, at most", "upper")
    return Verdict(
        units(rows),
        follows(
            audited(rows),
            "Eq. (5) and (9)",
            against="Eq. (5) and (9) in one unit system: the printed line lacks a factor c",
        ),
        measured(below(share, bound)),
    )


@CLAIMS(
    "C053",
    "IV",
    "Eq. (10)",
    "From afar the two densities cancel, so that the divergence of B is nearly zero.",
    formula="∇·B of the lattice averaged over widths of 2.4 d and 0.5 d",
    needs=(5, 10, "maxwell"),
    figures=("figmaxwell",),
)
def from_afar(ev: Evidence) -> Verdict:
    wide, narrow = (
        ev.result(r.ALIKE, f"∇·B averaged over {width} d", width=width) for width in (2.4, 0.5)
    )
    power = ev.result(r.EXPONENT, "power of the width, displaced at random")
    return Verdict(
        nothing_to_check(),
        follows(
            vanishes(wide, narrow, 1e-3, "a thousandth would pass for nearly zero"),
            "Eq. (5) for an ordered lattice",
        ),
        not_measured("the divergence of B within a lattice", ev.rows_about("div_b")),
        f"Displaced at random it falls as a power of the width, {float(power):.2f}.",
    )


@CLAIMS(
    "C054",
    "IV",
    "Eq. (11)",
    "The conduction current must be dropped from the fourth equation.",
    formula="∂ρ/∂t that the divergence of the fourth line demands, with the first",
    needs=(4, 11, "rowland"),
    figures=("figcharge",),
)
def no_current(ev: Evidence) -> Verdict:
    return Verdict(
        units(ev.audit(11)),
        follows(
            audited(ev.audit(11, 4)),
            "Eq. (11)",
            against="Eq. (4): without J no charge density can change, nor an electron move",
        ),
        measured(negated(contains(ev.cited("rowland", number="text"), "agreement"))),
        "A carried charge makes the field of a current, as was measured.",
    )


@CLAIMS(
    "C056",
    "IV",
    "Eq. (11)",
    "With J = 0 and charge density kept, the set is consistent (for every observer).",
    formula="current of a charge at rest for an observer who passes: J' = −γ ρ v",
    needs=(11, "rowland"),
)
def covariant(ev: Evidence) -> Verdict:
    beta = ev.chosen("speed of the observer", 0.1, "c", "any but zero")
    b = float(beta)
    moving = derived("current density he finds", -b / math.sqrt(1 - b**2), "ρ c", "−γ ρ v", beta)
    charge = ev.chosen("charge density at rest times c", 1.0, "ρ c", "unit")
    return Verdict(
        nothing_to_check(),
        follows(
            vanishes(moving, charge, 1e-9, "zero as J is"),
            "Eq. (11)",
            against="Eq. (11), line 1: charge seen from a moving frame is a current",
        ),
        measured(negated(contains(ev.cited("rowland", number="text"), "moving charged disc"))),
    )


@CLAIMS(
    "C057",
    "IV",
    "Eq. (11)",
    "The third and fourth equations become symmetric.",
    formula="E → B, B → −E carries line 3 into line 4; lines 1 and 2 likewise where ρ = 0",
    needs=(11,),
    figures=("figmaxwell",),
)
def symmetric(ev: Evidence) -> Verdict:
    third, fourth = ev.line(11, 3).right, ev.line(11, 4).right
    first, second = ev.line(11, 1).right, ev.line(11, 2).right
    told = "E → B, B → −E carries line 3 into line 4"
    gap = sp.simplify(first - second)
    return Verdict(
        units([*ev.audit(11, 3), *ev.audit(11, 4)]),
        follows(identity(third.subs(_BX, -_EX).doit(), fourth.doit(), told), "Eq. (11)"),
        not_measurable("the form of equations"),
        f"Lines 1 and 2 differ by {gap}: the exchange is a symmetry only where there is no charge.",
    )


@CLAIMS(
    "C058",
    "IV",
    "Eq. (11)",
    "(Implied.) The set keeps an energy balance with the work done on charges.",
    formula="energy of a pulse past a cylinder of pairs: as printed, and with ∂P/∂t",
    needs=(11, "maxwell"),
    figures=("figcharge",),
)
def energy_balance(ev: Evidence) -> Verdict:
    read, printed = (
        ev.result(
            r.TOTAL_ENERGY,
            f"largest change of the energy, {told}",
            law=law,
            pick=lambda w: abs(w - 1).max(),
        )
        for law, told in (("polarisation", "with ∂P/∂t"), ("literal", "as printed"))
    )
    whole = ev.chosen("energy of the pulse", 1.0, "1", "unit")
    as_printed = vanishes(printed, whole, 1e-6, _ROUNDING)
    holds = as_printed.holds
    return Verdict(
        nothing_to_check(),
        follows(
            as_printed if holds else vanishes(read, whole, 1e-6, _ROUNDING),
            "Eq. (11)",
            closures=(closures.TETHER,)
            if holds
            else (closures.TETHER, closures.POLARISATION_READING),
        ),
        not_measured("the energy of a pulse past bound pairs", ev.rows_about("pulse_energy")),
        f"As printed, the {printed}.",
    )
