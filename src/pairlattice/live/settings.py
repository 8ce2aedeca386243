"""The knobs of a live run: what may be changed while it goes on, each a key of the scenario."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import ValidationError

from pairlattice.errors import InputError
from pairlattice.scenario import Scenario
from pairlattice.scenario.problems import complaint, problems_of, shown, suggestion
from pairlattice.scenario.section import Section
from pairlattice.scenario.values import NOT_NEGATIVE, POSITIVE, Span, number

_AXES = {
    "x": (1.0, 0.0, 0.0),
    "-x": (-1.0, 0.0, 0.0),
    "y": (0.0, 1.0, 0.0),
    "-y": (0.0, -1.0, 0.0),
    "z": (0.0, 0.0, 1.0),
    "-z": (0.0, 0.0, -1.0),
}

# Of a field of strength 0, so that a knob can turn it up.
_NO_FIELD = _AXES["-x"]

_SHARE = Span(least=0, most=4)


class MagneticSpec(Section):
    """The table [live.magnetic]: a field along z on a block that is read as a rod, or a magnet.

    applied: |H| in units of Hc2, 0 to 4. lower, upper: Hc1 and Hc2 as reduced b (model.magnetic).
    critical_temperature: Tc of closure C4 in the model [E0/k_B]. coupling: η of C3. depth: λ over
    which the field decays below the surface [d]. deviation: σ of the temperature field (C5)
    half-way from Hc1 to Hc2, as a share of Tc − T; length, diffusivity, relaxation: its ℓ [d],
    D [d²/t0], τ [t0], at the beginning only; ℓ is at least 2 and at most a sixth of the edge.
    height: of a magnet above the block, as a share of its edge along z, 0 for none; rest: the
    height at which the electrons last rested, 0 for far away; strength: b below the magnet at
    half an edge.
    """

    applied: Annotated[float, number(_SHARE, "1 is Hc2, 0 no field")] = 0.0
    lower: Annotated[float, number(NOT_NEGATIVE, "Hc1, for example 0.01")] = 0.01
    upper: Annotated[float, number(POSITIVE, "Hc2, for example 0.03")] = 0.03
    critical_temperature: Annotated[float, number(POSITIVE, "for example 6e-4")] = 6e-4
    coupling: Annotated[float, number(POSITIVE, "1 is the whole energy of the field")] = 1.0
    depth: Annotated[float, number(POSITIVE, "in units of d, for example 4")] = 4.0
    deviation: Annotated[float, number(_SHARE, "0 for none, for example 0.3")] = 0.0
    length: Annotated[float, number(POSITIVE, "in units of d, for example 2.5")] = 2.5
    diffusivity: Annotated[float, number(NOT_NEGATIVE, "for example 0.02")] = 0.02
    relaxation: Annotated[float, number(POSITIVE, "in reduced time, for example 300")] = 300.0
    height: Annotated[float, number(NOT_NEGATIVE, "in edges of the block, 0 for no magnet")] = 0.0
    rest: Annotated[float, number(NOT_NEGATIVE, "in edges of the block, 0 for far away")] = 0.0
    strength: Annotated[float, number(POSITIVE, "for example 0.3")] = 0.3


def _thermostat(key: str) -> Callable[[Scenario, Any], Scenario]:
    return lambda scenario, value: scenario.replace(thermostat={key: value})


def _kappa(scenario: Scenario, value: Any) -> Scenario:
    return scenario.replace(tether={"kappa": value, "stiffness": None})


def _electric(key: str) -> Callable[[Scenario, Any], Scenario]:
    def changed(scenario: Scenario, value: Any) -> Scenario:
        table = {"strength": 0.0, "direction": _NO_FIELD, "waveform": "constant"}
        if scenario.electric_field:
            table = scenario.electric_field[0].model_dump(exclude_none=True)
        if key == "frequency":
            for old in ("frequency", "phase"):
                table.pop(old, None)
            table |= {"waveform": "ac", key: value} if value != 0 else {"waveform": "constant"}
        else:
            table[key] = _direction(value) if key == "direction" else value
        return scenario.replace(electric_field=[table])

    return changed


def _direction(value: Any) -> Any:
    if isinstance(value, str):
        if value not in _AXES:
            raise InputError(f"direction must be one of {', '.join(_AXES)}, got {shown(value)}")
        return _AXES[value]
    return value


# Knobs that are keys of the scenario; those of `MagneticSpec` come besides.
_ENTER: dict[str, Callable[[Scenario, Any], Scenario]] = {
    "temperature": _thermostat("temperature"),
    "friction": _thermostat("friction"),
    "kappa": _kappa,
    "field": _electric("strength"),
    "direction": _electric("direction"),
    "frequency": _electric("frequency"),
}

# The grid of the temperature field is laid out at the beginning.
_AT_FIRST = frozenset({"length", "diffusivity", "relaxation"})

KNOBS = (*_ENTER, *(name for name in MagneticSpec.model_fields if name not in _AT_FIRST))


@dataclass(frozen=True)
class Settings:
    """The conditions of a live run at one time: a scenario, and its magnetic field."""

    scenario: Scenario
    magnetic: MagneticSpec

    def with_knobs(self, knobs: Mapping[str, Any]) -> "Settings":
        """The settings after some knobs were turned. Raises InputError in the scenario's words."""
        scenario, own = self.scenario, {}
        for name, value in knobs.items():
            if name in _ENTER:
                scenario = _ENTER[name](scenario, value)
            elif name in _AT_FIRST:
                raise InputError(
                    f"{name} can be given for the beginning of a live run only; set it in the "
                    "table [live.magnetic]"
                )
            elif name in MagneticSpec.model_fields:
                own[name] = value
            else:
                raise InputError(f"{shown(name)} is not a knob; {suggestion(name, KNOBS)}")
        magnetic = magnetic_of({**self.magnetic.model_dump(), **own}) if own else self.magnetic
        return Settings(scenario, magnetic)

    @property
    def in_columns(self) -> bool:
        """Whether a field along z acts, or heats unevenly once it does: it tells columns apart."""
        return self.magnetic.applied > 0 or self.magnetic.deviation > 0

    @property
    def knobs(self) -> dict[str, Any]:
        """Every knob as it stands; the direction as three numbers."""
        s = self.scenario
        field = s.electric_field[0] if s.electric_field else None
        return {
            **self.magnetic.model_dump(),
            "temperature": s.thermostat.temperature,
            "friction": s.thermostat.friction,
            "kappa": s.kappa,
            "field": field.strength if field else 0.0,
            "frequency": (field.frequency or 0.0) if field else 0.0,
            "direction": field.direction if field else _NO_FIELD,
        }


def magnetic_of(table: Any) -> MagneticSpec:
    """The checked table. Raises InputError that names the key, the range and the remedy."""
    try:
        spec = MagneticSpec.model_validate(table)
        if spec.lower > spec.upper:
            raise InputError(
                f"live.magnetic.lower must be at most upper = {spec.upper:g}, got {spec.lower:g}; "
                "for type I give Hc twice"
            )
    except ValidationError as error:
        raise complaint([f"live.magnetic.{line}" for line in problems_of(error, {})]) from None
    return spec
