"""A third mechanism through an entry point: docs/mechanisms.md, installed and run."""

import importlib
import json
import re
import sys
from pathlib import Path

import pytest

from pairlattice import plotting
from pairlattice.cli import main
from pairlattice.comparison import figures, tables
from pairlattice.comparison.compare import compare
from pairlattice.comparison.observables import OBSERVABLES
from pairlattice.comparison.registry import GROUP, chosen, mechanisms
from pairlattice.errors import InputError

DOC = (Path(__file__).parents[1] / "docs" / "mechanisms.md").read_text("utf-8")


def block(language: str) -> str:
    """The one fenced block of that language in docs/mechanisms.md."""
    (found,) = re.findall(rf"```{language}\n(.*?)```", DOC, re.DOTALL)
    return found


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Install a distribution of one module and one entry point, as pip would leave it."""
    monkeypatch.syspath_prepend(tmp_path)

    def installed(name: str, place: str, code: str) -> None:
        module = place.partition(":")[0]
        (tmp_path / f"{module}.py").write_text(code, "utf-8")
        info = tmp_path / f"{module}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[{GROUP}]\n{name} = {place}\n")
        importlib.invalidate_caches()
        monkeypatch.delitem(sys.modules, module, raising=False)

    yield installed
    for path in tmp_path.glob("*.py"):
        sys.modules.pop(path.stem, None)


@pytest.fixture
def two_fluids(install):
    """The worked example, named as its own pyproject.toml names it."""
    line = re.search(r'^([\w-]+) = "(\w+:\w+)"$', block("toml"), re.MULTILINE)
    install(line[1], line[2], block("python"))


def columns(name: str, observable: str):
    found = compare([observable])
    place = [m.name for m in found.mechanisms].index(name)
    return [(row.question, row.cells[place]) for row in found.rows]


@pytest.mark.usefixtures("two_fluids")
def test_the_worked_example_is_a_column_of_every_table():
    assert [m.name for m in mechanisms()] == ["pair-lattice", "standard", "two-fluids"]
    whole = compare()
    assert "two fluids" in tables.overview(whole).columns
    assert "two fluids" in [row[0] for row in tables.summary(whole).rows]
    (silences,) = tables.silences(whole)
    assert ("two fluids", "Tc") in [row[:2] for row in silences.rows]
    captions = figures.captions(whole)
    assert all("two fluids" in caption for caption in captions.values())
    with plotting.style():
        for drawn in figures.draw(whole).values():
            assert "two fluids" in [t.get_text() for t in drawn.legends[0].get_texts()]


@pytest.mark.usefixtures("two_fluids")
def test_the_two_fluids_meet_the_law_that_was_measured_on_tin():
    for question, cell in columns("two-fluids", "penetration-depth-ratio"):
        assert cell.score.deviation == pytest.approx(0, abs=1e-9), question.label
    for question, cell in columns("two-fluids", "specific-heat-jump"):
        expected = (2.0 - question.measurement.value) / question.measurement.plus
        assert cell.score.deviation == pytest.approx(expected)


@pytest.mark.usefixtures("two_fluids")
def test_the_jump_of_two_fluids_is_twice_the_normal_specific_heat():
    # Gorter and Casimir: G = x^(1/2) G_n − (1 − x) B; minimal over x gives x = t⁴, C = 3γT_c t³.
    gamma, step = 1.0, 1e-3
    condensation = gamma / 4  # B = γT_c²/4, T_c = 1

    def free(t: float) -> float:
        x = t**4
        return -(x**0.5) * gamma * t**2 / 2 - (1 - x) * condensation

    t = 1 - 2 * step
    curvature = (free(t + step) - 2 * free(t) + free(t - step)) / step**2
    jump = -t * curvature - gamma * t
    ((_, cell), *_) = columns("two-fluids", "specific-heat-jump")
    assert cell.answer.value.value == pytest.approx(jump, rel=1e-2)


@pytest.mark.usefixtures("two_fluids")
def test_the_command_line_knows_the_third(capsys):
    with pytest.raises(SystemExit) as stop:
        main(["compare", "--mechanism", "two-fluids", "--json"])
    assert stop.value.code == 0
    told = json.loads(capsys.readouterr().out)
    assert [m["name"] for m in told["mechanisms"]] == ["two-fluids"]


BROKEN = {
    "raise ImportError('no such library')": "could not be loaded: ImportError: no such library",
    "MECHANISM = 3": "must be a Mechanism or return one, got int",
    "this is no python": "could not be loaded: SyntaxError",
    "": "AttributeError",
    "from pairlattice.comparison import Mechanism\nMECHANISM = Mechanism('other', 'x')": (
        "its name must be that of its entry point, 'odd'"
    ),
    "from pairlattice.comparison import Mechanism\nMECHANISM = Mechanism('odd', '')": "its title",
    "from pairlattice.comparison import Mechanism\nMECHANISM = Mechanism('odd', 'x', (1,))": (
        "capabilities must be Capability"
    ),
    "import sys\nsys.exit(1)": "SystemExit: 1",
}


@pytest.mark.parametrize("code", BROKEN)
def test_a_mechanism_that_cannot_be_loaded_leaves_the_others_their_table(install, code):
    before = compare(["gap-ratio"])
    install("odd", "odd_mechanism:MECHANISM", code)
    found = compare(["gap-ratio"])
    assert [m.name for m in found.mechanisms] == ["pair-lattice", "standard", "odd"]
    assert [row.cells[:2] for row in found.rows] == [row.cells for row in before.rows]
    assert BROKEN[code] in found.rows[0].cells[2].answer.reason
    assert "\n" not in found.rows[0].cells[2].answer.reason


def test_a_function_may_return_the_mechanism(install):
    code = "from pairlattice.comparison import Mechanism\nmake = lambda: Mechanism('odd', 'x')"
    install("odd", "odd_mechanism:make", code)
    assert not chosen(["odd"])[0].failure


def test_a_name_that_is_taken_is_not_taken_over(install):
    code = "from pairlattice.comparison import Mechanism\nMECHANISM = Mechanism('standard', 'x')"
    install("standard", "odd_mechanism:MECHANISM", code)
    names = [m.name for m in mechanisms()]
    assert names == ["pair-lattice", "standard", "standard-again"]
    assert chosen(["standard"])[0].title == "standard theory"
    assert "another mechanism is called 'standard'" in chosen(["standard-again"])[0].failure


def test_an_unknown_mechanism_is_refused_with_the_list():
    with pytest.raises(InputError, match="known: pair-lattice, standard"):
        chosen(["ether"])


def test_the_page_lists_every_observable_with_its_case_and_unit():
    listed = re.findall(r"^\| `([\w-]+)` \| `(\w+)` \| (.+) \|$", DOC, re.MULTILINE)
    units = [
        (o.name, o.case.__name__, "category" if o.answer is str else o.unit or "1")
        for o in OBSERVABLES
    ]
    assert listed == units
