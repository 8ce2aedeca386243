"""Knobs: a slider and a field for each; what the scenario's models refuse is refused here."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import panel as pn

from pairlattice.lab import look
from pairlattice.lab.widgets import Field, Slider

# Called with the knob and the value it was turned to.
Turn = Callable[["Knob", Any], None]


@dataclass(frozen=True)
class Scale:
    """label, unit: for people. low, high: of the slider; the field takes more. log: of the slider,
    whose lowest place then means 0."""

    label: str
    unit: str
    low: float
    high: float
    log: bool = False
    help: str = ""

    def place(self, value: float) -> float:
        """Of the slider, 0 to 100."""
        if self.log:
            if value <= 0:
                return 0.0
            span = math.log(self.high / self.low)
            return min(max(100 * math.log(value / self.low) / span, 0.0), 100.0)
        return min(max(100 * (value - self.low) / (self.high - self.low), 0.0), 100.0)

    def value(self, place: float) -> float:
        if self.log:
            return float(f"{self.low * (self.high / self.low) ** (place / 100):.4g}")
        return float(f"{self.low + (self.high - self.low) * place / 100:.4g}")


SCALES: dict[str, Scale] = {
    "temperature": Scale("Temperature", "E0/k_B, or 4.2 K", 1e-6, 0.05, True),
    "field": Scale("Electric field", "E0/(e d), or 500 MV/m", 0.0, 0.05),
    "frequency": Scale("Frequency, 0 for dc", "1/t0, or 1 THz", 0.0, 0.2),
    "kappa": Scale("Tether κ", "k/k_c − 1", -0.4, 0.6),
    "applied": Scale("Magnetic field", "in Hc2", 0.0, 1.3),
    "height": Scale("Height of the magnet", "in edges of the block", 0.15, 1.2),
}


def number(text: str) -> Any:
    """What a field means: a number, or a text with a unit for the scenario to read.

    >>> number("1e-3"), number("4.2 K")
    (0.001, '4.2 K')
    """
    try:
        return float(text)
    except ValueError:
        return text.strip()


class Knob:
    """One knob. turn: called with the knob and its value; it calls `refuse` or `accept`."""

    def __init__(self, name: str, turn: Turn):
        self.name, self.scale, self._turn = name, SCALES[name], turn
        self._quiet = False
        self.slider = Slider(
            label=self.scale.label, start=0, end=100, step=0.5, value=0, show_value=False,
            sizing_mode="stretch_width", css_classes=[f"knob-{name}"],
        )  # fmt: skip
        self.field = Field(
            value="0", width=104, align="end", css_classes=[f"field-{name}"],
        )  # fmt: skip
        self.complaint = pn.pane.HTML(
            "", visible=False, sizing_mode="stretch_width", stylesheets=[look.STYLE]
        )
        self.slider.param.watch(self._slid, "value")
        self.field.param.watch(self._entered, "value")
        self.view = pn.Column(
            pn.Row(self.slider, self.field, sizing_mode="stretch_width"),
            pn.pane.HTML(f"<small>{self.scale.unit}</small>", margin=(-8, 10, 0, 10)),
            self.complaint,
            sizing_mode="stretch_width",
            margin=0,
        )

    def show(self, value: float) -> None:
        """Follow what a programme or a preset did."""
        text = f"{value:.4g}"
        if self.field.value == text:
            return
        self._quiet = True
        try:
            self.field.value = text
            self.slider.value = self.scale.place(value)
        finally:
            self._quiet = False

    def _slid(self, event: Any) -> None:
        if not self._quiet:
            value = self.scale.value(event.new)
            self._quiet = True
            self.field.value = f"{value:.4g}"
            self._quiet = False
            self._turn(self, value)

    def _entered(self, event: Any) -> None:
        if not self._quiet:
            self._turn(self, number(event.new))

    def refuse(self, message: str) -> None:
        self.complaint.object = f'<div class="refused" role="alert">{look.escaped(message)}</div>'
        self.complaint.visible = True

    def accept(self) -> None:
        self.complaint.visible = False
