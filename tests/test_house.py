"""What the plan of the house promises of the source: one stepping loop, small files, no circles."""

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import pairlattice

PACKAGE = Path(pairlattice.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))
LOOPS = {"scan", "fori_loop", "while_loop"}
# Loops of compiled code that step no lattice: wave vectors, temperature fields
# alone, and the plain form that the benchmark compares with.
OTHER_LOOPS = {
    "bench/plain.py",
    "engine/ewald.py",
    "phenomena/motion/field.py",
    "phenomena/motion/phases.py",
}


def name_of(path):
    return path.relative_to(PACKAGE).as_posix()


def loops(path):
    """Whether a file has a loop of compiled code: lax.scan and its like."""
    return any(
        isinstance(node, ast.Attribute)
        and node.attr in LOOPS
        and ast.unparse(node.value).split(".")[-1] == "lax"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
    )


def test_one_file_steps_the_lattice():
    looping = {name_of(path) for path in FILES if loops(path)}
    assert looping - OTHER_LOOPS == {"engine/simulation.py"}
    # A list of exceptions that nobody needs any more hides the next one.
    assert looping >= OTHER_LOOPS
    stepping = {name_of(path) for path in FILES if "integrator.step(" in path.read_text("utf-8")}
    assert stepping == {"engine/system.py"}


def test_no_file_holds_two_rooms():
    long = [name_of(path) for path in FILES if len(path.read_text("utf-8").splitlines()) > 300]
    assert long == []


def imports(path, known):
    """The modules of the package that a file imports, in functions and for type checkers too."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            below = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= (below & known) or {node.module}
    return found & known


def test_no_modules_import_each_other_in_a_circle():
    modules = {
        f"pairlattice.{name_of(path)[:-3].replace('/', '.')}".removesuffix(".__init__"): path
        for path in FILES
    }
    # The package's own face names everything for type checkers.
    graph = {
        name: imports(path, set(modules)) - {name, "pairlattice"}
        for name, path in modules.items()
        if name != "pairlattice"
    }
    order = TopologicalSorter(graph)
    try:
        order.prepare()
    except CycleError as error:
        pytest.fail(" imports ".join(reversed(error.args[1])))


def test_no_public_name_is_that_of_a_module():
    # Importing a module writes its name over a name of the package.
    names = {name_of(path).partition("/")[0].removesuffix(".py") for path in FILES}
    assert set(pairlattice.__all__) & names == set()
    for name in pairlattice.__all__:
        assert getattr(pairlattice, name) is not None
