"""Fig. 14 and what it rests on, drawn from the result; no physics here."""

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from matplotlib.ticker import NullFormatter
from scipy.ndimage import map_coordinates

from pairlattice.phenomena.motion.captions import captions
from pairlattice.phenomena.motion.checks import checks
from pairlattice.phenomena.motion.chosen import Hop, hop_to_show
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
    data = tree["tubes"].to_dataset()
    for axes, frame, name in ((before, shown.before, "before"), (after, shown.after, "after")):
        mesh = _map(axes, tree, frame)
        axes.set_title(f"{name} the hop, t = {float(data.time[frame]):.0f} $t_0$")
        _letters(axes, shown)
    bar = drawn.colorbar(mesh, ax=after, shrink=0.85)
    bar.set_label("$T$ ($10^{-4}\\,E_0/k_B$)")
    _tracks(tracks, tree)
    _profile(along, tree, shown)
    _counts(counts, tree)
    _life(life, tree)
    _hops(hops, tree)
    _square(square, tree)
    if "ginzburg_landau" in tree.children:
        _film(film, tree["ginzburg_landau"].to_dataset())
    else:
        film.remove()
    return drawn


def _map(axes: Axes, tree: xr.DataTree, frame: int) -> AxesImage:
    data, size = tree["tubes"].to_dataset(), tree.attrs["size"]
    T = data.temperature[frame].to_numpy() * 1e4
    low, high = (float(np.quantile(data.temperature.to_numpy(), q)) * 1e4 for q in (0.01, 0.999))
    mesh = axes.imshow(
        T, origin="lower", extent=(-0.5, size - 0.5, -0.5, size - 0.5), vmin=low, vmax=high,
        cmap="cividis",
    )  # fmt: skip
    C = data.coherence[frame].to_numpy()
    axes.contour(C, levels=[tree.attrs["coherence_threshold"]], colors="white", linewidths=1.3)
    axes.set(xlabel="x ($d$)", ylabel="y ($d$)", aspect="equal")
    return mesh


def _letters(axes: Axes, shown: Hop) -> None:
    """A and B, beside the line between them so that they hide neither tube."""
    along = np.subtract(shown.end, shown.start)
    aside = np.array([-along[1], along[0]]) / max(float(np.linalg.norm(along)), 1e-9)
    for letter, place in (("A", shown.start), ("B", shown.end)):
        axes.annotate(
            letter, place, xytext=tuple(np.array(place) + 13 * aside), ha="center", va="center",
            fontsize=9, weight="bold", arrowprops={"arrowstyle": "-", "color": "w"},
            bbox={"boxstyle": "round,pad=0.15", "fc": "white", "ec": BLACK, "lw": 0.6},
        )  # fmt: skip


def _tracks(axes: Axes, tree: xr.DataTree) -> None:
    seen, events = tree["tracks"].to_dataset(), tree["events"].to_dataset()
    size = tree.attrs["size"]
    place, identity = seen.place.to_numpy(), seen.identity.to_numpy()
    for number in np.unique(identity):
        path = place[identity == number]
        steps = np.diff(path, axis=0)
        unwrapped = path[0] + np.concatenate(
            [np.zeros((1, 2)), np.cumsum(steps - size * np.rint(steps / size), axis=0)]
        )
        axes.plot(*unwrapped.T, color=GREY, lw=0.8)
    kind = events.kind.to_numpy()
    for name, marker, color in (("birth", "^", GREEN), ("death", "v", VERMILION)):
        at = events.start.to_numpy()[kind == name]
        axes.plot(at[:, 0], at[:, 1], marker, color=color, ms=4, mfc="white", label=name, ls="")
    start = events.start.to_numpy()[kind == "hop"]
    step = events.end.to_numpy()[kind == "hop"] - start
    step -= size * np.rint(step / size)
    axes.quiver(*start.T, *step.T, color=BLUE, angles="xy", scale_units="xy", scale=1, width=0.006,
                headwidth=5, label="hop")  # fmt: skip
    axes.set(xlim=(0, size), ylim=(0, size), aspect="equal", xlabel="x ($d$)", ylabel="y ($d$)")
    axes.set_title("tracks of all tubes")
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.17), ncols=3, fontsize=8)


def _profile(axes: Axes, tree: xr.DataTree, shown: Hop) -> None:
    data, size = tree["tubes"].to_dataset(), tree.attrs["size"]
    start, step = np.array(shown.start), np.array(shown.end) - np.array(shown.start)
    step -= size * np.rint(step / size)
    length = float(np.linalg.norm(step))
    reach = np.linspace(-0.6, 1.6, 120)
    points = (start + reach[:, None] * step)[:, ::-1].T
    styles = ((shown.before, VERMILION, "-.", "before"), (shown.after, BLUE, "--", "after"))
    for frame, color, line, name in styles:
        T = data.temperature[frame].to_numpy().astype(float)
        values = map_coordinates(T, points, order=1, mode="grid-wrap") * 1e4
        axes.plot(reach * length, values, color=color, ls=line, label=name)
    axes.axhline(data.attrs["critical"] * 1e4, color=BLACK, lw=0.9, ls=":", label="$T^*$")
    for x, letter in ((0.0, "A′"), (length, "B′")):
        axes.axvline(x, color=GREY, lw=0.6)
        axes.annotate(
            letter, (x, 1.0), xycoords=("data", "axes fraction"), ha="center", va="bottom"
        )
    axes.set(xlabel="distance along A to B ($d$)", ylabel="$T$ ($10^{-4}\\,E_0/k_B$)")
    axes.legend(fontsize=8)


