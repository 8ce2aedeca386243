"""The numbers of the vortices experiment."""

import numpy as np
import xarray as xr

from pairlattice.phenomena.vortices import results as r
from pairlattice.table import Cell, Table, WithError, cell, side_by_side
from pairlattice.variable import Variable

Rows = list[tuple[Cell, ...]]


def tables(tree: xr.DataTree) -> list[Table]:
    """Regimes, tubes, real numbers, projections, lattices, cells, free, ensembles, observed."""
    return [
        _regimes(tree),
        _tubes(tree),
        _real(tree),
        _projections(tree),
        _lattices(tree),
        _far(tree),
        _cells(tree),
        _free(tree),
        _ensembles(tree),
        _observed(tree),
    ]


def _word(variable: Variable, tree: xr.DataTree) -> str:
    return str(variable.values(tree))


def _labels(*variables: Variable) -> tuple[str, ...]:
    return tuple(variable.label for variable in variables)


def _regimes(tree: xr.DataTree) -> Table:
    rows: Rows = []
    for case in r.CASE.members(tree):
        field, share = r.FIELD.at(case).value(tree), r.SHARE.at(case).values(tree)
        sample = _word(r.SAMPLE_STATE.at(case), tree)
        rows.append((_word(r.CASE.at(case), tree), field, *share.tolist(), sample))
    note = (
        f"{_word(r.own.material, tree)} at {r.KELVIN.value(tree):.3g} K: μ0Hc1 = "
        f"{r.LOWER.value(tree):.4g} T, μ0Hc2 = {r.UPPER.value(tree):.4g} T. The rows after the "
        "fourth are a field above with one change."
    )
    states = r.SCAN_STATE.values(tree)
    columns = (r.CASE.label, r.FIELD.label, *states, r.SAMPLE_STATE.label)
    return Table("Three steps", columns, tuple(rows), note)


def _tubes(tree: xr.DataTree) -> Table:
    states = r.SCAN_STATE.values(tree)[:3]
    rows: Rows = []
    for m, t, place in np.ndindex(r.FIELDS.values(tree).shape):
        field, expected, found, diameter, spread, merged = (
            float(v.values(tree)[m, t, place])
            for v in (r.FIELDS, r.EXPECTED, r.FOUND, r.DIAMETER, r.SPREAD, r.MERGED)
        )
        if np.isfinite(field):
            rows.append(
                (
                    str(r.MATERIAL.values(tree)[m]),
                    float(r.TEMPERATURE.values(tree)[t]),
                    field,
                    *r.SHARES.values(tree)[m, t, place, :3].tolist(),
                    expected,
                    found,
                    WithError(diameter, spread),
                    "yes" if merged else "no",
                )
            )
    columns = (
        *_labels(r.MATERIAL, r.TEMPERATURE, r.FIELDS),
        *states,
        *_labels(r.EXPECTED, r.FOUND, r.DIAMETER),
        "grown together",
    )
    note = "The ± of a diameter is the standard deviation over tubes."
    title = "Shares of the states and tubes, against field and temperature"
    return Table(title, columns, tuple(rows), note)


def _real(tree: xr.DataTree) -> Table:
    columns = (
        r.METAL, r.TC, r.REAL_LOWER, r.REAL_UPPER, r.DISPLACEMENT, r.DISORDER, r.NEEDED_COUPLING,
    )  # fmt: skip
    star = r.settings.thresholds
    note = (
        f"κ = {r.settings.tether.kappa.value(tree):g}; A* = {star.amplitude.value(tree):g} d and "
        f"D* = {star.disorder.value(tree):g} d. Where both columns stay below them, the rules C8 "
        "call every part of the sample insulating at every field and temperature up to the "
        "critical ones."
    )
    return side_by_side("The materials' own numbers", tree, columns, note)


def _projections(tree: xr.DataTree) -> Table:
    rows: Rows = []
    for member in r.AXIS.members(tree):
        axis, group, layer, bare = (
            _word(v.at(member), tree) for v in (r.AXIS, r.PLANE_GROUP, r.LAYER_GROUP, r.BARE_GROUP)
        )
        sides = [v.at(member).value(tree) for v in (r.SHORT_SIDE, r.LONG_SIDE, r.ANGLE)]
        angles = ", ".join(f"{x:.2f}" for x in r.TRIANGLE.at(member).values(tree))
        rows.append((axis, group, layer, *sides, angles, bare))
    columns = _labels(
        r.AXIS, r.PLANE_GROUP, r.LAYER_GROUP, r.SHORT_SIDE, r.LONG_SIDE, r.ANGLE, r.TRIANGLE,
        r.BARE_GROUP,
    )  # fmt: skip
    return Table("Projections of the pair crystal", columns, tuple(rows))


