"""Directly relaxed cells of tube lattices: beside the sum over pairs, and their convergence."""

import numpy as np
import xarray as xr

from pairlattice.engine.lattice import Floats
from pairlattice.engine.minimise import minimise
from pairlattice.engine.plane_lattice import Columns, Integers, columns, reduced, sublattices
from pairlattice.engine.vector import zeros
from pairlattice.model import build
from pairlattice.model.stiffness import uniform_stiffness
from pairlattice.model.tube_cells import Cell, Tube, cell, rest, tube_energy
from pairlattice.phenomena.labels import labelled
from pairlattice.phenomena.vortices.parameters import Parameters
from pairlattice.phenomena.vortices.tube_energies import SHAPES, acting, axis_name
from pairlattice.progress import Progress, silent
from pairlattice.scenario import Scenario


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


def relaxed(scenario: Scenario, p: Parameters, progress: Progress = silent) -> xr.Dataset:
    """Directly relaxed cells of equal pairs for each tube, beside the sum over pairs of tubes.

    For each axis the sublattice nearest to each shape: harmonic energy, averaged over places of
    the tube in the crystal's cell; the same from the table of W; with the scenario's quartic
    tether; and with a sharp edge, whose count of sites depends on the place.
    """
    tube = Tube(p.tube_radius, p.tube_edge)
    sharp = Tube(p.tube_radius, 0.0)
    lattice, tether = build.lattice(scenario), scenario.stiffness
    drive = uniform_stiffness(scenario.kappa, lattice.density) * p.displacement
    shape = (len(p.axes), len(SHAPES))
    direct, spread, summed, quartic, hard, hard_spread, strain = np.zeros((7, *shape))
    for i, axis in enumerate(p.axes):
        view, W = acting(lattice, axis, tube, tether, p.table_size)
        lone = W.self_energy(drive)
        places = [
            np.array([a, b]) / p.offsets @ view.plane
            for a in range(p.offsets)
            for b in range(p.offsets)
        ]
        for j, unit in enumerate(SHAPES.values()):
            M = nearest_sublattice(view, p.cell, unit)
            strain[i, j] = np.abs(_form(M @ view.plane) - _form(unit)).max()
            where = cell(view, M, tether)
            each = np.array([tube_energy(where, tube, at, drive) for at in places]) / lone
            direct[i, j], spread[i, j] = each.mean(), each.std(ddof=1)
            summed[i, j] = 1 + float(W.lattice_energy(where.basis, drive)) / lone
            quartic[i, j] = (
                tube_energy(where, tube, places[0], drive, scenario.tether.quartic) / lone
            )
            rough = np.array([tube_energy(where, sharp, at, drive) for at in places]) / lone
            hard[i, j], hard_spread[i, j] = rough.mean(), rough.std(ddof=1)
        progress(i + 1, len(p.axes), axis_name(axis))
    data = xr.Dataset(coords={"axis": [axis_name(a) for a in p.axes], "shape": list(SHAPES)})
    for name, values, label in (
        ("direct", direct, "relaxed energy of a tube, mean over its places"),
        ("direct_spread", spread, "standard deviation over places of the tube"),
        ("summed", summed, "lone tube and sum over pairs of tubes"),
        ("quartic", quartic, "relaxed energy with the quartic tether, tube on a site"),
        ("sharp", hard, "relaxed energy, tube with a sharp edge"),
        ("sharp_spread", hard_spread, "its standard deviation over places"),
        ("strain", strain, "how far the cell is from the shape"),
    ):
        data[name] = labelled(
            ("axis", "shape"), values, "E/E_lone" if name != "strain" else "1", label
        )
    return data.assign_attrs(cell=p.cell)


def convergence(scenario: Scenario, p: Parameters) -> xr.Dataset:
    """One tube lattice by the engine's minimiser at several tolerances, and in larger cells."""
    tube, tether = Tube(p.tube_radius, p.tube_edge), scenario.stiffness
    view = columns(build.lattice(scenario), p.axes[0])
    drive = uniform_stiffness(scenario.kappa, view.lattice.density) * p.displacement
    M = nearest_sublattice(view, p.cell, SHAPES["triangular"])
    where = cell(view, M, tether)
    force = drive * (1 - where.tube(tube, np.zeros(2)))
    g = scenario.tether.quartic
    exact = rest(where, force, g).energy
    tolerances = np.array([1e-3, 1e-4, 1e-5, 1e-6, 1e-8])
    energy = where.hamiltonian(tether, g, force)
    found = [
        minimise(energy, zeros(where.sample.size, float), tolerance=t).energy for t in tolerances
    ]
    multiples = np.array([1, 2, 3])
    sizes = [_several(where, view, M, m, tether, drive, tube) for m in multiples]
    data = xr.Dataset()
    data = data.assign_coords(
        tolerance=labelled(("tolerance",), tolerances, "E0/d", "largest force left"),
        multiple=labelled(("multiple",), multiples, "1", "tubes along each side of the cell"),
    )
    lone = abs(exact)
    data["tolerance_error"] = labelled(
        ("tolerance",), np.abs(np.array(found) - exact) / lone, "1", "relative error of the energy"
    )
    change = np.abs(np.array(sizes) / sizes[0] - 1)
    data["size_change"] = labelled(("multiple",), change, "1", "relative change of a tube's energy")
    return data


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
    return (energy - rest(large, np.full(p.shape, drive)).energy) / m**2
