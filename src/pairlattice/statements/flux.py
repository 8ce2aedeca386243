"""Sec. VI and VIII: flux, quanta, vortices and their motion, where no simulation is needed."""

import math

from pairlattice import constants as c
from pairlattice.ledger import (
    Collection,
    Evidence,
    Number,
    Verdict,
    above,
    all_of,
    any_of,
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
    vanishes,
    within,
    within_factor,
)

CLAIMS = Collection("flux")


def charge_in(quantum: Number) -> Number:
    """The charge that a flux quantum belongs to, h/(e Φ0) [e]."""
    charge = c.planck / (c.elementary_charge * float(quantum))
    return derived("charge in the quantum", charge, "e", "h/(e Φ0)", quantum)


@CLAIMS(
    "C071",
    "VI",
    "Fig. 6",
    "The expulsion of flux conflicts with Faraday's law.",
    formula="third line of Eq. (8) with the field E that an expulsion induces: its residual",
    needs=(8,),
    figures=("fig06",),
)
def faraday(ev: Evidence) -> Verdict:
    from pairlattice.equations import FieldDerivatives

    rate = ev.chosen("rate of the field during an expulsion", 10.0, "T/s", "10 mT in 1 ms")
    induced = (0.0, 0.0, float(rate))
    fields = FieldDerivatives(electric_curl=induced, magnetic_rate=(0.0, 0.0, -float(rate)))
    left = ev.equation(
        "maxwell_residuals",
        fields,
        name="residual of Faraday's law",
        unit="V/m²",
        pick=lambda r: float(r.faraday[2]),
    )
    scale = derived("curl of the induced field", float(rate), "V/m²", "−∂B/∂t", rate)
    area = ev.chosen("cross-section", 1e-4, "m²", "1 cm²")
    voltage = derived(
        "voltage around the sample", float(rate) * float(area), "V", "A ∂B/∂t", rate, area
    )
    return Verdict(
        nothing_to_check(),
        follows(
            negated(vanishes(left, scale, 1e-9, "rounding")),
            "Faraday's law",
            against="Eq. (8), line 3, which holds with the voltage that the expulsion induces",
        ),
        not_measured("a violation of Faraday's law", ev.rows_about("faraday_violation")),
        f"The {voltage} drives currents in what is still normal while the flux leaves.",
    )


@CLAIMS(
    "C099",
    "VIII",
    "Fig. 11",
    "The flux in a tube is emitted by the pairs in it and does not come from the applied field.",
    formula="pairs in one layer of a core times the flux of Eq. (5), in quanta",
    needs=(5, "Nb:xi0_LEmuSR", "Nb:n_conduction", "flux_quantum_si"),
    figures=("fig11",),
)
def flux_of_a_tube(ev: Evidence) -> Verdict:
    size, n = ev.cited("Nb:xi0_LEmuSR"), ev.cited("Nb:n_conduction")
    pairs = derived(
        "pairs in a layer of a core",
        math.pi * float(size) ** 2 * float(n) ** (2 / 3),
        "1",
        "π ξ² n^(2/3)",
        size,
        n,
    )
    each = ev.equation("pair_flux", name="flux of a pair", unit="Wb")
    flux = derived(
        "flux of the core's pairs, all aligned",
        float(pairs) * float(each),
        "Wb",
        "N e/(ε0 c)",
        each,
        pairs,
    )
    quantum = ev.constant("flux_quantum", "flux quantum h/2e", "Wb")
    seen = ev.cited("flux_quantum_si", "measured flux of a vortex")
    wide = 3.0
    origin = "the size of a core is known to about this factor"
    return Verdict(
        nothing_to_check(),
        follows(within_factor(flux, quantum, wide, origin), "Eq. (5)"),
        measured(within_factor(flux, seen, wide, origin)),
        "Unaligned pairs may give any flux between; nothing in Eq. (5) singles out a quantum.",
    )


@CLAIMS(
    "C100",
    "VIII",
    "text",
    "Condensed quantum systems cannot show quantisation.",
    formula="flux steps of superconducting rings; universality of 2e/h",
    needs=("flux_deaver", "flux_doll", "josephson_emf"),
)
def no_quantisation(ev: Evidence) -> Verdict:
    rings = [ev.cited(row, number="text") for row in ("flux_deaver", "flux_doll")]
    symbols = ("Phi_0", "N_quanta")
    return Verdict(
        nothing_to_check(),
        no_equation("a quantum of a condensed system", ev.equations_with(*symbols), symbols),
        measured(negated(any_of(*(contains(ring, "h/2e") for ring in rings)))),
    )


@CLAIMS(
    "C101",
    "VIII",
    "text",
    "Experiments that show Cooper pairs have nothing to do with superconductivity.",
    formula="charge in the flux quantum of superconducting tin and lead",
    needs=("flux_quantum_si", "flux_deaver", "flux_doll"),
)
def pairs_elsewhere(ev: Evidence) -> Verdict:
    quantum = ev.cited("flux_quantum_si", "flux quantum of superconductors")
    charge = charge_in(quantum)
    two = ev.chosen("a pair", 2.0, "e", "Cooper's")
    rings = [ev.cited(row, number="text") for row in ("flux_deaver", "flux_doll")]
    seen = all_of(within(charge, two, 0.01, "whole numbers"), *(contains(r, "h/2e") for r in rings))
    return Verdict(
        nothing_to_check(),
        no_equation("a transition temperature", ev.equations_with("T_c"), ("T_c",)),
        measured(negated(seen)),
        "The steps were seen in superconducting cylinders.",
    )


