"""Many scenarios that differ in a few numbers, on all cores or a cluster, into one data set."""

from pairlattice.sweep.axes import Axis, parse_axis
from pairlattice.sweep.plan import Plan, Point
from pairlattice.sweep.study import Study

__all__ = ["Axis", "Plan", "Point", "Study", "parse_axis"]
