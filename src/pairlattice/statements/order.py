"""Sec. V: insulators, resistance, magnets, where no experiment of ours is needed."""

from pairlattice.ledger import (
    Collection,
    Evidence,
    Verdict,
    contains,
    follows,
    measured,
    negated,
    no_equation,
    nothing_to_check,
    same_sign,
)
from pairlattice.model import closures
from pairlattice.model.magnetic import MagneticDrive

CLAIMS = Collection("order")


@CLAIMS(
    "C060",
    "V",
    "text",
    "Undoped semiconductors and cuprates at a doping of 1/8 are in the same insulating state.",
    formula="the two as measured",
    needs=("si_gap", "lbco_eighth"),
)
def same_insulator(ev: Evidence) -> Verdict:
    gap, seen = ev.cited("si_gap"), ev.cited("lbco_eighth", number="text")
    symbols = ("gap", "E_g")
    return Verdict(
        nothing_to_check(),
        no_equation("a gap or an activation energy", ev.equations_with(*symbols), symbols),
        measured(negated(contains(seen, "metallic"))),
        f"The {gap}; the cuprate has none at the Fermi level in the plane.",
    )


@CLAIMS(
    "C064",
    "V",
    "text",
    "A metal's resistance comes from the random displacement alone, so cooling removes it.",
    formula="resistivity of normal metals as T → 0",
    needs=("residual_resistance",),
)
def residual_resistance(ev: Evidence) -> Verdict:
    seen = ev.cited("residual_resistance", number="text")
    symbols = ("R", "rho_res")
    return Verdict(
        nothing_to_check(),
        no_equation("a resistance", ev.equations_with(*symbols), symbols),
        measured(negated(contains(seen, "finite"))),
    )


@CLAIMS(
    "C068",
    "V",
    "text",
    "Superconductors in the Meissner state are low-temperature magnets.",
    formula="sign of the closure's response to a growing field; measured susceptibility",
    needs=("chi_cylinder_along",),
    figures=("fig05", "fig06"),
)
def cold_magnet(ev: Evidence) -> Verdict:
    chi = ev.cited("chi_cylinder_along", "susceptibility of a long mercury cylinder")
    magnet = ev.chosen("sign of a magnet's susceptibility", 1.0, "1", "χ > 0")
    drive = MagneticDrive(1.0, 1.0).force(1.0, growing=1.0)
    against = ev.chosen(
        "force of the drive in a growing field", float(drive), "1", closures.MAGNETIC_DRIVE.id
    )
    return Verdict(
        nothing_to_check(),
        follows(
            same_sign(against, chi),
            "Sec. VI, Fig. 8",
            closures=(closures.TETHER, closures.MAGNETIC_DRIVE),
        ),
        measured(same_sign(chi, magnet)),
        "The drive opposes a growing field, like a diamagnet; a magnet's moment follows a field.",
    )
