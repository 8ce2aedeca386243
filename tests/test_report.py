"""The report is one page that opens offline, and redoing it costs only what has changed."""

import json
import re
from html.parser import HTMLParser
from importlib import import_module
from types import SimpleNamespace

import numpy as np
import pytest
import xarray as xr

from pairlattice import origin, phenomena, plotting
from pairlattice.cli import main
from pairlattice.phenomena import Phenomenon
from pairlattice.phenomena.frame import Experiment
from pairlattice.report import build, drawing, run_figures
from pairlattice.report.lattice_plane import plane_figure
from pairlattice.scenario import Scenario
from pairlattice.table import Table, WithError, with_error

VOID = {"meta", "img", "link", "br", "input"}
SCENARIO = "experiment = '{}'\n[lattice]\nsize = 2\n"


class Page(HTMLParser):
    """Checks that tags nest, and collects what they hold."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


class Fake:
    """A phenomenon that counts how often it is run."""

    def __init__(self, noun: str, figure: str) -> None:
        self.noun, self.title, self.section, self.figure = noun, f"On {noun} & <more>", "V", figure
        self.runs, self.claims = 0, ()
        self.scenario_text = SCENARIO.format(noun)
        self.scenario_text_at = lambda size: (
            self.scenario_text + ("" if size == "normal" else f"# {size}\n")
        )
        self.experiment = SimpleNamespace(run=self.run)
        self.figures = SimpleNamespace(draw=self.draw, captions=self.captions, tables=self.tables)

    def run(self, scenario, progress) -> xr.DataTree:  # noqa: ARG002
        self.runs += 1
        progress(1, 1, "coherence 0.9")
        closure = {"id": "C1", "title": "The tether", "statement": "½ k |u|² < ∞"}
        data = xr.Dataset({"c": ("t", np.arange(3.0))}, attrs={"closures": [closure]})
        return xr.DataTree(data)

    def draw(self, tree):
        drawn = plotting.figure(4, 3)
        axes = drawn.subplots()
        axes.plot(tree["c"].values)
        axes.set(xlabel="time (t0)", ylabel="coherence")
        return {self.figure: drawn}

    def captions(self, tree):  # noqa: ARG002
        return {self.figure: "Coherence <falls> with time."}

    def tables(self, tree):  # noqa: ARG002
        return [Table("Numbers", ("what", "C"), (("a & b", WithError(0.5, 0.1, False)),), "A note")]


@pytest.fixture
def contents(monkeypatch):
    fakes = (Fake("pears", "fig05"), Fake("plums", "fig06"))
    monkeypatch.setattr(phenomena, "CONTENTS", fakes)
    for fake in fakes:
        monkeypatch.setitem(origin._ENTRIES, fake.noun, "pairlattice.film")
    return fakes


@pytest.fixture
def reproduce(tmp_path, capsys):
    def reproduce(*arguments: str, code: int = 0) -> str:
        with pytest.raises(SystemExit) as done:
            main(["reproduce", "--out", str(tmp_path / "report"), *arguments])
        out, err = capsys.readouterr()
        assert done.value.code == code, err
        return out + err

    return reproduce


def test_the_page_is_well_formed_and_fetches_nothing(contents, reproduce, tmp_path):
    reproduce()
    text = (tmp_path / "report" / "index.html").read_text()
    page = Page(text)
    assert page.all("script") == [{}]
    assert [link["href"] for link in page.all("link")] == ["data:,"]
    assert "default-src 'none'" in page.all("meta")[-1]["content"]
    bare = re.sub(r'src="data:image/png;base64,[^"]*"', "", text)
    bare = re.sub(r"<script>.*</script>", "", bare, flags=re.S)
    assert not re.search(r"https?:|//[a-z]|@import|url\(|src=", bare)
    for attributes in page.all("img"):
        assert attributes["src"].startswith("data:image/png;base64,")
        assert attributes["alt"]
    assert len(page.all("img")) == len(page.all("figcaption")) > len(contents)
    assert page.all("img")[0]["alt"] == "Fig. 5: coherence against time (t0)"
    assert page.all("html")[0]["lang"] == "en"
    assert [tag for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)][:2] == ["h1", "h2"]


@pytest.mark.usefixtures("contents")
def test_links_of_the_page_lead_to_files_that_exist(reproduce, tmp_path):
    reproduce()
    page = Page((tmp_path / "report" / "index.html").read_text())
    ids = {attributes["id"] for _, attributes in page.tags if "id" in attributes}
    targets = [attributes["href"] for attributes in page.all("a")]
    assert len(ids) == len([1 for _, attributes in page.tags if "id" in attributes])
    for target in targets:
        if target.startswith("#"):
            assert target[1:] in ids
        else:
            assert (tmp_path / "report" / target).exists()


@pytest.mark.usefixtures("contents")
def test_the_page_names_closures_captions_error_bars_and_origin(reproduce, tmp_path):
    reproduce()
    text = (tmp_path / "report" / "index.html").read_text()
    for expected in (
        "C1: The tether",
        "½ k |u|² &lt; ∞",
        "Coherence &lt;falls&gt; with time.",
        "On pears &amp;",
        "0.50 ± 0.10 (!)",
        "A note",
        "<dt>Seed</dt><dd>1</dd>",
        "Unified microscopic mechanism",
        "pairlattice run data/pears/scenario.toml",
        "cannot be relied on",
    ):
        assert expected in text


def test_a_second_call_runs_only_what_has_changed(contents, reproduce, tmp_path):
    assert "pears: took" in reproduce()
    first = (tmp_path / "report" / "figures" / "fig05.png").read_bytes()
    contents[1].scenario_text += "# another\n"
    told = reproduce()
    assert "pears: unchanged" in told
    assert "plums: took" in told
    assert [fake.runs for fake in contents] == [1, 2]
    assert (tmp_path / "report" / "figures" / "fig05.png").read_bytes() == first


def test_other_code_or_libraries_make_a_stored_result_stale(contents, reproduce, monkeypatch):
    reproduce()
    monkeypatch.setattr(build, "program", lambda _: {"source": "other"})
    reproduce("--only", "pears")
    assert [fake.runs for fake in contents] == [2, 1]


def test_a_quick_report_runs_other_scenarios_and_says_so(contents, reproduce, tmp_path):
    reproduce()
    reproduce("--quick")
    assert [fake.runs for fake in contents] == [2, 2]
    assert json.loads((tmp_path / "report" / "manifest.json").read_text())["size"] == "quick"
    reproduce("--full")
    assert [fake.runs for fake in contents] == [3, 3]


def test_unchanged_figures_are_not_drawn_again_and_damaged_ones_are(
    contents, reproduce, monkeypatch, tmp_path
):
    reproduce()
    page = (tmp_path / "report" / "index.html").read_bytes()
    drawn = []
    fake = contents[0]
    monkeypatch.setattr(fake.figures, "draw", lambda tree: drawn.append(1) or fake.draw(tree))
    reproduce()
    assert drawn == []
    picture = tmp_path / "report" / "figures" / "fig05.png"
    whole = picture.read_bytes()
    picture.write_bytes(whole[:-1])
    reproduce()
    assert drawn == [1]
    assert picture.read_bytes() == whole
    assert (tmp_path / "report" / "index.html").read_bytes() == page


def test_only_one_experiment_can_be_run_and_the_others_stay_in_the_report(
    contents, reproduce, tmp_path
):
    reproduce("--only", "plums")
    manifest = json.loads((tmp_path / "report" / "manifest.json").read_text())
    assert list(manifest["experiments"]) == ["plums"]
    reproduce("--only", "pears")
    manifest = json.loads((tmp_path / "report" / "manifest.json").read_text())
    assert list(manifest["experiments"]) == ["pears", "plums"]
    assert [fake.runs for fake in contents] == [1, 1]


@pytest.mark.usefixtures("contents")
def test_the_manifest_lists_files_that_exist_and_the_numbers(reproduce, tmp_path):
    reproduce()
    manifest = json.loads((tmp_path / "report" / "manifest.json").read_text())
    assert manifest["complete"]
    for told in manifest["experiments"].values():
        for path in [*told["figures"], told["data"]]:
            assert (tmp_path / "report" / path).exists()
        assert told["tables"][0]["rows"][0][1]["mean"] == 0.5


def test_an_interrupted_report_goes_on_where_it_was(contents, reproduce, monkeypatch, tmp_path):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(contents[1].experiment, "run", interrupted)
    reproduce(code=130)
    assert not json.loads((tmp_path / "report" / "manifest.json").read_text())["complete"]
    monkeypatch.setattr(contents[1].experiment, "run", contents[1].run)
    reproduce()
    assert [fake.runs for fake in contents] == [1, 1]


def test_a_folder_with_other_things_in_it_is_refused_and_left_alone(contents, reproduce, tmp_path):
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "thesis.tex").write_text("years of work")
    assert "choose another folder" in reproduce(code=2)
    assert [path.name for path in (tmp_path / "report").iterdir()] == ["thesis.tex"]
    assert contents[0].runs == 0


def test_the_same_figure_gives_the_same_bytes(tmp_path):
    def files(stem: str) -> list[bytes]:
        drawn = plotting.figure(3, 2)
        drawn.subplots().plot([1, 2, 3])
        return [path.read_bytes() for path in plotting.save(drawn, tmp_path / stem)]

    assert files("a") == files("b")
    assert b"<dc:date>" not in files("c")[1]


def lattice_sites(u: np.ndarray, vectors: np.ndarray) -> xr.Dataset:
    index = np.stack(np.meshgrid(*map(np.arange, u.shape[:3]), indexing="ij"), axis=-1)
    dims = ("n1", "n2", "n3")
    return xr.Dataset(
        {
            "site": (dims, np.ones(u.shape[:3], bool)),
            "position": ((*dims, "component"), index @ vectors),
            "mean_displacement": ((*dims, "component"), u),
        }
    )


FCC = np.array([[0.0, 1, 1], [1, 0, 1], [1, 1, 0]])
OBLIQUE = np.array([[1.0, 0.1, 0.23], [0.31, 1.1, 0.07], [0.11, 0.29, 0.9]])


@pytest.mark.parametrize("vectors", [FCC, OBLIQUE], ids=["fcc", "oblique"])
@pytest.mark.parametrize("size", [(6, 6, 6), (1, 1, 5), (1, 1, 1), (40, 40, 3)], ids=str)
def test_no_label_of_a_lattice_plane_is_cut_off(size, vectors):
    u = np.random.default_rng(1).normal(size=(*size, 3)) * 0.01
    states = np.full(size, "insulating")
    with plotting.style():
        for drawn in (
            plane_figure(lattice_sites(u, vectors)),
            plane_figure(lattice_sites(u, vectors), states),
            plane_figure(lattice_sites(0 * u, vectors)),
        ):
            drawn.draw_without_rendering()
            x0, y0, x1, y1 = drawn.get_tightbbox().extents
            width, height = drawn.get_size_inches()
            assert min(x0, y0) >= 0
            assert x1 <= width
            assert y1 <= height


def test_the_plane_is_one_in_which_the_order_can_be_seen():
    u = np.zeros((6, 6, 6, 3))
    for axis, shown in ((0, {"x", "z"}), (1, {"x", "y", "z"}), (2, {"x", "z"})):
        moved = u.copy()
        moved[..., axis] = 0.1
        axes = plane_figure(lattice_sites(moved, FCC)).axes[0]
        assert {axes.get_xlabel().split()[1], axes.get_ylabel().split()[1]} <= shown
        assert "xyz"[axis] in axes.get_xlabel() + axes.get_ylabel()


def test_a_plain_run_is_drawn_by_its_own_module():
    assert drawing._artist(xr.DataTree()) is run_figures


def test_error_bars_decide_how_many_digits_are_shown():
    assert with_error(0.99996, 0.00123) == "1.0000 ± 0.0012"
    assert with_error(-1e-9, 2e-10) == "(-1.00 ± 0.20)e-09"
    assert with_error(0.0, 3.0) == "0.0 ± 3.0"
    assert with_error(1e7, 1e4) == "(1.0000 ± 0.0010)e+07"


def test_a_table_says_the_same_in_text_html_and_json():
    rows = (("a <b>", 1, WithError(0.5, 0.01)), ("c", np.int64(14287), None))
    table = Table("Title", ("name", "n", "value (d)"), rows)
    assert table.to_text().splitlines() == [
        "Title",
        "name       n      value (d)",
        "─────  ─────  ─────────────",
        "a <b>      1  0.500 ± 0.010",
        "c      14287              —",
    ]
    assert "a &lt;b&gt;" in table.to_html()
    Page(table.to_html())
    assert json.loads(json.dumps(table.to_dict()))["rows"][1] == ["c", 14287, None]
    with pytest.raises(ValueError, match="3 columns"):
        Table("Title", ("a", "b", "c"), (("too", "few"),))


def test_the_packaged_contents_have_what_the_report_needs():
    for entry in phenomena.CONTENTS:
        assert isinstance(entry, Phenomenon)
        assert f'experiment = "{entry.noun}"' in entry.scenario_text


@pytest.mark.parametrize("size", ["quick", "full"])
def test_every_experiment_accepts_its_other_sizes(size):
    for entry in phenomena.CONTENTS:
        text = entry.scenario_text_at(size)
        scenario = Scenario.from_toml(text)
        assert scenario.experiment == entry.noun
        if isinstance(entry.experiment, Experiment):
            entry.experiment.accept(scenario)
        else:
            parameters = f"pairlattice.phenomena.{entry.noun}.parameters"
            import_module(parameters).Parameters.of(scenario)
