"""The knobs' side of a page: presets, run and pause, knobs, size and seed."""

from collections.abc import Callable
from typing import Any, Protocol

import panel as pn

from pairlattice.errors import InputError
from pairlattice.lab import look
from pairlattice.lab.knobs import Knob
from pairlattice.lab.presets import ENLARGED, PRESETS, Preset, preset
from pairlattice.lab.widgets import Field, Select, button
from pairlattice.reference_data.materials import Material, materials
from pairlattice.scenario import Scenario

Refused = Callable[[str], Any]

_ENLARGED = "enlarged, to be seen"
_SPEEDS = {"full": 1e9, "600": 600.0, "200": 200.0, "50": 50.0}
_CRITICAL = ("lower", "upper", "critical_temperature", "coupling")


class Reader(Protocol):
    """What a reader can do with the controls."""

    def begin(self, chosen: Preset) -> Any: ...
    def restart(self) -> Any: ...
    def pause(self) -> Any: ...
    def step(self) -> Any: ...
    def pace(self, steps_per_second: float) -> Any: ...
    def turn(
        self,
        knobs: dict[str, Any],
        accepted: Callable[[], Any] | None = None,
        refused: Refused | None = None,
    ) -> Any: ...
    def substance(self, name: str) -> Any: ...
    def rest_here(self) -> Any: ...


class Controls:
    """head: preset, buttons and complaints. view: the knobs."""

    def __init__(self, reader: Reader, begin: Preset, size: int):
        self._reader = reader
        self._quiet = False
        self.choice = Select(
            label="Begin with", options={p.title: p.name for p in PRESETS}, value=begin.name,
            sizing_mode="stretch_width", css_classes=["preset"],
        )  # fmt: skip
        self._heard(self.choice, lambda name: reader.begin(preset(name)))
        self.run_pause = button("Pause", reader.pause)
        self.complaint = pn.pane.HTML(
            "", stylesheets=[look.STYLE], sizing_mode="stretch_width", css_classes=["complaint"]
        )
        self.knobs = {
            name: Knob(name, self._turn)
            for name in ("temperature", "field", "frequency", "kappa", "applied", "height")
        }
        self.direction = Select(
            label="Direction of the electric field", options=["-x", "x", "-y", "y", "-z", "z"],
            sizing_mode="stretch_width", css_classes=["direction"],
        )  # fmt: skip
        self._heard(self.direction, lambda axis: reader.turn({"direction": axis}))
        self.material = Select(
            label="Hc1, Hc2 and Tc", options=[_ENLARGED, *_superconductors()],
            sizing_mode="stretch_width", css_classes=["material"],
        )  # fmt: skip
        self._heard(self.material, reader.substance)
        self.speed = Select(
            label="Speed, steps per second", css_classes=["speed"], options=_SPEEDS,
            value=begin.pace, sizing_mode="stretch_width",
        )  # fmt: skip
        self._heard(self.speed, reader.pace)
        self.size, self.seed = (
            Field(label=label, value=text, sizing_mode="stretch_width", css_classes=[css])
            for label, text, css in (
                ("Cells along an edge", str(size), "field-size"),
                ("Seed", "1", "field-seed"),
            )
        )
        for field in (self.size, self.seed):
            self._heard(field, lambda _: reader.restart())
        self._for_magnet = pn.Column(
            self.knobs["height"].view,
            button("Let the electrons rest here", reader.rest_here, css_classes=["rest"]),
            sizing_mode="stretch_width",
            visible=False,
        )
        self._for_field = pn.Column(
            self.knobs["applied"].view, self.material, sizing_mode="stretch_width"
        )
        self.head = pn.Column(
            pn.pane.HTML("<h1>Pair lattice, live</h1>", stylesheets=[look.STYLE]),
            self.choice,
            pn.FlexBox(
                self.run_pause, button("Step", reader.step), button("Reset", reader.restart)
            ),
            self.complaint,
            sizing_mode="stretch_width",
        )
        self.view = pn.Column(
            self.knobs["temperature"].view, self.knobs["field"].view, self.direction,
            self.knobs["frequency"].view, self.knobs["kappa"].view, self._for_field,
            self._for_magnet, pn.Row(self.size, self.seed, sizing_mode="stretch_width"), self.speed,
            sizing_mode="stretch_width",
        )  # fmt: skip

    def _heard(self, widget: Any, call: Callable[[Any], Any]) -> None:
        """Call it when the reader changes the widget, not when the page does."""
        widget.param.watch(lambda event: None if self._quiet else call(event.new), "value")

    def _turn(self, knob: Knob, value: Any) -> None:
        self._reader.turn({knob.name: value}, knob.accept, knob.refuse)

    # What the page says

    def complain(self, text: str) -> None:
        wanted = f'<div class="refused" role="alert">{look.escaped(text)}</div>' if text else ""
        if self.complaint.object != wanted:
            self.complaint.object = wanted

    def show_paused(self, paused: bool) -> None:
        self.run_pause.label = "Run" if paused else "Pause"

    def show_preset(self, chosen: Preset) -> None:
        """What belongs to a preset beside its knobs."""
        self._set({self.speed: chosen.pace, self.material: _ENLARGED, self.choice: chosen.name})

    def show_course(self, size: int, seed: int) -> None:
        self._set({self.size: str(size), self.seed: str(seed)})

    def _set(self, values: dict[Any, Any]) -> None:
        self._quiet = True
        try:
            for widget, value in values.items():
                widget.value = value
        finally:
            self._quiet = False

    def arrange(self, magnet: bool) -> None:
        """Show what serves a magnet above the crystal, or a field on it."""
        self._for_magnet.visible, self._for_field.visible = magnet, not magnet

    def follow(self, knobs: dict[str, Any]) -> None:
        """Show the knobs as they stand, whoever turned them."""
        for name, knob in self.knobs.items():
            knob.show(float(knobs[name]))
        axis = _axis(knobs["direction"])
        if axis and axis != self.direction.value:
            self._set({self.direction: axis})

    def entered(self) -> tuple[int, int]:
        """Size and seed. Raises InputError."""
        return (
            _whole(self.size.value, "Cells along an edge"),
            _whole(self.seed.value, "Seed"),
        )


def critical(name: str, scenario: Scenario) -> dict[str, float]:
    """Hc1, Hc2, Tc and η as knobs: of a measured material in the units of the crystal (type I has
    Hc twice), or enlarged so that the states can be told apart. Raises InputError."""
    if name == _ENLARGED:
        return {key: ENLARGED[key] for key in _CRITICAL}
    units, found = scenario.units, materials()[name]
    if units is None:
        raise InputError("a material's fields need [material] in the scenario; add one")
    low, high = _fields(found)
    values = (low / units.magnetic_field, high / units.magnetic_field)
    return dict(
        zip(_CRITICAL, (*values, (found.critical_temperature or 0.0) / units.temperature, 1.0),
            strict=True)
    )  # fmt: skip


def _superconductors() -> list[str]:
    return [n for n, m in materials().items() if m.critical_temperature and all(_fields(m))]


def _fields(material: Material) -> tuple[float, float]:
    one = material.critical_field or 0.0
    return material.lower_critical_field or one, material.upper_critical_field or one


def _axis(direction: Any) -> str:
    """The name of the axis along which a direction lies; empty where it is oblique."""
    along = [i for i in range(3) if direction[i]]
    if len(along) != 1:
        return ""
    return ("-" if direction[along[0]] < 0 else "") + "xyz"[along[0]]


def _whole(text: str, name: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise InputError(
            f"{name} must be a whole number, got {text[:20]!r}; for example 16"
        ) from None
