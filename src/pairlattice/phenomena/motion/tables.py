"""Tables of the motion experiment."""

import xarray as xr

from pairlattice.phenomena.motion import results as r
from pairlattice.table import Cell, Table, cell, quantities, side_by_side
from pairlattice.variable import Variable


def tables(tree: xr.DataTree) -> list[Table]:
    """The field against its prescription, tubes, events, likelihoods, made events, phases."""
    made = (_field, _tubes, _events, _ratio, _recovery, _errors, _phases, _scales)
    found = [table(tree) for table in made]
    return [*found, _film(tree)] if r.FILM_VERDICT.is_in(tree) else found


def _columns(tree: xr.DataTree, variables: tuple[Variable, ...]) -> tuple[tuple[Cell, ...], ...]:
    """A row for each value of the variables' common dimension."""
    return tuple(zip(*(v.values(tree).tolist() for v in variables), strict=True))


def _labels(variables: tuple[Variable, ...]) -> tuple[str, ...]:
    return tuple(v.label for v in variables)


def _field(tree: xr.DataTree) -> Table:
    rows = []
    for measured, exact in (
        (r.DEVIATION, r.own.deviation),
        (r.LENGTH, r.own.length),
        (r.MEAN, r.settings.thermostat.temperature),
        (r.CLIPPED, r.CLIPPED_EXACT),
    ):
        prescribed, error = exact.value(tree), measured.error.value(tree)
        away = (measured.value(tree) - prescribed) / error if error else None
        rows.append((measured.label, prescribed, cell(measured, tree), away))
    repeats, samples = r.own.field_repeats.values(tree), r.own.field_samples.values(tree)
    note = (
        f"{repeats} realisations of {samples} states each; the last row's prescribed value is that "
        "of a normal distribution, and what is below 0 is cut off."
    )
    columns = ("quantity", "prescribed", "measured", "difference (standard errors)")
    return Table("The temperature field", columns, tuple(rows), note)


def _tubes(tree: xr.DataTree) -> Table:
    rows = (
        r.SHARE,
        r.CRITICAL,
        r.EVEN_CRITICAL,
        r.CORRELATION,
        r.AGREEMENT,
        r.NUMBER,
        r.EXPECTED,
        r.LIFETIME,
        r.ORDER,
        r.RANDOM_ORDER,
        r.LINDEMANN,
    )
    cells: list[tuple[Cell, ...]] = [(v.label, cell(v, tree)) for v in rows]
    cells.append((r.PHASE.label, str(r.PHASE.values(tree))))
    note = (
        "Adler's number is for the unsmoothed field and counts regions of any size, holes "
        f"negative. Lindemann ratio over {r.LINDEMANN_FRAMES.values(tree)} frames; — : no two "
        "neighbours lasted that long."
    )
    return Table("Tubes of lost coherence", ("quantity", "value"), tuple(cells), note)


def _events(tree: xr.DataTree) -> Table:
    shown = [kind for kind in r.KIND.values(tree).tolist() if kind not in ("entry", "exit")]
    rows = tuple(
        (kind, r.COUNT.of(tree).sel(kind=kind).item(), cell(r.RATE, tree, kind=kind))
        for kind in shown
    )
    p = r.own
    note = (
        f"Hop: from {p.reach.value(tree):g} to {p.hop_distance.value(tree):g} d, within "
        f"{p.hop_frames.values(tree)} frames of {r.FRAME.value(tree):g} t0; "
        f"{r.CHANCE.value(tree):.1f} ± {r.CHANCE_SPREAD.value(tree):.1f} of them would be found "
        "were births and deaths independent (probability of as many as found: "
        f"{r.CHANCE_PROBABILITY.value(tree):.2g}). Shrink, swell: area by a factor "
        f"{p.creep.value(tree):g} within {p.creep_frames.values(tree)} frames."
    )
    return Table("Events", _labels((r.KIND, r.COUNT, r.RATE)), rows, note)


def _ratio(tree: xr.DataTree) -> Table:
    columns = (r.DESCRIPTION, r.LOGARITHM, r.FITTED, r.DIFFUSIVITY, r.FIT_ERROR, r.JUMPS)
    note = (
        f"{r.LOG_RATIO.label}, parameters accounted for: {r.LOG_RATIO.value(tree):.1f} from "
        f"{r.STEPS.values(tree)} steps, hops taken for motion. Both allow a diffusion of the "
        "places between jumps."
    )
    title = "Continuous motion or birth and death"
    return side_by_side(title, tree, columns, note)


