"""Every claim, from the rooms in which they are written."""

from collections.abc import Iterable
from difflib import get_close_matches
from importlib import import_module
from itertools import pairwise

from pairlattice import phenomena
from pairlattice.errors import InputError
from pairlattice.ledger import PARTS, Claim, Judged

# Rooms of statements that belong to no experiment, in the order of the paper.
OWN: tuple[str, ...] = (
    "introduction",
    "electrons",
    "particles",
    "order",
    "penetration",
    "surface",
    "flux",
    "remarks",
)


def claims() -> tuple[Claim, ...]:
    """All claims by id. Raises ValueError where two have one id."""
    found = [c for room in OWN for c in import_module(f"pairlattice.statements.{room}").CLAIMS]
    found += [claim for entry in phenomena.CONTENTS for claim in entry.claims]
    found.sort(key=lambda claim: claim.id)
    for one, other in pairwise(found):
        if one.id == other.id:
            raise ValueError(f"{one.id} is claimed in {one.room} and in {other.room}")
    return tuple(found)


def claim(id: str) -> Claim:
    """The claim of that id. Raises InputError with close matches."""
    known = {one.id: one for one in claims()}
    wanted = id.strip()[:40]
    wanted = wanted[:1].upper() + wanted[1:].lower()
    if wanted in known:
        return known[wanted]
    close = get_close_matches(wanted, known, n=3) or [*known][:1] + [*known][-1:]
    raise InputError(f"unknown claim {id[:40]!r}; did you mean {' or '.join(close)}?")


def experiments(wanted: Iterable[Claim]) -> tuple[str, ...]:
    """The experiments that these claims need, in the order of the table of contents.

    >>> experiments([claim("C009"), claim("C010")])
    ('drude',)
    """
    needs = {need for one in wanted for need in one.needs}
    return tuple(entry.noun for entry in phenomena.CONTENTS if entry.noun in needs)


def filtered(
    judged: Iterable[Judged], section: str = "", part: str = "", verdict: str = ""
) -> tuple[Judged, ...]:
    """Those of one section, and with an outcome that begins with `verdict`, in `part` or in any."""
    found = []
    for one in judged:
        outcomes = [one.verdict[p].label for p in PARTS if part in ("", p)]
        matches = any(label.casefold().startswith(verdict.casefold()) for label in outcomes)
        if matches and section.casefold() in ("", one.claim.section.casefold()):
            found.append(one)
    return tuple(found)
