"""The numbers of the vortices experiment."""

import numpy as np
import xarray as xr

from pairlattice.phenomena.vortices.three_steps import STATES
from pairlattice.table import Cell, Table, WithError


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


def _regimes(tree: xr.DataTree) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for one in tree["regimes"].children.values():
        shares = [float(one["share"].sel(state_name=s)) for s in STATES]
        rows.append((one.attrs["name"], float(one["field"]), *shares, one.attrs["sample_state"]))
    a = tree["regimes"].attrs
    note = (
        f"{a['material']} at {a['temperature_kelvin']:.3g} K: μ0Hc1 = {a['Hc1']:.4g} T, μ0Hc2 = "
        f"{a['Hc2']:.4g} T. The rows after the fourth are a field above with one change."
    )
    return Table("Three steps", ("case", "μ0H (T)", *STATES, "sample"), tuple(rows), note)


def _tubes(tree: xr.DataTree) -> Table:
    scan = tree["scan"].to_dataset()
    rows: list[tuple[Cell, ...]] = []
    for m in scan.material.to_numpy():
        for t in scan.temperature.to_numpy():
            for place in scan.place.to_numpy():
                one = scan.sel(material=m, temperature=t, place=place)
                if not np.isfinite(float(one.field)):
                    continue
                d = WithError(float(one.diameter), float(one.diameter_spread))
                shares = [float(one.share.sel(state_name=s)) for s in STATES[:3]]
                merged = "yes" if float(one.merged) else "no"
                found = (float(one.expected), float(one.found), d, merged)
                rows.append((str(m), float(t), float(one.field), *shares, *found))
    columns = (
        "material", "T/Tc", "μ0H (T)", *STATES[:3], "⟨B⟩A/Φ0", "tubes found", "diameter (d)",
        "grown together",
    )  # fmt: skip
    note = "The ± of a diameter is the standard deviation over tubes."
    return Table("Shares of the states and tubes, against field and temperature", columns,
                 tuple(rows), note)  # fmt: skip


def _real(tree: xr.DataTree) -> Table:
    data = tree["real_numbers"].to_dataset()
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            str(m),
            *(
                float(data[n].sel(material=m))
                for n in ("Tc", "lower", "upper", "displacement", "disorder", "coupling")
            ),
        )
        for m in data.material.to_numpy()
    )
    columns = (
        "material", "Tc (K)", "Bc1 or Bc (T)", "Bc2 or Bc (T)", "u_H there, η = 1 (d)",
        "thermal D at Tc (d)", "η for u_H = A*",
    )  # fmt: skip
    star = tree.attrs["thresholds"]
    note = (
        f"κ = {tree.attrs['kappa']:g}; A* = {star['amplitude']:g} d and D* = {star['disorder']:g} "
        "d. Where both columns stay below them, the rules C8 call every part of the sample "
        "insulating at every field and temperature up to the critical ones."
    )
    return Table("The materials' own numbers", columns, rows, note)


def _projections(tree: xr.DataTree) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for one in tree["projections"].children.values():
        angles = ", ".join(f"{x:.2f}" for x in one["triangle"].to_numpy())
        rows.append(
            (
                one.attrs["axis"], one.attrs["plane_group"], one.attrs["layer_group"],
                float(one["short"]), float(one["long"]), float(one["angle"]), angles,
                one.attrs["uncoloured_group"],
            )
        )  # fmt: skip
    columns = (
        "axis", "plane group", "layer group", "side (d)", "side (d)", "angle (°)",
        "triangle (°)", "all columns alike",
    )  # fmt: skip
    return Table("Projections of the pair crystal", columns, tuple(rows))


def _lattices(tree: xr.DataTree) -> Table:
    data = tree["tube_lattices"].to_dataset()
    rows: list[tuple[Cell, ...]] = []
    for i, axis in enumerate(data.axis.to_numpy()):
        error = float(data.site_error[i])
        for k, s in enumerate(data.spacing.to_numpy()):
            e = {n: float(data.lowest.sel(shape=n)[i, k]) for n in data["shape"].to_numpy()}
            tri = e["triangular"]
            cells = [
                WithError(e[n] - tri, error * float(np.hypot(e[n], tri)))
                for n in ("square", "distorted")
            ]
            turn = float((data.highest - data.lowest).sel(shape="triangular")[i, k])
            rows.append((str(axis), float(s), tri, *cells, turn))
    columns = (
        "axis", "spacing / a", "triangular", "square − triangular", "distorted − triangular",
        "turning the triangular one",
    )  # fmt: skip
    beta = ", ".join(
        f"{n} {float(b):.4f}" for n, b in zip(data["shape"].to_numpy(), data.beta, strict=True)
    )
    note = (
        "Interaction energy of each tube over that of a lone tube; harmonic pairs, best "
        f"orientation; below 0 is lower than triangular. Abrikosov's β_A: {beta}."
    )
    return Table("Lattices of tubes in the relaxed crystal", columns, tuple(rows), note)


