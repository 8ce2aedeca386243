"""Tables of the motion experiment."""

import numpy as np
import xarray as xr

from pairlattice.table import Cell, Table, WithError


def tables(tree: xr.DataTree) -> list[Table]:
    """The field against its prescription, tubes, events, likelihoods, made events, phases."""
    made = [_field(tree), _tubes(tree), _events(tree), _ratio(tree), _recovery(tree), _errors(tree),
            _phases(tree), _scales(tree)]  # fmt: skip
    if "ginzburg_landau" in tree.children:
        made.append(_film(tree))
    return made


def _field(tree: xr.DataTree) -> Table:
    attrs = tree["field"].attrs
    names = {
        "deviation": "standard deviation (E0/k_B)",
        "length": "correlation length (d)",
        "mean": "mean (E0/k_B)",
        "clipped": "share below T = 0",
    }
    rows = tuple(
        (
            label,
            attrs[key][0],
            WithError(attrs[key][1], attrs[key][2]),
            (attrs[key][1] - attrs[key][0]) / attrs[key][2] if attrs[key][2] else None,
        )
        for key, label in names.items()
    )
    p = tree.attrs["parameters"]
    note = (
        f"{p['field_repeats']} realisations of {p['field_samples']} states each; the last row's "
        "prescribed value is that of a normal distribution, and what is below 0 is cut off."
    )
    columns = ("quantity", "prescribed", "measured", "difference (standard errors)")
    return Table("The temperature field", columns, rows, note)


def _tubes(tree: xr.DataTree) -> Table:
    tubes, motion = tree["tubes"].attrs, tree["motion"].attrs
    life, phase = motion["lifetime"], motion["phase"]
    rows: list[tuple[Cell, ...]] = [
        ("share of the section that lost coherence", tubes["share"]),
        ("T* from the tubes (E0/k_B)", tubes["critical"]),
        ("T* of evenly heated crystals (E0/k_B)", tree["even"].attrs["critical"]),
        ("correlation of temperature and coherence", tubes["correlation"]),
        ("share where T > T* and C < C* agree", tubes["agreement"]),
        ("tubes at a time", motion["number"]),
        ("regions hotter than T* in the field itself (Adler)", tubes["expected"]),
        (
            "mean lifetime (t0)",
            WithError(life["mean"], life["error"]) if life["ends"] else None,
        ),
        ("|⟨ψ6⟩|", phase["order"]),
        ("|⟨ψ6⟩| of random places", phase["random"]),
        (f"Lindemann ratio over {phase['lag']} frames", phase["lindemann"]),
        ("phase", phase["name"]),
    ]
    note = (
        "Adler's number is for the unsmoothed field and counts regions of any size, holes "
        "negative. A Lindemann ratio of — : no two neighbours lasted that long."
    )
    return Table("Tubes of lost coherence", ("quantity", "value"), tuple(rows), note)


def _events(tree: xr.DataTree) -> Table:
    attrs = tree["motion"].attrs
    watched, chance = attrs["watched"], attrs["chance"]
    rows = tuple(
        (kind, count, WithError(count / watched, float(np.sqrt(count)) / watched))
        for kind, count in attrs["counts"].items()
        if kind not in ("entry", "exit")
    )
    p = tree.attrs["parameters"]
    note = (
        f"Hop: from {p['reach']:g} to {p['hop_distance']:g} d, within {p['hop_frames']} frames of "
        f"{tree.attrs['frame']:g} t0; {chance['expected']:.1f} ± {chance['spread']:.1f} of them "
        "would be found were births and deaths independent (probability of as many as found: "
        f"{chance['probability']:.2g}). Shrink, swell: area by a factor {p['creep']:g} within "
        f"{p['creep_frames']} frames."
    )
    return Table("Events", ("kind", "number", "per tube and time (1/t0)"), rows, note)


def _ratio(tree: xr.DataTree) -> Table:
    attrs = tree["motion"].attrs
    frame = tree.attrs["frame"]
    rows = tuple(
        (name, fit["logarithm"], fit["parameters"], fit["diffusivity"] / frame, fit["error"],
         fit["jumps"])
        for name, fit in attrs["fits"].items()
    )  # fmt: skip
    steps = attrs["fits"]["continuous"]["steps"]
    note = (
        f"ln of the likelihood ratio, birth and death over continuous, parameters accounted for: "
        f"{attrs['log_ratio']:.1f} from {steps} steps, hops taken for motion. Both allow a "
        "diffusion of the places between jumps."
    )
    columns = ("description", "ln L", "parameters", "D (d²/t0)", "error s (d)", "jumps")
    return Table("Continuous motion or birth and death", columns, rows, note)


