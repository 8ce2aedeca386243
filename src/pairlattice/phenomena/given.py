"""What a result says of its own scenario, as labelled variables that the frame writes.

parameters            the experiment's own table
scenario/<table>      the keys that it reads of another
si                    the SI size of the reduced units, where a material sets it
"""

from collections.abc import Collection, Iterator
from typing import Any

import numpy as np

from pairlattice.phenomena.reads import covers
from pairlattice.scenario import Scenario
from pairlattice.scenario.section import Section, section_of
from pairlattice.scenario.values import Reader
from pairlattice.units import SI_UNIT, ReducedUnits, written
from pairlattice.variable import Variable


class Own:
    """The variables of a table by the names of its fields: ``Own("drude", Parameters).current``.

    A field's unit is that of its validator, its words are the title of its `Field`, by default
    its name.
    """

    def __init__(self, experiment: str, table: type[Section], node: str = "parameters"):
        self._experiment, self._table, self._node = experiment, table, node

    def __getattr__(self, key: str) -> Variable:
        field = self._table.model_fields.get(key)
        if field is None:
            raise AttributeError(f"[{self._experiment}] has no {key}")
        unit = next((m.unit for m in field.metadata if isinstance(m, Reader)), "1")
        words = field.title or key.replace("_", " ")
        return Variable(self._experiment, self._node, key, (), unit, words)


class Settings:
    """The variables of a scenario's other tables: ``Settings("states").tether.kappa``."""

    def __init__(self, experiment: str):
        self._experiment = experiment

    def __getattr__(self, table: str) -> Own:
        field = Scenario.model_fields.get(table)
        section = None if field is None else section_of(field.annotation)
        if section is None:
            raise AttributeError(f"a scenario has no table {table}")
        return Own(self._experiment, section, f"scenario/{table}")


class Sizes:
    """The SI size of one reduced unit: ``Sizes("states").length``."""

    def __init__(self, experiment: str):
        self._experiment = experiment

    def __getattr__(self, quantity: str) -> Variable:
        if not isinstance(getattr(ReducedUnits, quantity, None), property):
            raise AttributeError(f"no reduced unit of {quantity}")
        words = f"one reduced unit of {quantity.replace('_', ' ')}"
        return Variable(self._experiment, "si", quantity, (), written(quantity), words)


def values(
    experiment: str, scenario: Scenario, parameters: Section, reads: Collection[str]
) -> dict[Variable, Any]:
    """All of these for one scenario."""
    found = dict(_of(Own(experiment, type(parameters)), vars(parameters)))
    settings = Settings(experiment)
    for table, section in vars(scenario).items():
        if isinstance(section, Section):
            read = {k: v for k, v in vars(section).items() if covers(reads, f"{table}.{k}")}
            if table == "tether" and read:
                # The two say the same, whichever was given.
                read |= {"kappa": scenario.kappa, "stiffness": scenario.stiffness}
            found |= _of(getattr(settings, table), read)
    if scenario.units is not None:
        sizes = Sizes(experiment)
        known = [q for q in SI_UNIT if isinstance(getattr(ReducedUnits, q, None), property)]
        found |= {getattr(sizes, q): getattr(scenario.units, q) for q in known}
    return found


def _of(variables: Own, table: dict[str, Any]) -> Iterator[tuple[Variable, Any]]:
    for key, value in table.items():
        if value is not None:
            array = np.asarray(value)
            dims = tuple(f"{key}_{axis}" for axis in range(array.ndim))
            yield getattr(variables, key).over(*dims), array
