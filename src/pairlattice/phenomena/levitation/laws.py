"""The force laws that stand beside each other, each a function of the gap."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq, minimize_scalar

from pairlattice.magnets import Magnet
from pairlattice.phenomena.levitation.response import Response
from pairlattice.phenomena.levitation.surface import Surface
from pairlattice.standard.half_space import HalfSpace

Array = NDArray[np.float64]
Force = Callable[[float], float]


@dataclass(frozen=True)
class Law:
    """force: upward [N] of the gap [m]. low: smallest gap at which it holds [m]. high: largest gap
    of interest [m]. slope: −dF/dz [N/m] in closed form, where there is one.
    """

    force: Force
    low: float
    high: float
    slope: Force | None = None

    def forces(self, gaps: Array) -> Array:
        """The force at each gap, (n,)."""
        return np.array([self.force(float(z)) for z in gaps])

    @cached_property
    def peak(self) -> float:
        """The gap of the largest force [m]: `low`, but where the response is lost in places."""
        # Just above the collapse, so that rounding does not decide whether there is a force.
        low = self.low * (1 + 1e-7)
        gaps = np.geomspace(low, self.high, 80)
        at = int(np.argmax(self.forces(gaps)))
        if at in (0, len(gaps) - 1):
            return float(gaps[at])
        around = (float(gaps[at - 1]), float(gaps[at + 1]))
        found = minimize_scalar(lambda z: -self.force(z), bounds=around, method="bounded")
        return float(found.x)

    def stiffness(self, gap: float) -> float:
        """−dF/dz [N/m]."""
        if self.slope is not None:
            return self.slope(gap)
        # Fourth order: rounding and truncation stay below 1e-6. Not across the collapse.
        step = max(min(1e-3 * gap, (gap - self.low) / 2.1), 1e-5 * gap)
        points = [self.force(gap + s * step) for s in (-2, -1, 1, 2)]
        return -(points[0] - 8 * points[1] + 8 * points[2] - points[3]) / (12 * step)


@dataclass(frozen=True, eq=False)
class LevitationSetup:
    """A magnet, the plane below it, its material and the paper's response."""

    magnet: Magnet
    surface: Surface
    response: Response
    penetration_depth: float

    def half_space(self, penetration_depth: float = 0.0) -> HalfSpace:
        """The standard half-space with that λ [m], or as a perfect diamagnet."""
        size = 2 * self.magnet.shape.half_width
        return HalfSpace(self.magnet.spectrum, size, penetration_depth)

    def image(self) -> Law:
        return self._standard(self.half_space())

    def london(self) -> Law:
        return self._standard(self.half_space(self.penetration_depth))

    def frozen(self, cooled_at: float) -> Law:
        return self._standard(self.half_space(), cooled_at)

    def _standard(self, space: HalfSpace, cooled_at: float | None = None) -> Law:
        s = self.surface
        force, slope = (partial(f, cooled_at=cooled_at) for f in (space.force, space.stiffness))
        return Law(force, s.near, s.far, slope)

    def pairs(self, rest: float = np.inf, response: Response | None = None) -> Law:
        """The paper's mechanism. rest: gap at which the electrons rested; infinite: no field."""
        answer = response or self.response
        at_rest = self.surface.field(rest)
        weights = self.surface.weights

        def force(gap: float) -> float:
            return answer.force(self.surface.field(gap), at_rest, weights)

        return Law(force, self.collapse_gap(answer), self.surface.far)

    def collapse_gap(self, response: Response | None = None) -> float:
        """Smallest gap at which |B| is below the limit on the whole surface [m].

        In type II, where the response is lost in places only, the gap of contact.
        """
        answer = response or self.response
        s = self.surface
        if not answer.whole or s.strongest(s.near) <= answer.limit:
            return s.near
        root = brentq(lambda z: s.strongest(z) - answer.limit, s.near, s.far, xtol=1e-12)
        return float(root)
