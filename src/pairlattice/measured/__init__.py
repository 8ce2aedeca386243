"""Cited data: what was measured, by whom, and whether the number was read in a source."""

from pairlattice.measured.experiments import Experiment, experiment, experiments
from pairlattice.measured.materials import Material, Value, all_values, material, materials
from pairlattice.measured.outcomes import Outcome, outcomes

__all__ = [
    "Experiment",
    "Material",
    "Outcome",
    "Value",
    "all_values",
    "experiment",
    "experiments",
    "material",
    "materials",
    "outcomes",
]
