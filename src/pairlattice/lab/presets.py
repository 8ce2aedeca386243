"""Where a reader may begin: conditions, what changes on the way, and the state that should come."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from pairlattice.live.schedule import NAME, Schedule
from pairlattice.scenario import Scenario


@dataclass(frozen=True)
class Preset:
    """name: in code. title: for people. tables: of the scenario beyond `_COMMON`. changes: dated
    in steps. state: what the sample is called once `settled` steps are done. figures: of the paper,
    by file name in the report. pace: steps per second, None for as fast as it goes."""

    name: str
    title: str
    tables: dict[str, Any]
    state: str
    settled: int
    figures: tuple[str, ...]
    sections: tuple[str, ...]
    changes: tuple[dict[str, Any], ...] = ()
    magnetic: dict[str, Any] = field(default_factory=dict)
    pace: float | None = 600.0

    def course(self, size: int, seed: int = 1) -> Schedule:
        """The course on a crystal of size³ pairs."""
        tables = {**_COMMON, **self.tables, "title": self.title, "seed": seed}
        tables["lattice"] = {"kind": "fcc", "edge": 2.0, "size": size}
        own = {"magnetic": {**ENLARGED, **self.magnetic}, "changes": list(self.changes)}
        return Schedule.of(Scenario(experiment=NAME, **tables, **{NAME: own}))


# Copper's pair density (Sec. II) only sets the size of the units.
_COMMON: dict[str, Any] = {
    "material": {"pair_density": "8.5e28 1/m^3"},
    "tether": {"kappa": 0.1, "quartic": 5.0},
    "thermostat": {"temperature": 1e-5, "friction": 0.2},
    "run": {"precision": "float32", "sample_every": 10},
}


def _electric(strength: float) -> list[dict[str, Any]]:
    return [{"strength": strength, "direction": [-1, 0, 0]}]


def _bath(temperature: float) -> dict[str, float]:
    return {"temperature": temperature, "friction": 0.2}


def _cooling() -> tuple[dict[str, Any], ...]:
    falling = np.geomspace(2e-2, 1e-4, 41)[1:]
    return tuple({"step": 500 + 150 * i, "temperature": float(T)} for i, T in enumerate(falling))


# Hc1, Hc2 and Tc at which the states can be told apart by eye; see `beside.scale_text`.
ENLARGED = {
    "lower": 0.02,
    "upper": 0.03,
    "critical_temperature": 2.5e-3,
    "coupling": 0.42,
    "depth": 4.0,
}


def _ramp() -> tuple[dict[str, Any], ...]:
    rising = np.linspace(0.0, 1.1, 45)[1:]
    return tuple({"step": 400 + 150 * i, "applied": float(h)} for i, h in enumerate(rising))


PRESETS: tuple[Preset, ...] = (
    Preset(
        "insulating",
        "Fig. 5a: insulating state",
        {},
        "insulating",
        400,
        ("fig05",),
        ("V",),
    ),
    Preset(
        "metallic",
        "Fig. 5b: metallic state",
        {"thermostat": _bath(1e-2), "electric_field": _electric(0.02)},
        "metallic",
        400,
        ("fig05",),
        ("V",),
    ),
    Preset(
        "superconducting",
        "Fig. 5c: superconducting state",
        {"electric_field": _electric(0.02)},
        "superconducting",
        1200,
        ("fig05",),
        ("V",),
    ),
    Preset(
        "magnetic",
        "Fig. 5d: magnetic state",
        {"tether": {"kappa": -0.2, "quartic": 5.0}, "electric_field": _electric(0.02)},
        "magnetic",
        1500,
        ("fig05",),
        ("V",),
        ({"step": 600, "field": 0.0},),
    ),
    Preset(
        "cooling",
        "Cooling through the transition",
        {"thermostat": _bath(2e-2), "electric_field": _electric(0.01)},
        "superconducting",
        8000,
        ("fig05",),
        ("V",),
        _cooling(),
    ),
    Preset(
        "three-steps",
        "Fig. 11: a field in three steps",
        {},
        "normal",
        7600,
        ("fig11",),
        ("VII", "VIII"),
        _ramp(),
        {**ENLARGED, "deviation": 0.4},
    ),
    Preset(
        "hopping",
        "Fig. 14: vortices hop and creep",
        {},
        "vortex (insulating + magnetic + metallic)",
        1500,
        ("fig14",),
        ("VIII",),
        (),
        {**ENLARGED, "deviation": 0.35, "applied": 0.679, "length": 2.5, "relaxation": 120.0},
    ),
    Preset(
        "levitation",
        "Fig. 7, 8 and 10: a magnet above",
        {},
        "Meissner (insulating + magnetic)",
        600,
        ("fig07", "fig08", "fig10"),
        ("VI", "VII"),
        (),
        {
            **ENLARGED,
            "lower": 0.36,
            "upper": 0.36,
            "coupling": 1.0,
            "strength": 0.17,
            "height": 0.4,
            "rest": 0.7,
        },
    ),
)


def preset(name: str) -> Preset:
    """The preset of that name."""
    return next(p for p in PRESETS if p.name == name)