@CLAIMS(
    "C107",
    "VIII",
    "text",
    "The number of vortices grows with the field.",
    formula="B/Φ0 in an area, at 0.1 T and at 0.2 T",
    needs=("flux_quantum_si",),
    figures=("fig11", "fig13"),
)
def number_grows(ev: Evidence) -> Verdict:
    quantum = ev.cited("flux_quantum_si", "flux of a vortex")
    few, many = (
        derived(
            f"vortices per µm² at {field} T", field * 1e-12 / float(quantum), "1", "B A/Φ0", quantum
        )
        for field in (0.1, 0.2)
    )
    from pairlattice.model import closures

    grows = above(many, few)
    return Verdict(
        nothing_to_check(),
        follows(grows, "flux quantisation", closures=(closures.FLUX_PER_TUBE,)),
        measured(grows),
    )


@CLAIMS(
    "C109",
    "VIII",
    "text",
    "The motion of vortices under forces allows neither an analytic nor a numerical solution.",
    formula="Bardeen and Stephen's friction η = Φ0 Bc2/ρ_n and the speed J Φ0/η of niobium",
    needs=("Nb:Bc2(0)",),
    figures=("fig14",),
)
def no_solution(ev: Evidence) -> Verdict:
    field = ev.cited("Nb:Bc2(0)")
    normal = ev.chosen("resistivity of normal niobium", 1e-8, "ohm m", "of a fair sample at 10 K")
    J = ev.chosen("current density", 1e10, "A/m²", "below depairing")
    friction = derived(
        "friction of a vortex",
        c.flux_quantum * float(field) / float(normal),
        "N s/m²",
        "Φ0 Bc2/ρ_n",
        field,
        normal,
        origin="standard",
    )
    speed = derived(
        "speed of a vortex",
        float(J) * c.flux_quantum / float(friction),
        "m/s",
        "J Φ0/η",
        J,
        friction,
        origin="standard",
    )
    none = ev.chosen("no solution", 0.0, "m/s", "a number is a solution")
    return Verdict(
        nothing_to_check(),
        follows(
            negated(above(speed, none)),
            "the law of forces",
            against="the closed form of Bardeen and Stephen",
        ),
        not_measurable("whether equations have a solution"),
    )


@CLAIMS(
    "C110",
    "VIII",
    "text",
    "The inside of a vortex at rest is hotter than its surroundings.",
    formula="power per length that keeps a core at Tc, 2πκ (Tc − T)/ln(a/ξ)",
    needs=("Nb:Tc", "Nb:xi0_LEmuSR", "thermometer"),
    figures=("fig14",),
)
def hot_core(ev: Evidence) -> Verdict:
    tc, size = ev.cited("Nb:Tc"), ev.cited("Nb:xi0_LEmuSR")
    bath = ev.chosen("bath", 4.2, "K", "liquid helium")
    kappa = ev.chosen("thermal conductivity of niobium", 10.0, "W/m/K", "at 4 K, a fair sample")
    apart = ev.chosen("distance of vortices", 1e-7, "m", "at 0.2 T")
    power = derived(
        "power per length that keeps a core at Tc",
        2
        * math.pi
        * float(kappa)
        * (float(tc) - float(bath))
        / math.log(float(apart) / float(size)),
        "W/m",
        "2πκ(Tc − T)/ln(a/ξ)",
        tc,
        size,
        kappa,
        origin="standard",
    )
    supply = ev.chosen("power from a field at rest", 1e-6, "W/m", "E × H = 0; a millionth is kind")
    best = ev.cited("thermometer", "sensitivity of local thermometers", "upper")
    return Verdict(
        nothing_to_check(),
        follows(
            below(power, supply),
            "Fourier's law",
            against="Fourier's law: heat flows out, and a field at rest brings none",
        ),
        not_measured("the temperature of a vortex at rest", ev.rows_about("vortex_temperature")),
        f"The {best} would show it.",
    )


@CLAIMS(
    "C113",
    "VIII",
    "text",
    "No pinning is needed to keep vortices in place.",
    formula="vortices at artificial defects",
    needs=("mot_harada96", "pin_columns_image"),
    figures=("fig14",),
)
def no_pinning(ev: Evidence) -> Verdict:
    matching, columns = (
        ev.cited(row, number="text") for row in ("mot_harada96", "pin_columns_image")
    )
    symbols = ("f_pin", "U_pin")
    return Verdict(
        nothing_to_check(),
        no_equation("a pinning force", ev.equations_with(*symbols), symbols),
        measured(negated(all_of(contains(matching, "matching"), contains(columns, "occupied")))),
        f"In the paper's own Ref. 38, vortices at defects are {matching.value}.",
    )
