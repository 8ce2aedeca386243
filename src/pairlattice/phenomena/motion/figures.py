"""Fig. 14, drawn from the result; no physics here but closed forms of the axes."""

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from matplotlib.ticker import NullFormatter
from scipy.ndimage import map_coordinates

from pairlattice.phenomena.motion import results as r
from pairlattice.phenomena.motion.captions import captions
from pairlattice.phenomena.motion.checks_figure import checks
from pairlattice.phenomena.motion.chosen import SECTION, Hop, edge, hop_to_show, nearest
from pairlattice.phenomena.motion.films import films
from pairlattice.phenomena.motion.tables import tables
from pairlattice.plotting import BLACK, BLUE, GREEN, GREY, ORANGE, SKY, VERMILION, figure

__all__ = ["captions", "draw", "films", "tables"]

_KINDS = ("hop", "shrink", "swell", "birth", "death", "split", "merger")


def draw(tree: xr.DataTree) -> dict[str, Figure]:
    """fig14: temperature, tubes, tracks and events. fig14_checks: the field, the rules and the
    likelihood ratio against what is known."""
    return {"fig14": _main(tree), "fig14_checks": checks(tree)}


def _main(tree: xr.DataTree) -> Figure:
    drawn = figure(11.0, 10.2)
    (before, after, tracks), (along, counts, life), (hops, square, film) = drawn.subplots(3, 3)
    shown = hop_to_show(tree)
    time = r.TIME.values(tree)
    for axes, frame, name in ((before, shown.before, "before"), (after, shown.after, "after")):
        mesh = _map(axes, tree, frame)
        axes.set_title(f"{name} the hop, t = {time[frame]:.0f} t0")
        _letters(axes, shown)
    bar = drawn.colorbar(mesh, ax=after, shrink=0.85)
    bar.set_label(r.TEMPERATURE.axis(words="T"))
    bar.ax.ticklabel_format(axis="y", scilimits=(0, 0))
    _tracks(tracks, tree)
    _profile(along, tree, shown)
    _counts(counts, tree)
    _life(life, tree)
    _hops(hops, tree)
    _square(square, tree)
    if r.FILM_ORDER.is_in(tree):
        _film(film, tree)
    else:
        film.remove()
    return drawn


def _map(axes: Axes, tree: xr.DataTree, frame: int) -> AxesImage:
    T, size = r.TEMPERATURE.values(tree), edge(tree)
    low, high = np.quantile(T, (0.01, 0.999))
    box = (-0.5, size - 0.5, -0.5, size - 0.5)
    mesh = axes.imshow(T[frame], origin="lower", extent=box, vmin=low, vmax=high, cmap="cividis")
    threshold = r.settings.thresholds.coherence.value(tree)
    axes.contour(
        r.COHERENCE.values(tree)[frame], levels=[threshold], colors="white", linewidths=1.3
    )
    axes.set(**SECTION)
    return mesh


def _letters(axes: Axes, shown: Hop) -> None:
    """A and B, beside the line between them so that they hide neither tube."""
    along = shown.step
    aside = np.array([-along[1], along[0]]) / max(float(np.linalg.norm(along)), 1e-9)
    for letter, place in (("A", shown.start), ("B", shown.start + along)):
        axes.annotate(
            letter, tuple(place), xytext=tuple(place + 13 * aside), ha="center", va="center",
            fontsize=9, weight="bold", arrowprops={"arrowstyle": "-", "color": "w"},
            bbox={"boxstyle": "round,pad=0.15", "fc": "white", "ec": BLACK, "lw": 0.6},
        )  # fmt: skip


def _tracks(axes: Axes, tree: xr.DataTree) -> None:
    size = edge(tree)
    place, identity = r.PLACE.values(tree), r.IDENTITY.values(tree)
    for number in np.unique(identity):
        path = place[identity == number]
        steps = nearest(np.diff(path, axis=0), size)
        axes.plot(*np.cumsum([path[0], *steps], axis=0).T, color=GREY, lw=0.8)
    kind, start = r.EVENT.values(tree), r.START.values(tree)
    for name, marker, color in (("birth", "^", GREEN), ("death", "v", VERMILION)):
        at = start[kind == name].T
        axes.plot(*at, marker, color=color, ms=4, mfc="white", label=name, ls="")
    hops = start[kind == "hop"]
    step = nearest(r.END.values(tree)[kind == "hop"] - hops, size)
    axes.quiver(*hops.T, *step.T, color=BLUE, angles="xy", scale_units="xy", scale=1, width=0.006,
                headwidth=5, label="hop")  # fmt: skip
    axes.set(title="tracks of all tubes", xlim=(0, size), ylim=(0, size), **SECTION)
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.17), ncols=3, fontsize=8)


def _profile(axes: Axes, tree: xr.DataTree, shown: Hop) -> None:
    T = r.TEMPERATURE.values(tree)
    length = float(np.linalg.norm(shown.step))
    reach = np.linspace(-0.6, 1.6, 120)
    points = (shown.start + reach[:, None] * shown.step)[:, ::-1].T
    styles = ((shown.before, VERMILION, "-.", "before"), (shown.after, BLUE, "--", "after"))
    for frame, color, line, name in styles:
        values = map_coordinates(T[frame].astype(float), points, order=1, mode="grid-wrap")
        axes.plot(reach * length, values, color=color, ls=line, label=name)
    axes.axhline(r.CRITICAL.value(tree), color=BLACK, lw=0.9, ls=":", label="$T^*$")
    for x, letter in ((0.0, "A′"), (length, "B′")):
        axes.axvline(x, color=GREY, lw=0.6)
        axes.annotate(
            letter, (x, 1.0), xycoords=("data", "axes fraction"), ha="center", va="bottom"
        )
    axes.set(
        xlabel=r.PLACE.axis(words="distance along A to B"), ylabel=r.TEMPERATURE.axis(words="T")
    )
    axes.ticklabel_format(axis="y", scilimits=(0, 0))
    axes.legend(fontsize=8)


