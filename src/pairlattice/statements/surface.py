"""Sec. VII: surface potential, Eq. (15), and what the Meissner state is said to be."""

import math

import numpy as np

from pairlattice import constants as c
from pairlattice.ledger import (
    Collection,
    Evidence,
    Number,
    Verdict,
    above,
    all_of,
    below,
    contains,
    derived,
    follows,
    measured,
    negated,
    no_equation,
    not_measured,
    nothing_to_check,
    units,
    vanishes,
    within,
    within_factor,
)
from pairlattice.model import closures

CLAIMS = Collection("surface")


@CLAIMS(
    "C087",
    "VII",
    "Fig. 9",
    "No Meissner surface current flows; the field's energy is stored by displaced electrons.",
    formula="curl of Eq. (13)'s field at the surface; what the gyromagnetic effect finds",
    needs=(13, "gyromagnetic_sc"),
    figures=("fig09",),
)
def no_surface_current(ev: Evidence) -> Verdict:
    step = ev.chosen("small step", 1e-6, "λ_L", "for a derivative")
    top, under = (
        ev.equation("decayed_field", 1.0, x, 1.0, name="H", unit="H0") for x in (0.0, step)
    )
    curl = derived(
        "curl of H at the surface, Eq. (13)",
        (float(top) - float(under)) / float(step),
        "H0/λ_L",
        "−dH/dx",
        top,
        under,
        origin="equation",
    )
    one = ev.chosen("H0/λ_L", 1.0, "H0/λ_L", "London's current there")
    return Verdict(
        nothing_to_check(),
        follows(
            vanishes(curl, one, 0.01, "a hundredth of London's current"),
            "Eq. (13)",
            against="Eq. (13): a static field with a curl has a current",
        ),
        measured(negated(contains(ev.cited("gyromagnetic_sc", number="text"), "orbital"))),
    )


def _potential(ev: Evidence, ratio: Number) -> Number:
    return ev.equation(
        "surface_potential", ratio, 1.0, 1.0, name=f"U0/U0max at λ = {float(ratio):.3g} Λ", unit="1"
    )


@CLAIMS(
    "C088",
    "VII",
    "Eq. (15)",
    "The surface potential is ±U0max (1 − exp(−λ/Λ)), Λ = 5 λ_L the greatest depth and U0max the "
    "greatest potential.",
    formula="Eq. (15) at λ = Λ and at λ = λ_L",
    needs=(15,),
    figures=("fig09",),
)
def surface_potential(ev: Evidence) -> Verdict:
    end = _potential(ev, ev.paper("λ/Λ at the greatest depth", 1.0, "1", "below Eq. (15)"))
    normal = _potential(ev, ev.paper("λ_L/Λ", 0.2, "1", "below Eq. (15)"))
    greatest = ev.chosen("the greatest potential", 1.0, "1", "U0max by its name")
    reached = within(end, greatest, 0.05, "a twentieth would pass for the greatest")
    return Verdict(
        units(ev.audit(15), reached),
        follows(reached, "Eq. (15)", against="Eq. (15): at λ = Λ it has not reached U0max"),
        not_measured("the potential of the surface by depth", ev.rows_about("u0_lambda")),
        f"At λ_L the right side is {float(normal):.3f} of U0max, at Λ {float(end):.3f}.",
    )


@CLAIMS(
    "C089",
    "VII",
    "Eq. (15)",
    "The effective depth grows with the applied field, up to 5 λ_L.",
    formula="greatest over normal depth, beside the measured change up to Hc",
    needs=(15, "pippard_field"),
    figures=("fig09",),
)
def depth_and_field(ev: Evidence) -> Verdict:
    greatest = ev.equation("maximum_depth", 1.0, name="greatest depth", unit="λ_L")
    change = ev.cited("pippard_field", "measured change of λ in tin up to Hc, at most", "upper")
    seen = derived(
        "greatest depth by measurement", 1 + float(change) / 100, "λ_L", "1 + change", change
    )
    both = ev.equations_with("lambda_eff", "H", together=True)
    return Verdict(
        nothing_to_check(),
        no_equation("the depth together with the field", both, ("lambda_eff", "H")),
        measured(below(greatest, seen)),
    )


