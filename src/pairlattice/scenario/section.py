"""What every table of a scenario has in common: known keys, required keys, None for left out."""

from collections.abc import Collection, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ConfigDict, model_validator

from pairlattice.scenario.problems import refuse, shown, suggestion


class Section(BaseModel):
    """A frozen table of a scenario, its numbers in reduced units unless the field says otherwise.

    Made by `Scenario`, which knows the units. Made directly it takes reduced numbers only and
    raises `pydantic.ValidationError`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _table(cls, data: Any) -> Any:
        if isinstance(data, cls):
            return data
        if not isinstance(data, Mapping):
            raise refuse(
                f"must be a table of keys and values, got {shown(data)}; "
                "write its name in square brackets and the keys below it"
            )
        data = {key: value for key, value in data.items() if value is not None}
        for key in data:
            if key not in cls.model_fields:
                hint = suggestion(str(key), cls.model_fields)
                raise refuse(f"is not a known key; {hint}", at=_key(key))
        for key, field in cls.model_fields.items():
            if field.is_required() and key not in data:
                raise refuse(f"is missing; add for example {field.description}", at=key)
        cls._fill(data)
        return data

    @classmethod
    def _fill(cls, data: dict[str, Any]) -> None:
        """Put in the defaults that depend on other keys. Values are raw here, of any type."""

    def _needs(self, word: str, needed: Collection[str], possible: Collection[str]) -> None:
        """Refuse a missing key, or one that has no meaning, for the choice called `word`."""
        for key in possible:
            given = getattr(self, key) is not None
            if given and key not in needed:
                takes = f"it takes {', '.join(needed)}" if needed else "it takes no further keys"
                raise refuse(f"has no meaning for {word}; {takes}, so leave it out", at=key)
            if not given and key in needed:
                example = type(self).model_fields[key].description
                raise refuse(f"is missing, {word} needs it; add for example {example}", at=key)


def _key(key: Any) -> str:
    name = str(key)[:60]
    return name if name and all(c.isalnum() or c in "_-" for c in name) else shown(name)


def section_of(annotation: Any) -> type[Section] | None:
    """The table that a field of a scenario holds, alone or in a list; None where it holds none."""
    kinds = [annotation, *get_args(annotation)]
    return next((k for k in kinds if isinstance(k, type) and issubclass(k, Section)), None)
