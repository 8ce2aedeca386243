"""The part of a page that moves: the state by name, the plane, the view in space, the traces."""

import html
import time
from collections.abc import Callable
from typing import Any

import panel as pn
from bokeh.models import CustomJS, TextInput

from pairlattice.lab import look
from pairlattice.lab.picture import Cut, Picture
from pairlattice.lab.views import LINES, Slice, Space, Traces
from pairlattice.live.box import Box
from pairlattice.live.local import whole

# Words change less often than pictures, to be readable, and so do the traces [s].
_TEXT_EVERY, _TRACE_EVERY = 0.4, 0.2
# Pictures on their way to the browser: with more, a slow browser would fall behind for good.
_AHEAD = 2
# A hidden tab paints nothing and says nothing: it gets a picture after this time all the same [s].
_SILENCE = 1.0

# Two frames later the picture is on the screen; only then is it counted as painted.
_PAINTED = """
const [turned, number] = counter.tags;
requestAnimationFrame(() => requestAnimationFrame(() => {
  const t = window.pairlattice ??= {painted: 0, turned: 0};
  t.painted += 1; t.turned = turned;
  counter.value = String(number);
}));
"""


class Display:
    """view: name of the state and the plane. more: all other pictures, empty until `complete`.
    counter: a root of the document of its own, through which the browser says what it has painted.

    moved: called with the magnet's height while it is dragged. ready: called when the browser can
    take another picture.
    """

    def __init__(self, moved: Callable[[float], Any], ready: Callable[[], Any]):
        self._ready = ready
        self._flying: list[int] = []
        self._sent_at = self._text_at = self._trace_at = 0.0
        self._turned = -1
        self._resend = False
        self._box: Box | None = None
        self.state = pn.pane.HTML(
            "", stylesheets=[look.STYLE], sizing_mode="stretch_width", css_classes=["named"],
            min_height=120,
        )  # fmt: skip
        self.slice, self.space, self.traces = Slice(moved), Space(), Traces()
        self.counter = TextInput(value="0", visible=False, tags=[0, 0], name="counter")
        self.counter.on_change("value", lambda _a, _o, new: self._painted(int(new)))
        code = CustomJS(args={"counter": self.counter}, code=_PAINTED)
        self.slice.arrows.js_on_change("data", code)
        self.instant = pn.widgets.Checkbox(label="positions now, not their recent mean")
        azimuth = pn.widgets.IntSlider(
            label="Turn the view in space", start=-80, end=80, value=25, sizing_mode="stretch_width"
        )
        azimuth.param.watch(lambda event: setattr(self.space, "turn", event.new), "value")
        self._note = pn.pane.HTML("", stylesheets=[look.STYLE], sizing_mode="stretch_width")
        legend = pn.pane.HTML(look.legend(), stylesheets=[look.STYLE], sizing_mode="stretch_width")
        traces = pn.FlexBox(
            *(pn.Column(plot, styles={"flex": "1 1 270px", "min-width": "260px"})
              for plot in self.traces.plots.values()),
            sizing_mode="stretch_width",
        )  # fmt: skip
        self._lift = traces[-1]
        self._lift.visible = False
        lines = pn.pane.HTML(f"<small>{LINES}</small>", stylesheets=[look.STYLE])
        self.view = pn.Column(
            self.state, self.slice.plot, self._note, legend, sizing_mode="stretch_width"
        )
        self.more = pn.Column(sizing_mode="stretch_width")
        self._rest = (self.instant, self.space.plot, azimuth, traces, lines)

    def lay_out(self, box: Box, cut: Cut, height: float) -> None:
        """For another crystal. height: of the magnet, 0 for none."""
        self._box = box
        self.traces.clear()
        self.slice.lay_out(box, cut, height > 0)
        if height > 0:
            self.slice.place(height)
        self._lift.visible = height > 0

    def complete(self) -> None:
        """Add what is below the plane: building all of it takes a browser as long as the rest."""
        self.more.extend(self._rest)
        self._resend = True

    # The browser's pace

    @property
    def free(self) -> bool:
        """Whether the browser can take another picture now."""
        return len(self._flying) < _AHEAD or time.perf_counter() - self._sent_at > _SILENCE

    def _painted(self, number: int) -> None:
        self._flying = [one for one in self._flying if one > number]
        self._ready()

    # A picture

    def show(self, shown: Picture) -> bool:
        """Show it; whether the words were renewed too."""
        now = time.perf_counter()
        answer = shown.turned != self._turned
        self._flying = [*self._flying[1 - _AHEAD :], shown.number]
        self._sent_at = now
        # The browser reads the numbers first, then the arrows whose change it answers.
        self.counter.tags = [shown.turned, shown.number]
        before = self.slice.arrows.data
        self.slice.show(shown, self.instant.value)
        if self.slice.arrows.data is before:
            self.slice.arrows.data = dict(before)
        words = answer or now - self._text_at > _TEXT_EVERY
        if words:
            self._name(shown)
            self._text_at = now
        if answer:
            self._follow_magnet(shown)
        # The answer to a knob comes before everything that can wait for the next picture.
        elif self._box is not None:
            if shown.number % 2:
                self.space.show(shown, self._box)
            if now - self._trace_at > _TRACE_EVERY:
                self.traces.add(shown, whole(shown.means))
                if self._resend:
                    # A run that began while the plots were on their way had cleared them in vain.
                    self.traces.resend()
                    self._resend = False
                self._trace_at = now
        self._turned = shown.turned
        return words

    def _follow_magnet(self, shown: Picture) -> None:
        """Put the magnet where a preset or a knob has put it, but not under the reader's hand."""
        height = float(shown.knobs["height"])
        if height <= 0 or self._box is None:
            return
        held, edge = self.slice.magnet.data["y"], self._box.edges[2]
        if not len(held) or abs(held[0] - edge * (1 + height)) > 0.1 * edge:
            self.slice.place(height)

    def _name(self, shown: Picture) -> None:
        moved = " · ".join(
            f"{100 * share:.0f} % {name}" for name, share in shown.verdict.shares.items()
            if share >= 0.005
        )  # fmt: skip
        name = shown.verdict.name[:1].upper() + shown.verdict.name[1:]
        text = (
            f'<div class="state">{html.escape(name)}</div>'
            f'<div class="reason">{html.escape(shown.verdict.reason)}<br>'
            f"{moved}{_lift(shown)}<br>Step {shown.step}, {shown.rate:.0f} steps per second</div>"
        )
        if text != self.state.object:
            self.state.object = text
        note = f"<small>{self.slice.note}</small>"
        if note != self._note.object:
            self._note.object = note


def _lift(shown: Picture) -> str:
    if shown.knobs["height"] <= 0:
        return ""
    lift, law = shown.lift
    side = "repelled" if lift > 0 else "attracted" if lift < 0 else "neither repelled nor attracted"
    return f"<br>Magnet: lift {lift:.2e} E0/d³, {side}; by Eq. (15) alone {law:.2e} E0/d³"
