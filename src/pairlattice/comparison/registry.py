"""The mechanisms there are: two that ship, and those that installed packages register.

A package registers one under the entry-point group `pairlattice.mechanisms`; docs/mechanisms.md
shows how. The two that ship are named here and not by an entry point, so that a source checkout,
which has no installed metadata, has them too.
"""

from collections.abc import Sequence
from importlib.metadata import EntryPoint, entry_points

from pairlattice.comparison import pair_lattice, standard
from pairlattice.comparison.mechanism import Capability, Mechanism, one_line
from pairlattice.errors import InputError

GROUP = "pairlattice.mechanisms"

SHIPPED: tuple[Mechanism, ...] = (pair_lattice.MECHANISM, standard.MECHANISM)


def mechanisms() -> tuple[Mechanism, ...]:
    """Those that ship, then the registered ones by name.

    One that cannot be loaded is there too, with the reason in `failure`.
    """
    found = list(SHIPPED)
    # A distribution that the path leads to twice gives its entry twice.
    entries = {(entry.name, entry.value): entry for entry in entry_points(group=GROUP)}
    for key in sorted(entries):
        found.append(_load(entries[key], [m.name for m in found]))
    return tuple(found)


def chosen(names: Sequence[str]) -> tuple[Mechanism, ...]:
    """The mechanisms of those names in that order, all where none is named. Raises InputError."""
    known = {m.name: m for m in mechanisms()}
    for name in names:
        if name not in known:
            raise InputError(f"unknown mechanism {name[:40]!r}; known: {', '.join(known)}")
    return tuple(known[name] for name in dict.fromkeys(names)) if names else tuple(known.values())


def _load(entry: EntryPoint, taken: Sequence[str]) -> Mechanism:
    try:
        given = entry.load()
        if not isinstance(given, Mechanism) and callable(given):
            given = given()
        problem = _problem(given, entry.name, taken)
    except (Exception, SystemExit) as error:
        problem = one_line(error)
    if problem:
        name = entry.name
        while name in taken:
            name += "-again"
        return Mechanism(name, name, failure=f"could not be loaded: {problem}")
    return given


def _problem(given: object, name: str, taken: Sequence[str]) -> str:
    if not isinstance(given, Mechanism):
        return f"must be a Mechanism or return one, got {type(given).__name__}"
    if given.name != name:
        return f"its name must be that of its entry point, {name!r}, got {str(given.name)[:40]!r}"
    if name in taken:
        return f"another mechanism is called {name!r}; choose another name"
    if not isinstance(given.title, str) or not given.title.strip():
        return "its title must be a few words"
    if not all(isinstance(entry, Capability) for entry in given.capabilities):
        return "its capabilities must be Capability objects"
    return ""
