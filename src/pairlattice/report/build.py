"""Every experiment on the paper, run or taken from the last time, into one report folder."""

import json
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xarray as xr

from pairlattice import __version__, experiment, ledger, phenomena, plotting, statements, store
from pairlattice.comparison import figures, tables
from pairlattice.comparison.compare import compare
from pairlattice.errors import InputError
from pairlattice.film import Film
from pairlattice.origin import program, whole_source_hash
from pairlattice.phenomena import Phenomenon, Size
from pairlattice.progress import Progress
from pairlattice.report import drawing
from pairlattice.report.page import render
from pairlattice.report.pictures import Picture, of_result, pictures
from pairlattice.report.section import Section
from pairlattice.scenario import Scenario
from pairlattice.table import Table

# From an experiment's title to what shows its progress.
Watch = Callable[[str], AbstractContextManager[Progress]]


@dataclass(frozen=True)
class _Result:
    tree: xr.DataTree
    origin: dict[str, Any]
    reused: bool


def chosen(nouns: Sequence[str]) -> tuple[Phenomenon, ...]:
    """The phenomena of those names, all of them where none is named."""
    picked = {phenomena.phenomenon(noun).noun for noun in nouns}
    return tuple(e for e in phenomena.CONTENTS if not picked or e.noun in picked)


def build(
    folder: Path, entries: Sequence[Phenomenon], watch: Watch, size: Size = "normal"
) -> Iterator[str]:
    """Write the report; yields a line for each experiment as it is done.

    folder: new, empty, or an earlier report. An experiment outside `entries` stays in the report
    if its stored result is still good.
    """
    _claim(folder)
    start = time.perf_counter()
    sections: list[Section] = []
    manifest: dict[str, Any] = {
        "pairlattice": __version__,
        "source": whole_source_hash(),
        "size": size,
    }
    experiments: dict[str, Any] = {}
    _write_manifest(folder, {**manifest, "complete": False, "experiments": experiments})
    for entry in phenomena.CONTENTS:
        scenario_text = entry.scenario_text_at(size)
        result = _reusable(folder, entry, scenario_text)
        if result is None and entry in entries:
            result = _run(folder, entry, scenario_text, watch)
        if result is None:
            continue
        section = _section(folder, entry, result)
        sections.append(section)
        experiments[entry.noun] = _told(section, result)
        _write_manifest(folder, {**manifest, "complete": False, "experiments": experiments})
        spent = f"{result.origin['seconds']:.0f} s"
        yield f"{entry.noun}: " + (f"unchanged, took {spent}" if result.reused else f"took {spent}")
    # From the disk, as `pairlattice claims` reads them, and only those that this report shows.
    evidence = ledger.Evidence(statements.Results(folder / "data", experiments))
    judged = ledger.evaluate(statements.claims(), evidence)
    _replace_text(folder / "claims.json", ledger.to_json(judged))
    shown, beside = _comparison(folder)
    _replace_text(folder / "index.html", render(sections, judged, size, shown, beside))
    manifest["seconds"] = round(time.perf_counter() - start, 3)
    _write_manifest(folder, {**manifest, "complete": True, "experiments": experiments})


def _claim(folder: Path) -> None:
    """Refuse a folder with anything but a report in it."""
    if folder.is_dir() and any(folder.iterdir()):
        try:
            manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
        except (OSError, ValueError):
            manifest = None
        if not (isinstance(manifest, dict) and "pairlattice" in manifest):
            raise InputError(
                f"{folder} holds something else than a report; choose another folder or remove it"
            )
        return
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder} is a file; choose another folder or remove it")
    folder.mkdir(parents=True, exist_ok=True)


def _place(folder: Path, entry: Phenomenon) -> Path:
    return folder / "data" / entry.noun


def _reusable(folder: Path, entry: Phenomenon, scenario_text: str) -> _Result | None:
    """The stored result, if the same scenario and what it was computed with would give it again."""
    place = _place(folder, entry)
    try:
        origin = store.load_provenance(place)
        same = store.load_scenario_text(place) == scenario_text and origin == {
            **origin,
            **program(entry.noun),
        }
        return _Result(store.load(place), origin, True) if same else None
    except InputError:
        return None


def _run(folder: Path, entry: Phenomenon, scenario_text: str, watch: Watch) -> _Result:
    scenario = Scenario.from_toml(scenario_text)
    start = time.perf_counter()
    with watch(entry.title) as progress:
        tree = experiment.run(scenario, progress)
    origin = store.provenance(scenario, time.perf_counter() - start)
    place = _place(folder, entry)
    # The old result goes only once there is a new one.
    shutil.rmtree(place, ignore_errors=True)
    store.save(tree, place, scenario_text, origin)
    return _Result(tree, store.load_provenance(place), False)


def _section(folder: Path, entry: Phenomenon, result: _Result) -> Section:
    return Section(
        noun=entry.noun,
        title=entry.title,
        paper_section=entry.section,
        state=str(result.tree.attrs.get("sample_state", "")),
        pictures=of_result(folder / "figures", entry.noun, result.tree, result.origin),
        tables=tuple(drawing.tables(result.tree)),
        closures=tuple(drawing.closures(result.tree)),
        origin=result.origin,
    )


def _comparison(folder: Path) -> tuple[tuple[Table, ...], tuple[Picture, ...]]:
    """Mechanisms beside measurement: tables and pictures, and `comparison.json`."""
    found = compare()
    text = json.dumps(found.to_dict(), indent=1, sort_keys=True, ensure_ascii=False)
    _replace_text(folder / "comparison.json", text + "\n")

    def drawn() -> tuple[dict[str, Any], dict[str, Film], dict[str, str]]:
        with plotting.style():
            return dict(figures.draw(found)), {}, dict(figures.captions(found))

    return tables.tables(found), pictures(folder / "figures", "comparison", drawn, text)


def _told(section: Section, result: _Result) -> dict[str, Any]:
    """An experiment's entry in the manifest."""
    return {
        "title": section.title,
        "section": section.paper_section,
        "reused": result.reused,
        "seconds": result.origin["seconds"],
        "data": f"data/{section.noun}",
        "figures": [f"figures/{p.name}.{kind}" for p in section.pictures for kind in p.kinds],
        "sample_state": section.state,
        "closures": [dict(closure) for closure in section.closures],
        "tables": [table.to_dict() for table in section.tables],
    }


def _write_manifest(folder: Path, manifest: dict[str, Any]) -> None:
    text = json.dumps(manifest, indent=2, ensure_ascii=False, allow_nan=False)
    _replace_text(folder / "manifest.json", text + "\n")


def _replace_text(path: Path, text: str) -> None:
    """Write a file that a reader finds either as it was or as it will be."""
    part = path.with_name(path.name + ".part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)
