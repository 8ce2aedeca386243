"""The course of a live run: a base scenario, and which knob was turned to what, at which step."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from pairlattice.errors import InputError
from pairlattice.live.settings import MagneticSpec, Settings, magnetic_of
from pairlattice.scenario import Scenario
from pairlattice.scenario.problems import shown, suggestion

# A course is kept whole, so that it can be saved; whoever turns more knobs starts anew.
MOST_CHANGES = 5000

NAME = "live"
_KEYS = ("magnetic", "changes")


@dataclass(frozen=True)
class Change:
    """From step `step` on these knobs have these values. knobs: name and value, sorted by name."""

    step: int
    knobs: tuple[tuple[str, Any], ...]

    @classmethod
    def of(cls, step: int, knobs: Mapping[str, Any]) -> "Change":
        return cls(step, tuple(sorted(knobs.items())))


@dataclass(frozen=True)
class Schedule:
    """base: without [live]; its run.sample_every is the grid of steps on which changes lie.

    magnetic: at the beginning. changes: sorted by step.
    """

    base: Scenario
    magnetic: MagneticSpec
    changes: tuple[Change, ...] = ()

    @classmethod
    def of(cls, scenario: Scenario) -> "Schedule":
        """From a scenario of the experiment "live". Raises InputError."""
        table = scenario.experiment_table
        for key in table:
            if key not in _KEYS:
                raise InputError(f"live.{key} is not a known key; {suggestion(key, _KEYS)}")
        if scenario.run.integrator != "langevin":
            raise InputError(
                "run.integrator must be langevin for a live run, got "
                f"{scenario.run.integrator}; leave it out"
            )
        _refuse_what_is_not_live(scenario)
        base = scenario.replace(experiment="run", **{NAME: None})
        course = cls(base, magnetic_of(table.get("magnetic", {})))
        settings = course.settings(0)
        found = []
        for row in _rows(table.get("changes", [])):
            change = _change(row, base.run.sample_every)
            try:
                settings = settings.with_knobs(dict(change.knobs))
            except InputError as error:
                raise InputError(f"live.changes, at step {change.step}: {error}") from None
            found.append(change)
        return replace(course, changes=tuple(sorted(found, key=lambda c: c.step)))

    def settings(self, step: int) -> Settings:
        """The conditions in which step `step` is taken."""
        settings = Settings(self.base, self.magnetic)
        at = bisect_right(self.changes, step, key=lambda c: c.step)
        knobs: dict[str, Any] = {}
        for change in self.changes[:at]:
            knobs |= dict(change.knobs)
        return settings.with_knobs(knobs)

    def next_change(self, step: int) -> int | None:
        """The first step after `step` at which something changes."""
        at = bisect_right(self.changes, step, key=lambda c: c.step)
        return self.changes[at].step if at < len(self.changes) else None

    def applied_sign(self, step: int) -> float:
        """+1 while |H| grew when it last changed, −1 if it fell (closure C3)."""
        value, sign = self.magnetic.applied, 1.0
        for change in self.changes[: bisect_right(self.changes, step, key=lambda c: c.step)]:
            new = dict(change.knobs).get("applied", value)
            if new != value:
                sign, value = (1.0 if new > value else -1.0), new
        return sign

    def turned(self, step: int, knobs: Mapping[str, Any]) -> "Schedule":
        """Knobs turned by hand at `step`: what was still to come of the same knobs is dropped.

        Raises InputError where a value is refused, in the scenario's words.
        """
        self.settings(step).with_knobs(knobs)
        kept: dict[int, dict[str, Any]] = {}
        for change in self.changes:
            row = {k: v for k, v in change.knobs if change.step < step or k not in knobs}
            if row:
                kept[change.step] = row
        kept[step] = {**kept.get(step, {}), **knobs}
        if len(kept) > MOST_CHANGES:
            raise InputError(
                f"a run may have at most {MOST_CHANGES} changes of its knobs, since it is kept "
                "whole; reset it to go on"
            )
        rows = tuple(Change.of(at, kept[at]) for at in sorted(kept))
        return replace(self, changes=rows)

    def scenario(self, steps: int) -> Scenario:
        """The scenario that takes `steps` steps of this course, for `pairlattice run`."""
        rows = [{"step": c.step, **dict(c.knobs)} for c in self.changes if c.step <= steps]
        table = {"magnetic": self.magnetic.model_dump(), "changes": rows}
        run = {"steps": steps, "equilibration": 0}
        return self.base.replace(experiment=NAME, run=run, **{NAME: table})


def _refuse_what_is_not_live(scenario: Scenario) -> None:
    """Raise InputError for what a live run would leave out without a word."""
    if scenario.lattice.size is None:
        raise InputError("sample has no meaning for a live run, which is periodic; leave it out")
    if scenario.drive:
        raise InputError("drive has no meaning for a live run, got one; use pairlattice run for it")
    if len(scenario.electric_field) > 1:
        raise InputError("electric_field must be at most one table in a live run; join them")
    for field in scenario.electric_field:
        if field.waveform not in ("constant", "ac"):
            raise InputError(
                "electric_field.waveform must be constant or ac in a live run, got "
                f"{field.waveform}; turn the field at dated steps instead"
            )


def _rows(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise InputError(
            f"live.changes must be tables, got {shown(value)}; for example "
            "changes = [{step = 100, temperature = 1e-3}]"
        )
    return value


def _change(row: Any, every: int) -> Change:
    if not isinstance(row, Mapping) or len(row) < 2 or "step" not in row:
        raise InputError(
            f"live.changes must hold tables with a step and a knob, got {shown(row)}; for example "
            "{step = 100, temperature = 1e-3}"
        )
    step = row["step"]
    if not isinstance(step, int) or isinstance(step, bool) or step < 0 or step % every:
        raise InputError(
            f"live.changes must have steps that are multiples of run.sample_every = {every}, got "
            f"{shown(step)}; round it"
        )
    return Change.of(step, {k: v for k, v in row.items() if k != "step"})
