"""Section VIII: three steps from one scenario, and arrangements of tubes."""

import numpy as np
import pytest

import tiny_results
from pairlattice.errors import InputError
from pairlattice.model import closures
from pairlattice.model.local_states import LocalState
from pairlattice.phenomena import phenomenon
from pairlattice.phenomena.vortices import results as r
from pairlattice.phenomena.vortices import three_steps
from pairlattice.phenomena.vortices.cross_section import Rod, count_tubes, measure
from pairlattice.phenomena.vortices.tubes import critical_fields
from pairlattice.scenario import Scenario

ENTRY = phenomenon("vortices")


def scenario(**tables) -> Scenario:
    return tiny_results.scenario("vortices", **tables)


@pytest.fixture(scope="module")
def tree(tiny):
    return tiny["vortices"]


def shares(tree, case):
    data = r.SHARE.at(f"case{case}").of(tree)
    return {str(n): float(data.sel(state_name=n)) for n in data.state_name.to_numpy()}


def test_four_fields_give_insulating_meissner_vortex_and_normal_states(tree):
    named = [str(r.SAMPLE_STATE.at(f"case{i}").values(tree)).split(" (")[0] for i in range(4)]
    assert named == ["insulating", "Meissner", "vortex", "normal"]
    for case in range(4):
        assert sum(shares(tree, case).values()) == pytest.approx(1, abs=1e-12)


def test_the_magnetic_layer_lies_at_the_surface_and_the_middle_stays_insulating(tree):
    state = r.ACROSS.at("case1").values(tree)
    middle = len(state) // 2
    assert state[middle, middle] == LocalState.INSULATING
    edge = np.concatenate([state[1, 3:-3], state[3:-3, 1]])
    assert np.mean(edge == LocalState.MAGNETIC) > 0.9


def test_metallic_regions_are_as_many_as_the_closure_asks_while_they_are_separate(tree):
    scan = tree["scan"].to_dataset().isel(material=0, temperature=0)
    between = (scan.place > 1) & (scan.place < 2) & (scan.merged == 0)
    assert int(between.sum()) >= 1
    off = np.abs(scan.found - scan.expected).to_numpy()[between.to_numpy()]
    assert off.max() <= 1
    assert float(scan.expected.max()) > 5


def test_type_one_jumps_from_a_meissner_state_to_metal(tree):
    scan = tree["scan"].to_dataset().isel(material=1, temperature=0)
    metal = scan.share.sel(state_name="metallic").to_numpy()
    place = scan.place.to_numpy()
    assert metal[place == 0.8].item() < 0.02
    assert metal[place == 1.0].item() > 0.98


def test_with_the_materials_own_coupling_no_part_is_magnetic_and_with_full_drive_no_tube_metallic(
    tree,
):
    """What the closures bring: η = 1 displaces by far less than A*; drive and heat compete."""
    assert shares(tree, 5)["magnetic"] == 0
    assert shares(tree, 6)["insulating"] > 0.99
    assert shares(tree, 4)["metallic"] < 0.2 * shares(tree, 2)["metallic"]
    real = tree["real_numbers"].to_dataset()
    assert float(real.displacement.max()) < 0.02
    assert float(real.coupling.sel(material="Pb")) > 1e3


def test_a_rod_without_a_heated_region_has_no_metal_so_that_metal_means_heat():
    plain = scenario()
    where = Rod.of(plain, ENTRY.experiment.accept(plain))
    cold = measure(where, 0.1, 0.0, (80, 120))
    hot = measure(where, 0.99, 0.0, (80, 120))
    assert cold.shares["insulating"] > 0.999
    assert hot.shares["metallic"] > 0.95
    assert count_tubes(cold).number == 0


def test_fields_are_placed_between_the_critical_ones():
    critical = critical_fields("Nb")
    lower, upper = (float(x) for x in critical.at(3.0))
    at = [three_steps.field_at(critical, 3.0, x) for x in (0, 1, 1.5, 2, 2.2)]
    assert at == pytest.approx([0, lower, (lower + upper) / 2, upper, 1.1 * upper])


def test_pairs_prefer_square_along_001_and_triangular_along_111_and_not_distorted_along_110(tree):
    data = tree["tube_lattices"].to_dataset()
    best = [str(data["shape"][i].item()) for i in data.lowest[:, :, 1].argmin("shape")]
    assert best == ["square", "triangular", "square"]
    difference = data.lowest.sel(shape="square") - data.lowest.sel(shape="triangular")
    error = r.LOWEST.error.of(tree).max("shape")
    assert float((np.abs(difference) / error)[:, :3].min()) > 20