def _counts(axes: Axes, tree: xr.DataTree) -> None:
    attrs = tree["motion"].attrs
    number = [attrs["counts"][kind] for kind in _KINDS]
    axes.bar(_KINDS, number, color=SKY, edgecolor=BLACK, lw=0.6)
    for i, value in enumerate(number):
        axes.annotate(str(value), (i, value), ha="center", va="bottom", fontsize=8)
    chance = attrs["chance"]
    axes.errorbar(
        [0], [chance["expected"]], yerr=[chance["spread"]], fmt="D", color=VERMILION, capsize=3,
        label="hops by coincidence",
    )  # fmt: skip
    axes.set_ylabel("number of events")
    axes.tick_params(axis="x", rotation=45)
    axes.set_title(f"{attrs['tracks']} tracks, {attrs['number']:.1f} tubes at a time")
    low, high = axes.get_ylim()
    axes.set_ylim(low, 1.25 * high)
    axes.legend(fontsize=8)


def _life(axes: Axes, tree: xr.DataTree) -> None:
    data = tree["motion"].to_dataset()
    life = tree["motion"].attrs["lifetime"]
    age = data.age.to_numpy()
    share = data.survival.to_numpy()
    shown = share > 0
    least = tree.attrs["parameters"]["shortest"] * tree.attrs["frame"]
    axes.step(age[shown], share[shown], where="post", color=BLUE, label="tubes")
    mean = life["mean"]
    if mean > least:
        # Shorter lives are no tubes by rule, so a constant rate acts from there on.
        constant = np.exp(-np.maximum(age - least, 0) / (mean - least))
        axes.plot(age, constant, color=BLACK, ls="--", label="constant rate, same mean")
    axes.set(yscale="log", ylim=(0.3 * share[shown].min(), 1.4), xlabel="age ($t_0$)")
    last = age[shown][-1]
    axes.set(ylabel="share still there", xlim=(0, 1.1 * last))
    axes.set_title(f"lifetime {mean:.0f} ± {life['error']:.0f} $t_0$")
    axes.legend(fontsize=8)


def _hops(axes: Axes, tree: xr.DataTree) -> None:
    length = tree["events"].to_dataset().hop_length.to_numpy()
    p = tree.attrs["parameters"]
    least, limit = p["reach"], p["hop_distance"]
    edges = np.linspace(least, limit, 6)
    axes.hist(length, list(edges), color=SKY, edgecolor=BLACK, lw=0.6, label=f"{len(length)} hops")
    r = np.linspace(least, limit, 50)
    # Partners strewn over the plane lie at distance r with a density proportional to r.
    expected = len(length) * (edges[1] - edges[0]) * 2 * r / (limit**2 - least**2)
    axes.plot(r, expected, color=VERMILION, ls="--", label="uniform over the plane")
    axes.set(xlabel="hop length ($d$)", ylabel="number of hops", title="hop lengths")
    axes.set_ylim(0, 1.35 * axes.get_ylim()[1])
    axes.legend(fontsize=8, loc="upper right")


def _square(axes: Axes, tree: xr.DataTree) -> None:
    data = tree["motion"].to_dataset()
    for name, color, marker, label in (
        ("single", BLUE, "o", "each tube"),
        ("joined", ORANGE, "s", "hops taken for motion"),
    ):
        mean, error = data[f"square_{name}"], data[f"square_{name}_error"]
        good = np.isfinite(mean) & (error < 0.7 * mean) & (error > 0)
        axes.errorbar(data.lag[good], mean[good], yerr=error[good], fmt=marker, color=color, ms=4,
                      capsize=2, label=label)  # fmt: skip
    axes.set(xscale="log", yscale="log", xlabel="time ($t_0$)")
    axes.set(ylabel="$\\langle |\\Delta x|^2\\rangle$ ($d^2$)", title="mean square displacement")
    axes.xaxis.set_minor_formatter(NullFormatter())
    axes.legend(fontsize=8)


def _film(axes: Axes, data: xr.Dataset) -> None:
    x, y = data.x.to_numpy(), data.y.to_numpy()
    axes.imshow(data.order.to_numpy(), origin="lower", extent=(x[0], x[-1], y[0], y[-1]),
                cmap="cividis", vmin=0, vmax=1)  # fmt: skip
    place, identity = data.place.to_numpy(), data.identity.to_numpy()
    for number in np.unique(identity):
        path = place[identity == number]
        axes.plot(*path.T, color="white", lw=0.9)
        axes.plot(*path[-1], "o", color="white", mec=BLACK, ms=4)
    axes.set(xlabel="x ($\\xi$)", ylabel="y ($\\xi$)", aspect="equal")
    axes.set_title("Ginzburg–Landau: |ψ| and tracks")
