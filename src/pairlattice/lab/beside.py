"""What stands beside the picture: the paper at this point, standard theory, scales, claims."""

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pairlattice.lab.ledger import Ledger
from pairlattice.lab.presets import ENLARGED, Preset
from pairlattice.live.settings import Settings
from pairlattice.model.magnetic import MagneticDrive
from pairlattice.model.stiffness import uniform_stiffness
from pairlattice.reference_data.materials import material

if TYPE_CHECKING:
    from pairlattice.ledger import Claim


@dataclass(frozen=True)
class Words:
    """watch: what to look for here. paper, standard: what each says about it."""

    watch: str
    paper: str
    standard: str


WORDS: dict[str, Words] = {
    "insulating": Words(
        "No field acts and the lattice is cold: arrows are short and point anywhere. Warm it, or "
        "apply an electric field, and the name changes.",
        "Sec. V: with every electron at its place of zero potential energy the pair crystal has "
        "its full symmetry, carries no surface charge and is an insulator. A superconductor that "
        "is cold but in no field is in this state too.",
        "Band theory tells insulators from metals by whether the highest occupied band is full. A "
        "superconductor below Tc has its condensate with or without a field.",
    ),
    "metallic": Words(
        "The field pulls all electrons one way, but heat scatters them more. Cool the bath: the "
        "arrows line up and the name changes.",
        "Sec. V: in a metal a constant displacement against the field is added to a random one; "
        "the random part gives displacement currents across the field, which are the resistance.",
        "In a metal electrons move through the crystal. A constant field drives a lasting current "
        "n e² τ E/m; bound electrons are displaced once and then carry no direct current.",
    ),
    "superconducting": Words(
        "All arrows are equal. From time to time the field is removed from a copy: the order "
        "relaxes, which is what closure C8 calls superconducting. Look at the current: it flows "
        "while the displacement grows, and then stops, or follows an alternating field.",
        "Sec. V: below the critical temperature all electrons have the same displacement, the "
        "dipoles are coherent, and the current is the displacement current along the field.",
        "A superconductor carries a direct current without a field, as flux kept in a ring shows; "
        "a crystal of bound charges in a constant field is a polarised dielectric, with no "
        "current once it has settled.",
    ),
    "magnetic": Words(
        "The tether is softer than the dipoles' pull (κ below 0). A field has aligned the pairs "
        "and is gone; the order stays. Raise κ above 0 and it goes.",
        "Sec. V: the magnetic state has the same order as the superconducting one, but it is "
        "spontaneous or comes from a magnetic field, and an electric field cannot adjust it.",
        "Spontaneous electric dipoles make a ferroelectric. A ferromagnet is ordered spins; its "
        "field is that of magnetic moments, without charge on its surface.",
    ),
    "cooling": Words(
        "The bath cools in 40 steps at a constant field. Coherence grows smoothly; with a larger "
        "field it grows at a higher temperature. It is a crossover set by the field, without a "
        "temperature of its own.",
        "Sec. V: lowering the temperature suppresses the random displacements until, at the "
        "critical temperature, the metal becomes a superconductor.",
        "The transition is a phase transition of its own, at a Tc that no field is needed for and "
        "at which the specific heat jumps; a magnetic field or a current lowers it.",
    ),
    "three-steps": Words(
        "A field along z rises. Below Hc1 the columns near the side faces are displaced; between "
        "Hc1 and Hc2 the bath is heated unevenly and columns lose their order in places; above "
        "Hc2 everywhere.",
        "Sec. VIII, Fig. 11: first a magnetic layer within the penetration depth, then tubes of "
        "lost order inside, which grow in number and width, then a normal metal. Energy of the "
        "field is what drives each step.",
        "Type II: no flux inside below Hc1; between Hc1 and Hc2 vortices of one flux quantum each, "
        "with a core of the coherence length, repel each other and form a triangular lattice; "
        "superconductivity ends at Hc2.",
    ),
    "hopping": Words(
        "The field is held just above Hc1. The heat of the columns fluctuates, and with it the "
        "places where order is lost: some vanish and others appear, some swell and shrink.",
        "Sec. VIII, Fig. 14: vortices do not move. A peak of temperature dies out here and another "
        "is born there, which looks like hopping; one that widens or narrows looks like creep.",
        "A vortex is a winding of the phase of the order parameter and cannot vanish in the bulk; "
        "it moves continuously under the Lorentz force, against friction and pinning, and creeps "
        "by thermal activation.",
    ),
    "levitation": Words(
        "Drag the magnet up and down. What counts is the change of its field since the electrons "
        "last rested: nearer than there it is repelled, farther away attracted. “Let the electrons "
        "rest here” makes the present height the resting one. Very near, its field exceeds Hc, and "
        "the response is lost (closure C10).",
        "Sec. VI and VII: a magnet that comes nearer displaces the electrons down and is repelled, "
        "one that is pulled away displaces them up and is attracted; the surface potential, Eq. "
        "(15), and with it the force adjusts itself to the weight, up to λ = Λ.",
        "Screening currents repel the magnet as its mirror image would. Flux pinned while cooling "
        "adds a frozen image: repulsion when pushed nearer, attraction when pulled away, and a "
        "force that restores it sideways.",
    ),
}


