"""What can be asked: an observable, the kind of case it is asked for, the kind of its answer."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from pairlattice.errors import InputError

Case = TypeVar("Case")
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Quantity:
    """A number in the SI unit of its observable, with the standard uncertainty of the theory.

    unit: "" for a pure number. uncertainty: what the theory's own inputs leave open, 0 for none.
    """

    value: float
    unit: str = ""
    uncertainty: float = 0.0


@dataclass(frozen=True)
class Observable(Generic[Case, Answer]):
    """A typed question: `Case` says for what it is asked, `Answer` is Quantity or str.

    name: on the command line and in JSON. unit: SI, of a Quantity. shown: unit for people and the
    factor that leads to it. categories: the possible answers where the answer is a word.
    spread: relative standard uncertainty taken for a measured value whose source gives none; 0 for
    one unit of its last digit.
    """

    name: str
    title: str
    case: type[Case]
    answer: type[Answer]
    unit: str = ""
    shown: tuple[str, float] = ("", 1.0)
    categories: tuple[str, ...] = ()
    spread: float = 0.0

    def __post_init__(self) -> None:
        if self.answer not in (Quantity, str):
            raise InputError(
                f"observable {self.name} must be answered by Quantity or str, got {self.answer!r}"
            )
        if (self.answer is str) != bool(self.categories):
            raise InputError(
                f"observable {self.name} must list categories if and only if its answer is a word"
            )
