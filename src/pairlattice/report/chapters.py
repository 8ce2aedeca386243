"""The report in the order of the paper: its sections, with experiments and statements."""

from collections.abc import Sequence
from dataclasses import dataclass

from pairlattice.ledger import Judged
from pairlattice.report.section import Section

TITLES = {
    "I": "What is proposed",
    "II": "Currents without free electrons, and the lattice of pairs",
    "III": "One pair",
    "IV": "The field equations",
    "V": "Four states of one lattice",
    "VI": "The Meissner effect and levitation",
    "VII": "The penetration depth",
    "VIII": "Vortices",
    "IX": "What the paper concludes",
}


@dataclass(frozen=True)
class Chapter:
    """A section of the paper. elsewhere: (noun, title) of experiments shown in another chapter."""

    number: str
    title: str
    experiments: tuple[Section, ...]
    elsewhere: tuple[tuple[str, str], ...]
    claims: tuple[Judged, ...]

    @classmethod
    def all(cls, sections: Sequence[Section], judged: Sequence[Judged]) -> tuple["Chapter", ...]:
        """Those that have something to show. An experiment stands in the first of its sections."""
        found = []
        for number, title in TITLES.items():
            own, other = [], []
            for section in sections:
                places = [place.strip() for place in section.paper_section.split(",")]
                if places[0] == number:
                    own.append(section)
                elif number in places:
                    other.append((section.noun, section.title))
            claims = tuple(one for one in judged if one.claim.section == number)
            if own or other or claims:
                found.append(cls(number, title, tuple(own), tuple(other), claims))
        return tuple(found)
