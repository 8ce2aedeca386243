"""What a simulation leaves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from pairlattice.engine.integrators import State
from pairlattice.engine.stages import Series
from pairlattice.engine.statistics import estimate

if TYPE_CHECKING:
    import xarray as xr


@dataclass(frozen=True, eq=False)
class Run:
    """The end of a simulation and what was measured in its stages.

    state: the last one, its arrays with a leading axis of replicas where there are any. time_step:
    dt. series: of each measured stage by name, each (samples, …), or (m, samples, …) of m replicas.
    memory: what each observer remembered at the end of each measured stage. units: of the series.

    `run["name"]` is a series of the last measured stage as a labelled array.
    """

    state: State
    time_step: float
    stages: Mapping[str, Series]
    memories: Mapping[str, Mapping[str, Any]]
    units: Mapping[str, str] = field(default_factory=dict)
    replicas: int | None = None

    @property
    def series(self) -> Series:
        """All series of the last measured stage."""
        return self.stages[list(self.stages)[-1]]

    @property
    def memory(self) -> Mapping[str, Any]:
        """What the observers remembered at the end of the last measured stage."""
        return self.memories[list(self.memories)[-1]]

    def __getitem__(self, name: str) -> "xr.DataArray":
        """A series over time. Its attributes hold the unit and, for numbers without replicas, mean
        and standard error (correlations counted). Raises KeyError for one that was not measured."""
        import xarray as xr

        if name not in self.series:
            raise KeyError(f"{name} was not measured; there are {', '.join(self.series)}")
        values, time = self.series[name], self.series["time"]
        lead = () if self.replicas is None else ("replica",)
        rest = [f"axis_{i}" for i in range(values.ndim - len(lead) - 1)]
        if values.ndim > len(lead) + 1 and values.shape[-1] == 3:
            rest[-1] = "component"
        time = time if self.replicas is None else time[0]
        attrs: dict[str, Any] = {"units": self._unit(name)}
        if values.ndim == 1 and len(values) > 1:
            found = estimate(values)
            attrs |= {"mean": found.mean, "standard_error": found.error}
        coords: dict[str, Any] = {"time": ("time", time, {"units": "t0"})}
        if rest and rest[-1] == "component":
            coords["component"] = list("xyz")
        return xr.DataArray(np.asarray(values), coords, (*lead, "time", *rest), name, attrs)

    def _unit(self, name: str) -> str:
        return self.units.get(name, "E0" if name.startswith("energy_") else "1")
