"""The numbers of the levitation."""

import math
from collections.abc import Mapping
from typing import Any

import xarray as xr

from pairlattice.table import Cell, Table

_NAMES = {
    "image": "perfect diamagnet (image)",
    "london": "London half-space",
    "frozen": "frozen image",
    "pairs": "pairs (C10)",
}


def tables(tree: xr.DataTree) -> list[Table]:
    """Balance, loads, choices, materials, energy, stability, limits, electrons."""
    return [
        _balance(tree),
        _ends(tree),
        _choices(tree),
        _materials(tree),
        _energy(tree),
        _stability(tree),
        _limits(tree),
        _electrons(tree),
    ]


def _balance(tree: xr.DataTree) -> Table:
    data = tree["checks"].dataset
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            _NAMES[str(law)],
            *(
                float(data[name].sel(law=law)) * scale
                for name, scale in (
                    ("gap", 1e3),
                    ("gap_run", 1e3),
                    ("stiffness", 1.0),
                    ("stiffness_run", 1.0),
                    ("frequency", 1.0),
                    ("frequency_run", 1.0),
                )
            ),
        )
        for law in data.law.to_numpy()
    )
    columns = (
        "law", "gap (mm)", "gap, run (mm)", "stiffness (N/m)", "stiffness, run (N/m)",
        "frequency (Hz)", "frequency, run (Hz)",
    )  # fmt: skip
    worst = max(
        float(abs(data[f"{n}_run"] / data[n] - 1).max()) for n in ("gap", "stiffness", "frequency")
    )
    mass = tree.attrs["magnet"]["mass"] * 1e3
    note = f"The bare magnet, {mass:.3f} g. Largest difference, statics and run: {worst:.1e}."
    return Table("Balance, by statics and from a run in time", columns, rows, note)


def _ends(tree: xr.DataTree) -> Table:
    over, hang = tree["overload"].attrs, tree["hanging"].attrs
    found = hang["disc"]
    rows = (
        ("largest mass carried on top, statics", over["static"] * 1e3, "g"),
        ("mass at which the run with growing load failed", _scaled(over["dynamic"], 1e3), "g"),
        ("gap at which λ reaches Λ", over["collapse_gap"] * 1e3, "mm"),
        ("time from there to the surface", _span(over), "s"),
        (
            "power of the load with which the stiffness grows",
            tree["loads"].attrs["stiffening"],
            "1",
        ),
        ("largest mass hung below, the disc", found["largest"] * 1e3, "g"),
        ("largest mass hung below, whole plane", hang["plane"]["largest"] * 1e3, "g"),
        ("the same, frozen image", hang["frozen"]["largest"] * 1e3, "g"),
        ("largest mass hung, sign by the sense of motion", over["static"] * 1e3, "g"),
        ("mass of the disc", hang["mass"] * 1e3, "g"),
        ("gap at which it hangs", found["gap"] * 1e3, "mm"),
        ("its frequency", found["frequency"], "Hz"),
    )
    note = "A linear spring would have the power 0, a point magnet above its image has 5/4. "
    note += f"The electrons of what hangs rested at a gap of {tree.attrs['turn'] * 1e3:.2f} mm."
    return Table("The largest loads", ("quantity", "value", "unit"), rows, note)


def _scaled(value: float | None, scale: float) -> float | None:
    return None if value is None else value * scale


def _span(attrs: Mapping[Any, Any]) -> float | None:
    first, last = attrs["collapse"], attrs["contact"]
    return None if first is None or last is None else last - first


def _choices(tree: xr.DataTree) -> Table:
    data = tree["alternatives"].dataset
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (str(c), *_five(data.sel(choice=c))) for c in data.choice.to_numpy()
    )
    note = (
        "Fails at: the gap at which the levitation fails, or touches. Hung below: the electrons "
        "rested at the turn of the loop, or where the levitation would fail."
    )
    return Table("How the answer depends on closure C10", ("choice", *_FIVE), rows, note)


_FIVE = ("gap (mm)", "frequency (Hz)", "fails at (mm)", "carried (g)", "hung (g)")


def _five(row: xr.Dataset) -> tuple[float, ...]:
    scales = (("gap", 1e3), ("frequency", 1.0), ("low", 1e3), ("carried", 1e3), ("hung", 1e3))
    return tuple(float(row[name]) * scale for name, scale in scales)


def _materials(tree: xr.DataTree) -> Table:
    data = tree["superconductors"].dataset
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            str(m),
            str(data["type"].sel(material=m).item()),
            float(data.limit.sel(material=m)) * 1e3,
            *_five(data.sel(material=m)),
        )
        for m in data.material.to_numpy()
    )
    left = [m for m in tree.attrs["parameters"]["superconductors"] if m not in data.material.values]
    note = f"At {tree.attrs['temperature']:.3g} K; a dash: even the bare magnet is too heavy."
    if left:
        note += f" Not superconducting, or without a critical field in the data: {', '.join(left)}."
    columns = ("superconductor", "type", "B_lim (mT)", *_FIVE)
    return Table("Largest loads by superconductor, pairs", columns, rows, note)


