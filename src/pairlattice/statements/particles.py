"""Sec. III: elementary particles, monopoles, flux and spin."""

from pairlattice import constants as c
from pairlattice.ledger import (
    Collection,
    Evidence,
    Number,
    Verdict,
    above,
    all_of,
    audited,
    below,
    contains,
    derived,
    follows,
    measured,
    negated,
    no_equation,
    not_measurable,
    not_measured,
    nothing_to_check,
    units,
    vanishes,
    within,
)
from pairlattice.statements.flux import charge_in

CLAIMS = Collection("particles")

_MEV = 1e6 * c.elementary_charge


@CLAIMS(
    "C026",
    "III",
    "text",
    "Only the proton and the electron are unique, of fixed mass, stable and observable, and so "
    "elementary.",
    formula="structure of the proton as seen by electrons",
    needs=("proton_structure",),
)
def elementary(ev: Evidence) -> Verdict:
    seen = ev.cited("proton_structure", number="text")
    return Verdict(
        nothing_to_check(),
        no_equation("a criterion of what is elementary", ev.equations_with("lifetime"), ()),
        measured(negated(contains(seen, "constituents"))),
    )


@CLAIMS(
    "C027a",
    "III",
    "Fig. 4(a)",
    "A bound pair can be a hydrogen atom.",
    formula="e²/(2C_r)/2 at the Bohr radius, beside the binding energy α²mc²/2",
    needs=(3,),
    figures=("fig04",),
)
def hydrogen(ev: Evidence) -> Verdict:
    r = ev.constant("bohr_radius", "Bohr radius", "m")
    capacity = ev.equation("pair_capacitance", r, name="C at the Bohr radius", unit="F")
    half = derived(
        "half of e²/(2C)",
        c.elementary_charge**2 / 4 / float(capacity),
        "J",
        "e²/(4C), virial theorem",
        capacity,
    )
    binding = derived(
        "binding energy of hydrogen",
        c.electron_mass * (c.fine_structure * c.speed_of_light) ** 2 / 2,
        "J",
        "α²mc²/2",
        ev.constant("electron_mass", "electron mass", "kg"),
    )
    origin = "reduced mass and fine structure left out"
    return Verdict(
        nothing_to_check(),
        follows(within(half, binding, 1e-3, origin), "Eq. (3) at the Bohr radius"),
        measured(within(half, binding, 1e-3, origin)),
    )


@CLAIMS(
    "C027b",
    "III",
    "Fig. 4(a)",
    "A bound pair can be a neutron.",
    formula="(m_n − m_p − m_e) c²; ħc/r beside e²/(4π ε0 r) at the neutron's size",
    needs=(3, "neutron_mass"),
    figures=("fig04",),
)
def neutron(ev: Evidence) -> Verdict:
    excess = ev.cited("neutron_mass", "mass of the neutron over that of proton and electron")
    none = ev.chosen("nothing", 0.0, "MeV", "a bound state is lighter than its parts")
    size = ev.chosen("size of the neutron", 0.8e-15, "m", "about the proton's charge radius")
    capacity = ev.equation("pair_capacitance", size, name="C at that size", unit="F")
    attraction = derived(
        "Coulomb energy at that size",
        c.elementary_charge**2 / 2 / float(capacity) / _MEV,
        "MeV",
        "e²/(2C)",
        capacity,
    )
    confined = derived(
        "kinetic energy of an electron held there",
        c.reduced_planck * c.speed_of_light / float(size) / _MEV,
        "MeV",
        "ħc/r",
        size,
    )
    return Verdict(
        nothing_to_check(),
        follows(
            above(attraction, confined), "Eq. (3)", against="Eq. (3) and the uncertainty relation"
        ),
        measured(below(excess, none)),
    )


@CLAIMS(
    "C036",
    "III",
    "text",
    "Charge stripes in cuprates show electrons that form a lattice like that of the ions.",
    formula="period of the stripes",
    needs=("stripe_period",),
)
def stripes(ev: Evidence) -> Verdict:
    wave = ev.cited("stripe_period", "wave vector of the charge order")
    period = derived("period of the stripes", 1 / float(wave), "a", "1/q", wave)
    ions = ev.chosen("period of the ions", 1.0, "a", "by definition of a")
    return Verdict(
        nothing_to_check(),
        no_equation("a wave vector of the charge", ev.equations_with("q", "Q"), ("q", "Q")),
        measured(within(period, ions, 0.05, "a lattice like that of the ions has their period")),
        "The stripes run along one direction of the plane.",
    )


@CLAIMS(
    "C043",
    "III",
    "Eq. (6)",
    "Dirac's condition is e g = (hc/4π) n = (ħc/2) n.",
    formula="Gaussian units; h = 2πħ",
    needs=(6,),
)
def dirac(ev: Evidence) -> Verdict:
    rows = ev.audit(6)
    g = ev.equation("dirac_charge", 1, "gaussian", name="magnetic charge g, n = 1", unit="statC")
    e = c.elementary_charge * 10 * c.speed_of_light
    product = derived("e g", e * float(g), "erg cm", "e g", g)
    half = derived("ħc/2", c.reduced_planck * c.speed_of_light / 2 * 1e9, "erg cm", "ħc/2", g)
    origin = "an identity, rounding apart"
    return Verdict(
        units(rows, within(product, half, 1e-9, origin)),
        follows(audited(rows), "Dirac's condition of 1931"),
        not_measured("a free magnetic charge", ev.rows_about("monopole_found")),
    )


