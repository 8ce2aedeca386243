"""The film: a field rises in front of a slab of bound and of free pairs."""

import numpy as np
import xarray as xr

from pairlattice import plotting as look
from pairlattice.film import Film

_CASES = (
    ("bound", look.VERMILION, "-", "s", "bound pairs (k > 0)"),
    ("free", look.BLUE, "--", "o", "free pairs (k = γ = 0)"),
)


def films(tree: xr.DataTree) -> dict[str, Film]:
    """slab_filling: profiles on the left, the course of the field in the middle on the right."""
    drawn = look.figure(9.6, 4.2)
    profile, course = drawn.subplots(1, 2)
    answers = tree["answers"].dataset
    profile.plot(
        answers["depth"], answers["london"], ":", color=look.BLACK, label="London, at rest"
    )
    lines, marks = [], []
    cases = [tree["slab"][name].dataset for name, *_ in _CASES]
    for node, (_, colour, line, marker, label) in zip(cases, _CASES, strict=True):
        (shown,) = profile.plot(
            node["depth"],
            node["film"][0],
            line,
            color=colour,
            marker=marker,
            markevery=12,
            ms=5,
            mfc="none",
            label=label,
        )
        course.plot(node["time"], node["middle"], line, color=colour, label=f"middle, {label}")
        (dot,) = course.plot([], [], marker, color=colour, ms=7)
        lines.append(shown)
        marks.append(dot)
    first = cases[0]
    course.plot(first["time"], first["applied"], "-.", color=look.GREY, label="applied")
    (dot,) = course.plot([], [], "D", color=look.GREY, ms=6)
    marks.append(dot)
    title = profile.set_title("$ω_p t$ = 0")
    thickness = tree.attrs["parameters"]["thickness"]
    top = 1.15 * max(1.0, *(float(node["film"].max()) for node in cases))
    profile.set(
        xlabel="depth in the slab ($λ_L$)",
        ylabel="$B/B_0$",
        xlim=(0, thickness),
        ylim=(-0.05, top + 0.35),
    )
    profile.legend(loc="upper center", fontsize=8, ncols=2)
    course.set(
        title="in front of the slab and in its middle",
        xlabel="time ($1/ω_p$)",
        ylabel="$B/B_0$",
        ylim=(-0.05, top + 0.35),
    )
    course.legend(loc="upper center", fontsize=8)
    times = first["frame"].values

    def show(index: int) -> None:
        t = float(times[index])
        title.set_text(f"field in the slab, $ω_p t$ = {t:.0f}")
        for node, line, mark in zip(cases, lines, marks, strict=False):
            line.set_ydata(node["film"].isel(frame=index).values)
            mark.set_data([t], [float(np.interp(t, node["time"], node["middle"]))])
        marks[-1].set_data([t], [float(np.interp(t, first["time"], first["applied"]))])

    count = min(len(node["frame"]) for node in cases)
    # While the field is rising the two differ most in shape.
    rising = int(np.searchsorted(times, 0.6 * tree.attrs["parameters"]["ramp"]))
    return {"slab_filling": Film(drawn, show, count, poster=min(rising, count - 1))}
