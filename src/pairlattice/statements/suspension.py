"""Sec. VI and VIII: what holds a magnet up, and whether a field at rest gives energy."""

from pairlattice import constants as c
from pairlattice.ledger import (
    Collection,
    Evidence,
    Number,
    Verdict,
    above,
    audited,
    below,
    contains,
    derived,
    follows,
    measured,
    negated,
    no_equation,
    nothing_to_check,
    units,
    within,
)

CLAIMS = Collection("suspension")

_YEAR = 365.25 * 86400.0  # s, Julian


def _keeps(ev: Evidence) -> Number:
    years = ev.cited("persist_file_mills", number="lower")
    return derived(
        "decay time of a field that nothing feeds, at least",
        float(years) * _YEAR,
        "s",
        "years",
        years,
    )


def _day(ev: Evidence) -> Number:
    return ev.chosen("a day", 86400.0, "s", "what is used up is gone after a while")


@CLAIMS(
    "C073",
    "VI",
    "Eq. (12)",
    "The repulsion carries the magnet's weight, m g; the attraction that of the superconductor, "
    "M g.",
    formula="statics",
    needs=(12, "lev_force"),
    figures=("fig07",),
)
def balance(ev: Evidence) -> Verdict:
    rows = ev.audit(12)
    return Verdict(
        units(rows),
        follows(audited(rows), "Newton's law of a body at rest"),
        measured(contains(ev.cited("lev_force", number="text"), "levitation")),
    )


@CLAIMS(
    "C074",
    "VI",
    "text",
    "A stable levitation needs a continuous supply of energy from outside.",
    formula="P = F v at rest; how long a sphere has levitated without any supply",
    needs=(12, "gravimeter_22yr"),
    figures=("fig07", "fig10"),
)
def supplied(ev: Evidence) -> Verdict:
    mass = ev.chosen("mass of a magnet", 0.01, "kg", "a small one")
    speed = ev.chosen("its speed", 0.0, "m/s", "it is at rest")
    force = ev.equation("supporting_force", mass, name="force that carries it", unit="N")
    power = derived("power at rest", float(force) * float(speed), "W", "F v", force, speed)
    none = ev.chosen("no power", 0.0, "W", "any supply is more")
    return Verdict(
        nothing_to_check(),
        follows(above(power, none), "Eq. (12)", against="Eq. (12): a force at rest does no work"),
        measured(
            negated(contains(ev.cited("gravimeter_22yr", number="text"), "continuous levitation"))
        ),
    )


@CLAIMS(
    "C075",
    "VI",
    "text",
    "The field is the only source of energy and is absorbed by the superconductor.",
    formula="E × H of a field at rest; decay of a field that only a superconductor keeps",
    needs=(8, "persist_file_mills"),
    figures=("fig09",),
)
def absorbed(ev: Evidence) -> Verdict:
    rate = ev.chosen("rate of a field at rest", 0.0, "T/s", "at rest")
    width = ev.chosen("width of the sample", 0.01, "m", "a hand's breadth at most")
    field = ev.chosen("field", 0.05, "T", "of a small magnet")
    electric = float(rate) * float(width) / 2
    flow = derived(
        "energy that flows in",
        electric * float(field) / c.vacuum_permeability,
        "W/m²",
        "E B/μ0, E = (w/2) ∂B/∂t",
        rate,
        width,
        field,
    )
    none = ev.chosen("no flow", 0.0, "W/m²", "any absorption is more")
    return Verdict(
        nothing_to_check(),
        follows(above(flow, none), "Eq. (8)", against="Eq. (8): without ∂B/∂t there is no E × H"),
        measured(below(_keeps(ev), _day(ev))),
    )


@CLAIMS(
    "C076",
    "VI",
    "Fig. 8",
    "Levitation is the attraction or repulsion of surface charges on superconductor and magnet.",
    formula="ε0E²/2 with E = c B by Eq. (5), beside B²/2μ0; that E beside the breakdown of air",
    needs=(5, "air_breakdown"),
    figures=("fig08",),
)
def surface_charges(ev: Evidence) -> Verdict:
    B = ev.chosen("field in the gap", 0.1, "T", "of a small magnet")
    E = derived(
        "electric field by Eq. (5)", c.speed_of_light * float(B), "V/m", "c B", B, origin="equation"
    )
    push = derived(
        "pressure of the charges", c.vacuum_permittivity * float(E) ** 2 / 2, "Pa", "ε0 E²/2", E
    )
    magnetic = derived(
        "magnetic pressure", float(B) ** 2 / 2 / c.vacuum_permeability, "Pa", "B²/2μ0", B
    )
    air = ev.cited("air_breakdown", "breakdown field of air")
    return Verdict(
        nothing_to_check(),
        follows(within(push, magnetic, 1e-6, "rounding"), "Eq. (5)"),
        measured(below(E, air)),
        "A grounded foil in the gap would end the field of charges; it does not end levitation.",
    )


@CLAIMS(
    "C098",
    "VIII",
    "text",
    "To keep the mixed state the field must supply energy continuously.",
    formula="decay time of a solenoid of Nb-Zr, a superconductor of type II, in persistent mode",
    needs=("persist_file_mills",),
    figures=("fig11",),
)
def kept_up(ev: Evidence) -> Verdict:
    symbols = ("P_in", "S_poynting")
    return Verdict(
        nothing_to_check(),
        no_equation("a power", ev.equations_with(*symbols), symbols),
        measured(below(_keeps(ev), _day(ev))),
    )