@CLAIMS(
    "C044",
    "III",
    "Eq. (7)",
    "With the fine structure constant, g = n e/(8π ε0 α) = Ω_n e with a pure number Ω_n.",
    formula="dimensions of Eq. (7) in every unit system; Ω_1 in Gaussian units is 1/(2α)",
    needs=(6, 7),
)
def dressed(ev: Evidence) -> Verdict:
    rows = ev.audit(7)
    return Verdict(
        units(rows),
        follows(
            audited(rows),
            "Eq. (6)",
            against="Eq. (6), which is Gaussian while this form of α is SI",
        ),
        not_measurable("a change of symbols"),
        f"In Gaussian units throughout, Ω is {_omega(ev).quantity}.",
    )


def _omega(ev: Evidence) -> Number:
    return ev.equation("dressed_charge_factor", 1, "gaussian", name="Ω for n = 1", unit="1")


@CLAIMS(
    "C045",
    "III",
    "Eq. (7)",
    "Magnetic monopoles are nothing but electrons and protons.",
    formula="flux that Eq. (5) lets leave one charge, e/(ε0 c), over Dirac's; bound on the "
    "electron's magnetic charge",
    needs=(5, 6, "monopole_electron"),
)
def monopoles(ev: Evidence) -> Verdict:
    own = ev.equation("pair_flux", name="flux that leaves one charge by Eq. (5)", unit="Wb")
    dirac_flux = ev.equation("dirac_charge", 1, "weber", name="Dirac's magnetic charge", unit="Wb")
    share = derived(
        "magnetic charge of an electron by Eq. (5)",
        float(own) / float(dirac_flux),
        "g_Dirac",
        "flux over Dirac's",
        own,
        dirac_flux,
    )
    bound = ev.cited("monopole_electron", "magnetic charge of the electron, at most", "upper")
    return Verdict(
        nothing_to_check(),
        follows(within(own, dirac_flux, 0.05, "no parameter is free"), "Eq. (5) and (6)"),
        measured(below(share, bound)),
    )


@CLAIMS(
    "C047",
    "III",
    "text",
    "Flux quanta appear only in regions that do not superconduct, so pairing has nothing to do "
    "with them.",
    formula="charge in the quantum, h/(e Φ0); its value with different fillings of the hole",
    needs=("flux_deaver", "flux_doll", "flux_quantum_si"),
)
def where_quanta_are(ev: Evidence) -> Verdict:
    quantum = ev.cited("flux_quantum_si", "flux quantum")
    charge = charge_in(quantum)
    one = ev.chosen("one electron", 1.0, "e", "no pairing")
    rings = [ev.cited(name, number="text") for name in ("flux_deaver", "flux_doll")]
    alike = all_of(*(contains(ring, "h/2e") for ring in rings))
    origin = "a charge of whole electrons"
    return Verdict(
        nothing_to_check(),
        no_equation("a transition temperature", ev.equations_with("T_c"), ("T_c",)),
        measured(all_of(within(charge, one, 0.05, origin), negated(alike))),
        "The holes were filled with copper and with quartz; the quantum is that of the ring.",
    )


@CLAIMS(
    "C048",
    "III",
    "text",
    "A free electron has no magnetic moment of its own; spectra and beams show that of atoms only.",
    formula="Eq. (5) with r = 0; moment of one trapped electron",
    needs=(5, "electron_g"),
)
def electron_moment(ev: Evidence) -> Verdict:
    seen = ev.cited("electron_g", "moment of one trapped electron")
    return _isolated(ev, seen)


@CLAIMS(
    "C049",
    "III",
    "text",
    "An isolated proton makes an electric field only.",
    formula="Eq. (5) with r = 0; moment of one trapped proton",
    needs=(5, "proton_mu"),
)
def proton_moment(ev: Evidence) -> Verdict:
    seen = ev.cited("proton_mu", "moment of one trapped proton")
    return _isolated(ev, seen)


def _isolated(ev: Evidence, seen: Number) -> Verdict:
    """The moment of one charge: none by Eq. (5), which needs a pair."""
    alone = ev.equation("pair_moment", 0.0, name="moment by Eq. (5) of one charge", unit="A m²")
    magneton = ev.constant("bohr_magneton", "Bohr magneton", "A m²")
    one = ev.chosen("one magneton", 1.0, seen.unit or "mu_B", "the natural unit")
    origin = "no moment means none that an instrument sees"
    return Verdict(
        nothing_to_check(),
        follows(vanishes(alone, magneton, 1e-9, "zero by Eq. (5)"), "Eq. (5)"),
        measured(vanishes(seen, one, 1e-3, origin)),
    )
