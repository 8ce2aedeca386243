"""The table of a scenario that belongs to one phenomenon, and its one-line refusals."""

from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, ValidationError

from pairlattice.errors import InputError
from pairlattice.scenario import Scenario


class OwnTable(BaseModel):
    """Base of a phenomenon's parameters. noun: of the phenomenon, and so of its table."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    noun: ClassVar[str] = ""

    @classmethod
    def of(cls, scenario: Scenario) -> Self:
        """The parameters of a scenario. Raises InputError with one line."""
        return cls.checked(scenario.experiment_table)

    @classmethod
    def checked(cls, table: dict[str, Any]) -> Self:
        """The parameters of a plain table. Raises InputError with one line."""
        try:
            return cls.model_validate(table)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join([cls.noun, *(str(part) for part in first["loc"])])
            known = f"; known keys: {', '.join(cls.model_fields)}"
            remedy = known if first["type"] == "extra_forbidden" else f"; see {cls.noun}.toml"
            message = first["msg"].removeprefix("Value error, ")
            raise InputError(f"{where}: {message}, got {first['input']!r}{remedy}") from None
