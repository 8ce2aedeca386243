"""The film: a field rises in front of a slab of bound and of free pairs."""

import numpy as np
import xarray as xr

from pairlattice import plotting as look
from pairlattice.film import Film
from pairlattice.phenomena.meissner import results as r

_CASES = (
    ("bound", look.VERMILION, "-", "s", "bound pairs (k > 0)"),
    ("free", look.BLUE, "--", "o", "free pairs (k = γ = 0)"),
)


def films(tree: xr.DataTree) -> dict[str, Film]:
    """slab_filling: profiles on the left, the course of the field in the middle on the right."""
    drawn = look.figure(9.6, 4.2)
    profile, course = drawn.subplots(1, 2)
    depth, london = r.ANSWER_DEPTH.values(tree), r.LONDON.values(tree)
    profile.plot(depth, london, ":", color=look.BLACK, label="London, at rest")
    lines, shots, marks, courses = [], [], [], []
    for name, colour, line, marker, label in _CASES:
        x, film, time, middle = (
            variable.at(name).values(tree) for variable in (r.DEPTH, r.FILM, r.TIME, r.MIDDLE)
        )
        (shown,) = profile.plot(
            x,
            film[0],
            line,
            color=colour,
            marker=marker,
            markevery=12,
            ms=5,
            mfc="none",
            label=label,
        )
        course.plot(time, middle, line, color=colour, label=f"middle, {label}")
        (dot,) = course.plot([], [], marker, color=colour, ms=7)
        lines.append(shown)
        shots.append(film)
        marks.append(dot)
        courses.append((time, middle))
    time, applied, times = (v.at("bound").values(tree) for v in (r.TIME, r.APPLIED, r.FRAME))
    course.plot(time, applied, "-.", color=look.GREY, label=r.APPLIED.long_name)
    (dot,) = course.plot([], [], "D", color=look.GREY, ms=6)
    marks.append(dot)
    courses.append((time, applied))
    title = profile.set_title("$ω_p t$ = 0")
    top = 1.15 * max(1.0, *(float(film.max()) for film in shots))
    profile.set(
        xlabel=r.DEPTH.axis(words="depth in the slab"),
        ylabel=r.FILM.label,
        xlim=(0, r.own.thickness.value(tree)),
        ylim=(-0.05, top + 0.35),
    )
    profile.legend(loc="upper center", fontsize=8, ncols=2)
    course.set(
        title="in front of the slab and in its middle",
        xlabel=r.TIME.label,
        ylabel=r.FILM.label,
        ylim=(-0.05, top + 0.35),
    )
    course.legend(loc="upper center", fontsize=8)

    def show(index: int) -> None:
        t = float(times[index])
        title.set_text(f"field in the slab, $ω_p t$ = {t:.0f}")
        for line, film in zip(lines, shots, strict=True):
            line.set_ydata(film[index])
        for mark, (when, value) in zip(marks, courses, strict=True):
            mark.set_data([t], [float(np.interp(t, when, value))])

    count = min(map(len, shots))
    # While the field is rising the two differ most in shape.
    rising = int(np.searchsorted(times, 0.6 * r.own.ramp.value(tree)))
    return {"slab_filling": Film(look.typeset(drawn), show, count, poster=min(rising, count - 1))}
