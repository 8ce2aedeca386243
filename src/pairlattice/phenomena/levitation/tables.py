"""The numbers of the levitation."""

from collections.abc import Sequence
from dataclasses import replace

import xarray as xr

from pairlattice.phenomena.levitation import results as r
from pairlattice.reference_data.experiments import experiment as measured
from pairlattice.table import Table, quantities
from pairlattice.variable import Variable


def tables(tree: xr.DataTree) -> list[Table]:
    """Balance, loads, choices, materials, energy, stability, limits, electrons."""
    return [
        _balance(tree),
        _loads(tree),
        _hung(tree),
        _choices(tree),
        _superconductors(tree),
        _energy(tree),
        _stability(tree),
        _limits(tree),
        _electrons(tree),
    ]


def _columns(
    title: str,
    tree: xr.DataTree,
    label: Variable,
    columns: Sequence[tuple[Variable, str]],
    note: str,
) -> Table:
    """A row for each label, a column for each variable, in its unit."""
    names = [r.LAWS.get(name, name) for name in map(str, label.values(tree))]
    values = [variable.values(tree, unit) for variable, unit in columns]
    headings = (label.label, *(variable.axis(unit) for variable, unit in columns))
    return Table(title, headings, tuple(zip(names, *values, strict=True)), note)


def _balance(tree: xr.DataTree) -> Table:
    columns = (
        (r.GAP, "mm"),
        (r.GAP_RUN, "mm"),
        (r.STIFFNESS, ""),
        (r.STIFFNESS_RUN, ""),
        (r.FREQUENCY, ""),
        (r.FREQUENCY_RUN, ""),
    )
    note = (
        f"The bare magnet, {r.MASS.value(tree, 'g'):.3f} g. Largest difference, statics and run: "
        f"{r.DIFFERENCE.value(tree):.1e}."
    )
    title = "Balance, by statics and from a run in time"
    return _columns(title, tree, r.CHECKED_LAW, columns, note)


def _loads(tree: xr.DataTree) -> Table:
    rows = ((r.CARRIED, "g"), (r.CARRIED_IN_RUN, "g"), (r.COLLAPSE_GAP, "mm"), r.FALL, r.STIFFENING)
    note = (
        "A linear spring would have the power 0, a point magnet above its image has 5/4. By the "
        "sense of the motion alone as much can hang below as is carried on top."
    )
    return replace(quantities("The largest loads", tree, rows), note=note)


def _hung(tree: xr.DataTree) -> Table:
    columns = ((r.HUNG, "g"), (r.HANGING_GAP, "mm"), (r.HANGING_FREQUENCY, ""))
    note = (
        f"The electrons of what hangs rested at a gap of {r.TURN.value(tree, 'mm'):.2f} mm; the "
        f"disc has {r.DISC_MASS.value(tree, 'g'):.2f} g."
    )
    return _columns("What hangs below", tree, r.HANGING_LAW, columns, note)


def _ends(member: str) -> tuple[tuple[Variable, str], ...]:
    columns = (
        (r.BARE_GAP, "mm"),
        (r.BARE_FREQUENCY, ""),
        (r.FAILS_AT, "mm"),
        (r.MOST_CARRIED, "g"),
        (r.MOST_HUNG, "g"),
    )
    return tuple((variable.at(member), unit) for variable, unit in columns)


def _choices(tree: xr.DataTree) -> Table:
    note = (
        "Fails at: the gap at which the levitation fails, or touches. Hung below: the electrons "
        "rested at the turn of the loop, or where the levitation would fail."
    )
    title = "How the answer depends on closure C10"
    return _columns(title, tree, r.VARIANT.at("choices"), _ends("choices"), note)


def _superconductors(tree: xr.DataTree) -> Table:
    label = r.VARIANT.at("superconductors")
    left = [m for m in r.own.superconductors.values(tree) if m not in label.values(tree)]
    note = f"At {r.TEMPERATURE.value(tree):.3g} K; a dash: even the bare magnet is too heavy."
    if left:
        note += f" Not superconducting, or without a critical field in the data: {', '.join(left)}."
    columns = ((r.OTHER_TYPE, ""), (r.OTHER_LIMIT, "mT"), *_ends("superconductors"))
    return _columns("Largest loads by superconductor, pairs", tree, label, columns, note)


def _energy(tree: xr.DataTree) -> Table:
    rows = (
        (r.WORK_APPROACH, "µJ"),
        (r.WORK_WITHDRAWAL, "µJ"),
        (r.WORK_LOST, "µJ"),
        (r.WORK_IMAGE, "µJ"),
        r.UNDAMPED_LOSS,
        (r.SINKING_SPEED, "mm/s"),
        (r.SINKING_POWER, "µW"),
        r.LIFETIME,
        r.BOUND,
        r.BOUND_RATIO,
    )
    drift = measured("gravimeter_drift")
    note = (
        f"The undamped swing lasted {r.UNDAMPED_TIME.value(tree):.2f} s, τ is "
        f"{r.own.relaxation_time.value(tree):g} s. Drift of a levitated niobium sphere below "
        f"{drift.number:g} g per day ({drift.citation}); the force would fall as exp(−t/τ). A "
        "force at rest does no work."
    )
    return replace(quantities("Energy", tree, rows), note=note)


def _stability(tree: xr.DataTree) -> Table:
    columns = ((r.VERTICAL, ""), (r.LATERAL, ""), (r.LATERAL_CLOSED, ""), (r.TILTING, "µN m/rad"))
    note = (
        f"At a gap of {r.RESTING_GAP.value(tree, 'mm'):.2f} mm, the frozen image cooled there; "
        "negative means unstable. In weak fields the pairs share the first row if they rested "
        "before the magnet came and the second if they rested below it."
    )
    return _columns("Stability", tree, r.STABILITY_LAW, columns, note)


def _limits(tree: xr.DataTree) -> Table:
    rows = (
        r.LONDON_LIMIT,
        r.LONDON_ROUTES,
        r.LIBRARY,
        r.POINT_NEAR,
        r.POINT_FAR,
        r.WIDE_DISC,
        r.WIDE_FACE,
    )
    return quantities("Limits with known answers, relative differences", tree, rows)


def _electrons(tree: xr.DataTree) -> Table:
    rows = (
        (r.LARGEST_DISPLACEMENT, "fm"),
        r.LARGEST_IN_SPACINGS,
        (r.DECAY_LENGTH, "nm"),
        r.SURFACE_CHARGE,
        r.SURFACE_FIELD,
        r.ELECTRIC_PRESSURE,
        r.MAGNETIC_PRESSURE,
    )
    kappa = r.settings.tether.kappa.value(tree)
    note = f"Closures C1 and C3 with κ = {kappa:g}; u and σ scale as κ^(−1/2)."
    title = "The displaced electrons at the loop's turn"
    return replace(quantities(title, tree, rows), note=note)
