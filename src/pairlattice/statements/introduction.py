"""Sec. I: what superconductors have in common, and what the pair is said to be."""

from pairlattice.ledger import (
    Collection,
    Evidence,
    Number,
    Verdict,
    between,
    derived,
    follows,
    measured,
    no_equation,
    not_measurable,
    nothing_to_check,
    within,
    within_factor,
)

CLAIMS = Collection("introduction")


@CLAIMS(
    "C001",
    "I",
    "text",
    "Nearly every material, some insulators included, superconducts at a suitable temperature and "
    "pressure.",
    formula="share of the elements with a measured transition, and without an established absence",
    needs=("all:elements_superconducting_1atm", "elements_pressure", "tuoriniemi_cu"),
)
def almost_every_material(ev: Evidence) -> Verdict:
    ambient = ev.cited("all:elements_superconducting_1atm", "elements at ambient pressure")
    pressed = ev.cited("elements_pressure", "further elements under pressure")
    none = ev.cited("tuoriniemi_cu", "elements cooled furthest without", "text")
    all_elements = ev.chosen("elements in nature", 92, "1", "hydrogen to uranium")
    absent = len(none.name.split(",")) if "none" in str(none.value) else 0
    found = float(ambient) + float(pressed)
    whole = float(all_elements)
    least = derived("share found so far", found / whole, "1", "n/92", ambient, pressed)
    most = derived("share not excluded", 1 - absent / whole, "1", "1 − n/92", none)
    nearly = ev.chosen("nearly all", 0.9, "1", "what the word may mean at least")
    return Verdict(
        nothing_to_check(),
        no_equation("a temperature or a pressure", ev.equations_with("T", "p"), ("T", "p")),
        measured(between(least, most, nearly)),
    )


@CLAIMS(
    "C003",
    "I",
    "text",
    "Since all superconductors share two properties, one mechanism must serve all of them.",
    formula="spread of 2Δ/kTc and of the isotope exponent",
    needs=(
        "Pb:2Delta/kTc_tunnel",
        "Ba0.6K0.4Fe2As2:2Delta/kTc",
        "Sn:isotope_alpha",
        "YBCO:isotope_alpha_O",
    ),
)
def one_mechanism(ev: Evidence) -> Verdict:
    bcs = ev.standard("bcs.zero_temperature_gap", name="Δ/kTc by BCS", unit="1")
    ratios = [ev.cited("Pb:2Delta/kTc_tunnel"), ev.cited("Ba0.6K0.4Fe2As2:2Delta/kTc")]
    exponents = [ev.cited("Sn:isotope_alpha"), ev.cited("YBCO:isotope_alpha_O")]
    symbols = ("T_c", "gap", "M_ion")
    return Verdict(
        nothing_to_check(),
        no_equation("a transition temperature or a gap", ev.equations_with(*symbols), symbols),
        not_measurable("whether one mechanism or several are at work; no quantity is named"),
        f"2Δ/kTc: BCS in weak coupling {2 * float(bcs):.2f}; "
        + ", ".join(map(str, ratios))
        + "; isotope exponent: "
        + ", ".join(map(str, exponents))
        + ".",
    )


@CLAIMS(
    "C006",
    "I",
    "text",
    "One pair acts at once as capacitor, resistor, current element, magnetic moment, flux quantum "
    "and spin.",
    formula="Eq. (5): moment e r c and flux e/(ε0 c) of one pair, r = a0",
    needs=(5, "phipps_taylor"),
    figures=("fig04",),
)
def many_roles(ev: Evidence) -> Verdict:
    moment, magneton = _hydrogen_moment(ev)
    flux = ev.equation("pair_flux", name="flux of a pair", unit="Wb")
    quantum = ev.constant("flux_quantum", "flux quantum h/2e", "Wb")
    origin = "the quantum has no parameter; rounding and reading apart"
    seen = ev.cited("phipps_taylor", "measured moment of hydrogen")
    seen = derived(
        seen.name, float(seen) * float(magneton), "A m²", "in SI units", seen, origin="measured"
    )
    return Verdict(
        nothing_to_check(),
        follows(within(flux, quantum, 0.05, origin), "Eq. (5)"),
        measured(within_factor(moment, seen, 2.0, "better than any early atomic beam's error")),
        "The flux does not depend on r, so no separation makes it a quantum.",
    )


def _hydrogen_moment(ev: Evidence) -> tuple[Number, Number]:
    radius = ev.constant("bohr_radius", "Bohr radius", "m")
    moment = ev.equation(
        "pair_moment", radius, name="moment of a pair at the Bohr radius", unit="A m²"
    )
    return moment, ev.constant("bohr_magneton", "Bohr magneton", "A m²")
