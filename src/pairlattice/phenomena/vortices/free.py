"""The free arrangement of tubes, and their symmetry energy beside the vortices' repulsion."""

import numpy as np
import xarray as xr

from pairlattice import constants as c
from pairlattice.engine.plane_lattice import columns, reduced, sublattices
from pairlattice.model import build
from pairlattice.model.magnetic import MagneticDrive
from pairlattice.model.stiffness import uniform_stiffness
from pairlattice.model.tube_cells import Tube
from pairlattice.phenomena.labels import labelled
from pairlattice.phenomena.vortices.parameters import Parameters
from pairlattice.phenomena.vortices.tube_energies import REAL, SHAPES, acting, axis_name
from pairlattice.point_vortices import PairLaw
from pairlattice.point_vortices import lattice_energy as vortex_energy
from pairlattice.scenario import Scenario


def free(scenario: Scenario, p: Parameters) -> xr.Dataset:
    """The lowest of all tube lattices with one tube a cell: the pairs alone, vortex repulsion
    alone, and both with the strengths of the scenario's material.

    Among all sublattices whose tubes do not overlap, with the same pairs for each tube. The
    repulsion is K0 with the material's λ in units of its own d, per length along the field.
    """
    tube, tether = Tube(p.tube_radius, p.tube_edge), scenario.stiffness
    lattice, units = build.lattice(scenario), p.units(scenario)
    critical = p.critical()
    density = lattice.density
    k_TO = uniform_stiffness(scenario.kappa, density)
    u = float(MagneticDrive(k_TO, density).displacement(critical.upper / units.magnetic_field))
    # Φ0²/(2π μ0 λ²) for each metre along the field, in E0/d.
    strength = c.flux_quantum**2 / (2 * np.pi * c.vacuum_permeability * p.penetration**2)
    strength *= units.length / units.energy
    names, short, angle, ratio = [], [], [], []
    for axis in p.axes:
        view, W = acting(lattice, axis, tube, tether, p.table_size)
        found = sublattices(p.free_cell)
        bases = np.array([reduced(M @ view.plane)[0] for M in found])
        apart = np.linalg.norm(bases[:, 0], axis=1) > 2 * p.tube_radius + 2 * p.tube_edge
        bases = bases[apart]
        pairs = W.lattice_energy(bases, k_TO * u) / view.repeat
        law = PairLaw(3.0 * np.sqrt(p.free_cell * view.area), 4.0)
        vortices = strength * vortex_energy(bases, law)
        for name, energy in (
            ("pairs alone", pairs),
            ("vortex repulsion alone", vortices),
            ("both", pairs + vortices),
        ):
            lowest = bases[int(np.argmin(energy))]
            a, b = lowest
            names.append((axis_name(axis), name))
            short.append(np.linalg.norm(a) / np.sqrt(p.free_cell * view.area))
            cosine = abs(a @ b) / np.linalg.norm(a) / np.linalg.norm(b)
            angle.append(np.degrees(np.arccos(cosine)))
            ratio.append(np.linalg.norm(b) / np.linalg.norm(a))
    data = xr.Dataset(
        coords={"axis": ("case", [n[0] for n in names]), "energy": ("case", [n[1] for n in names])}
    )
    for key, values, unit, label in (
        ("short", short, "√area", "shortest distance of tubes"),
        ("ratio", ratio, "1", "ratio of the cell's sides"),
        ("cell_angle", angle, "degree", "angle of the cell"),
    ):
        data[key] = labelled(("case",), values, unit, label)
    return data.assign_attrs(cell=p.free_cell)


def against_repulsion(scenario: Scenario, p: Parameters, found: xr.Dataset) -> xr.Dataset:
    """Square against triangular: the pairs' difference over the vortices' own, for the material.

    Both per length along the field, the pairs driven at Bc2 with η = 1. The repulsion's difference
    is that of K0 with the material's λ.
    """
    units, critical = p.units(scenario), p.critical()
    density = build.lattice(scenario).density
    k_TO = uniform_stiffness(scenario.kappa, density)
    u = float(MagneticDrive(k_TO, density).displacement(critical.upper / units.magnetic_field))
    strength = c.flux_quantum**2 / (2 * np.pi * c.vacuum_permeability * p.penetration**2)
    lam = p.penetration / units.length
    all_spacings = np.concatenate([2.0 * np.array(p.spacings), 2.0 * REAL])
    vortices = []
    for s in all_spacings:
        law = PairLaw(lam / s, min(12.0, 40.0 * s / lam))
        square, triangular = (
            float(vortex_energy(np.asarray(SHAPES[n], np.float64), law))
            for n in ("square", "triangular")
        )
        vortices.append(strength * (square - triangular))
    pairs = []
    lattice = build.lattice(scenario)
    for i, axis in enumerate(p.axes):
        repeat = columns(lattice, axis).repeat
        scale = float(found.lone[i]) * (k_TO * u) ** 2 * units.energy / (repeat * units.length)
        near = (found.lowest.sel(shape="square") - found.lowest.sel(shape="triangular"))[i]
        far = [_far_difference(found, i, k) for k in range(len(REAL))]
        pairs.append(scale * np.concatenate([near.to_numpy(), far]))
    data = xr.Dataset(coords={"axis": [axis_name(a) for a in p.axes]})
    data = data.assign_coords(
        spacing=labelled(("spacing",), all_spacings / 2.0, "a", "spacing √(area) over a")
    )
    label = "energy of a square less that of a triangular lattice, for each tube"
    data["pairs"] = labelled(("axis", "spacing"), pairs, "J/m", f"{label}, pairs")
    data["vortices"] = labelled(("spacing",), vortices, "J/m", f"{label}, K0 repulsion")
    return data.assign_attrs(displacement=u, field=critical.upper)


def _far_difference(found: xr.Dataset, axis: int, index: int) -> float:
    """Extrapolated square less triangular, in units of a lone tube's energy."""
    sign = -np.sign(found.lowest[axis, :, -1].to_numpy())
    size = 10.0 ** np.maximum(found.at_real[axis, :, index].to_numpy(), -300.0)
    names = list(found["shape"].to_numpy())
    value = {n: -s * e for n, s, e in zip(names, sign, size, strict=True)}
    return float(value["square"] - value["triangular"])