def _counts(axes: Axes, tree: xr.DataTree) -> None:
    number = r.COUNT.of(tree).sel(kind=list(_KINDS)).values
    axes.bar(_KINDS, number, color=SKY, edgecolor=BLACK, lw=0.6)
    for i, value in enumerate(number):
        axes.annotate(str(value), (i, value), ha="center", va="bottom", fontsize=8)
    axes.errorbar(
        0,
        r.CHANCE.value(tree),
        yerr=r.CHANCE_SPREAD.value(tree),
        fmt="D",
        color=VERMILION,
        capsize=3,
        label=r.CHANCE.label,
    )
    axes.set_ylabel(r.COUNT.label)
    axes.tick_params(axis="x", rotation=45)
    tracks, together = r.TRACKS.values(tree), r.NUMBER.value(tree)
    axes.set_title(f"{tracks} tracks, {together:.1f} tubes at a time")
    low, high = axes.get_ylim()
    axes.set_ylim(low, 1.25 * high)
    axes.legend(fontsize=8)


def _life(axes: Axes, tree: xr.DataTree) -> None:
    age, share = r.AGE.values(tree), r.SURVIVAL.values(tree)
    shown = share > 0
    least = r.own.shortest.value(tree) * r.FRAME.value(tree)
    axes.step(age[shown], share[shown], where="post", color=BLUE, label="tubes")
    mean, error = r.LIFETIME.value(tree), r.LIFETIME.error.value(tree)
    if mean > least:
        # Shorter lives are no tubes by rule, so a constant rate acts from there on.
        constant = np.exp(-np.maximum(age - least, 0) / (mean - least))
        axes.plot(age, constant, color=BLACK, ls="--", label="constant rate, same mean")
    axes.set(
        title=f"lifetime {mean:.0f} ± {error:.0f} t0",
        yscale="log",
        xlabel=r.AGE.label,
        ylabel=r.SURVIVAL.label,
        xlim=(0, 1.1 * age[shown][-1]),
        ylim=(0.3 * share[shown].min(), 1.4),
    )
    axes.legend(fontsize=8)


def _hops(axes: Axes, tree: xr.DataTree) -> None:
    length = r.HOP_LENGTH.values(tree)
    least, limit = r.own.reach.value(tree), r.own.hop_distance.value(tree)
    edges = np.linspace(least, limit, 6)
    axes.hist(length, list(edges), color=SKY, edgecolor=BLACK, lw=0.6, label=f"{len(length)} hops")
    distance = np.linspace(least, limit, 50)
    # Partners strewn over the plane lie at a distance with a density proportional to it.
    expected = len(length) * (edges[1] - edges[0]) * 2 * distance / (limit**2 - least**2)
    axes.plot(distance, expected, color=VERMILION, ls="--", label="uniform over the plane")
    axes.set(xlabel=r.HOP_LENGTH.label, ylabel="number of hops", title="hop lengths")
    axes.set_ylim(0, 1.35 * axes.get_ylim()[1])
    axes.legend(fontsize=8, loc="upper right")


def _square(axes: Axes, tree: xr.DataTree) -> None:
    lag = r.LAG.values(tree)
    for square, color, marker, label in (
        (r.SQUARE, BLUE, "o", "each tube"),
        (r.SQUARE_JOINED, ORANGE, "s", "hops taken for motion"),
    ):
        mean, error = square.values(tree), square.error.values(tree)
        good = np.isfinite(mean) & (error < 0.7 * mean) & (error > 0)
        axes.errorbar(lag[good], mean[good], yerr=error[good], fmt=marker, color=color, ms=4,
                      capsize=2, label=label)  # fmt: skip
    axes.set(
        title=r.SQUARE.long_name,
        xscale="log",
        yscale="log",
        xlabel=r.LAG.label,
        ylabel=r.SQUARE.axis(words="$\\langle |\\Delta x|^2\\rangle$"),
    )
    axes.xaxis.set_minor_formatter(NullFormatter())
    axes.legend(fontsize=8)


def _film(axes: Axes, tree: xr.DataTree) -> None:
    x, y = r.FILM_X.values(tree), r.FILM_Y.values(tree)
    axes.imshow(r.FILM_ORDER.values(tree), origin="lower", extent=(x[0], x[-1], y[0], y[-1]),
                cmap="cividis", vmin=0, vmax=1)  # fmt: skip
    place, identity = r.FILM_PLACE.values(tree), r.FILM_IDENTITY.values(tree)
    for number in np.unique(identity):
        path = place[identity == number]
        axes.plot(*path.T, color="white", lw=0.9)
        axes.plot(*path[-1], "o", color="white", mec=BLACK, ms=4)
    axes.set(
        title="Ginzburg–Landau: |ψ| and tracks",
        xlabel=r.FILM_X.label,
        ylabel=r.FILM_Y.label,
        aspect="equal",
    )
