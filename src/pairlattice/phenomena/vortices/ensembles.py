"""Point vortices that repel as K0, without and with a lattice term: what annealing finds."""

import numpy as np
import xarray as xr

from pairlattice.engine.lattice import Floats
from pairlattice.phenomena.labels import labelled
from pairlattice.phenomena.vortices.parameters import Parameters
from pairlattice.phenomena.vortices.tube_energies import SHAPES
from pairlattice.point_vortices import (
    PairLaw,
    Plane,
    anneal,
    bond_order,
    lattice_energy,
    structure_factor,
)
from pairlattice.progress import Progress, part, silent
from pairlattice.scenario import Scenario

# Time step in units of the stability of a pair of near neighbours; below 1 is stable.
_STRIDE = 0.4


def annealed(scenario: Scenario, p: Parameters, progress: Progress = silent) -> xr.DataTree:
    """Ensembles at unit density: `repulsion`, and `lattice_term` with ε cos 4φ in the pair law.

    Each with positions, bond order, Voronoi neighbours and structure factor, and the energies of
    perfect square and triangular lattices of the same law at their best orientation.
    """
    tree = xr.DataTree()
    cases = (
        ("repulsion", p.vortices, 0.0),
        ("lattice_term", p.ordered_vortices, -p.anisotropy),
    )
    for index, (name, count, epsilon) in enumerate(cases):
        # At 6 λ the cutoff moves the difference of two lattices by a part in forty.
        law = PairLaw(p.ensemble_penetration, 6.0, epsilon, 4)
        plane = rectangle(count) if not epsilon else Plane(np.sqrt(count), np.sqrt(count))
        count = round(plane.area)
        start = np.random.default_rng(scenario.seed).random((count, 2)) * plane.size
        told = part(progress, index, 1, len(cases), name)
        found = anneal(plane, law, start, p.melt, p.ensemble_steps, scenario.seed, _STRIDE, told)
        order = bond_order(plane, found.positions)
        q, S = structure_factor(plane, found.positions, int(1.6 * np.sqrt(count)))
        data = xr.Dataset()
        data["position"] = labelled(("vortex", "component"), found.positions, "1/√n", "position")
        data["local4"] = labelled(("vortex",), np.abs(order.psi4), "1", "|ψ4|")
        data["local6"] = labelled(("vortex",), np.abs(order.psi6), "1", "|ψ6|")
        data["neighbours"] = labelled(("vortex",), order.neighbours, "1", "Voronoi neighbours")
        data["global4"] = labelled((), order.global4, "1", "|⟨ψ4⟩|")
        data["global6"] = labelled((), order.global6, "1", "|⟨ψ6⟩|")
        data["defects"] = labelled((), order.defects(), "1", "share without six neighbours")
        data["energy"] = labelled((), found.energy, "Φ0²/2πμ0λ²", "energy of a vortex")
        data["residual"] = labelled((), found.residual, "Φ0²√n/2πμ0λ²", "largest force left")
        data["wave_vector"] = labelled(("q", "component"), q, "√n", "wave vector")
        data["structure"] = labelled(("q",), S, "1", "structure factor S(q)")
        for shape in ("square", "triangular"):
            value = float(best_energy(SHAPES[shape], law))
            data[shape] = labelled((), value, "Φ0²/2πμ0λ²", f"energy of a perfect {shape} lattice")
        data.attrs = {"anisotropy": epsilon, "count": count, "width": plane.width}
        tree[name] = xr.DataTree(data)
    return tree


def rectangle(count: int) -> Plane:
    """The nearly square rectangle of unit density that a triangular lattice fits, of about that
    many vortices: one that it does not fit would strain every crystal found."""
    side = np.sqrt(2 / np.sqrt(3))
    rows = max(2 * round(np.sqrt(count) / (side * np.sqrt(3))), 2)
    columns = max(round(count / rows), 1)
    return Plane(columns * side, rows * side * np.sqrt(3) / 2)


def best_energy(basis: Floats, law: PairLaw) -> float:
    """Energy of a perfect lattice at its best orientation, in steps of 1°."""
    a = np.radians(np.arange(0.0, 180.0))
    R = np.stack([np.stack([np.cos(a), np.sin(a)], -1), np.stack([-np.sin(a), np.cos(a)], -1)], -2)
    return float(lattice_energy(basis @ R, law).min())


def critical_anisotropy() -> xr.Dataset:
    """The ε of a lattice term ε cos 4φ at which the square lattice becomes lower than the
    triangular, against λ over the spacing; by bisection on perfect lattices."""
    ranges = np.array([0.3, 0.5, 1.0, 2.0])
    found = []
    for penetration in ranges:
        low, high = 0.0, 0.9
        for _ in range(20):
            middle = (low + high) / 2
            law = PairLaw(float(penetration), 8.0, -middle, 4)
            wins = best_energy(SHAPES["square"], law) < best_energy(SHAPES["triangular"], law)
            low, high = (low, middle) if wins else (middle, high)
        found.append((low + high) / 2)
    data = xr.Dataset()
    data = data.assign_coords(
        penetration=labelled(("penetration",), ranges, "1/√n", "λ over the mean spacing")
    )
    label = "lattice term at which square becomes lower than triangular"
    data["anisotropy"] = labelled(("penetration",), found, "1", label)
    return data
