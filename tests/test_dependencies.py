"""What makes a stored result stale: what its experiment imports and reads, and nothing else.

The closure read from the source is compared with what really is imported and opened: every
experiment's module in a process of its own, and two short runs for imports inside functions.
"""

import json
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from pairlattice import origin, phenomena
from pairlattice.dependencies import DATA, PACKAGE, dependencies, fingerprint

ENTRIES = {
    "run": "pairlattice.model.plain_run",
    "live": "pairlattice.live.experiment",
    **{e.noun: f"pairlattice.phenomena.{e.noun}.experiment" for e in phenomena.CONTENTS},
}

# Imports each experiment and tells which modules of the package are there then, and which files of
# it were opened. It forks, so that what is large is imported once.
WATCH = """
import json, os, sys, warnings
import jax, numpy, pydantic, scipy.integrate, scipy.optimize, scipy.special, xarray
warnings.simplefilter("ignore")
from importlib import import_module
package, entries, opened = sys.argv[1], json.loads(sys.argv[2]), set()
def saw(event, arguments):
    if event == "open" and isinstance(arguments[0], str) and arguments[0].startswith(package):
        opened.add(arguments[0])
sys.addaudithook(saw)
for name, (entry, scenario) in entries.items():
    if os.fork() == 0:
        opened.clear()
        module = import_module(entry)
        if scenario:
            from pairlattice.scenario import Scenario
            from pairlattice.progress import silent
            parsed = Scenario.from_toml(scenario)
            getattr(module, "EXPERIMENT", module).run(parsed, silent)
        here = [m for m in sys.modules if m.partition(".")[0] == "pairlattice"]
        print(json.dumps([name, here, sorted(opened)]), flush=True)
        os._exit(0)
    assert os.wait()[1] == 0, name
"""

SHORT = """
[material]
name = "Pb"
[lattice]
size = 4
[run]
steps = 4
"""


@pytest.fixture(scope="module")
def closures():
    return {noun: dependencies(entry) for noun, entry in ENTRIES.items()}


