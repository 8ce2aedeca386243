"""One look for every figure: colours, sizes, and files whose bytes depend on the content alone.

Figures are made without pyplot: its global list of figures would outlive the run that drew them.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import matplotlib as mpl
import numpy as np
from cycler import cycler
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from numpy.typing import NDArray

from pairlattice.palette import (
    BLACK,
    BLUE,
    CYCLE,
    GREEN,
    GREY,
    ORANGE,
    PURPLE,
    SKY,
    STATE_COLOURS,
    VERMILION,
    YELLOW,
)

__all__ = [
    "BLACK",
    "BLUE",
    "CYCLE",
    "GREEN",
    "GREY",
    "ORANGE",
    "PURPLE",
    "SKY",
    "STATE_COLOURS",
    "STYLE",
    "VERMILION",
    "YELLOW",
    "cell_edges",
    "describe",
    "figure",
    "save",
    "style",
    "typeset",
]

STYLE: Any = {
    "font.size": 10,
    "axes.labelsize": 10,
    "axes.titlesize": 10,
    "xtick.labelsize": 9,
    "ytick.labelsize": 9,
    "legend.fontsize": 9,
    "legend.frameon": False,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.prop_cycle": cycler(color=CYCLE),
    "axes.formatter.limits": (-3, 4),
    "axes.formatter.use_mathtext": True,
    "lines.linewidth": 1.5,
    "image.cmap": "viridis",
    "figure.facecolor": "white",
    "savefig.facecolor": "white",
    # Names inside an SVG are hashed with a salt, random unless given.
    "svg.hashsalt": "pairlattice",
    "svg.fonttype": "path",
}

_DPI = 150


@contextmanager
def style() -> Iterator[None]:
    """The shared look, for the code that draws and saves inside."""
    with mpl.rc_context(STYLE):
        yield


def figure(
    width: float = 7.0,
    height: float = 4.5,
    layout: Literal["constrained", "compressed"] = "constrained",
) -> Figure:
    """An empty figure of that size in inches, laid out so that no label is cut off.

    layout: "compressed" for axes of equal aspect, whose labels the other would cut off.

    Axes come from ``figure.subplots(...)``. They take their look from the `style` they are made
    in; `report.drawing.draw` opens it around every drawing.
    """
    made = Figure(figsize=(width, height), layout=layout)
    FigureCanvasAgg(made)
    return made


def cell_edges(centres: Any, logarithmic: bool = False) -> NDArray[np.float64]:
    """Edges (m + 1,) of the cells of a map around rising centres (m,), for `pcolormesh`."""
    c = np.log(centres) if logarithmic else np.asarray(centres, dtype=float)
    middle = (c[1:] + c[:-1]) / 2
    edges = np.concatenate([[2 * c[0] - middle[0]], middle, [2 * c[-1] - middle[-1]]])
    return np.exp(edges) if logarithmic else edges


def save(drawn: Figure, stem: Path) -> tuple[Path, Path]:
    """Write `stem`.png and `stem`.svg; the same figure gives the same bytes on the same machine."""
    png, svg = stem.with_name(stem.name + ".png"), stem.with_name(stem.name + ".svg")
    with style():
        drawn.savefig(png, dpi=_DPI, metadata={"Software": "pairlattice"})
        drawn.savefig(svg, metadata={"Date": None, "Creator": "pairlattice"})
    return png, svg


def typeset(drawn: Figure) -> Figure:
    """The same with indices such as that of ω_p set as indices in titles and labels."""
    for axes in drawn.axes:
        axes.set(xlabel=_indexed(axes.get_xlabel()), ylabel=_indexed(axes.get_ylabel()))
        axes.set_title(_indexed(axes.get_title()))
    return drawn


def _indexed(text: str) -> str:
    return text if "$" in text else re.sub(r"(\w)_(\w+)", r"$\1_{\2}$", text)


def describe(drawn: Figure) -> str:
    """What the figure plots, in words, for readers who do not see it: title and axes of each panel.

    >>> f = figure()
    >>> axes = f.subplots()
    >>> _ = axes.set(title="Order", xlabel="time (d)", ylabel="coherence")
    >>> describe(f)
    'Order: coherence against time (d)'
    """
    panels = [text for axes in drawn.axes if (text := _panel(axes))]
    return "; ".join(dict.fromkeys(panels)) or "figure"


def _panel(axes: Axes) -> str:
    # The axes of a colour bar are labelled on one side only and have no title.
    name = " ".join((axes.get_title() or axes.get_title(loc="left")).split())
    x, y = (" ".join(label.split()) for label in (axes.get_xlabel(), axes.get_ylabel()))
    plotted = f"{y} against {x}" if x and y else x or y
    return ": ".join(part for part in (name, plotted) if part)
