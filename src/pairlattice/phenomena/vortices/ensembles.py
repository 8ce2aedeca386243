"""Point vortices that repel as K0, without and with a lattice term: what annealing finds."""

from typing import Any

import numpy as np

from pairlattice.engine.bond_order import bond_order, coordination
from pairlattice.engine.lattice import Floats
from pairlattice.phenomena.vortices import results as r
from pairlattice.phenomena.vortices.parameters import Parameters
from pairlattice.phenomena.vortices.tube_energies import SHAPES, turned
from pairlattice.point_vortices import PairLaw, Plane, anneal, lattice_energy, structure_factor
from pairlattice.progress import Progress, part
from pairlattice.variable import Values, Variable

# Time step in units of the stability of a pair of near neighbours; below 1 is stable.
_STRIDE = 0.4


def annealed(seed: int, p: Parameters, progress: Progress) -> Values:
    """Ensembles at unit density: `repulsion`, and `lattice_term` with ε cos 4φ in the pair law.

    Each with positions, bond order, Voronoi neighbours and structure factor, and the energies of
    perfect square and triangular lattices of the same law at their best orientation.
    """
    values: dict[Variable, Any] = {}
    cases = (
        ("repulsion", p.vortices, 0.0),
        ("lattice_term", p.ordered_vortices, -p.anisotropy),
    )
    for index, (name, count, epsilon) in enumerate(cases):
        # At 6 λ the cutoff moves the difference of two lattices by a part in forty.
        law = PairLaw(p.ensemble_penetration, 6.0, epsilon, 4)
        plane = rectangle(count) if not epsilon else Plane(np.sqrt(count), np.sqrt(count))
        count = round(plane.area)
        start = np.random.default_rng(seed).random((count, 2)) * plane.size
        told = part(progress, index, 1, len(cases), name)
        found = anneal(plane, law, start, p.melt, p.ensemble_steps, seed, _STRIDE, told)
        points, box = found.positions, (plane.width, plane.height)
        psi4, psi6 = (bond_order(points, box, k) for k in (4, 6))
        neighbours = coordination(points, box)
        q, S = structure_factor(plane, points, int(1.6 * np.sqrt(count)))
        ensemble = {
            r.ANISOTROPY: epsilon,
            r.POSITION: points,
            r.LOCAL4: np.abs(psi4),
            r.LOCAL6: np.abs(psi6),
            r.NEIGHBOURS: neighbours,
            r.GLOBAL4: abs(psi4.mean()),
            r.GLOBAL6: abs(psi6.mean()),
            r.DEFECTS: np.mean(neighbours != 6),
            r.ENERGY: found.energy,
            r.TRIANGULAR: best_energy(SHAPES["triangular"], law),
            r.SQUARE: best_energy(SHAPES["square"], law),
            r.WAVE_VECTOR: q,
            r.STRUCTURE: S,
        }
        values |= {variable.at(name): value for variable, value in ensemble.items()}
    return values


def rectangle(count: int) -> Plane:
    """The nearly square rectangle of unit density that a triangular lattice fits, of about that
    many vortices: one that it does not fit would strain every crystal found."""
    side = np.sqrt(2 / np.sqrt(3))
    rows = max(2 * round(np.sqrt(count) / (side * np.sqrt(3))), 2)
    columns = max(round(count / rows), 1)
    return Plane(columns * side, rows * side * np.sqrt(3) / 2)


def best_energy(basis: Floats, law: PairLaw) -> float:
    """Energy of a perfect lattice at its best orientation, in steps of 1°."""
    every = turned(basis, np.arange(0.0, 180.0)).astype(np.float64)
    return float(lattice_energy(every, law).min())


def critical_anisotropy() -> Values:
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
    return {r.REACH: ranges, r.CRITICAL_ANISOTROPY: found}