@pytest.fixture(scope="module")
def seen() -> dict[str, tuple[set[str], set[Path]]]:
    """Modules imported and data files opened at run time, by experiment."""
    short = {"run": SHORT, "drude": phenomena.phenomenon("drude").scenario_text_at("quick")}
    entries = {noun: (entry, short.get(noun)) for noun, entry in ENTRIES.items()}
    done = subprocess.run(
        [sys.executable, "-c", WATCH, str(PACKAGE), json.dumps(entries)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    return {
        noun: (set(modules), {Path(f) for f in files if Path(f).suffix in DATA})
        for noun, modules, files in told
    }


@pytest.fixture
def copy(tmp_path) -> Path:
    return shutil.copytree(
        PACKAGE, tmp_path / "pairlattice", ignore=shutil.ignore_patterns("__*__")
    )


def sources(package: Path) -> dict[str, str]:
    """The SHA-256 of each experiment's closure, in a copy of the package."""
    return {
        noun: fingerprint(dependencies(e, package).files, package) for noun, e in ENTRIES.items()
    }


def touch(file: Path) -> None:
    with file.open("a") as text:
        text.write("# touched\n")


def stale(package: Path, file: Path) -> set[str]:
    """The experiments that a comment at the end of a file makes stale; the file stays touched."""
    before = sources(package)
    touch(file)
    return {noun for noun, source in sources(package).items() if source != before[noun]}


def in_place(module: str, package: Path) -> Path:
    path = package.parent.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def test_what_an_experiment_imports_and_opens_is_what_the_source_tells(closures, seen):
    for noun, (modules, files) in seen.items():
        assert modules == closures[noun].modules, noun
        assert files <= set(closures[noun].files), noun
    assert PACKAGE / "reference_data/materials.csv" in seen["run"][1]


def test_touching_a_source_file_makes_stale_exactly_those_that_import_it(copy, seen):
    users: dict[Path, set[str]] = {}
    for noun, (modules, _) in seen.items():
        for module in modules:
            users.setdefault(in_place(module, copy), set()).add(noun)
    everything = set(copy.rglob("*.py"))
    assert users.keys() < everything
    before = sources(copy)
    for file in everything - users.keys():
        touch(file)
    assert sources(copy) == before
    for file in sorted(users):
        touch(file)
        after = sources(copy)
        assert {noun for noun in ENTRIES if after[noun] != before[noun]} == users[file], file
        before = after


def test_nothing_that_draws_tells_or_judges_is_in_a_closure(closures):
    above = {"cli", "lab", "report", "bench", "sweep", "export", "ledger", "statements"}
    drawing = {"plotting", "palette", "film", "table", "figures", "captions", "tables", "claims"}
    for noun, closure in closures.items():
        for module in closure.modules:
            _, *places = module.split(".")
            assert not above.intersection(places[:1]), (noun, module)
            assert not drawing.intersection(places), (noun, module)


@pytest.mark.parametrize(
    ("name", "readers"),
    [
        ("materials.csv", set(ENTRIES)),
        ("magnets.csv", {"levitation"}),
        ("experiments.csv", {"levitation", "meissner", "transport", "vortices"}),
        ("outcomes.csv", set()),
    ],
)
def test_measured_data_make_stale_exactly_those_that_read_them(name, readers, copy):
    assert stale(copy, copy / "reference_data" / name) == readers


@pytest.mark.parametrize(
    ("library", "users"),
    [
        ("magpylib", {"levitation"}),
        ("scikit-fem", {"meissner"}),
        ("freud-analysis", {"motion", "vortices"}),
        ("trackpy", {"motion"}),
        ("spglib", {"crystal", "vortices"}),
        ("jaxlib", set(ENTRIES)),
        ("matplotlib", set()),
    ],
)
def test_another_version_of_a_library_makes_stale_exactly_those_that_import_it(
    library, users, monkeypatch
):
    before = {noun: origin.program(noun) for noun in ENTRIES}
    version = metadata.version
    monkeypatch.setattr(metadata, "version", lambda n: "0" if n == library else version(n))
    after = {noun: origin.program.__wrapped__(noun) for noun in ENTRIES}
    assert {noun for noun in ENTRIES if after[noun] != before[noun]} == users


def test_another_python_makes_everything_stale(monkeypatch):
    before = origin.program("run")
    monkeypatch.setattr(origin.platform, "python_version", lambda: "3.0.0")
    assert origin.program.__wrapped__("run") != before


@pytest.fixture
def made(tmp_path):
    """Writes a package of the given files and gives the closure of its module `start`."""

    def made(**files: str):
        package = tmp_path / "made"
        (package / "room").mkdir(parents=True)
        for name in ("__init__", "room/__init__", "room/one", "room/two", "beside"):
            (package / f"{name}.py").write_text("")
        (package / "room" / "values.csv").write_text("1\n")
        for name, text in files.items():
            (package / f"{name.replace('__', '/')}.py").write_text(text)
        return dependencies("made.start", package)

    return made


@pytest.mark.parametrize(
    ("text", "modules"),
    [
        ("import made.room.one", {"room", "room.one"}),
        ("from made.room import one", {"room", "room.one"}),
        ("from .room.one import value", {"room", "room.one"}),
        ("from . import beside", {"beside"}),
        ("def f():\n    from made import beside", {"beside"}),
        ("import_module('made.beside')", {"beside"}),
        ("import_module(f'{__name__}')", set()),
        ("importlib.import_module(f'made.room.{name}')", {"room", "room.one", "room.two"}),
        ("import_module(name)", {"room", "room.one", "room.two", "beside"}),
        ("if TYPE_CHECKING:\n    import made.beside\nelse:\n    import made.room", {"room"}),
        ("if typing.TYPE_CHECKING:\n    import made.beside", set()),
        ("# import made.beside", set()),
    ],
)
def test_every_form_of_an_import_is_understood(made, text, modules):
    found = made(start=text).modules
    assert found == {"made", "made.start", *(f"made.{m}" for m in modules)}


def test_what_a_module_of_the_closure_imports_counts_too(made):
    found = made(start="import made.beside", beside="from .room import one", room__one="import x.y")
    assert found.modules == {"made", "made.start", "made.beside", "made.room", "made.room.one"}
    assert found.libraries == ("x",)


def test_a_data_file_counts_where_a_module_beside_it_names_it(made):
    assert not any(f.suffix == ".csv" for f in made(start="from .room import one").files)


def test_a_data_file_that_is_named_counts(made):
    found = made(start="from .room import one", room__one="text('values.csv')")
    assert [f.name for f in found.files if f.suffix == ".csv"] == ["values.csv"]


def test_a_module_that_is_not_there_is_an_error():
    with pytest.raises(ModuleNotFoundError, match="no module"):
        dependencies("pairlattice.phenomena.magic.experiment")
