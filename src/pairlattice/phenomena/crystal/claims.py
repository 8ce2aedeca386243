"""What Sec. II and V say of the lattice at rest and of its small motions."""

from pairlattice import constants as c
from pairlattice.ledger import (
    Collection,
    Evidence,
    Number,
    Verdict,
    above,
    checked,
    derived,
    follows,
    measured,
    no_equation,
    not_measured,
    nothing_to_check,
    units,
    vanishes,
    within,
)
from pairlattice.model import closures
from pairlattice.phenomena.crystal import results as r
from pairlattice.reference_data.materials import materials

CLAIMS = Collection("crystal")

_ZERO = "zero to the rounding of the lattice sums"


def _unit(ev: Evidence, unit: str = "E0") -> Number:
    return ev.chosen("the lattice's own unit", 1.0, unit, "E0 = e²/(4πε0 d)")


def _site(ev: Evidence) -> Number:
    return ev.result(r.SITE_ENERGY, "energy of an electron at its site")


@CLAIMS(
    "C018",
    "II",
    "Eq. (2)",
    "The total free energy is the kinetic energy plus the modulus of the potential energy.",
    formula="Eq. (2) on hydrogen, beside T + U",
    needs=(2,),
    figures=("fig03",),
)
def free_energy(ev: Evidence) -> Verdict:
    alpha, mass = c.fine_structure, ev.constant("electron_mass", "electron mass", "kg")
    hartree = float(mass) * (alpha * c.speed_of_light) ** 2
    speed = [[alpha * c.speed_of_light, 0.0, 0.0]]
    printed = ev.equation("free_energy", speed, [-hartree], name="Eq. (2) on hydrogen", unit="J")
    conserved = derived("T + U of hydrogen", -hartree / 2, "J", "−α²mc²/2 (virial theorem)", mass)
    origin = "the same quantity, rounding apart"
    return Verdict(
        units(ev.audit(2)),
        follows(
            within(printed, conserved, 1e-6, origin),
            "Newton's motion",
            against="the conserved energy T + U",
        ),
        measured(
            within(
                printed,
                conserved.called("minus the ionisation energy of hydrogen"),
                1e-3,
                "known to far better",
            )
        ),
        " ".join(row.remark for row in ev.audit(2)) + ".",
    )


@CLAIMS(
    "C019",
    "II",
    "Eq. (2)",
    "The least free energy, zero, is reached with the electrons at rest where the potential is "
    "zero.",
    formula="Eq. (2) at v = U = 0; the potential at a site of the lattice of Fig. 3",
    needs=(2, "crystal"),
    figures=("fig03",),
)
def zero_energy(ev: Evidence) -> Verdict:
    least = ev.equation(
        "free_energy", [[0.0, 0.0, 0.0]], [0.0], name="Eq. (2) at rest, U = 0", unit="J"
    )
    energy = ev.constant("electron_mass", "electron mass times c² as a scale", "kg")
    return Verdict(
        checked(vanishes(least, energy, 1e-12, _ZERO)),
        follows(
            vanishes(_site(ev), _unit(ev), 1e-6, _ZERO),
            "the lattice of Fig. 3",
            against="the potential of that lattice (Madelung)",
        ),
        not_measured(
            "the potential where conduction electrons are", ev.rows_about("site_potential")
        ),
        "Nor can an electron be at rest in one place: C063 has its zero-point motion.",
    )


@CLAIMS(
    "C020",
    "II",
    "Fig. 3",
    "In three dimensions electrons and ions arrange themselves as rock salt, Fm-3m.",
    formula="fourth-order coefficients of the site's potential; density parameter r_s of copper",
    needs=("crystal", "Cu:r_s", "wigner_rs"),
    figures=("fig03",),
)
def rock_salt(ev: Evidence) -> Verdict:
    soft = ev.result(
        r.QUARTIC,
        "smallest a₄ of U(u) = U₀ + a₄u⁴",
        pick=lambda a: a.min(),
    )
    none = ev.chosen("stability", 0.0, "E0/d^4", "a site is stable if the energy rises every way")
    return Verdict(
        nothing_to_check(),
        follows(above(soft, none), "Coulomb's law", against="Coulomb's law (Earnshaw's theorem)"),
        measured(
            above(
                ev.cited("Cu:r_s", "r_s of copper"),
                ev.cited("wigner_rs", "r_s at which electrons crystallise"),
            )
        ),
    )