def _energy(tree: xr.DataTree) -> Table:
    loop, sink, gravity = tree["loop"].attrs, tree.attrs["sinking"], tree.attrs["gravimeter"]
    lost = loop["work_approach"] + loop["work_withdrawal"]
    tau = tree.attrs["parameters"]["relaxation_time"]
    free = tree["motion"].attrs["undamped"]
    rows = (
        ("work done on approach, pairs", loop["work_approach"] * 1e6, "µJ"),
        ("work done on withdrawal, electrons rested at the turn", loop["work_withdrawal"] * 1e6,
         "µJ"),
        ("lost in the loop", lost * 1e6, "µJ"),
        ("work done on approach, perfect diamagnet (given back)", loop["work_image"] * 1e6, "µJ"),
        (f"lost in {free['duration']:.2f} s of undamped swing, over m g times its depth",
         free["lost"] / free["swing"], "1"),
        (f"sinking speed if they relax in {tau:g} s, m g/(k τ)", sink["speed"] * 1e3, "mm/s"),
        ("power that would hold it there", sink["power"] * 1e6, "µW"),
        ("levitation lasts, over τ", sink["lifetime"], "1"),
        ("shortest τ that a levitated sphere allows", gravity["bound"] / 3.15576e7, "years"),
        ("the same over the τ of the run", gravity["ratio"], "1"),
    )  # fmt: skip
    note = (
        f"Drift of a levitated niobium sphere below {gravity['drift']:g} g per day "
        f"({gravity['citation']}); the force would fall as exp(−t/τ). A force at rest does no work."
    )
    return Table("Energy", ("quantity", "value", "unit"), rows, note)


def _stability(tree: xr.DataTree) -> Table:
    data = tree["stability"].dataset
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            _NAMES[str(law)],
            float(data.vertical.sel(law=law)),
            _tiny(float(data.lateral.sel(law=law)), float(data.vertical.sel(law=law))),
            float(data.lateral_closed.sel(law=law)),
            float(data.tilting.sel(law=law)) * 1e6,
        )
        for law in data.law.to_numpy()
    )
    columns = (
        "law", "vertical (N/m)", "lateral, library (N/m)", "lateral, closed form (N/m)",
        "against tilt (µN m/rad)",
    )  # fmt: skip
    note = (
        f"At a gap of {data.attrs['gap'] * 1e3:.2f} mm, the frozen image cooled there; negative "
        "means unstable. In weak fields the pairs share the first row if they rested before the "
        "magnet came and the second if they rested below it."
    )
    return Table("Stability", columns, rows, note)


def _tiny(value: float, scale: float) -> float:
    # A difference quotient of a force that is constant leaves its rounding.
    return 0.0 if abs(value) < 1e-6 * abs(scale) else value


def _limits(tree: xr.DataTree) -> Table:
    data, disc = tree["limits"].dataset, tree["disc"].dataset
    near = data.london.sel(ratio=slice(0, 2.5e-7))
    second = float(abs(data.london_second / data.london - 1).max())
    rows: list[tuple[str, float]] = [
        ("London over image − 1 for λ/h ≤ 2.5e-7, largest", float(abs(near - 1).max())),
        ("London's integral against another quadrature, largest", second),
        ("library against plane waves, largest", float(abs(data.library - 1).max())),
        ("point magnet over this magnet − 1, nearest gap", float(data.point[0]) - 1),
        ("the same, farthest gap", float(data.point[-1]) - 1),
    ]
    if math.isfinite(float(disc.exact[-1])):
        rows.append(("thin disc over half-space − 1, widest disc", float(disc.exact[-1]) - 1))
    rows.append(("pressure over the disc's face alone − 1, widest", float(disc.face[-1]) - 1))
    return Table("Limits with known answers", ("comparison", "relative difference"), tuple(rows))


def _electrons(tree: xr.DataTree) -> Table:
    a = tree["electrons"].attrs
    rows = (
        ("largest displacement on approach", a["largest"] * 1e15, "fm"),
        ("the same over d", a["largest"] / a["spacing"], "1"),
        ("λ_L, Eq. (14)", a["decay_length"] * 1e9, "nm"),
        ("surface charge n e u", a["surface_charge"], "C/m²"),
        ("its electric field σ/ε0", a["surface_field"], "V/m"),
        ("its pressure σ²/2ε0", a["electric_pressure"], "Pa"),
        ("magnetic pressure B²/2μ0 there", a["magnetic_pressure"], "Pa"),
    )
    note = f"Closures C1 and C3 with κ = {tree.attrs['kappa']:g}; u and σ scale as κ^(−1/2)."
    return Table("The displaced electrons at the loop's turn", ("quantity", "value", "unit"), rows,
                 note)  # fmt: skip
