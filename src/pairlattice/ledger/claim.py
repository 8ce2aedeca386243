"""A claim: a statement of the paper, what it needs, and the function that judges it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pairlattice.ledger.part import PARTS, Part, PartName

if TYPE_CHECKING:
    from pairlattice.ledger.evidence import Evidence

_ID = re.compile(r"C\d{3}[a-z]?")


@dataclass(frozen=True)
class Verdict:
    """Three independent parts. remark: a sentence for the reader, from computed values."""

    arithmetic: Part
    derivation: Part
    measurement: Part
    remark: str = ""

    def __getitem__(self, name: PartName) -> Part:
        return {p: getattr(self, p) for p in PARTS}[name]

    @property
    def parts(self) -> dict[PartName, Part]:
        return {name: self[name] for name in PARTS}


Judge = Callable[["Evidence"], Verdict]


@dataclass(frozen=True)
class Claim:
    """A statement of the paper.

    id: "C001" ...; a row of the list that holds two statements is split: "C001a". section, where:
    of the paper. statement: in our words. formula: what is computed. needs: equations by number,
    experiments by noun, cited rows by id ("persist_file_mills", or "Pb:Tc" of a material); `judge`
    may use nothing else. figures: of the report, by file name. room: where it is defined.
    """

    id: str
    section: str
    where: str
    statement: str
    judge: Judge = field(repr=False)
    formula: str = ""
    needs: tuple[int | str, ...] = ()
    figures: tuple[str, ...] = ()
    room: str = ""

    @property
    def equations(self) -> tuple[int, ...]:
        return tuple(need for need in self.needs if isinstance(need, int))

    @property
    def number(self) -> str:
        """The id of the list's row, without the letter of a part."""
        return self.id[:4]


class Collection:
    """The claims of one room, in the order in which they are written; a decorator enters one."""

    def __init__(self, room: str):
        self.room = room
        self._claims: list[Claim] = []

    def __call__(
        self,
        id: str,
        section: str,
        where: str,
        statement: str,
        *,
        formula: str = "",
        needs: tuple[int | str, ...] = (),
        figures: tuple[str, ...] = (),
    ) -> Callable[[Judge], Claim]:
        if not _ID.fullmatch(id):
            raise ValueError(f"a claim's id is C and three digits, and a letter, got {id!r}")

        def enter(judge: Judge) -> Claim:
            words: dict[str, Any] = {"formula": formula, "needs": needs, "figures": figures}
            claim = Claim(id, section, where, statement, judge, room=self.room, **words)
            self._claims.append(claim)
            return claim

        return enter

    def __iter__(self) -> Iterator[Claim]:
        return iter(self._claims)

    def __len__(self) -> int:
        return len(self._claims)