def text(preset: Preset, settings: Settings, ledger: Ledger) -> str:
    """HTML of the column."""
    words = WORDS[preset.name]
    parts = [
        ("What to watch", words.watch),
        ("The paper", words.paper),
        ("Standard theory", words.standard),
    ]
    if scales := scale_text(preset, settings):
        parts.append(("Scales", scales))
    shown = "".join(f"<h2>{title}</h2><p>{html.escape(body)}</p>" for title, body in parts)
    return f'<div class="beside">{shown}{_claims(preset, ledger)}</div>'


def scale_text(preset: Preset, settings: Settings) -> str:
    """How far the conditions are from those of a real material, from its measured fields."""
    m, units = settings.magnetic, settings.scenario.units
    if units is None or not (preset.magnetic or m.applied or m.upper != ENLARGED["upper"]):
        return ""
    k = uniform_stiffness(settings.scenario.kappa, settings.scenario.lattice.reduced_density)
    if k <= 0:
        return ""
    lead = material("Pb").critical_field
    tesla = m.upper * units.magnetic_field
    here = f"Here the upper field is {tesla:.3g} T in the units of this crystal"
    if lead is None:
        return here + "."
    drive = MagneticDrive(k, settings.scenario.lattice.reduced_density, 1.0)
    u = float(drive.displacement(lead / units.magnetic_field))
    threshold = settings.scenario.thresholds.amplitude
    side = "below" if u < threshold else "above"
    told_apart = ", so that the states can be told apart" if tesla > lead else ""
    words = (
        f"{here}{told_apart}. At lead's critical field, {lead * 1e3:.3g} "
        f"mT, closure C3 with η = 1 gives a displacement of {u:.2g} d, {side} the threshold "
        f"A* = {threshold:g} d of the states."
    )
    if m.deviation == 0:
        return words
    kelvin = m.critical_temperature * units.temperature
    return words + (
        f" The critical temperature of closure C4 is mapped to {kelvin:.3g} K, at which heat alone "
        "destroys the order in this model."
    )


def related(preset: Preset) -> "tuple[Claim, ...]":
    """The claims that this view bears on: those on its figures, else those of its sections."""
    from pairlattice.statements import claims

    every = claims()
    own = [c for c in every if set(c.figures) & set(preset.figures)]
    return tuple(own or [c for c in every if c.section in preset.sections])


def _claims(preset: Preset, ledger: Ledger) -> str:
    rows = "".join(ledger.row(claim.id, claim.statement) for claim in related(preset))
    how = (
        ""
        if ledger.address
        else (
            "<p>How each is judged: <code>pairlattice claims ID</code>, or the page that "
            "<code>make reproduce</code> writes.</p>"
        )
    )
    return f"<h2>Claims</h2><ul>{rows}</ul>{how}"
