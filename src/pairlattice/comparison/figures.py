"""The comparison as figures: the penetration depth, and every deviation."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from pairlattice import plotting
from pairlattice.comparison import observables as o
from pairlattice.comparison.compare import Comparison, Row
from pairlattice.comparison.measurement import Number
from pairlattice.comparison.mechanism import Failure, NoPrediction, Prediction
from pairlattice.comparison.score import AGREEMENT
from pairlattice.comparison.tables import UNCONFIRMED

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_MARKERS = "osD^vP*X"


def draw(comparison: Comparison) -> "dict[str, Figure]":
    """The figures by file name."""
    return {"comparison": _depths(comparison), "comparison_deviations": _deviations(comparison)}


def captions(comparison: Comparison) -> Mapping[str, str]:
    """The caption of each figure of `draw`; what it says follows the numbers."""
    return {
        "comparison": _depth_caption(comparison),
        "comparison_deviations": _deviation_caption(comparison),
    }


def _look(i: int) -> dict[str, Any]:
    colour = plotting.CYCLE[i % len(plotting.CYCLE)]
    return {"color": colour, "marker": _MARKERS[i % len(_MARKERS)], "linestyle": "none"}


def _depth_rows(comparison: Comparison) -> list[tuple[Row, Number]]:
    rows = comparison.of(o.PENETRATION_DEPTH.name)
    return [(r, r.question.measurement) for r in rows if isinstance(r.question.measurement, Number)]


def _ratios(rows: list[tuple[Row, Number]], i: int) -> list[tuple[int, float, float]]:
    """Place, predicted over measured, and the theory's own uncertainty over measured."""
    found = []
    for place, (row, measured) in enumerate(rows):
        answer = row.cells[i].answer
        if isinstance(answer, Prediction):
            value = answer.value
            found.append((place, value.value / measured.value, value.uncertainty / measured.value))
    return found


def _depths(comparison: Comparison) -> "Figure":
    rows = _depth_rows(comparison)
    places = np.arange(len(rows))
    drawn = plotting.figure(7.4, 1.6 + 0.27 * max(len(rows), 3))
    axes, aside = drawn.subplots(1, 2, sharey=True, width_ratios=[5, 1.1])
    for place, (_, measured) in enumerate(rows):
        low, high = 1 - measured.minus / measured.value, 1 + measured.plus / measured.value
        axes.fill_betweenx([place - 0.4, place + 0.4], low, high, color="#CCCCCC", linewidth=0)
    axes.axvline(1, color=plotting.GREY, linewidth=1)
    for i, mechanism in enumerate(comparison.mechanisms):
        found = _ratios(rows, i)
        # Without a single answer the mechanism is still in the legend, for the marks on the right.
        where, ratio, error = np.array(found, float).reshape(-1, 3).T
        axes.errorbar(
            ratio, where, xerr=error, label=mechanism.title, capsize=2, elinewidth=1, **_look(i)
        )
        answers = [row.cells[i].answer for row, _ in rows]
        silent = [place for place in places if isinstance(answers[place], NoPrediction)]
        failed = [place for place in places if isinstance(answers[place], Failure)]
        aside.plot([i] * len(silent), silent, **{**_look(i), "fillstyle": "none"})
        aside.plot([i] * len(failed), failed, **{**_look(i), "marker": "x"})
    names = [
        row.question.label + ("" if measured.verified else UNCONFIRMED) for row, measured in rows
    ]
    axes.set(
        xscale="log",
        xlabel="predicted λ(0) / measured λ(0)",
        yticks=places,
        yticklabels=names,
        ylim=(len(rows) - 0.4, -0.6),
    )
    ticks = [0.2, 0.3, 0.5, 0.7, 1.0, 1.5, 2.0]
    axes.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
    axes.minorticks_off()
    axes.grid(axis="y", color="#EEEEEE")
    axes.set_axisbelow(True)
    count = len(comparison.mechanisms)
    aside.set(xlim=(-0.7, count - 0.3), xticks=[], xlabel="no prediction")
    aside.tick_params(axis="y", length=0)
    aside.spines["left"].set_visible(False)
    drawn.legend(*axes.get_legend_handles_labels(), loc="outside upper left", ncols=4)
    return drawn


