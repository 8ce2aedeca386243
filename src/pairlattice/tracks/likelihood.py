"""How probable tracks are if things move continuously, and if they die in one place and are born in
another.

Positions (x, y) are seen with an error of variance s² along each axis. Two descriptions:

* continuous: Brownian motion, with or without a common drift v. The steps of a track over g frames
  are Gaussian with mean v g and the covariance 2 D g on the diagonal, plus s² (2 on the diagonal,
  −1 beside it) because each error enters two steps.
* birth and death: each step is, with probability p, an annihilation and a nucleation anywhere in
  the area that can be reached; between them a piece of track moves as above, with its own D (which
  may be 0), s and v.

In the eigenvectors of the matrix of errors the steps of a piece are independent with variances
2 D + s² λ. For evenly spaced frames these are sines (Berglund, Phys. Rev. E 82, 011917, 2010; from
memory); for others they are found numerically. The division into pieces is the best found by
cutting at the longest steps, so the likelihood of birth and death is a lower bound.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import scipy.linalg
from scipy.optimize import minimize_scalar

from pairlattice.tracks.record import Floats, Tracks, View

# Cutting goes on this many cuts past the best so far.
_PATIENCE = 12


@dataclass(frozen=True, eq=False)
class Path:
    """One identity. steps: differences of successive positions (n, 2). gaps: frames each took."""

    steps: Floats
    gaps: Floats


@dataclass(frozen=True)
class Fit:
    """The largest likelihood of one description.

    logarithm: ln of the probability density of all steps. parameters: how many were fitted.
    diffusivity: D; error: s; drift: v, per frame. jumps: number of cuts. steps: in all.
    """

    logarithm: float
    parameters: int
    diffusivity: float
    error: float
    drift: tuple[float, float]
    jumps: int
    steps: int

    @property
    def evidence(self) -> float:
        """ln likelihood less ½ k ln m for k parameters and m numbers (Schwarz, 1978)."""
        return self.logarithm - 0.5 * self.parameters * np.log(max(2 * self.steps, 2))


@dataclass(frozen=True)
class Comparison:
    """continuous, birth_death: the better fit of each, with or without drift."""

    continuous: Fit
    birth_death: Fit

    @property
    def log_ratio(self) -> float:
        """ln of the likelihood ratio, birth and death over continuous, parameters accounted for."""
        return self.birth_death.evidence - self.continuous.evidence


def paths(tracks: Tracks, view: View) -> list[Path]:
    """The steps of each identity seen twice or more."""
    found = []
    for rows in tracks.rows.values():
        frame, first = np.unique(tracks.seen.frame[rows], return_index=True)
        if len(frame) < 2:
            continue
        position = tracks.seen.position[rows[first]]
        found.append(Path(view.apart(np.diff(position, axis=0)), np.diff(frame).astype(float)))
    return found


def compare(
    given: Sequence[Path],
    area: float,
    drift: bool | None = None,
    reach: float = np.inf,
    least: float = 0.0,
) -> Comparison:
    """Both descriptions of the same paths.

    area: in which a new one can appear after an annihilation, the view or the reach of a hop.
    least, reach: no shorter and no longer step is an annihilation and a nucleation. Steps of one
    kind of motion need not be Gaussian, so the shortest hop should be longer than what is linked.
    drift: whether the pieces drift; None for whichever is more probable.
    """
    options = (False, True) if drift is None else (drift,)
    # Two positions are never nearer than rounding; it keeps the likelihood finite.
    floor = 1e-12 * area
    smooth = max((_fit(_prepared(given), floor, o) for o in options), key=lambda f: f.evidence)
    cut = max(
        (_divided(given, area, (least, reach), floor, o) for o in options), key=lambda f: f.evidence
    )
    return Comparison(smooth, cut)


@dataclass(frozen=True, eq=False)
class _Modes:
    """Independent combinations: their values (n, 2), what drift gives them (n,), λ (n,), and the
    sum of ln g."""

    value: Floats
    drift: Floats
    eigenvalue: Floats
    jacobian: float


@lru_cache(maxsize=512)
def _sines(n: int) -> tuple[Floats, Floats]:
    k = np.arange(1, n + 1)
    vectors = np.sqrt(2 / (n + 1)) * np.sin(np.pi * np.outer(k, k) / (n + 1))
    return vectors, 2 - 2 * np.cos(np.pi * k / (n + 1))


def _modes(path: Path) -> _Modes:
    root = np.sqrt(path.gaps)
    if np.all(path.gaps == path.gaps[0]):
        vectors, values = _sines(len(root))
        values = values / path.gaps[0]
    else:
        values, vectors = scipy.linalg.eigh_tridiagonal(
            2 / path.gaps, -1 / (root[1:] * root[:-1])
        )  # fmt: skip
    value = vectors.T @ (path.steps / root[:, None])
    return _Modes(value, vectors.T @ root, values, float(np.log(path.gaps).sum()))


def _prepared(given: Sequence[Path]) -> list[_Modes]:
    return [_modes(path) for path in given]


def _fit(pieces: Sequence[_Modes], floor: float, drift: bool) -> Fit:
    """The continuous description, by its largest likelihood over D, s and v."""
    if not pieces:
        return Fit(0.0, 4 if drift else 2, 0.0, 0.0, (0.0, 0.0), 0, 0)
    value = np.concatenate([p.value for p in pieces])
    along = np.concatenate([p.drift for p in pieces])
    eigenvalue = np.concatenate([p.eigenvalue for p in pieces])
    jacobian = sum(p.jacobian for p in pieces)
    n = len(value)

    def at(share: float) -> tuple[float, float, Floats]:
        """ln L, the scale c and v for 2 D = c (1 − share), s² = c share."""
        shape = (1 - share) + share * eigenvalue
        v = np.zeros(2)
        if drift:
            v = (along / shape) @ value / ((along / shape) @ along)
        rest = value - along[:, None] * v
        c = max(float((rest**2 / shape[:, None]).sum()) / (2 * n), floor)
        squares = float((rest**2 / shape[:, None]).sum()) / c
        log = -n * np.log(2 * np.pi * c) - np.log(shape).sum() - squares / 2 - jacobian
        return float(log), c, v

    best = minimize_scalar(
        lambda x: -at(x)[0], bounds=(0.0, 1.0), method="bounded", options={"xatol": 1e-4}
    )
    share = max((0.0, float(best.x), 1.0), key=lambda x: at(x)[0])
    log, c, v = at(share)
    return Fit(
        log, 4 if drift else 2, c * (1 - share) / 2, float(np.sqrt(c * share)),
        (float(v[0]), float(v[1])), 0, n,
    )  # fmt: skip


def _divided(
    given: Sequence[Path], area: float, span: tuple[float, float], floor: float, drift: bool
) -> Fit:
    """Cut at the longest steps, one after the other, and keep the most probable division."""
    # A piece is (path, from, to); its steps are those between its first and last position.
    whole = [(i, 0, len(path.steps)) for i, path in enumerate(given)]
    pieces = {piece: _modes(given[piece[0]]) for piece in whole}
    total = sum(len(path.steps) for path in given)
    lengths = [
        (-float(np.hypot(*step)) / np.sqrt(gap), i, j)
        for i, path in enumerate(given)
        for j, (step, gap) in enumerate(zip(path.steps, path.gaps, strict=True))
        if span[0] <= np.hypot(*step) <= span[1]
    ]
    best = Fit(-np.inf, 0, 0.0, 0.0, (0.0, 0.0), 0, total)
    worse = 0
    for jumps, cut in enumerate([None, *sorted(lengths)]):
        if cut is not None:
            _, i, j = cut
            old = next(p for p in pieces if p[0] == i and p[1] <= j < p[2])
            del pieces[old]
            for start, stop in ((old[1], j), (j + 1, old[2])):
                if stop > start:
                    path = given[i]
                    part = Path(path.steps[start:stop], path.gaps[start:stop])
                    pieces[(i, start, stop)] = _modes(part)
        fit = _fit(list(pieces.values()), floor, drift)
        log = fit.logarithm + _jumps(jumps, total, area)
        found = Fit(
            log, fit.parameters + 1, fit.diffusivity, fit.error, fit.drift, jumps, total
        )  # fmt: skip
        if found.logarithm > best.logarithm:
            best, worse = found, 0
        else:
            worse += 1
        if worse > _PATIENCE:
            break
    return best


def _jumps(jumps: int, steps: int, area: float) -> float:
    """ln of the probability that `jumps` given steps of `steps` are jumps to given places."""
    if not steps:
        return 0.0
    p = jumps / steps
    log = -jumps * np.log(area)
    for count, share in ((jumps, p), (steps - jumps, 1 - p)):
        if count:
            log += count * np.log(share)
    return float(log)
