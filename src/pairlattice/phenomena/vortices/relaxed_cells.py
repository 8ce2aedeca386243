"""Directly relaxed cells of tube lattices: beside the sum over pairs, and their convergence."""

import numpy as np

from pairlattice.engine.lattice import Floats
from pairlattice.engine.minimise import minimise
from pairlattice.engine.vector import zeros
from pairlattice.phenomena.vortices import results as r
from pairlattice.phenomena.vortices.parameters import Parameters
from pairlattice.phenomena.vortices.plane_lattice import Columns, Integers, reduced, sublattices
from pairlattice.phenomena.vortices.tube_cells import (
    Cell,
    Tube,
    cell,
    rest,
    tube_energy,
    uniform_energy,
)
from pairlattice.phenomena.vortices.tube_energies import SHAPES, TubeCrystal
from pairlattice.progress import Progress
from pairlattice.variable import Values


def nearest_sublattice(view: Columns, index: int, unit: Floats) -> Integers:
    """Integer rows of the sublattice of that index whose form is nearest to a shape, any
    orientation: by the reduced cells' lengths and angle."""
    target = _form(unit)
    found = sublattices(index)
    distance = [float(np.abs(_form(M @ view.plane) - target).max()) for M in found]
    return np.asarray(found[int(np.argmin(distance))], dtype=np.int64)


def _form(basis: Floats) -> Floats:
    """Cosine and ratio of lengths of the reduced cell, which tell plane lattices apart."""
    (a, b), _ = reduced(basis)
    return np.array([a @ b / (a @ a), np.sqrt(b @ b / (a @ a))])


def relaxed(crystal: TubeCrystal, p: Parameters, progress: Progress) -> Values:
    """Directly relaxed cells of equal pairs for each tube, beside the sum over pairs of tubes.

    For each axis the sublattice nearest to each shape: harmonic energy, averaged over places of
    the tube in the crystal's cell; the same from the table of W; with the quartic tether; and with
    a sharp edge, whose count of sites depends on the place.
    """
    tube, tether = crystal.tube, crystal.tether
    sharp = Tube(tube.radius, 0.0)
    drive = crystal.stiffness * p.displacement
    shape = (len(p.axes), len(SHAPES))
    direct, spread, summed, stiffened, hard, hard_spread, strain = np.zeros((7, *shape))
    for i, (axis, (view, W)) in enumerate(crystal.views.items()):
        lone = W.self_energy(drive)
        places = crystal.places(view)
        for j, unit in enumerate(SHAPES.values()):
            M = nearest_sublattice(view, p.cell, unit)
            strain[i, j] = np.abs(_form(M @ view.plane) - _form(unit)).max()
            where = cell(view, M, tether)
            each = np.array([tube_energy(where, tube, at, drive) for at in places]) / lone
            direct[i, j], spread[i, j] = each.mean(), each.std(ddof=1)
            summed[i, j] = 1 + float(W.lattice_energy(where.basis, drive)) / lone
            stiffened[i, j] = tube_energy(where, tube, places[0], drive, crystal.quartic) / lone
            rough = np.array([tube_energy(where, sharp, at, drive) for at in places]) / lone
            hard[i, j], hard_spread[i, j] = rough.mean(), rough.std(ddof=1)
        progress(i + 1, len(p.axes), axis)
    return {
        r.CELL_AXIS: list(crystal.views),
        r.CELL_SHAPE: list(SHAPES),
        r.DIRECT: direct,
        r.DIRECT_SPREAD: spread,
        r.SUMMED: summed,
        r.QUARTIC: stiffened,
        r.SHARP: hard,
        r.SHARP_SPREAD: hard_spread,
        r.STRAIN: strain,
        r.GAP: np.abs(direct / summed - 1).max(),
    }


def convergence(crystal: TubeCrystal, p: Parameters) -> Values:
    """One tube lattice by the engine's minimiser at several tolerances, and in larger cells."""
    tube, tether = crystal.tube, crystal.tether
    view, _ = next(iter(crystal.views.values()))
    drive = crystal.stiffness * p.displacement
    M = nearest_sublattice(view, p.cell, SHAPES["triangular"])
    where = cell(view, M, tether)
    force = drive * (1 - where.tube(tube, np.zeros(2)))
    quartic = crystal.quartic
    exact = rest(where, force, quartic).energy
    tolerances = np.array([1e-3, 1e-4, 1e-5, 1e-6, 1e-8])
    energy = where.hamiltonian(tether, quartic, force)
    found = [
        minimise(energy, zeros(where.sample.size, float), tolerance=t).energy for t in tolerances
    ]
    multiples = np.array([1, 2, 3])
    sizes = [_several(where, view, M, m, tether, drive, tube) for m in multiples]
    return {
        r.TOLERANCE: tolerances,
        r.TOLERANCE_ERROR: np.abs(np.array(found) - exact) / abs(exact),
        r.MULTIPLE: multiples,
        r.SIZE_CHANGE: np.abs(np.array(sizes) / sizes[0] - 1),
    }


def _several(
    one: Cell, view: Columns, M: Integers, m: int, tether: float, drive: float, tube: Tube
) -> float:
    """Energy of a tube in a cell of m × m tubes, relaxed as a whole."""
    large = cell(view, m * M, tether)
    p = np.zeros(large.plane.shape[:2])
    for i in range(m):
        for j in range(m):
            p += large.tube(tube, np.array([i, j]) @ one.basis)
    energy = rest(large, drive * (1 - np.minimum(p, 1.0))).energy
    return (energy - uniform_energy(large, drive)) / m**2
