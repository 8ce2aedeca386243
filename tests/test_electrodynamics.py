"""Maxwell's equations with bound pairs, and the paper's set in both readings.

Routes that must agree:
    a pulse in vacuum                <->  itself, shifted by c t
    frequency of a wave on the grid  <->  k² = ω² ε(ω) of the Lorentz medium
    centroid of a packet             <->  dω/dk
    ∇·E of the field                 <->  charge carried by the pairs' current
    energy of field, pairs and heat  <->  itself, earlier
    energy of a stretch              <->  Poynting's flow through its ends, and the source's work
    depth of a static field          <->  London's penetration depth
"""

import numpy as np
import pytest

from pairlattice.electrodynamics import (
    Grid,
    Medium,
    System,
    charge_rates,
    energy,
    gauss_residual,
    inflow,
    node_error,
    packet,
    plane_wave,
    rest,
    run,
    step,
    work,
)
from pairlattice.errors import InputError
from pairlattice.standard import london, lorentz


def _vacuum_pulse_error(cells: int) -> float:
    """Root mean square error after half a turn round a ring of length 20."""
    grid = Grid((cells, 1), 20 / cells)
    system = System(grid, Medium.vacuum(grid), time_step=0.5 * grid.spacing)
    start = packet(system, 5.0, 1.0)
    end, _ = run(system, start, cells, lambda _: None, every=cells)
    return float(np.sqrt(np.mean((end.E[1] - np.roll(start.E[1], cells // 2, 0)) ** 2)))


def test_vacuum_pulse_travels_at_c_with_second_order_convergence():
    errors = [_vacuum_pulse_error(cells) for cells in (100, 200, 400)]
    orders = np.log2(np.array(errors[:-1]) / errors[1:])
    np.testing.assert_allclose(orders, 2.0, atol=0.05)
    assert errors[-1] < 5e-4


def test_vacuum_pulse_moves_towards_plus_x_only():
    grid = Grid((400, 1), 0.05)
    system = System(grid, Medium.vacuum(grid))
    start = packet(system, 5.0, 0.7)
    np.testing.assert_allclose(start.B.sum(), start.E[1].sum(), rtol=1e-3)
    end, _ = run(system, start, 200, lambda _: None, every=200)
    x = grid.positions((False, True))[0]
    centre = float(np.sum(x * end.E[1] ** 2) / np.sum(end.E[1] ** 2))
    assert centre == pytest.approx(5.0 + 200 * system.time_step, rel=1e-3)


def _frequency(periods: int, branch: str, plasma: float, resonance: float) -> tuple[float, float]:
    """k and the measured ω of a wave on a ring of pairs."""
    grid = Grid((200, 1), 0.05)
    system = System(grid, Medium.uniform(grid, plasma, resonance))
    state = plane_wave(system, periods, branch)
    phase = np.exp(-2j * np.pi * periods * np.arange(200) / 200)
    _, seen = run(system, state, 400, lambda s: complex(np.sum(s.E[1, :, 0] * phase)))
    f = np.array(seen)
    if periods == 0:
        # A real swing without phase: f(t + Δ) + f(t − Δ) = 2 f(t) cos ωΔ.
        cosine = np.sum(f[1:-1] * (f[2:] + f[:-2])).real / (2 * np.sum(f[1:-1] ** 2).real)
        return 0.0, float(np.arccos(cosine) / system.time_step)
    angle = np.unwrap(np.angle(f))
    omega = -np.polyfit(np.arange(401) * system.time_step, angle, 1)[0]
    return 2 * np.pi * periods / 10.0, float(omega)


@pytest.mark.parametrize("branch", ["upper", "lower"])
@pytest.mark.parametrize("periods", [1, 2, 4, 8])
def test_waves_of_the_pair_medium_obey_the_lorentz_dispersion(periods, branch):
    k, omega = _frequency(periods, branch, 1.5, 1.0)
    permittivity = lorentz.permittivity(omega, 1.0, 1.5).real
    assert permittivity * omega**2 == pytest.approx(k**2, rel=0.01)


def test_stop_band_ends_at_the_resonance_and_at_the_longitudinal_frequency():
    low, high = lorentz.stop_band(1.0, 1.5)
    assert _frequency(30, "lower", 1.5, 1.0)[1] == pytest.approx(float(low), rel=0.01)
    # At k = 0 the upper branch swings as √(ω0² + ω_p²).
    assert _frequency(0, "upper", 1.5, 1.0)[1] == pytest.approx(float(high), rel=0.01)


@pytest.mark.parametrize(("branch", "k0"), [("lower", 0.6), ("upper", 2.0)])
def test_packet_in_the_pair_medium_moves_at_the_group_velocity(branch, k0):
    grid = Grid((1600, 1), 0.05)
    system = System(grid, Medium.uniform(grid, 1.5, 1.0))
    start = packet(system, 20.0, 5.0, k0, branch)
    x = grid.positions((False, True))[0][:, 0]

    def centre(state):
        density = (state.E**2 + state.displacement**2 + state.velocity**2)[1, :, 0]
        density = density + state.B[:, 0] ** 2
        return float(np.sum(x * density) / np.sum(density))

    steps = 1200
    _, seen = run(system, start, steps, centre, every=100)
    times = np.arange(len(seen)) * 100 * system.time_step
    speed = float(np.polyfit(times, seen, 1)[0])
    omegas = np.array([_on_branch(k0, branch)])
    assert speed == pytest.approx(
        float(lorentz.group_velocity(omegas, 1.0, 1.5)[0] / 299792458.0), rel=0.01
    )


def _on_branch(k: float, branch: str) -> float:
    """ω with ω² ε(ω) = k², by bisection on the permittivity."""
    from scipy.optimize import brentq

    low, high = lorentz.stop_band(1.0, 1.5)
    bounds = (1e-6, float(low) - 1e-9) if branch == "lower" else (float(high) + 1e-9, 100.0)
    return brentq(lambda w: w**2 * lorentz.permittivity(w, 1.0, 1.5).real - k**2, *bounds)


def _cylinder(law: str, damping: float = 0.1) -> tuple[System, object]:
    grid = Grid((120, 120), 0.1, ("conducting", "periodic"))
    medium = Medium.cylinder(grid, (7.0, 6.0), 2.0, 2.0, 1.0, damping)
    system = System(grid, medium, law)
    return system, packet(system, 3.0, 0.7, plasma=0.0)


@pytest.mark.parametrize("law", ["standard", "polarisation"])
def test_charge_is_conserved_to_rounding_where_the_pairs_current_counts(law):
    system, state = _cylinder(law)
    end, _ = run(system, state, 250, lambda _: None, every=250)
    assert np.max(np.abs(end.charge)) > 1.0  # charges do appear on the surface
    assert np.max(np.abs(gauss_residual(system, end))) < 1e-12 * np.max(np.abs(end.charge))
    by_pairs = -system.grid.divergence(system.medium.plasma * end.displacement)
    np.testing.assert_allclose(end.charge, by_pairs, atol=1e-12 * np.max(np.abs(by_pairs)))


def test_literal_reading_freezes_the_charge_while_its_pairs_carry_charge():
    system, state = _cylinder("literal")
    middle, _ = run(system, state, 200, lambda _: None, every=200)
    end, _ = run(system, middle, 1, lambda _: None)
    by_field, by_pairs = charge_rates(system, middle, end)
    assert by_field < 1e-11
    assert by_pairs > 1.0
    assert np.max(np.abs(gauss_residual(system, end))) == pytest.approx(
        node_error(system, end.charge), rel=1e-9
    )


@pytest.mark.parametrize("law", ["standard", "polarisation"])
@pytest.mark.parametrize("damping", [0.0, 0.3])
def test_energy_of_field_pairs_and_heat_is_constant_between_conducting_walls(law, damping):
    system, state = _cylinder(law, damping)
    start = energy(system, state)
    _, seen = run(system, state, 300, lambda s: energy(system, s), every=10)
    np.testing.assert_allclose([e.total for e in seen], start.total, rtol=1e-12)
    assert seen[-1].kinetic + seen[-1].potential > 0.01 * start.total
    assert (seen[-1].heat > 0.01 * start.total) == (damping > 0)


def test_literal_reading_gives_the_pairs_energy_that_no_field_has_lost():
    system, state = _cylinder("literal")
    start = energy(system, state)
    end, _ = run(system, state, 250, lambda _: None, every=250)
    after = energy(system, end)
    assert after.electric + after.magnetic == pytest.approx(start.total, rel=1e-12)
    assert after.total > 1.1 * start.total


def test_polarisation_reading_is_the_standard_set_with_the_pairs_current():
    ends = []
    for law in ("standard", "polarisation"):
        system, state = _cylinder(law)
        ends.append(run(system, state, 250, lambda _: None, every=250)[0])
    np.testing.assert_allclose(ends[0].E, ends[1].E, atol=1e-12)
    np.testing.assert_allclose(ends[0].B, ends[1].B, atol=1e-12)


def test_absorbing_layer_swallows_a_pulse():
    grid = Grid((400, 1), 0.1, ("absorbing", "periodic"))
    system = System(grid, Medium.vacuum(grid))
    state = packet(system, 20.0, 1.0)
    before = energy(system, state).total
    end, _ = run(system, state, int(50 / system.time_step), lambda _: None, every=10**6)
    assert energy(system, end).total < 1e-6 * before


def test_absorbing_layers_swallow_a_ring_in_the_plane():
    grid = Grid((120, 120), 0.1, ("absorbing", "absorbing"))
    system = System(grid, Medium.vacuum(grid))
    x, y = grid.positions((True, True))
    state = rest(system, B=np.exp(-((x - 6.0) ** 2 + (y - 6.0) ** 2)))
    before = energy(system, state).total
    end, _ = run(system, state, int(20 / system.time_step), lambda _: None, every=10**6)
    assert energy(system, end).total < 1e-3 * before


def test_conducting_wall_reverses_the_electric_field_of_a_pulse():
    grid = Grid((400, 1), 0.05, ("conducting", "periodic"))
    system = System(grid, Medium.vacuum(grid))
    state = packet(system, 15.0, 0.7)
    end, _ = run(system, state, round(10 / system.time_step), lambda _: None, every=10**6)
    np.testing.assert_allclose(end.E[1].sum(), -state.E[1].sum(), rtol=1e-2)
    assert np.max(end.B) == pytest.approx(np.max(state.B), rel=1e-2)


def test_slow_field_in_unbound_undamped_pairs_decays_over_the_london_depth():
    # ω0 = γ = 0: the accelerated carriers of London; c/ω_p is Eq. (14).
    plasma, h = 1.0, 0.05
    grid = Grid((300, 1), h, ("absorbing", "periodic"), layer_cells=40)
    medium = Medium.slab(grid, (5.0, 15.0), plasma)
    system = System(grid, medium)
    sheet = int(3.0 / h)

    def source(t):
        J = np.zeros((2, *grid.cells))
        J[1, sheet] = -(np.sin(np.pi / 2 * min(t / 60.0, 1.0)) ** 2) / h
        return J

    end, _ = run(
        system, rest(system), int(80 / system.time_step), lambda _: None, every=10**6, source=source
    )
    x = grid.positions((True, True))[0][:, 0]
    inside = (x > 5.0) & (x < 9.0)
    depth = -1 / np.polyfit(x[inside], np.log(np.abs(end.B[inside, 0])), 1)[0]
    n = 8.5e28
    ratio = london.penetration_depth(n) * lorentz.plasma_frequency(n) / 299792458.0
    assert depth == pytest.approx(float(ratio) / plasma, rel=0.01)


def test_refused_input_names_the_remedy():
    grid = Grid((10, 1), 0.1)
    with pytest.raises(InputError, match="lower it or leave it out"):
        System(grid, Medium.vacuum(grid), time_step=1.0)
    with pytest.raises(InputError, match="law must be one of"):
        System(grid, Medium.vacuum(grid), "printed")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="needs at least"):
        Grid((10, 1), 0.1, ("absorbing", "periodic"))
    with pytest.raises(InputError, match="0 or more"):
        Medium.uniform(grid, 1.0, -1.0)


def test_energy_of_a_stretch_changes_by_what_flows_in_and_what_the_source_does():
    h = 0.2
    grid = Grid((120, 3), h, ("absorbing", "periodic"))
    system = System(grid, Medium.slab(grid, (8.0, 16.0), 1.0, 0.4, 0.2))
    state, stretch = rest(system), (30, 90)
    first, came, done = energy(system, state, stretch).total, 0.0, 0.0
    spread = np.random.default_rng(7).standard_normal((2, *grid.cells))
    for index in range(600):
        # A current of no symmetry at the sheet and everywhere else, for a while.
        source = spread * np.exp(-(((index - 150) / 40) ** 2))
        now = step(system, state, source)
        came += inflow(system, state, now, stretch)
        inside = np.zeros_like(source)
        inside[0, 30:90], inside[1, 30:91] = source[0, 30:90], source[1, 30:91]
        done += work(system, state, now, inside)
        state = now
    change = energy(system, state, stretch).total - first
    assert done > 1.0
    assert abs(came) > 0.01 * done
    assert change == pytest.approx(came + done, abs=1e-12 * done)


def test_inflow_needs_neighbouring_states():
    system = System(Grid((40, 1), 0.1), Medium.vacuum(Grid((40, 1), 0.1)))
    start = rest(system)
    with pytest.raises(ValueError, match="one step apart"):
        inflow(system, start, start, (5, 9))
