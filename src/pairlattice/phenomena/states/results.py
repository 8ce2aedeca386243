"""The variables of the experiment's result, reduced units."""

from dataclasses import dataclass, replace
from typing import Self

import xarray as xr

from pairlattice.model import plain_results as plain
from pairlattice.phenomena.given import Own, Settings, Sizes
from pairlattice.phenomena.states.parameters import Parameters
from pairlattice.variable import Node, Variable

own, settings, sizes = Own("states", Parameters), Settings("states"), Sizes("states")

# The samples of Fig. 5: series, means and blocks of a plain run, and the sites that are shown.
# Name -> conditions
SAMPLES = {
    "insulating": "cold, no field",
    "metallic": "hot, in the field",
    "superconducting": "cold, in the field",
    "magnetic": "κ < 0, cold, after the field was removed",
    "unpoled": "κ < 0, cold, never in a field",
    "uncoupled": "as magnetic, with J = 0",
}
_samples = Node("states", "samples/{}")
SAMPLE_STATE = _samples("sample_state", "1", "state found")
PAIRS = _samples("pairs", "1", "pairs")
NEAR = _samples("end_charge_near", "e/d²", "charge of the end that the electrons move away from")
FAR = _samples("end_charge_far", "e/d²", "charge of the end that the electrons move towards")
KEPT = _samples("kept", "1", "mean displacement shown over the one before the field was removed")
NET = _samples("net", "1", "mean displacement shown over the mean amplitude of a block")
SAMPLE_AMPLITUDE = _samples("block_amplitude", "d", "A")
SAMPLE_DISORDER = _samples("block_disorder", "d", "D")
SAMPLE_COHERENCE = _samples("block_coherence", "1", "C")
SAMPLE_COHERENCE_OFF = _samples("block_coherence_field_off", "1", "C, field removed")
COHERENCE = plain.mean(plain.COHERENCE).inside("states", _samples.path)
BLOCK_STATE = plain.STATE.inside("states", _samples.path)
SITE, POSITION, MOVED = (
    replace(variable, node="shown").inside("states", _samples.path)
    for variable in (plain.SITE, plain.POSITION, plain.MEAN_DISPLACEMENT)
)


@dataclass(frozen=True)
class StateMap:
    """A map of periodic crystals over the temperature and another quantity."""

    temperature: Variable
    other: Variable
    state: Variable
    amplitude: Variable
    disorder: Variable
    coherence: Variable
    coherence_off: Variable
    threshold: Variable
    influence: Variable
    undetermined: Variable

    @classmethod
    def of(cls, node: Node, name: str, units: str, long_name: str) -> Self:
        """node: of the map. name, units, long_name: of the other quantity."""
        plane = ("temperature", name)
        return cls(
            temperature=node("temperature", "E0/k_B", "temperature T", "temperature"),
            other=node(name, units, long_name, name),
            state=node("state", "1", "state (codes of LocalState)", *plane),
            amplitude=node("amplitude", "d", "A, field on", *plane),
            disorder=node("disorder", "d", "D, field on", *plane),
            coherence=node("coherence", "1", "C, field on", *plane),
            coherence_off=node("coherence_field_off", "1", "C, field removed", *plane),
            threshold=node("threshold", "1", "threshold moved", "threshold"),
            influence=node(
                "threshold_influence", "1", "share of map points that change state", "threshold"
            ),
            undetermined=node("undetermined_share", "1", "share of map points without a rule"),
        )


_E = ("electric_field", "E0/(e d)", "electric field E")
_field, _kappa = Node("states", "map_field"), Node("states", "map_kappa")
OVER_FIELD = StateMap.of(_field, *_E)
OVER_KAPPA = StateMap.of(_kappa, "kappa", "1", "κ = k/k_c − 1")
FIELD_OF_KAPPA_MAP = _kappa(*_E)

# Where coherence is lost, κ > 0
_law = Node("states", "coherence_law")
LAW_FIELD = _law(*_E, "electric_field")
COHERENCE_TEMPERATURE = _law(
    "coherence_temperature",
    "E0/k_B",
    "T of C = C*",
    "electric_field",
    error="coherence_temperature_error",
)
HARMONIC = _law("harmonic", "E0/k_B", "T of C = C* if harmonic (exact)", "electric_field")
OVER_HARMONIC = _law("over_harmonic", "1", "T of C = C* over the harmonic one", "electric_field")
FIT = _law("fit", "E0/k_B", "power law through all fields", "electric_field")
LOCAL_EXPONENT = _law("local_exponent", "1", "local exponent", "electric_field")
EXPONENT = _law("exponent", "1", "exponent of the power law", error="exponent_error")

# Order without a field, κ < 0
_ordering = Node("states", "ordering")
SIZE = _ordering("size", "1", "cells along an edge", "size")
TEMPERATURE = _ordering("temperature", "E0/k_B", "temperature T", "temperature")
CUMULANT = _ordering(
    "cumulant", "1", "cumulant U = 1 − ⟨m⁴⟩/(3⟨m²⟩²)", "size", "temperature", error="cumulant_error"
)
PAIR = _ordering("pair", "1", "sizes", "pair")
CROSSING = _ordering("crossing", "E0/k_B", "crossing", "pair", error="crossing_error")
ORDERING_TEMPERATURE = _ordering(
    "ordering_temperature", "E0/k_B", "ordering temperature", error="ordering_temperature_error"
)
ESTIMATE = _ordering("self_consistent_estimate", "E0/k_B", "self-consistent harmonic estimate")

# Coherence in the field against the crystal's size
_influence = Node("states", "size_influence")
INFLUENCE_SIZE = _influence("size", "1", "cells along an edge", "size")
INFLUENCE_TEMPERATURE = _influence("temperature", "E0/k_B", "temperature T", "temperature")
INFLUENCE_COHERENCE = _influence(
    "coherence", "1", "C", "size", "temperature", error="coherence_error"
)


def kelvin(tree: xr.DataTree) -> float | None:
    """One reduced unit of temperature [K], where a material sets it."""
    size = sizes.temperature
    return size.value(tree) if size.node in tree.children else None