def _lattices(tree: xr.DataTree) -> Table:
    rows: Rows = []
    turning = r.HIGHEST.of(tree) - r.LOWEST.of(tree)
    for axis in r.TUBE_AXIS.values(tree):
        for spacing in r.SPACING.values(tree):
            at = {"axis": axis, "spacing": spacing}
            triangular = float(r.LOWEST.of(tree).sel(**at, shape="triangular"))
            above = [cell(r.ABOVE, tree, **at, shape=n) for n in ("square", "distorted")]
            turn = float(turning.sel(**at, shape="triangular"))
            rows.append((str(axis), float(spacing), triangular, *above, turn))
    columns = (
        r.TUBE_AXIS.label, r.SPACING.label, "triangular", "square − triangular",
        "distorted − triangular", "turning the triangular one",
    )  # fmt: skip
    shapes = zip(r.SHAPE.values(tree), r.BETA.values(tree), strict=True)
    beta = ", ".join(f"{n} {b:.4f}" for n, b in shapes)
    note = (
        "Interaction energy of each tube over that of a lone tube; harmonic pairs, best "
        f"orientation; below 0 is lower than triangular. Abrikosov's β_A: {beta}."
    )
    return Table("Lattices of tubes in the relaxed crystal", columns, tuple(rows), note)


def _far(tree: xr.DataTree) -> Table:
    repulsion, pairs = r.REPULSION.values(tree), r.PAIRS.values(tree)
    spacings = r.AGAINST_SPACING.values(tree)
    rows = tuple(
        (float(s), float(repulsion[k]), *pairs[:, k].tolist()) for k, s in enumerate(spacings)
    )
    axes = (f"{r.PAIRS.long_name} {axis}" for axis in r.AGAINST_AXIS.values(tree))
    columns = (r.AGAINST_SPACING.label, r.REPULSION.label, *axes)
    note = (
        "Square less triangular for each tube; above 0 the triangular lattice is lower. Pairs "
        f"driven at {r.DRIVING.value(tree):g} T with η = 1, u = {r.DRIVEN.value(tree):.2g} d. "
        "From 100 a on by the law of the last four spacings computed."
    )
    return Table("Symmetry energy beside the vortices' own repulsion", columns, rows, note)


def _cells(tree: xr.DataTree) -> Table:
    columns = (r.DIRECT, r.SUMMED, r.QUARTIC, r.SHARP, r.STRAIN)
    rows: Rows = []
    for axis in r.CELL_AXIS.values(tree):
        for shape in r.CELL_SHAPE.values(tree):
            direct, summed, quartic, sharp, strain, spread, sharp_spread = (
                float(v.of(tree).sel(axis=axis, shape=shape))
                for v in (*columns, r.DIRECT_SPREAD, r.SHARP_SPREAD)
            )
            energies = (WithError(direct, spread), summed, quartic, WithError(sharp, sharp_spread))
            rows.append((str(axis), str(shape), *energies, strain))
    steps = zip(r.TOLERANCE.values(tree), r.TOLERANCE_ERROR.values(tree), strict=True)
    errors = ", ".join(f"{t:g}: {e:.1e}" for t, e in steps)
    note = (
        f"{r.own.cell.value(tree):.0f} pairs for each tube and repeat along the axis; energy over "
        "a lone tube's; ± is the standard deviation over places of the tube in the crystal's cell. "
        f"Relative error by relaxation tolerance: {errors}; with more tubes in a cell "
        f"{r.SIZE_CHANGE.values(tree).max():.1e}."
    )
    headings = _labels(r.CELL_AXIS, r.CELL_SHAPE, *columns)
    return Table("Directly relaxed cells", headings, tuple(rows), note)


def _free(tree: xr.DataTree) -> Table:
    columns = (r.FREE_AXIS, r.FREE_ENERGY, r.SHORTEST, r.RATIO, r.FREE_ANGLE)
    note = (
        f"The lowest of all lattices with {r.own.free_cell.value(tree):.0f} pairs for each tube "
        "and repeat whose tubes do not overlap. Triangular: 1.0746, 1, 60°. Square: 1, 1, 90°."
    )
    return side_by_side("Free arrangement", tree, columns, note)


def _ensembles(tree: xr.DataTree) -> Table:
    numbers = (r.GLOBAL4, r.GLOBAL6, r.DEFECTS, r.ENERGY, r.TRIANGULAR, r.SQUARE)
    rows: Rows = []
    for name in r.ENERGY.members(tree):
        epsilon = r.ANISOTROPY.at(name).value(tree)
        local = [v.at(name).values(tree) for v in (r.LOCAL4, r.LOCAL6)]
        rows.append(
            (
                f"with ε = {epsilon:g}" if epsilon else "K0 repulsion",
                len(local[0]),
                *(float(values.mean()) for values in local),
                *(v.at(name).value(tree) for v in numbers),
            )
        )
    columns = ("ensemble", "vortices", "⟨|ψ4|⟩", "⟨|ψ6|⟩", *(v.long_name for v in numbers))
    need = zip(r.REACH.values(tree), r.CRITICAL_ANISOTROPY.values(tree), strict=True)
    listed = ", ".join(f"{e:.4f} at λ√n = {x:g}" for x, e in need)
    note = f"Energies in {r.ENERGY.units}. |ε| at which the square lattice becomes lower: {listed}."
    return Table("Annealed point vortices", columns, tuple(rows), note)


def _observed(tree: xr.DataTree) -> Table:
    note = (
        "The crystals' own lattices differ from rock salt in most of them; the paper assigns "
        "square to fourfold, triangular to threefold and distorted hexagonal to twofold axes."
    )
    columns = (r.OBSERVED, r.SEEN, r.SOURCE, r.VERIFIED)
    return side_by_side("Observed vortex lattices", tree, columns, note)