def _recovery(tree: xr.DataTree) -> Table:
    kinds = r.MADE_KIND.values(tree).tolist()
    rows: list[tuple[Cell, ...]] = []
    for i, noise in enumerate(r.NOISE.values(tree).tolist()):
        made, found = (v.values(tree)[i].astype(int) for v in (r.MADE, r.FOUND))
        shares = (f"{f} of {m}" for f, m in zip(found, made, strict=True))
        false, share = int(r.FALSE.values(tree)[i].sum()), r.SHARE_FOUND.values(tree)[i]
        rows.append((noise, *shares, false, share))
    columns = (r.NOISE.label, *kinds, "false", "share found")
    return Table("Made events found again", columns, tuple(rows))


def _errors(tree: xr.DataTree) -> Table:
    columns = (r.RECORD, r.DEATHS, r.SETS, r.CONTINUOUS, r.JUMPING, r.MISJUDGED)
    rows = tuple(
        tuple(cell(v, tree, frames=frames) for v in columns) for frames in r.RECORD.values(tree)
    )
    note = (
        f"Sets of {r.THINGS.values(tree)} things with errors of {r.NOISE.values(tree)[0]:g} d. "
        f"Continuous: steps of {r.THING_STEP.value(tree):g} d, half of the sets with a drift as "
        "large. Birth and death: probability "
        f"{r.THING_CHANCE.value(tree):g} per frame. A set in which nothing died is counted as "
        "misjudged."
    )
    return Table("Misjudged by the likelihood ratio, of made tracks", _labels(columns), rows, note)


def _phases(tree: xr.DataTree) -> Table:
    columns = (
        r.BATH,
        r.CASE_DEVIATION,
        r.CASE_NUMBER,
        r.CASE_ORDER,
        r.CASE_RANDOM,
        r.CASE_LINDEMANN,
        r.CASE_PHASE,
        r.CASE_HOPS,
        r.CASE_CHANCE,
    )
    melted, solid = r.own.melted.value(tree), r.own.solid_order.value(tree)
    note = (
        f"{r.SPOTS.values(tree)} hot spots of {r.own.imprint.value(tree):g} E0/k_B. Tubes: T > T*. "
        f"Liquid: Lindemann ratio of {melted:g} or more over {r.CASE_LAG.values(tree)} frames, or "
        f"no neighbours that last (—); else solid from |⟨ψ6⟩| = {solid:g} on, glass below; "
        "undetermined: fewer than six tubes."
    )
    rows = tuple((i, *row) for i, row in enumerate(_columns(tree, columns), 1))
    return Table("Solid, liquid, glass", ("row", *_labels(columns)), rows, note)


def _scales(tree: xr.DataTree) -> Table:
    rows = (
        r.KELVIN_MEAN,
        r.KELVIN_DEVIATION,
        r.KELVIN_CRITICAL,
        (r.METRES, "nm"),
        (r.SECONDS, "fs"),
        r.DISPLACEMENT,
        r.TESLA,
        r.DISPLACEMENT_PER_TESLA,
    )
    return quantities(
        "The scenario in SI units, at its pair density; displacement in the harmonic crystal",
        tree,
        rows,
    )


def _film(tree: xr.DataTree) -> Table:
    numbers = (r.FILM_VORTICES, r.FILM_FRAMES, r.FILM_ALONG, r.FILM_ACROSS, r.FILM_LOG_RATIO)
    events = [f"{n} {kind}" for kind, n in _columns(tree, (r.FILM_KIND, r.FILM_COUNT)) if n]
    rows: tuple[tuple[Cell, ...], ...] = (
        *((v.label, cell(v, tree)) for v in numbers),
        ("events", ", ".join(events) or "none"),
        (r.FILM_VERDICT.label, str(r.FILM_VERDICT.values(tree))),
    )
    note = "Time-dependent Ginzburg-Landau theory (package tdgl): a film with a current."
    return Table("Vortices of a Ginzburg-Landau film", ("quantity", "value"), rows, note)
