"""A result in the format of another program is what that program's own reader finds in it.

| sites, displacements | written here | read by ASE, meshio                |
| series               | written here | read by pandas                     |
| everything           | written here | read by xarray through h5netcdf    |
"""

import json

import ase.io
import meshio
import numpy as np
import pandas as pd
import pytest
import xarray as xr

from pairlattice import store
from pairlattice.errors import InputError
from pairlattice.export import FORMATS, export
from pairlattice.model.plain_run import run as simulate
from pairlattice.scenario import Scenario

PERIODIC = Scenario.from_toml(
    """
    title = 'Lead, "cold"'
    [material]
    name = "Pb"
    [lattice]
    size = [2, 3, 4]
    [electric_field]
    strength = 0.02
    direction = [0, 0, 1]
    [run]
    steps = 60
    """
)
OPEN = Scenario(sample={"shape": "sphere", "radius": 2.0}, run={"steps": 20})


@pytest.fixture(scope="module", params=["periodic", "open"])
def case(request, tmp_path_factory):
    scenario = {"periodic": PERIODIC, "open": OPEN}[request.param]
    folder = tmp_path_factory.mktemp("export") / "run"
    store.save(simulate(scenario), folder, scenario.source, store.provenance(scenario, 1.0))
    return store.load(folder), scenario, folder


def expected(tree, scenario):
    """Positions and displacements in the unit of the export, straight from the result."""
    data = tree["sites"].to_dataset()
    here = data["site"].values
    scale = scenario.units.length / 1e-10 if scenario.units else 1.0
    return data["position"].values[here] * scale, data["mean_displacement"].values[here] * scale


def test_ase_reads_electrons_at_their_mean_places_in_the_right_cell(case, tmp_path):
    tree, scenario, _ = case
    atoms = ase.io.read(export(tree, scenario, tmp_path / "a.xyz"))
    position, displacement = expected(tree, scenario)
    assert np.array_equal(atoms.positions, position + displacement)
    assert np.array_equal(atoms.arrays["displacement"], displacement)
    assert atoms.pbc.all() == (scenario.sample is None)
    if scenario.sample is None:
        # 4 sites fill a cube of edge 2 d, and lead has the pair density of the data set.
        density = len(atoms) / atoms.get_volume() * 1e30
        assert density == pytest.approx(scenario.material.density(), rel=1e-9)
        assert atoms.info["unit"] == "Å"
        # In the field the nearest neighbours stay a·√½ apart, to within the displacements.
        distances = atoms.get_all_distances(mic=True)[0]
        edge = 2 * scenario.units.length * 1e10
        assert np.sort(distances)[1] == pytest.approx(edge * 0.5**0.5, rel=0.05)


@pytest.mark.parametrize("ending", ["vtk", "vtu", "xdmf"])
def test_meshio_reads_the_same_points_and_vectors(case, tmp_path, ending):
    tree, scenario, _ = case
    mesh = meshio.read(export(tree, scenario, tmp_path / f"a.{ending}"))
    position, displacement = expected(tree, scenario)
    assert np.array_equal(mesh.points, position)
    assert np.array_equal(mesh.point_data["displacement"], displacement)
    assert mesh.cells[0].type == "vertex"


def test_xarray_reads_every_array_with_its_units_from_netcdf(case, tmp_path):
    tree, scenario, _ = case
    path = export(tree, scenario, tmp_path / "a.nc")
    with xr.open_datatree(path, engine="h5netcdf") as read:
        for node in tree.subtree:
            for name, value in node.to_dataset(inherit=False).variables.items():
                other = read[node.path].to_dataset()[name]
                assert other.dtype.kind == value.dtype.kind
                assert np.array_equal(other.values, value.values), name
                assert other.attrs.get("units") == value.attrs.get("units")
        assert json.loads(read.attrs["fractions"]) == tree.attrs["fractions"]
        assert Scenario.from_toml(read.attrs["scenario"]) == scenario


def test_pandas_reads_every_digit_of_the_series(case, tmp_path):
    tree, scenario, _ = case
    table = pd.read_csv(export(tree, scenario, tmp_path / "a.csv"))
    assert table["time [t0]"].values == pytest.approx(tree["time"].values, rel=1e-15)
    assert table["coherence"].values == pytest.approx(tree["coherence"].values, rel=1e-15)
    current = [f"current_{axis} [e/(d^2 t0)]" for axis in "xyz"]
    assert np.allclose(table[current].values, tree["current"].values, rtol=1e-15, atol=0)


def test_what_is_there_is_never_overwritten(case, tmp_path):
    tree, scenario, _ = case
    for ending in FORMATS:
        path = tmp_path / f"a{ending}"
        path.write_text("mine")
        with pytest.raises(InputError, match="is there already"):
            export(tree, scenario, path)
        assert path.read_text() == "mine"
    (tmp_path / "b.h5").write_text("mine")
    with pytest.raises(InputError, match=r"b\.h5 is there already"):
        export(tree, scenario, tmp_path / "b.xdmf")


@pytest.mark.parametrize(
    ("name", "line"),
    [("a.pdf", "must end in one of .xyz"), ("a", "must end in"), ("no/a.xyz", "is no folder")],
)
def test_a_name_that_no_format_has_gets_one_line(case, tmp_path, name, line):
    tree, scenario, _ = case
    with pytest.raises(InputError, match=line):
        export(tree, scenario, tmp_path / name)


def test_a_result_without_sites_or_series_says_what_holds_it(tmp_path):
    tree = xr.DataTree(xr.Dataset({"x": ((), 1.0)}))
    for ending in (".xyz", ".vtk", ".csv"):
        with pytest.raises(InputError, match=r"\.nc holds everything"):
            export(tree, OPEN, tmp_path / f"a{ending}")
    assert list(tmp_path.iterdir()) == []
