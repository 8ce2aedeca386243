"""Made-up results in the form of the long experiments' own."""

import numpy as np
import pytest
import xarray as xr

from pairlattice.ledger import Evidence

CLOSURES = [{"id": "C1", "title": "The tether", "statement": "a spring"}]


def tree(attributes, **nodes):
    """A result: nodes with their variables, (dims, values); coordinates are named like dims."""
    found = xr.DataTree()
    for path, variables in nodes.items():
        data = xr.Dataset()
        for name, (dims, values) in variables.items():
            if name in dims:
                data = data.assign_coords({name: (dims, values)})
            else:
                data[name] = (dims, values)
        found[path.replace("__", "/")] = xr.DataTree(data)
    found.attrs = {"closures": CLOSURES, **attributes}
    return found


def scalar(value):
    return (), value


def sample(tree_, name, code, coherence, ends, asked):
    tree_[f"samples/{name}"] = xr.DataTree(
        xr.Dataset(
            {
                "coherence_mean": coherence,
                "coherence_error": 1e-3,
                "end_charge_far": ends[0],
                "end_charge_near": ends[1],
            },
            attrs={"asked": asked},
        )
    )
    state = xr.Dataset({"state": ("b", np.full(8, code))})
    tree_[f"samples/{name}/blocks"] = xr.DataTree(state)


@pytest.fixture(scope="module")
def made_up():
    states = tree(
        {"thresholds": {"coherence": 0.7}},
        map_field={
            "state": (("T", "E"), [[0, 2, 2], [1, 1, 2]]),
            "coherence_field_off": (("T", "E"), np.full((2, 3), 0.04)),
        },
        map_kappa={"state": (("T", "k"), [[3, 2], [1, 1]])},
    )
    sample(states, "insulating", 0, 0.01, (1e-6, -1e-6), "cold")
    sample(states, "metallic", 1, 0.38, (-7e-3, 7e-3), "hot, in the field")
    sample(states, "superconducting", 2, 0.97, (-8e-3, 8e-3), "cold, in the field")
    sample(states, "magnetic", 3, 0.97, (-2e-2, 2e-2), "cold")
    transport = tree(
        {"breakdown_field": 3e6},
        durations={
            "material": (("material",), ["Cu"]),
            "current_density": (("current_density",), [1.5e5, 1e6]),
            "whole": (("material", "current_density"), [[1.6e-5, 2.4e-6]]),
            "density": (("material",), [8.5e28]),
            "spacing": (("material",), [1.8e-10]),
        },
        pulses={
            "case": (("case",), ["step, T = 0"]),
            "current": (("case", "time"), [[0.0, -1e-2, -1e-6]]),
        },
        transverse={
            "kind": (("kind",), ["harmonic"]),
            "local_exponent": (("kind",), [0.5]),
            "power_exponent": (("kind",), [0.0]),
        },
    )
    crystal = tree(
        {},
        statics={
            "site_energy": scalar(-1.75),
            "force": (("c",), [1e-16, 0.0, 0.0]),
            "curvature": (("c", "d"), np.full((3, 3), 1e-16)),
            "quartic_derivative": (("direction",), [-3.6, 0.9, 2.4]),
        },
        tether={"zero_point_ratio": (("material",), [0.85, 0.9])},
        lyddane_sachs_teller={"permittivity": scalar(31.0)},
    )
    levitation = tree(
        {
            "numbers": {
                "largest_repulsion": 0.2,
                "largest_attraction": -0.06,
                "carried": 0.031,
                "carried_in_run": 0.031,
            }
        },
        electrons={
            "case": (("case",), ["approach", "withdrawal"]),
            "displacement": (("case", "r"), [[-1e-14, 0.0], [2e-14, 0.0]]),
        },
        checks={
            "law": (("law",), ["pairs"]),
            **{
                name: (("law",), [5.2]) for name in ("stiffness", "stiffness_run", "gap", "gap_run")
            },
        },
        loads={
            "law": (("law",), ["pairs"]),
            "depth_ratio": (("mass",), [0.5, 0.99, np.nan]),
            "gap": (("law", "mass"), [[2e-2, 1e-2, np.nan]]),
        },
    )

    slab = {"depth": (("depth",), [1.0, 5.0])}
    meissner = tree(
        {"parameters": {"resonance": 0.5}},
        slab__bound={**slab, "B": (("depth",), [1.0, 1.0])},
        slab__free={**slab, "B": (("depth",), [0.368, 0.007])},
        slab__free_cooled={**slab, "B": (("depth",), [1.0, 1.0])},
        maps__scaled={
            "sample_state": (
                ("point",),
                ["Meissner (insulating + magnetic)", "vortex (insulating + magnetic + metallic)"],
            )
        },
        maps__real={"sample_state": (("point",), ["insulating", "normal"])},
    )
    motion = tree({}, motion={"age": (("age",), [0.0])})
    motion["motion"].attrs = {
        "counts": {"hop": 71, "shrink": 12, "swell": 10},
        "chance": {"expected": 52.0, "spread": 7.0},
        "log_ratio": 200.0,
    }
    states_ = ["insulating", "Meissner (insulating + magnetic)", "vortex (three)", "normal"]
    shapes = ["square", "triangular", "distorted"]
    axes = ["[001]", "[111]", "[110]"]
    lowest = [
        [[-8.6, -1.3], [-6.3, -0.8], [-7.3, -1.0]],
        [[-2.7, -0.2], [-6.0, -2.1], [-5.7, -1.9]],
        [[-5.3, -0.8], [-3.3, -0.4], [-4.4, -0.6]],
    ]
    vortices = tree(
        {},
        **{
            f"regimes__case{i}": {
                "state_name": (("state_name",), ["insulating", "magnetic", "metallic"]),
                "share": (("state_name",), [0.2, 0.7, 0.1]),
            }
            for i in range(4)
        },
        **{
            f"projections__axis{i}": {"triangle": (("corner",), [1.0, 1.0, angle])}
            for i, angle in enumerate((90.0, 60.0, 70.528779365509))
        },
        tube_lattices={
            "axis": (("axis",), axes),
            "shape": (("shape",), shapes),
            "lowest": (("axis", "shape", "spacing"), lowest),
        },
        against_repulsion={
            "axis": (("axis",), axes),
            "pairs": (("axis", "spacing"), [[-1e-16], [1e-16], [1e-16]]),
            "vortices": (("spacing",), [1e-12]),
        },
        scan={
            "material": (("material",), ["Nb"]),
            "temperature": (("temperature",), [0.32]),
            "found": (("material", "temperature", "place"), [[[0.0, 4.0, 24.0]]]),
            "diameter": (("material", "temperature", "place"), [[[np.nan, 4.5, 5.6]]]),
        },
    )
    for i, state in enumerate(states_):
        vortices[f"regimes/case{i}"].attrs["sample_state"] = state
    return Evidence(
        {
            "vortices": vortices,
            "motion": motion,
            "meissner": meissner,
            "states": states,
            "transport": transport,
            "crystal": crystal,
            "levitation": levitation,
        }
    )
