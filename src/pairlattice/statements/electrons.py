"""Sec. II: what is said of Cooper pairs and of free electrons, beside experiments on carriers."""

from pairlattice.ledger import (
    Collection,
    Evidence,
    Verdict,
    above,
    measured,
    negated,
    no_equation,
    nothing_to_check,
    within,
)

CLAIMS = Collection("electrons")


@CLAIMS(
    "C024",
    "II",
    "text",
    "Pairing in the sense of BCS must raise the resistance, since larger pairs collide more often.",
    formula="upper bound on ρ below Tc over ρ of copper",
    needs=("persist_rho_open", "Cu:resistivity_293K"),
)
def pairs_collide(ev: Evidence) -> Verdict:
    below_tc = ev.cited("persist_rho_open", "resistivity below Tc, at most")
    copper = ev.cited("Cu:resistivity_293K", "resistivity of copper")
    symbols = ("tau", "xi")
    return Verdict(
        nothing_to_check(),
        no_equation("a collision time or a size of pairs", ev.equations_with(*symbols), symbols),
        measured(above(below_tc, copper)),
    )


@CLAIMS(
    "C025",
    "II",
    "text",
    "There are no free electrons inside materials.",
    formula="inertia of the carriers: m*/2m of the London moment",
    needs=("london_moment",),
)
def no_free_electrons(ev: Evidence) -> Verdict:
    inertia = ev.cited("london_moment", "m*/2m of the carriers in rotating niobium")
    free = ev.chosen("that of free electrons", 1.0, "1", "m* = 2m")
    symbols = ("k_tether", "omega_0")
    return Verdict(
        nothing_to_check(),
        no_equation("a force that holds an electron", ev.equations_with(*symbols), symbols),
        measured(
            negated(
                within(
                    inertia,
                    free,
                    0.01,
                    "electrons held to the lattice would turn with it and show no moment",
                )
            )
        ),
    )