def _depth_caption(comparison: Comparison) -> str:
    rows = _depth_rows(comparison)
    told = []
    for i, mechanism in enumerate(comparison.mechanisms):
        ratios = [ratio for _, ratio, _ in _ratios(rows, i)]
        if not ratios:
            told.append(f"{mechanism.title} answers none of the {len(rows)}")
            continue
        scores = [row.cells[i].score for row, _ in rows]
        agreeing = sum(score is not None and score.verdict == "agrees" for score in scores)
        told.append(
            f"{mechanism.title} answers {len(ratios)} of {len(rows)}, {min(ratios):.2f} to "
            f"{max(ratios):.2f} of the measured depth, {agreeing} within {AGREEMENT:g} σ"
        )
    failed = any(isinstance(cell.answer, Failure) for row, _ in rows for cell in row.cells)
    crosses = "Crosses: the mechanism failed to answer. " if failed else ""
    return (
        "Penetration depth at low temperature: prediction over measurement, 1 where they agree. "
        "Grey: one standard uncertainty of the measurement; bars: the theory's own. Open marks on "
        f"the right: no prediction. {crosses}{UNCONFIRMED} measured value written down from "
        f"memory. {'; '.join(told)}. The pair lattice's depth is Eq. (14) with the lattice's "
        "electron density (Sec. VII), without a closure."
    )


def _finite(comparison: Comparison, i: int) -> list[tuple[str, float]]:
    """Title of the observable and deviation of every scored number."""
    found = []
    for row in comparison.rows:
        score = row.cells[i].score
        if score and score.deviation is not None and np.isfinite(score.deviation):
            found.append((row.question.observable.title, score.deviation))
    return found


def _deviations(comparison: Comparison) -> "Figure":
    titles = list(
        dict.fromkeys(
            row.question.observable.title
            for row in comparison.rows
            if isinstance(row.question.measurement, Number)
        )
    )
    count = len(comparison.mechanisms)
    drawn = plotting.figure(7.4, 1.6 + 0.42 * max(len(titles), 3))
    axes = drawn.subplots()
    axes.axvspan(-AGREEMENT, AGREEMENT, color="#DDDDDD", linewidth=0)
    axes.axvline(0, color=plotting.GREY, linewidth=1)
    for i, mechanism in enumerate(comparison.mechanisms):
        found = _finite(comparison, i)
        offset = (i - (count - 1) / 2) * 0.5 / max(count, 2)
        axes.plot(
            [deviation for _, deviation in found],
            [titles.index(title) + offset for title, _ in found],
            label=mechanism.title,
            markersize=5,
            alpha=0.8,
            **_look(i),
        )
    axes.set_xscale("symlog", linthresh=AGREEMENT, linscale=1.2)
    ticks = [-100, -30, -10, -5, -2, 0, 2, 5, 10, 30, 100]
    axes.set_xticks(ticks, [f"{tick:d}".replace("-", "−") for tick in ticks])
    axes.minorticks_off()
    axes.set(
        xlabel="(predicted − measured) / σ",
        yticks=range(len(titles)),
        yticklabels=titles,
        ylim=(len(titles) - 0.4, -0.6),
    )
    axes.grid(axis="y", color="#EEEEEE")
    axes.set_axisbelow(True)
    drawn.legend(*axes.get_legend_handles_labels(), loc="outside upper left", ncols=4)
    return drawn


def _deviation_caption(comparison: Comparison) -> str:
    told = []
    for i, mechanism in enumerate(comparison.mechanisms):
        found = [deviation for _, deviation in _finite(comparison, i)]
        failed = sum(isinstance(row.cells[i].answer, Failure) for row in comparison.rows)
        within = sum(abs(deviation) <= AGREEMENT for deviation in found)
        text = f"{mechanism.title}: {len(found)} numbers, {within} within {AGREEMENT:g} σ"
        told.append(text + (f", {failed} answers failed" if failed else ""))
    return (
        "Every number predicted, off by how many standard uncertainties; linear inside the grey "
        f"band of ±{AGREEMENT:g} σ, logarithmic outside. σ is the measurement's and the "
        "prediction's own together; where a source gives no uncertainty, the convention of the "
        f"table stands in. {'; '.join(told)}. A mechanism without a mark in a line gives no "
        "prediction there. Bounds and categories are in the table only."
    )
