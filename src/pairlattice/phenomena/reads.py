"""Which keys of a scenario an experiment reads; any other is refused before anything is computed.

A key is "seed", "thermostat.temperature" or, for all keys of a table, "material".
"""

from collections.abc import Collection, Iterator
from typing import Any

from pairlattice.errors import InputError
from pairlattice.scenario import Scenario
from pairlattice.scenario.problems import field_name
from pairlattice.scenario.section import Section, section_of

# What every experiment reads: which one it is, how a reader calls it, and its own table.
ALWAYS = ("experiment", "title", "experiment_table")
CRYSTAL = ("lattice.kind", "lattice.edge", "lattice.vectors")
TETHER = ("tether.kappa", "tether.stiffness")


def every_key() -> Iterator[str]:
    """Every key of a scenario, "electric_field.strength" for those of a list of tables."""
    for table, field in Scenario.model_fields.items():
        section = section_of(field.annotation)
        if section is not None:
            yield from (f"{table}.{key}" for key in section.model_fields)
        elif table not in ALWAYS:
            yield table


def covers(reads: Collection[str], key: str) -> bool:
    """Whether a key, or the whole of its table, is among those that are read."""
    return key in reads or key.partition(".")[0] in (*reads, *ALWAYS)


def refuse_unread(scenario: Scenario, reads: Collection[str]) -> None:
    """Raises InputError for the first key that is not read and differs from its default."""
    noun = scenario.experiment
    for table, key, path in _given(scenario):
        if not covers(reads, f"{table}.{key}" if key else table):
            raise InputError(
                f"{field_name(path)} is not read by the experiment {noun}; leave it out "
                f"(it reads {', '.join(reads)})"
            )


def _given(scenario: Scenario) -> Iterator[tuple[str, str, list[Any]]]:
    """Table, key and path in the file of what differs from its default."""
    for table, value in vars(scenario).items():
        default = Scenario.model_fields[table].default
        if isinstance(value, Section):
            for key in _differing(value, default):
                yield table, key, [table, key]
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                for key in _differing(item, None):
                    yield table, key, [table, index, key]
        elif value is not None and value != default:
            yield table, "", [table]


def _differing(section: Section, default: Section | None) -> Iterator[str]:
    for key, value in vars(section).items():
        usual = type(section).model_fields[key].default if default is None else vars(default)[key]
        if value is not None and value != usual:
            yield key