@CLAIMS(
    "C090",
    "VII",
    "Eq. (15)",
    "A measurable electric potential appears on the Meissner surface.",
    formula="c B λ, if the field is Eq. (5)'s; Bernoulli's potential B²/(2μ0 n e)",
    needs=(5, "Sn:lambda(0)", "Sn:n_conduction", "bernoulli"),
    figures=("fig09",),
)
def measurable_potential(ev: Evidence) -> Verdict:
    field = ev.chosen("field", 0.01, "T", "well below Hc of tin")
    depth, n = ev.cited("Sn:lambda(0)"), ev.cited("Sn:n_conduction")
    own = derived(
        "potential by Eq. (5)",
        c.speed_of_light * float(field) * float(depth),
        "V",
        "c B λ",
        field,
        depth,
        origin="equation",
    )
    small = derived(
        "Bernoulli's potential",
        float(field) ** 2 / 2 / c.vacuum_permeability / float(n) / c.elementary_charge,
        "V",
        "B²/(2μ0 n e)",
        field,
        n,
        origin="standard",
    )
    row = ev.cited("bernoulli", number="text")
    top = 1e-6 if "uV" in str(row.value) else math.nan
    seen = derived("upper end of what was measured", top, "V", "nV to µV", row)
    symbols = ("U_max", "B", "H")
    held = [n for n in ev.equations_with("U_max") if n in ev.equations_with("H", "Bx", "H_0")]
    return Verdict(
        nothing_to_check(),
        no_equation("U0max together with a field", held, symbols),
        measured(below(own, seen)),
        f"By Eq. (5) it would be {own.quantity}; Bernoulli's is {small.quantity}.",
    )


@CLAIMS(
    "C093",
    "VII",
    "text",
    "Raising the field is equivalent to raising the temperature; Hc acts like a Curie temperature.",
    formula="magnetic energy per electron at Hc, beside kTc, of lead",
    needs=("Pb:Bc(0)", "Pb:Tc", "Pb:n_conduction"),
    figures=("fig11",),
)
def field_as_heat(ev: Evidence) -> Verdict:
    field, tc, n = (ev.cited(f"Pb:{name}") for name in ("Bc(0)", "Tc", "n_conduction"))
    energy = derived(
        "magnetic energy per electron at Hc",
        float(field) ** 2 / 2 / c.vacuum_permeability / float(n),
        "J",
        "B²/(2μ0 n)",
        field,
        n,
    )
    heat = derived("kTc", c.boltzmann * float(tc), "J", "kTc", tc)
    return Verdict(
        nothing_to_check(),
        no_equation("a temperature", ev.equations_with("T", "T_c"), ("T", "T_c")),
        measured(within_factor(energy, heat, math.sqrt(10), "an order of magnitude")),
        f"Closure {closures.FIELD_AS_HEAT.id} takes the statement as an input of the simulation.",
    )


@CLAIMS(
    "C094",
    "VII",
    "text",
    "At Hc a type-I superconductor loses the magnetic state wholly, a type-II one in part.",
    formula="κ of tantalum and of NbSe2 beside 1/√2",
    needs=("Ta:kappa", "NbSe2:lambda_ab(0)", "NbSe2:xi_ab(0)"),
    figures=("fig11",),
)
def two_types(ev: Evidence) -> Verdict:
    limit = ev.chosen("1/√2", float(1 / np.sqrt(2)), "1", "where the wall energy changes sign")
    low = ev.cited("Ta:kappa", "κ of tantalum, type I")
    depth, size = ev.cited("NbSe2:lambda_ab(0)"), ev.cited("NbSe2:xi_ab(0)")
    high = derived("κ of NbSe2, type II", float(depth) / float(size), "1", "λ/ξ", depth, size)
    symbols = ("H_c", "H_c1", "H_c2")
    return Verdict(
        nothing_to_check(),
        no_equation("a critical field", ev.equations_with(*symbols), symbols),
        measured(all_of(below(low, limit), above(high, limit))),
    )


@CLAIMS(
    "C095",
    "VII",
    "text",
    "Meissner effect and penetration depth are effects of magnetisation, not of superconductivity.",
    formula="Bc(0) of aluminium from its heat capacity, beside the magnetic one",
    needs=("Al:Bc(0)_calorimetric", "Al:Bc(0)", "Al:Tc", "Al:Tc_calorimetric"),
)
def only_magnetisation(ev: Evidence) -> Verdict:
    heat = ev.cited("Al:Bc(0)_calorimetric", "Bc(0) of Al from the electrons' heat capacity")
    seen = ev.cited("Al:Bc(0)", "Bc(0) of Al, magnetic")
    tc, other = ev.cited("Al:Tc"), ev.cited("Al:Tc_calorimetric")
    same = all_of(
        within(heat, seen, 0.05, "samples differ by a few per cent"),
        within(other, tc, 0.05, "samples differ by a few per cent"),
    )
    symbols = ("T_c", "C_es")
    return Verdict(
        nothing_to_check(),
        no_equation(
            "a heat capacity or a transition temperature", ev.equations_with(*symbols), symbols
        ),
        measured(negated(same)),
        "The field that is expelled at most has just the energy that the electrons gain.",
    )
