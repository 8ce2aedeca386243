"""The figures, captions and tables of a result, whichever experiment it comes from."""

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

import xarray as xr

from pairlattice import plotting
from pairlattice.film import Film
from pairlattice.phenomena import phenomenon
from pairlattice.table import Table

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def _artist(tree: xr.DataTree) -> Any:
    """The module with ``draw``, ``captions`` and ``tables`` for this result."""
    noun = tree.attrs.get("experiment", "run")
    if noun == "run":
        return import_module("pairlattice.report.run_figures")
    if noun == "live":
        return import_module("pairlattice.report.live_figures")
    return phenomenon(noun).figures


def draw(tree: xr.DataTree) -> "dict[str, Figure]":
    """The figures by file name, in the shared look."""
    with plotting.style():
        drawn = _artist(tree).draw(tree)
        return {name: plotting.typeset(figure) for name, figure in drawn.items()}


def films(tree: xr.DataTree) -> dict[str, Film]:
    """The moving pictures by file name; most experiments have none."""
    with plotting.style():
        return dict(getattr(_artist(tree), "films", _none)(tree))


def _none(tree: xr.DataTree) -> dict[str, Film]:  # noqa: ARG001
    return {}


def captions(tree: xr.DataTree) -> dict[str, str]:
    """The caption of each figure of `draw` and each film of `films`."""
    return dict(_artist(tree).captions(tree))


def tables(tree: xr.DataTree) -> list[Table]:
    """The numbers of the result with their error bars."""
    return list(_artist(tree).tables(tree))


def doubts(tree: xr.DataTree) -> list[str]:
    """Why a run is too short to be trusted, a line for each reason; only a plain run can tell."""
    told = getattr(_artist(tree), "doubts", None)
    return list(told(tree)) if told else []


def closures(tree: xr.DataTree) -> list[Mapping[str, str]]:
    """What the result assumes beyond the paper: id, title and statement of each."""
    return list(tree.attrs.get("closures", ()))


def summary(tree: xr.DataTree) -> dict[str, Any]:
    """What a program would read of a result."""
    return {
        "experiment": tree.attrs.get("experiment", "run"),
        "title": tree.attrs.get("title", ""),
        "sample_state": tree.attrs.get("sample_state"),
        "closures": [dict(closure) for closure in closures(tree)],
        "doubts": doubts(tree),
        "tables": [table.to_dict() for table in tables(tree)],
    }
