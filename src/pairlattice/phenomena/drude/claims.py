"""What Sec. II says of free electrons in a wire."""

import math

from pairlattice.ledger import (
    Collection,
    Evidence,
    Number,
    Verdict,
    above,
    any_of,
    audited,
    below,
    checked,
    contains,
    derived,
    follows,
    measured,
    negated,
    not_measured,
    nothing_to_check,
    units,
    within,
    within_factor,
)
from pairlattice.phenomena.drude import results as r

CLAIMS = Collection("drude")

DECADE = math.sqrt(10)
ORDER = "printed as an order of magnitude: half a decade either way"


def _wire(ev: Evidence) -> tuple[Number, Number, Number]:
    """Current, density and diameter of the paper's wire."""
    where = "Sec. II, below Eq. (1)"
    return (
        ev.paper("current in the wire", 3.0, "A", where),
        ev.paper("electron density of copper", 8.5e28, "1/m³", where),
        ev.paper("diameter of the wire", 5e-3, "m", where),
    )


def drift(ev: Evidence) -> Number:
    """Eq. (1)'s drift speed in the paper's wire."""
    return ev.equation("drift_velocity", *_wire(ev), name="drift speed", unit="m/s")


def frequency(ev: Evidence) -> Number:
    return ev.paper("frequency", 100e3, "Hz", "Sec. II")


@CLAIMS(
    "C008",
    "II",
    "Eq. (1)",
    "The current through a wire is carrier density times charge times area times mean drift speed.",
    formula="I = n e S v",
    needs=(1, "rowland"),
    figures=("fig01", "fig02"),
)
def current_of_a_wire(ev: Evidence) -> Verdict:
    rows = ev.audit(1)
    moving = ev.cited("rowland", number="text")
    return Verdict(
        units(rows),
        follows(audited(rows), "the charge that crosses the section in a time"),
        measured(contains(moving, "agreement")),
    )


@CLAIMS(
    "C009",
    "II",
    "Eq. (1), number",
    "In a copper wire of 5 mm that carries 3 A, with 8.5e28 electrons per cubic metre, they drift "
    "at about 1e-5 m/s.",
    formula="v = I/(n e S)",
    needs=(1, "Cu:n_conduction"),
    figures=("fig02",),
)
def drift_speed(ev: Evidence) -> Verdict:
    current, density, diameter = _wire(ev)
    printed = ev.paper("printed drift speed", 1e-5, "m/s", "Sec. II")
    back = ev.equation(
        "wire_current", density, printed, diameter, name="current at the printed speed", unit="A"
    )
    copper = ev.cited("Cu:n_conduction", "measured electron density of copper")
    origin = "copper's density is known to better than 1 %; valence counting"
    return Verdict(
        checked(within_factor(drift(ev), printed, DECADE, ORDER)),
        follows(within_factor(back, current, DECADE, ORDER), "Eq. (1)"),
        measured(within(density, copper, 0.01, origin)),
    )


@CLAIMS(
    "C010",
    "II",
    "text",
    "At 100 kHz the carriers' range of motion is below v/(2f), about one ångström.",
    formula="v/(2f); of a sinusoid, peak to peak, v/(πf)",
    needs=(1, "drude"),
    figures=("fig02",),
)
def excursion(ev: Evidence) -> Verdict:
    printed = ev.paper("one ångström", 1e-10, "m", "Sec. II")
    arguments = (drift(ev), frequency(ev))
    bound = ev.equation("excursion", *arguments, name="v/(2f)", unit="m")
    exact = ev.equation("peak_to_peak_excursion", *arguments, name="peak to peak", unit="m")
    surface = ev.result(r.SURFACE_EXCURSION, "peak to peak at the surface, skin effect")
    return Verdict(
        checked(within_factor(bound, printed, DECADE, ORDER)),
        follows(below(exact, bound), "Eq. (1)"),
        not_measured("the excursion of carriers in a wire", ev.rows_about("ac_excursion")),
        f"The bound is for a current spread evenly; with the skin effect {surface}.",
    )