def test_the_symmetry_energy_falls_exponentially_or_as_the_sixth_power(tree):
    data = tree["tube_lattices"].to_dataset()
    assert float(data.tail_order[0]) == 0
    assert float(data.tail_order[1]) == pytest.approx(6, abs=0.3)
    # The square lattice's neighbours stand one spacing away, 1/ℓ is that of the pairs.
    assert float(data.decay[0, 0]) == pytest.approx(1 / float(data.correlation[0, 0]), rel=0.1)
    assert float(data.decay[1, 1]) == pytest.approx(6, abs=0.2)


def test_the_vortices_own_repulsion_exceeds_the_pairs_symmetry_energy(tree):
    data = tree["against_repulsion"].to_dataset()
    ratio = np.abs(data.pairs / data.vortices)
    assert float(ratio.max()) < 1e-2
    assert float(ratio.sel(spacing=100.0).max()) < 1e-9
    assert np.all(data.vortices.to_numpy()[:-1] > 0)


def test_free_tubes_crowd_together_and_repulsion_alone_makes_them_nearly_triangular(tree):
    data = tree["free"].to_dataset()
    pairs = data.isel(case=data.energy == "pairs alone")
    repelled = data.isel(case=data.energy == "vortex repulsion alone")
    assert float(pairs.short.max()) < 0.75
    assert float(repelled.short.min()) > 1.0
    assert float(np.abs(repelled.cell_angle - 60).max()) < 6


def test_relaxation_converges_with_tolerance_and_cell(tree):
    data = tree["convergence"].to_dataset()
    errors = data.tolerance_error.to_numpy()
    assert np.all(np.diff(errors) <= 0)
    assert errors[-1] < 1e-12
    assert float(data.size_change.max()) < 1e-7
    cells = tree["relaxed_cells"].to_dataset()
    np.testing.assert_allclose(cells.direct, cells.summed, rtol=3e-4)


def test_the_distorted_shape_is_that_of_the_projection_along_110(tree):
    assert r.PLANE_GROUP.at("axis2").values(tree) == "c2mm"
    assert r.ANGLE.at("axis2").value(tree) == pytest.approx(np.degrees(np.arccos(1 / 3)))
    beta = tree["tube_lattices"]["beta"]
    assert float(beta.sel(shape="triangular")) == pytest.approx(1.1596, abs=1e-4)
    assert float(beta.sel(shape="square")) == pytest.approx(1.1803, abs=1e-4)


def test_every_closure_has_its_own_number():
    ids = [closure.id for closure in closures.ALL]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    ("tables", "message"),
    [
        ({"tether": {"kappa": -0.1}}, "tether.kappa"),
        ({"thermostat": {"temperature": "12 K"}}, "below Tc"),
        ({"thermostat": {"friction": 0.0}}, "thermostat.friction above 0"),
    ],
)
def test_a_scenario_that_cannot_be_used_is_refused_in_one_line(tables, message):
    with pytest.raises(InputError, match=message) as refused:
        ENTRY.experiment.run(scenario(**tables))
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "table", [{"axes": [[0, 0, 0]]}, {"regimes": [0, 1, 0.5, 2]}, {"temperatures": [1.2]}, {"x": 1}]
)
def test_a_table_that_cannot_be_used_is_refused_in_one_line(table):
    with pytest.raises(InputError, match=r"vortices\.\w+") as refused:
        ENTRY.experiment.accept(scenario(vortices=table))
    assert "\n" not in str(refused.value)


def test_a_type_one_material_has_no_tubes():
    plain = scenario()
    table = {**plain.experiment_table, "material": "Pb"}
    with pytest.raises(InputError, match="type II"):
        ENTRY.experiment.run(plain.replace(vortices=table))


def test_the_whole_experiment_draws_and_tabulates(tree):
    drawn = ENTRY.figures.draw(tree)
    assert set(drawn) == set(ENTRY.figures.captions(tree))
    assert set(drawn) == {"fig11", "fig12", "fig13", "fig13_ensembles"}
    assert len(ENTRY.figures.tables(tree)) == 10
    for node in tree.subtree:
        for name, variable in node.data_vars.items():
            assert {"units", "long_name"} <= set(variable.attrs), name
