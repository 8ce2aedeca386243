"""What is wrong with a scenario, in one line: field, what, allowed range, what came, remedy."""

import json
import reprlib
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from pairlattice.errors import InputError


class _Short(reprlib.Repr):
    """`repr` cut short, with text quoted and truth values spelt as TOML does."""

    def __init__(self) -> None:
        super().__init__()
        self.maxlevel, self.maxstring, self.maxother, self.maxlist, self.maxdict = 2, 40, 40, 4, 3

    def repr_str(self, x: str, level: int) -> str:  # noqa: ARG002
        return json.dumps(x if len(x) <= 40 else x[:37] + "...", ensure_ascii=False)

    def repr_bool(self, x: bool, level: int) -> str:  # noqa: ARG002
        return "true" if x else "false"

    def repr_int(self, x: int, level: int) -> str:  # noqa: ARG002
        # Python refuses to print an integer of more than 4300 digits, and hexadecimal ones can be.
        return (
            f"{x}"
            if abs(x) < 10**20
            else f"a number of about {x.bit_length() * 0.30103:.0f} digits"
        )


def shown(value: object) -> str:
    """The value as a message shows it: short, on one line, as it is written in TOML."""
    return _Short().repr(value)


def refuse(text: str, at: str = "") -> PydanticCustomError:
    """The error a validator raises. text: follows the field's name; at: a key below it."""
    # pydantic cannot report text that UTF-8 cannot hold: it is escaped before, not after.
    return PydanticCustomError("refused", "{text}", {"text": one_line(text), "at": one_line(at)})


def suggestion(name: str, known: Iterable[str]) -> str:
    """`did you mean "x"?`, or the list of what is known."""
    known = list(known)
    close = get_close_matches(name[:60], known, n=1, cutoff=0.6)
    return f"did you mean {shown(close[0])}?" if close else f"known here: {', '.join(known)}"


def field_name(path: Sequence[Any]) -> str:
    """A path as the file has it; the tables of an array are counted from one, as a reader does.

    >>> field_name(["electric_field", 1, "strength"])
    'electric_field #2.strength'
    """
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f" #{part + 1}"
        elif part:
            text += f".{part}" if text else str(part)
    return text


def problems_of(
    error: ValidationError, names: Mapping[str, str] = MappingProxyType({}), table: str = ""
) -> list[str]:
    """One line for each thing that is wrong, in the order of the fields.

    names: what the file calls a field, where that is not the field's own name. table: in which the
    fields stand.
    """
    lines = []
    for item in error.errors(include_url=False):
        context = item.get("ctx", {})
        path: list[Any] = list(item["loc"])
        if path:
            path[0] = names.get(path[0], path[0])
        path.insert(0, table)
        if item["type"] == "refused":
            path += [context["at"]]
            text = str(context["text"])
        else:
            reason = item["msg"][:1].lower() + item["msg"][1:]
            text = f"cannot be used: {reason}, got {shown(item.get('input'))}"
        lines.append(f"{field_name(path)} {text}".strip())
    return lines


def complaint(lines: Sequence[str]) -> InputError:
    """The error for the first line, with the number of the others. No line breaks inside."""
    more = f" (and {len(lines) - 1} more)" if len(lines) > 1 else ""
    return InputError(one_line(lines[0]) + more)


def one_line(text: str) -> str:
    """The text with everything that a terminal cannot print in its place written as an escape."""
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode("ascii")
        for letter in text
    )