@CLAIMS(
    "C011",
    "II",
    "text",
    "In an alternating current of 100 kHz all electrons of the wire stop and reverse together "
    "every 0.01 ms.",
    formula="1/f, 1/(2f); speed of single electrons over that of their mean",
    needs=(1, "drude"),
    figures=("fig01",),
)
def reversal(ev: Evidence) -> Verdict:
    printed = ev.paper("printed time", 0.01e-3, "s", "Sec. II")
    f = frequency(ev)
    period = derived("period", 1 / float(f), "s", "1/f", f)
    between = derived("time between stops", 0.5 / float(f), "s", "1/(2f)", f)
    exact = "a definition: rounding only"
    single = ev.result(r.FERMI_VELOCITY, "speed of single electrons when the mean is zero")
    return Verdict(
        checked(
            any_of(within(period, printed, 1e-6, exact), within(between, printed, 1e-6, exact))
        ),
        follows(below(single, drift(ev)), "Eq. (1)", against="Eq. (1), whose v is a mean"),
        not_measured("the speed of single electrons in a wire", ev.rows_about("ac_speed")),
        f"The printed time is the period; the mean stops twice in it, after {between.quantity}.",
    )


@CLAIMS(
    "C012",
    "II",
    "text",
    "Because of their inertia free electrons cannot follow a field of 100 kHz.",
    formula="ω τ, σ(ω) = σ0/(1 − iωτ)",
    needs=("drude",),
    figures=("fig02",),
)
def inertia(ev: Evidence) -> Verdict:
    f, tau = frequency(ev), ev.result(r.RELAXATION_TIME, "relaxation time")
    lag = derived("phase lag ωτ", 2 * math.pi * float(f) * float(tau), "1", "2π f τ", f, tau)
    whole = ev.chosen("lag of a response that fails", 1.0, "1", "|σ| falls to 1/√2 at ωτ = 1")
    return Verdict(
        nothing_to_check(),
        follows(above(lag, whole), "Drude's σ(ω)"),
        not_measured("the phase lag of a current in copper", ev.rows_about("ac_phase")),
    )


@CLAIMS(
    "C013",
    "II",
    "Fig. 2",
    "Since alternating currents move electrons by an ångström only, a direct current needs no "
    "long-range motion either.",
    formula="v/(2f) from 100 kHz down to 0.01 Hz",
    needs=("drude", "haynes_shockley"),
    figures=("fig02",),
)
def direct_current(ev: Evidence) -> Verdict:
    slow = ev.result(r.BOUND_PATH, "v/(2f) at the lowest frequency", frequency=0.01)
    cell = ev.result(r.SPACING, "distance from an ion to its electron")
    flight = ev.cited("haynes_shockley", number="text")
    return Verdict(
        nothing_to_check(),
        follows(below(slow, cell), "Eq. (1)"),
        measured(negated(contains(flight, "drift of injected carriers"))),
    )


@CLAIMS(
    "C014",
    "II",
    "Fig. 2",
    "A small drift excursion means that the electrons are localised.",
    formula="√(2 D t), D = v_F ℓ/3, t = 1/(2f), beside v/(2f)",
    needs=(1, "drude"),
    figures=("fig01",),
)
def localised(ev: Evidence) -> Verdict:
    speed = ev.result(r.FERMI_VELOCITY, "Fermi velocity")
    path = ev.result(r.MEAN_FREE_PATH, "mean free path")
    f = frequency(ev)
    spread = math.sqrt(float(speed) * float(path) / 3 / float(f))
    walk = derived("random walk in half a period", spread, "m", "√(2 D t)", speed, path, f)
    bound = ev.equation("excursion", drift(ev), f, name="drift in half a period", unit="m")
    return Verdict(
        nothing_to_check(),
        follows(below(walk, bound), "Eq. (1)", against="Eq. (1), whose v is a mean"),
        not_measured("the random walk of electrons in copper", ev.rows_about("random_walk")),
    )
