"""What Sec. IV says of the field equations, and what they make of a slab (Sec. VII)."""

import math

import sympy as sp

from pairlattice import constants as c
from pairlattice.audit.dimensions import t, x, y, z
from pairlattice.equations import FieldDerivatives
from pairlattice.ledger import (
    Collection,
    Evidence,
    Verdict,
    above,
    audited,
    below,
    derived,
    every,
    follows,
    identity,
    measured,
    not_measurable,
    not_measured,
    nothing_to_check,
    says,
    some,
    turned,
    units,
    vanishes,
    within,
    within_factor,
)
from pairlattice.model import closures

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
        measured(says(ev.cited("rowland", number="text"), "agreement")),
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
        ev.result("maxwell", "divergence/alike", f"∇·B averaged over {width} d", width=width)
        for width in (2.4, 0.5)
    )
    power = ev.result("maxwell", "divergence/exponent", "power of the width, displaced at random")
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
        measured(turned(says(ev.cited("rowland", number="text"), "agreement"))),
        "A carried charge makes the field of a current, as was measured.",
    )


@CLAIMS(
    "C055",
    "IV",
    "Eq. (11)",
    "With J = 0 in the fourth equation the field around a wire with a steady current is still "
    "accounted for.",
    formula="curl B = μ0 J put into Eq. (11): as printed, and with ∂P/∂t while it lasts",
    needs=(11, "transport", "oersted"),
    figures=("figcharge",),
)
def wire_field(ev: Evidence) -> Verdict:
    J = ev.chosen("current density", 1e6, "A/m²", "1 A/mm²")
    curl = c.vacuum_permeability * float(J)
    fields = FieldDerivatives(magnetic_curl=(0.0, 0.0, curl))
    left = ev.equation(
        "pair_maxwell_residuals",
        fields,
        name="unbalanced curl of B, as printed",
        unit="T/m",
        pick=lambda r: float(r.ampere[2]),
    )
    kept = ev.equation(
        "pair_maxwell_residuals",
        fields,
        name="unbalanced curl of B with ∂P/∂t",
        polarisation_rate=(0.0, 0.0, float(J)),
        unit="T/m",
        pick=lambda r: float(r.ampere[2]),
    )
    whole = derived("curl of B around the current", curl, "T/m", "μ0 J", J)
    lasts = ev.result(
        "transport",
        "durations/whole",
        "how long ∂P/∂t lasts in copper",
        material="Cu",
        current_density=1e6,
    )
    steady = ev.chosen("a steady current lasts", 1.0, "s", "short for a steady current")
    with_pairs = every(vanishes(kept, whole, 1e-9, "rounding"), above(lasts, steady))
    held = some(vanishes(left, whole, 1e-9, "rounding"), with_pairs)
    return Verdict(
        nothing_to_check(),
        follows(
            held,
            "Eq. (11)",
            closures=(closures.POLARISATION_READING,) if with_pairs.holds else (),
        ),
        measured(every(held, says(ev.cited("oersted", number="text"), "mu0 I"))),
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
        measured(turned(says(ev.cited("rowland", number="text"), "moving charged disc"))),
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
            "maxwell",
            "charge/total_energy",
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


@CLAIMS(
    "C079",
    "VII",
    "Eq. (13) and (11)",
    "The decay of Eq. (13) follows from the revised equations and the motion of bound electrons.",
    formula="static field five λ_L inside a slab of bound pairs, beside Eq. (13)",
    needs=(11, 13, "maxwell"),
    figures=("fig06", "fig09"),
)
def decay_from_fields(ev: Evidence) -> Verdict:
    bound = ev.result("maxwell", "slab/bound", "field five λ_L inside bound pairs", depth=5.0)
    decayed = ev.equation("decayed_field", 1.0, 5.0, 1.0, name="the same by Eq. (13)", unit="B0")
    return Verdict(
        nothing_to_check(),
        follows(
            within_factor(bound, decayed, 2.0, "a profile within a factor of two"),
            "Eq. (11)",
            closures=(closures.TETHER, closures.POLARISATION_READING),
            against="Eq. (11): a static field has no curl and passes",
        ),
        not_measurable("whether one equation follows from others"),
    )


@CLAIMS(
    "C083",
    "VII",
    "Eq. (14)",
    "The displacement of bound electrons causes the screening of depth λ_L.",
    formula="static field five λ_L inside bound pairs; Lorentz's static kernel K λ²",
    needs=("maxwell", "london_moment"),
    figures=("fig06", "fig09"),
)
def bound_screening(ev: Evidence) -> Verdict:
    slow = ev.chosen("frequency", 1e-3, "ω_p", "towards a static field")
    tether = ev.result("maxwell", "@parameters/resonance", "resonance of the pairs", "ω_p")
    epsilon = ev.standard(
        "lorentz.permittivity",
        slow,
        tether,
        1.0,
        name="ε of bound pairs",
        unit="1",
        pick=lambda e: float(e.real),
    )
    kernel = derived(
        "static kernel of bound pairs",
        (1 - float(epsilon)) * float(slow) ** 2,
        "1",
        "K λ² = (1 − ε) ω²/ω_p²",
        epsilon,
        slow,
    )
    london = ev.chosen("London's kernel", 1.0, "1", "K λ² = 1")
    bound = ev.result("maxwell", "slab/bound", "field five λ_L inside bound pairs", depth=5.0)
    half = ev.chosen("half of the field", 0.5, "B0", "the least that would be called screening")
    inertia = ev.cited("london_moment", "m*/2m of the screening carriers")
    free = ev.chosen("that of free electrons", 1.0, "1", "m* = 2m")
    return Verdict(
        nothing_to_check(),
        follows(
            every(below(bound, half), within_factor(kernel, london, 2.0, "the same kernel")),
            "Eq. (8) with bound pairs",
            closures=(closures.TETHER,),
        ),
        measured(
            turned(within(inertia, free, 0.01, "bound electrons would turn with the lattice"))
        ),
        "The slab's electrons follow a static field with no current; London's have inertia only.",
    )