@CLAIMS(
    "C021",
    "II",
    "Fig. 3",
    "The electrons sit where no force acts and vibrate thermally about these places.",
    formula="force and curvature of the site's potential",
    needs=("crystal",),
    figures=("fig03",),
)
def equilibrium(ev: Evidence) -> Verdict:
    force = ev.result(r.FORCE, "largest force component", pick=lambda f: abs(f).max())
    stiffness = ev.result(r.CURVATURE, "largest restoring stiffness", pick=lambda k: abs(k).max())
    scale, one = _unit(ev, "E0/d"), _unit(ev, "E0/d^2")
    rest = vanishes(force, scale, 1e-9, _ZERO)
    held = not vanishes(stiffness, one, 1e-9, _ZERO).holds
    return Verdict(
        nothing_to_check(),
        follows(rest, "Coulomb's law", closures=() if held else (closures.TETHER,)),
        not_measured("places of conduction electrons", ev.rows_about("electron_sites")),
        f"The {stiffness}: nothing brings a displaced electron back but the tether.",
    )


@CLAIMS(
    "C022",
    "II",
    "Fig. 3",
    "All metals and superconductors have this proton-electron structure.",
    formula="share of superconductors whose ions are on the lattice of Fm-3m",
    needs=("dataset:3DSC_MP:share_Fm-3m_entries",),
    figures=("fig03", "fig12"),
)
def common_structure(ev: Evidence) -> Verdict:
    share = ev.cited("dataset:3DSC_MP:share_Fm-3m_entries", "share of Fm-3m among superconductors")
    nearly = ev.chosen("nearly all", 0.9, "", "what the word may mean at least")
    own = [m.name for m in materials().values() if m.space_group]
    cubic = [m.name for m in materials().values() if "(225)" in (m.space_group or "")]
    return Verdict(
        nothing_to_check(),
        no_equation("a crystal structure", ev.equations_with("G", "a_lattice"), ()),
        measured(above(share, nearly)),
        f"Of {len(own)} materials in the data set {len(cubic)} are Fm-3m: {', '.join(cubic)}.",
    )


@CLAIMS(
    "C059",
    "V",
    "Fig. 5(a)",
    "An insulator is the lattice of highest symmetry, its electrons locked at zero potential "
    "energy.",
    formula="potential at a site; ε(0)/ε(∞) of the simulated crystal",
    needs=("crystal",),
    figures=("fig03", "fig05"),
)
def insulator(ev: Evidence) -> Verdict:
    limit = ev.result(r.PERMITTIVITY, "ε(0)/ε(∞) at κ = 0.1")
    return Verdict(
        nothing_to_check(),
        follows(
            vanishes(_site(ev), _unit(ev), 1e-6, _ZERO),
            "the lattice of Fig. 3",
            against="the potential of that lattice (Madelung)",
        ),
        not_measured(
            "the potential where an insulator's electrons are", ev.rows_about("site_potential")
        ),
        f"The tether sets the {limit}; the paper gives no value that one could compare.",
    )


@CLAIMS(
    "C063",
    "V",
    "text",
    "Cooling suppresses the random motion and so the resistance; below Tc the random part is "
    "exactly zero.",
    formula="zero-point amplitude of the tethered electrons over d, at T = 0",
    needs=("crystal",),
    figures=("fig03_tether",),
)
def random_part(ev: Evidence) -> Verdict:
    least = ev.result(
        r.ZERO_POINT_RATIO,
        "zero-point amplitude at 0 K over d",
        pick=lambda r: r.min(),
    )
    one = ev.chosen("distance d", 1.0, "1", "unit of length")
    return Verdict(
        nothing_to_check(),
        follows(
            vanishes(least, one, 1e-3, "a thousandth of d would pass for zero"),
            "tethered electrons",
            closures=(closures.TETHER, closures.HEAT_BATH),
            against="zero-point motion, ⟨u²⟩ ≥ ħ/(2mω), and equipartition above 0 K",
        ),
        not_measured(
            "the random displacement of electrons below Tc", ev.rows_about("random_displacement")
        ),
    )