def _recovery(tree: xr.DataTree) -> Table:
    data = tree["recovery"].to_dataset()
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (float(noise),
         *(f"{int(row.found[i])} of {int(row.made[i])}" for i in range(len(data.kind))),
         int(row.false.sum()), float(row.share))
        for noise, row in ((n, data.sel(noise=n)) for n in data.noise.to_numpy())
    )  # fmt: skip
    columns = ("error of positions (d)", *map(str, data.kind.to_numpy()), "false", "share found")
    return Table("Made events found again", columns, rows)


def _errors(tree: xr.DataTree) -> Table:
    data = tree["judgement"].to_dataset()
    rows = tuple(
        (int(n), float(data.deaths[i]), int(data.sets[i]), int(data.continuous[i]),
         int(data.birth_death[i]), float(data.error[i]))
        for i, n in enumerate(data.frames.to_numpy())
    )  # fmt: skip
    a = data.attrs
    note = (
        f"Sets of {a['count']} things with errors of {a['noise']:g} d. Continuous: steps of "
        f"{a['step']:g} d, half of the sets with a drift as large. Birth and death: probability "
        f"{a['chance']:g} per frame. A set in which nothing died is counted as misjudged."
    )
    columns = ("frames", "deaths to expect", "sets of each kind", "continuous misjudged",
               "birth and death misjudged", "error rate")  # fmt: skip
    return Table("Errors of the likelihood ratio on made tracks", columns, rows, note)


def _phases(tree: xr.DataTree) -> Table:
    data, p = tree["phases"].to_dataset(), tree.attrs["parameters"]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (i + 1, str(data.bath[i].item()), *(float(data[n][i]) for n in
         ("deviation", "number", "order", "random", "lindemann")), str(data.phase[i].item()),
         int(data.hops[i]), float(data.chance[i]))
        for i in range(len(data.bath))
    )  # fmt: skip
    note = (
        f"{data.attrs['spots']} hot spots of {p['imprint']:g} E0/k_B. Tubes: T > T*. Liquid: "
        f"Lindemann ratio of {p['melted']:g} or more over {data.attrs['lag']} frames, or no "
        f"neighbours that last (—); else solid from |⟨ψ6⟩| = {p['solid_order']:g} on, glass below; "
        "undetermined: fewer than six tubes."
    )
    columns = ("row", "mean temperature", "σ (E0/k_B)", "tubes", "|⟨ψ6⟩|", "of random places",
               "Lindemann", "phase", "hops", "by coincidence")  # fmt: skip
    return Table("Solid, liquid, glass", columns, rows, note)


def _scales(tree: xr.DataTree) -> Table:
    drive, p = tree.attrs["drive"], tree.attrs["parameters"]
    kelvin = drive["kelvin"]
    rows = (
        ("mean temperature (K)", tree.attrs["temperature"] * kelvin),
        ("its standard deviation (K)", p["deviation"] * kelvin),
        ("T* (K)", tree["tubes"].attrs["critical"] * kelvin),
        ("correlation length (nm)", p["length"] * drive["length"] * 1e9),
        ("frame (fs)", tree.attrs["frame"] * drive["time"] * 1e15),
        ("displacement under the drive (d)", drive["displacement"]),
        ("B that gives it by C3 with η = 1 (T)", drive["tesla"]),
        ("displacement for 0.1 T (d)", 0.1 * drive["displacement_per_tesla"]),
    )
    note = "At the pair density of the scenario; displacement in the harmonic crystal."
    return Table("The scenario in SI units", ("quantity", "value"), rows, note)


def _film(tree: xr.DataTree) -> Table:
    attrs = tree["ginzburg_landau"].attrs
    counts = ", ".join(f"{n} {kind}" for kind, n in attrs["counts"].items() if n)
    rows = (
        ("vortices at a time", attrs["vortices"]),
        ("frames", attrs["frames"]),
        ("drift along the film (ξ/τ0)", attrs["drift"][0]),
        ("drift across the film (ξ/τ0)", attrs["drift"][1]),
        ("events", counts or "none"),
        ("ln of the likelihood ratio, birth and death over continuous", attrs["log_ratio"]),
        ("more probable", attrs["verdict"]),
    )
    note = "Time-dependent Ginzburg-Landau theory (package tdgl): a film with a current."
    return Table("Vortices of a Ginzburg-Landau film", ("quantity", "value"), rows, note)
