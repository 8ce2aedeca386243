"""Sec. IX and the list of references."""

from pairlattice import constants as c
from pairlattice.ledger import (
    Collection,
    Evidence,
    Verdict,
    all_of,
    checked,
    contains,
    derived,
    measured,
    negated,
    no_equation,
    not_measurable,
    nothing_to_check,
    same_sign,
    within,
)

CLAIMS = Collection("remarks")


@CLAIMS(
    "C117",
    "IX",
    "text",
    "Quantum Hall effect, Hall anomaly, pseudogap, stripes and charge density waves are explained "
    "by the pair lattice.",
    formula="none is given",
    needs=(),
)
def further_effects(ev: Evidence) -> Verdict:
    symbols = ("sigma_xy", "gap", "Q")
    return Verdict(
        nothing_to_check(),
        no_equation(
            "a Hall conductivity, a gap or a wave vector", ev.equations_with(*symbols), symbols
        ),
        not_measurable("explanations that are announced; no number is given"),
    )


@CLAIMS(
    "C118",
    "IX",
    "text",
    "Neutron and hydrogen differ by a binding energy that the vacuum supplies, and that may be "
    "released as photons or neutrinos.",
    formula="mass of each over that of its parts",
    needs=("neutron_mass",),
    figures=("fig04",),
)
def vacuum_energy(ev: Evidence) -> Verdict:
    neutron = ev.cited("neutron_mass", "mass of the neutron over that of proton and electron")
    mass = ev.constant("electron_mass", "electron mass", "kg")
    binding = float(mass) * (c.fine_structure * c.speed_of_light) ** 2 / 2
    hydrogen = derived(
        "the same of hydrogen", -binding / c.elementary_charge / 1e6, "MeV", "−α²mc²/2", mass
    )
    symbols = ("E_vac",)
    return Verdict(
        nothing_to_check(),
        no_equation("an energy of the vacuum", ev.equations_with(*symbols), symbols),
        measured(same_sign(neutron, hydrogen)),
        "What one word, supplied from outside, would cover has two signs.",
    )


@CLAIMS(
    "C119",
    "refs",
    "bibliography",
    "The list of references gives the works that are cited.",
    formula="year of a volume of Advances in Physics, 1951 + volume, beside the printed year",
    needs=("ref61_status",),
)
def references(ev: Evidence) -> Verdict:
    first = ev.chosen("year before volume 1", 1951, "1", "Advances in Physics, one volume a year")
    checks = []
    for number, volume, year in ((42, 21, 2006), (43, 49, 2010)):
        printed = ev.paper(f"year of Ref. {number}", year, "1", f"Ref. {number}")
        issue = ev.paper(f"volume of Ref. {number}", volume, "1", f"Ref. {number}")
        of_volume = derived(
            f"year of volume {volume}",
            float(first) + float(issue),
            "1",
            "1951 + volume",
            first,
            issue,
        )
        checks.append(within(printed, of_volume, 1e-6, "a year is a whole number"))
    status = ev.cited("ref61_status", number="text")
    return Verdict(
        checked(all_of(*checks)),
        no_equation("a reference", (), ()),
        measured(negated(contains(status, "retracted"))),
        "Both years are those in which a publisher put the volume on line. Ref. 61 was withdrawn.",
    )
