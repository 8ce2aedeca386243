"""What Sec. II to V say of steady currents and of resistance."""

from pairlattice import constants as c
from pairlattice.equations import FieldDerivatives
from pairlattice.ledger import (
    Collection,
    Evidence,
    Number,
    Verdict,
    above,
    all_of,
    any_of,
    contains,
    derived,
    follows,
    measured,
    not_measured,
    nothing_to_check,
    vanishes,
    within,
)
from pairlattice.model import closures
from pairlattice.phenomena.transport import results as r

CLAIMS = Collection("transport")

YEAR = 365.25 * 86400.0  # s, Julian
_BOUND = (closures.TETHER, closures.HEAT_BATH)
_STEADY = "a second is short for a current called steady"


def _duration(ev: Evidence) -> Number:
    """How long a steady current in the paper's wire lasts as a displacement."""
    first = ev.result(r.CURRENT_DENSITY, "current density", pick=lambda j: j[0])
    return ev.result(
        r.WHOLE,
        "time until the electrons have moved by d",
        material="Cu",
        current_density=float(first),
    )


def _persists(ev: Evidence) -> Number:
    years = ev.cited("persist_file_mills", number="lower")
    return derived(
        "decay time of a persistent current, at least", float(years) * YEAR, "s", "years", years
    )


def _steady(ev: Evidence) -> Number:
    return ev.chosen("a steady current lasts", 1.0, "s", _STEADY)


def _goes_on(ev: Evidence, law: str) -> Verdict:
    """Whether a current in a constant field is still there after it has settled."""
    at = {"case": "step, T = 0"}
    end = ev.result(
        r.CURRENT,
        "current long after a field began",
        pick=lambda j: abs(j[-1]),
        tag="end",
        **at,
    )
    top = ev.result(
        r.CURRENT, "largest current after a field began", pick=lambda j: abs(j).max(), **at
    )
    share = "a tenth of the first current is still a current"
    return Verdict(
        nothing_to_check(),
        follows(above(end, top, 0.1, share), law, closures=_BOUND),
        measured(above(_duration(ev), _persists(ev))),
    )


@CLAIMS(
    "C015",
    "II",
    "text (dc)",
    "A direct current flows while no electron leaves its cell of about an ångström.",
    formula="t = n e d/J for 3 A in the copper wire",
    needs=(1, "transport", "persist_file_mills"),
    figures=("figtransport",),
)
def without_leaving(ev: Evidence) -> Verdict:
    time = _duration(ev)
    return Verdict(
        nothing_to_check(),
        follows(above(time, _steady(ev)), "Eq. (1)"),
        measured(above(time, _persists(ev))),
    )


@CLAIMS(
    "C016",
    "II",
    "text (dc)",
    "A steady current brings its charge to an electrode although no electron leaves its cell.",
    formula="n e d, the most that a displacement by d carries through an area, beside 1 A h",
    needs=(1, "transport", "electrolysis"),
    figures=("figtransport",),
)
def charge_delivered(ev: Evidence) -> Verdict:
    area = ev.chosen("cross-section", 1e-6, "m²", "a wire of 1 mm²")
    passed = ev.chosen("charge of 1 A in an hour", 3600.0, "C", "an everyday amount")
    density, cell = (
        ev.result(variable, told, material="Cu")
        for variable, told in ((r.DENSITY, "pair density"), (r.SPACING, "distance d"))
    )
    most = derived(
        "most charge by a displacement of d",
        float(density) * c.elementary_charge * float(cell) * float(area),
        "C",
        "n e d S",
        density,
        cell,
        area,
    )
    mole = ev.cited("electrolysis", "charge that deposits a mole")
    needed = derived(
        "charge that deposits a thousandth of a mole", float(mole) / 1000, "C", "F/1000", mole
    )
    return Verdict(
        nothing_to_check(),
        follows(above(most, passed), "Eq. (1)"),
        measured(above(most, needed)),
    )


@CLAIMS(
    "C017",
    "II",
    "text (dc)",
    "A force that holds every electron within an ångström still lets a steady direct current flow.",
    formula="current of the tethered lattice in a constant field, long after it began",
    needs=("transport", "persist_file_mills"),
    figures=("figtransport",),
)
def held_and_flowing(ev: Evidence) -> Verdict:
    return _goes_on(ev, "the motion of tethered electrons")


@CLAIMS(
    "C035",
    "III",
    "Eq. (4), dc",
    "A steady current is a steady displacement current.",
    formula="dE/dt = J/ε0, time until the breakdown field of air",
    needs=(4, "transport", "persist_file_mills"),
    figures=("figtransport",),
)
def steady_displacement(ev: Evidence) -> Verdict:
    J = ev.paper("current density of the wire", 3.0 / 1.9634954e-5, "A/m²", "Sec. II")
    limit = ev.result(r.own.breakdown_field, "breakdown field of air")
    time = derived(
        "time until breakdown",
        c.vacuum_permittivity * float(limit) / float(J),
        "s",
        "ε0 E/J",
        J,
        limit,
        origin="equation",
    )
    return Verdict(
        nothing_to_check(),
        follows(above(time, _steady(ev)), "Eq. (4)"),
        measured(above(time, _persists(ev))),
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
        r.WHOLE,
        "how long ∂P/∂t lasts in copper",
        material="Cu",
        current_density=1e6,
    )
    steady = ev.chosen("a steady current lasts", 1.0, "s", "short for a steady current")
    with_pairs = all_of(vanishes(kept, whole, 1e-9, "rounding"), above(lasts, steady))
    held = any_of(vanishes(left, whole, 1e-9, "rounding"), with_pairs)
    return Verdict(
        nothing_to_check(),
        follows(
            held,
            "Eq. (11)",
            closures=(closures.POLARISATION_READING,) if with_pairs.holds else (),
        ),
        measured(all_of(held, contains(ev.cited("oersted", number="text"), "mu0 I"))),
    )


@CLAIMS(
    "C062",
    "V",
    "text",
    "Resistance arises from displacement currents across the field.",
    formula="transverse current with the field on and off; powers of T in current and loss",
    needs=("transport",),
    figures=("figtransport2",),
)
def transverse_currents(ev: Evidence) -> Verdict:
    x = ev.result(r.LOCAL_EXPONENT, "x of the transverse current ∝ T^x", kind="harmonic")
    y = ev.result(r.POWER_EXPONENT, "y of the lost power ∝ T^y", kind="harmonic")
    twice = derived("2x, a loss quadratic in the transverse current", 2 * float(x), "1", "2x", x)
    return Verdict(
        nothing_to_check(),
        follows(
            within(y, twice, 0.2, "a power law fitted over two decades"),
            "the motion of tethered electrons",
            closures=_BOUND,
        ),
        not_measured("currents across the field in a metal", ev.rows_about("transverse_current")),
        "A current across the field does no work in it: the loss does not follow it.",
    )


@CLAIMS(
    "C065",
    "V",
    "Fig. 5(c)",
    "In the superconducting state all electrons are displaced alike, and the supercurrent is their "
    "displacement current.",
    formula="Eq. (4) at rest; current of the lattice in a constant field",
    needs=(4, "transport", "persist_file_mills"),
    figures=("fig05", "figtransport"),
)
def supercurrent(ev: Evidence) -> Verdict:
    return _goes_on(ev, "Eq. (4), J ∝ V")
