"""The pairs under other choices of closure C10, and above other superconductors."""

import math
from dataclasses import replace

import numpy as np

from pairlattice.model.magnetic import critical_fields
from pairlattice.phenomena.levitation import results as r
from pairlattice.phenomena.levitation import statics
from pairlattice.phenomena.levitation.laws import LevitationSetup
from pairlattice.phenomena.levitation.parameters import Parameters
from pairlattice.phenomena.levitation.response import DepthLaw, Response
from pairlattice.variable import Values

_LAWS: dict[DepthLaw, str] = {
    "field": "λ/Λ = |δB|/B_lim",
    "energy": "λ/Λ = (δB/B_lim)²",
    "logarithm": "λ/Λ = 1 + ln(|δB|/B_lim)/5",
}
_MEASURED = (r.BARE_GAP, r.BARE_FREQUENCY, r.FAILS_AT, r.MOST_CARRIED, r.MOST_HUNG)


def choices(setup: LevitationSetup, turn: float) -> Values:
    """How the answer depends on closure C10, choice by choice."""
    own = setup.response
    complete = 1 / (1 - math.exp(-1))
    answers = {
        "as run": own,
        **{title: replace(own, law=law) for law, title in _LAWS.items() if law != own.law},
        "complete answer at λ = Λ": replace(own, strength=complete * own.strength),
        "B_lim halved": replace(own, limit=own.limit / 2),
        "response lost everywhere" if not own.whole else "response lost only where λ > Λ": replace(
            own, whole=not own.whole
        ),
    }
    # Where the whole field fits under the limit the rest is at the loop's turn.
    rows = [
        _ends(setup, answer, max(turn, setup.collapse_gap(replace(answer, whole=True))))
        for answer in answers.values()
    ]
    return _table("choices", list(answers), rows)


def superconductors(setup: LevitationSetup, p: Parameters, temperature: float) -> Values:
    """Largest loads above and below other superconductors at that temperature [K]."""
    known = {name: critical_fields(name) for name in p.superconductors}
    answers = {
        name: Response(float(fields.at(temperature)[0]), p.depth_law, whole=fields.is_type_one)
        for name, fields in known.items()
        if fields is not None and fields.at(temperature)[0] > 0
    }
    rows = [
        _ends(setup, answer, setup.collapse_gap(replace(answer, whole=True)) * (1 + 1e-7))
        for answer in answers.values()
    ]
    return {
        **_table("superconductors", list(answers), rows),
        r.OTHER_LIMIT: [answer.limit for answer in answers.values()],
        r.OTHER_TYPE: np.array(["I" if a.whole else "II" for a in answers.values()], dtype="U2"),
    }


def _ends(setup: LevitationSetup, answer: Response, rest: float) -> tuple[float, ...]:
    """Of the bare magnet above pairs that answer so; what hangs below rested at `rest` [m]."""
    other = replace(setup, response=answer)
    law = other.pairs()
    found = statics.balance(law, setup.magnet.mass)
    hung, _ = statics.largest_hung(other.pairs(rest), rest, setup.surface.far / 5)
    return found.gap, found.frequency, law.low, statics.largest_carried(law), hung


def _table(member: str, names: list[str], rows: list[tuple[float, ...]]) -> Values:
    columns = np.array(rows).reshape(-1, len(_MEASURED)).T
    measured = dict(zip(_MEASURED, columns, strict=True))
    return {
        r.VARIANT.at(member): np.array(names, dtype=str),
        **{variable.at(member): column for variable, column in measured.items()},
    }