def _far(tree: xr.DataTree) -> Table:
    data = tree["against_repulsion"].to_dataset()
    rows: list[tuple[Cell, ...]] = []
    for s in data.spacing.to_numpy():
        one = data.sel(spacing=s)
        pairs = [float(one.pairs.sel(axis=a)) for a in data.axis.to_numpy()]
        rows.append((float(s), float(one.vortices), *pairs))
    columns = ("spacing / a", "K0 repulsion (J/m)", *(f"pairs {a}" for a in data.axis.to_numpy()))
    note = (
        "Square less triangular for each tube; above 0 the triangular lattice is lower. Pairs "
        f"driven at {data.attrs['field']:g} T with η = 1, u = {data.attrs['displacement']:.2g} d. "
        "From 100 a on by the law of the last four spacings computed."
    )
    return Table("Symmetry energy beside the vortices' own repulsion", columns, tuple(rows), note)


def _cells(tree: xr.DataTree) -> Table:
    data = tree["relaxed_cells"].to_dataset()
    rows: list[tuple[Cell, ...]] = []
    for axis in data.axis.to_numpy():
        for name in data["shape"].to_numpy():
            one = data.sel(axis=axis, shape=name)
            rows.append(
                (
                    str(axis), str(name),
                    WithError(float(one.direct), float(one.direct_spread)), float(one.summed),
                    float(one.quartic), WithError(float(one.sharp), float(one.sharp_spread)),
                    float(one.strain),
                )
            )  # fmt: skip
    columns = (
        "axis", "nearest to", "relaxed cell", "sum over tubes", "with quartic tether",
        "sharp edge", "distance from the shape",
    )  # fmt: skip
    c = tree["convergence"].to_dataset()
    errors = ", ".join(
        f"{float(t):g}: {float(e):.1e}" for t, e in zip(c.tolerance, c.tolerance_error, strict=True)
    )
    note = (
        f"{data.attrs['cell']} pairs for each tube and repeat along the axis; energy over a lone "
        "tube's; ± is the standard deviation over places of the tube in the crystal's cell. "
        f"Relative error by relaxation tolerance: {errors}; with more tubes in a cell "
        f"{float(c.size_change.max()):.1e}."
    )
    return Table("Directly relaxed cells", columns, tuple(rows), note)


def _free(tree: xr.DataTree) -> Table:
    data = tree["free"].to_dataset()
    rows = tuple(
        (
            str(data.axis[i].item()), str(data.energy[i].item()), float(data.short[i]),
            float(data.ratio[i]), float(data.cell_angle[i]),
        )
        for i in range(data.sizes["case"])
    )  # fmt: skip
    columns = ("axis", "energy", "shortest distance (√area)", "ratio of sides", "angle (°)")
    note = (
        f"The lowest of all lattices with {data.attrs['cell']} pairs for each tube and repeat "
        "whose tubes do not overlap. Triangular: 1.0746, 1, 60°. Square: 1, 1, 90°."
    )
    return Table("Free arrangement", columns, rows, note)


def _ensembles(tree: xr.DataTree) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for name, one in tree["ensembles"].children.items():
        rows.append(
            (
                "K0 repulsion" if name == "repulsion" else f"with ε = {one.attrs['anisotropy']:g}",
                int(one.attrs["count"]), float(one["local4"].mean()), float(one["local6"].mean()),
                float(one["global4"]), float(one["global6"]), float(one["defects"]),
                float(one["energy"]), float(one["triangular"]), float(one["square"]),
            )
        )  # fmt: skip
    columns = (
        "ensemble", "vortices", "⟨|ψ4|⟩", "⟨|ψ6|⟩", "|⟨ψ4⟩|", "|⟨ψ6⟩|", "not six neighbours",
        "energy", "perfect triangular", "perfect square",
    )  # fmt: skip
    need = tree["critical_anisotropy"].to_dataset()
    text = ", ".join(
        f"{float(e):.4f} at λ√n = {float(x):g}"
        for x, e in zip(need.penetration, need.anisotropy, strict=True)
    )
    note = f"Energies in Φ0²/(2πμ0λ²). |ε| at which the square lattice becomes lower: {text}."
    return Table("Annealed point vortices", columns, tuple(rows), note)


def _observed(tree: xr.DataTree) -> Table:
    rows = tuple(
        (row["quantity"], row["seen"], row["source"], row["verified"])
        for row in tree["projections"].attrs["observed"]
    )
    columns = ("material and axis of the field", "observed", "source", "read in the source")
    note = (
        "The crystals' own lattices differ from rock salt in most of them; the paper assigns "
        "square to fourfold, triangular to threefold and distorted hexagonal to twofold axes."
    )
    return Table("Observed vortex lattices", columns, rows, note)
