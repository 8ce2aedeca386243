"""The numbers behind the figures."""

import xarray as xr

from pairlattice.phenomena.states import results as r
from pairlattice.table import Cell, Table, WithError, cell


def tables(tree: xr.DataTree) -> list[Table]:
    """Samples, coherence, order, and how much thresholds and size matter."""
    return [_samples(tree), _law(tree), _ordering(tree), _thresholds(tree), _sizes(tree)]


def _samples(tree: xr.DataTree) -> Table:
    numbers = (
        r.SAMPLE_AMPLITUDE,
        r.SAMPLE_DISORDER,
        r.SAMPLE_COHERENCE,
        r.SAMPLE_COHERENCE_OFF,
        r.NEAR,
        r.FAR,
    )
    rows = tuple(
        (
            name,
            conditions,
            *(variable.at(name).value(tree) for variable in numbers),
            r.SAMPLE_STATE.at(name).values(tree).item(),
        )
        for name, conditions in r.SAMPLES.items()
    )
    columns = (
        "sample",
        "conditions",
        *(variable.label for variable in numbers[:4]),
        r.NEAR.axis(words="σ near"),
        r.FAR.axis(words="σ far"),
        r.SAMPLE_STATE.label,
    )
    note = (
        "A, D, C are means over blocks. Near and far: the end the electrons move away from and "
        "towards. The state is that of at least 5 % of the sites."
    )
    return Table("Samples with open ends", columns, rows, note)


def _law(tree: xr.DataTree) -> Table:
    numbers = (r.COHERENCE_TEMPERATURE, r.HARMONIC, r.LOCAL_EXPONENT)
    rows = tuple(
        (float(E), *(cell(variable, tree, electric_field=E) for variable in numbers))
        for E in r.LAW_FIELD.values(tree)
    )
    columns = (r.LAW_FIELD.label, *(variable.label for variable in numbers))
    p, error = r.EXPONENT.value(tree), r.EXPONENT.error.value(tree)
    note = f"Power law through all fields: exponent {p:.3f} ± {error:.3f}."
    return Table("Where coherence is lost, κ > 0", columns, rows, note)


def _ordering(tree: xr.DataTree) -> Table:
    pairs = r.PAIR.values(tree)
    rows = [(f"{r.PAIR.long_name} {pair}", cell(r.CROSSING, tree, pair=pair)) for pair in pairs]
    rows += [(v.long_name, cell(v, tree)) for v in (r.ORDERING_TEMPERATURE, r.ESTIMATE)]
    columns = ("crossing of", r.CROSSING.axis(words="T"))
    note = "The error of the ordering temperature includes how far the last crossing still moved."
    return Table("Order without a field, κ < 0", columns, tuple(rows), note)


def _thresholds(tree: xr.DataTree) -> Table:
    maps = (r.OVER_FIELD, r.OVER_KAPPA)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (str(moved), *(cell(m.influence, tree, threshold=moved) for m in maps))
        for moved in r.OVER_FIELD.threshold.values(tree)
    )
    columns = (r.OVER_FIELD.threshold.label, "share of (T, E) map", "share of (T, κ) map")
    gaps = [f"{m.undetermined.value(tree):.1%}" for m in maps]
    note = f"Share of points that change state. No rule applied at {gaps[0]} and {gaps[1]}."
    return Table("Influence of the thresholds A*, D*, C*", columns, rows, note)


def _sizes(tree: xr.DataTree) -> Table:
    C = r.INFLUENCE_COHERENCE
    numbers = zip(r.INFLUENCE_SIZE.values(tree), C.values(tree), C.error.values(tree), strict=True)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (f"{size}³", *(WithError(float(a), float(b)) for a, b in zip(mean, error, strict=True)))
        for size, mean, error in numbers
    )
    temperatures = r.INFLUENCE_TEMPERATURE.values(tree)
    columns = ("pairs", *(f"{C.long_name} at T = {t:.3g}" for t in temperatures))
    note = "Periodic crystals in the field."
    return Table("Influence of the crystal's size", columns, rows, note)
