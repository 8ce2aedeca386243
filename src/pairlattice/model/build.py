"""A scenario becomes a sample, a Hamiltonian, an integrator and a state."""

import math
import os
from typing import Any

import jax.numpy as jnp
import numpy as np

from pairlattice.engine import sample as samples
from pairlattice.engine.hamiltonian import Hamiltonian
from pairlattice.engine.integrators import (
    LARGEST_STABILITY,
    Integrator,
    Langevin,
    Overdamped,
    State,
    Verlet,
    default_time_step,
    start,
)
from pairlattice.engine.lattice import Lattice
from pairlattice.engine.sample import Sample
from pairlattice.engine.signals import Alternating, Constant, Pulse, Ramp, Signal
from pairlattice.engine.terms import DipoleDipole, ElectricField, Neighbour, SiteForce, Term, Tether
from pairlattice.errors import InputError
from pairlattice.scenario import DriveSpec, ElectricFieldSpec, Scenario

DTYPE = {"float32": jnp.float32, "float64": jnp.float64}


def lattice(scenario: Scenario) -> Lattice:
    """The lattice of electron sites."""
    spec = scenario.lattice
    if spec.vectors is not None:
        return Lattice(spec.vectors)
    return Lattice.cubic(spec.kind or "fcc", spec.edge or 2.0)


def sample(scenario: Scenario) -> Sample:
    """The periodic block, or the piece with open ends. Raises InputError if it will not fit."""
    sites, spec = lattice(scenario), scenario.sample
    if spec is None:
        size = scenario.lattice.size or (1, 1, 1)
        _check_memory(math.prod(size), "lattice.size")
        return samples.periodic(sites, size, scenario.lattice.depolarisation)
    # An open sample's transforms have eight times its box, and its box up to four times its sites.
    _check_memory(16 * (spec.volume or 0.0) * sites.density, "sample")
    match spec.shape:
        case "slab":
            axis = int(np.argmax(np.abs(spec.axis or (0, 0, 1))))
            return samples.slab(sites, spec.thickness or 0.0, spec.width or 0.0, axis)
        case "prism":
            return samples.prism(sites, spec.edges or (0.0, 0.0, 0.0))
        case "cylinder":
            axis_vector = spec.axis or (0.0, 0.0, 1.0)
            return samples.cylinder(sites, spec.radius or 0.0, spec.length or 0.0, axis_vector)
        case "sphere":
            return samples.sphere(sites, spec.radius or 0.0)
        case _:
            mask = scenario.mask()
            return samples.from_mask(sites, np.ones((1, 1, 1), bool) if mask is None else mask)


# Kernel and sums in float64, state, transforms and their temporaries: measured with float64 runs.
_BYTES_PER_POINT = 400


# Of a series: about twenty numbers a sample, and as much again for the error bars of each.
_BYTES_PER_SAMPLE = 500


def check_series(scenario: Scenario) -> None:
    """Raise InputError where the series of a run would not fit into memory at its end."""
    plan = scenario.run
    samples = (plan.steps - plan.equilibration) / plan.sample_every
    _check_memory(samples * _BYTES_PER_SAMPLE / _BYTES_PER_POINT, "run.sample_every")


def _check_memory(points: float, field: str) -> None:
    need = points * _BYTES_PER_POINT
    have = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    if need > have:
        raise InputError(
            f"{field} must fit into memory: it needs about {need / 1e9:.3g} GB and this machine "
            f"has {have / 1e9:.3g} GB; "
            + ("raise it" if field == "run.sample_every" else "make it smaller")
        )


def signal(spec: ElectricFieldSpec | DriveSpec) -> Signal:
    """The waveform of a field."""
    match spec.waveform:
        case "ramp":
            return Ramp(spec.start or 0.0, spec.duration or 0.0)
        case "pulse":
            return Pulse(spec.start or 0.0, spec.duration or 0.0)
        case "ac":
            return Alternating(spec.frequency or 0.0, spec.phase or 0.0)
        case _:
            return Constant()


def hamiltonian(
    scenario: Scenario, on: Sample | None = None, dipoles: DipoleDipole | None = None
) -> Hamiltonian:
    """All terms of the scenario; only `neighbour` is left out where J = 0.

    on, dipoles: a sample, and its dipole term, that are already there.
    """
    where = on or sample(scenario)
    terms: dict[str, Term] = {
        "tether": Tether(scenario.stiffness, scenario.tether.quartic),
        "dipoles": dipoles or DipoleDipole.of(where),
    }
    if scenario.neighbour.stiffness:
        terms["neighbour"] = Neighbour.of(where, scenario.neighbour.stiffness)
    for index, field in enumerate(scenario.electric_field, 1):
        strength = field.strength * np.array(field.direction)
        terms[f"electric_field_{index}"] = ElectricField.of(strength, signal(field))
    for index, drive in enumerate(scenario.drive, 1):
        strength = drive.strength * np.array(drive.direction)
        terms[f"drive_{index}"] = SiteForce.of(strength, signal(drive))
    return Hamiltonian(where, terms)


def integrator(scenario: Scenario, energy: Hamiltonian) -> Integrator:
    """The integrator with its time step, chosen from the stiffest mode when not given.

    Raises InputError for a time step that the stiffest mode does not allow.
    """
    kinds: dict[str, Any] = {"langevin": Langevin, "verlet": Verlet, "overdamped": Overdamped}
    kind = kinds[scenario.run.integrator]
    bath = scenario.thermostat
    best = default_time_step(energy.stiffest, kind, bath.friction)
    dt = scenario.run.time_step or best
    # Both limits scale with the default: 0.25/ω and 0.25 γ/k are a quarter of what is accepted.
    limit = best * LARGEST_STABILITY / 0.25
    if dt > limit:
        meaning = "γ/k" if kind is Overdamped else "1/ω"
        raise InputError(
            f"run.time_step must be at most {limit:.3g} = {meaning} of the stiffest mode"
            f"{_in_seconds(scenario, limit)}, got {dt:.3g}; lower it or leave it out"
        )
    return Verlet(dt) if kind is Verlet else kind(dt, bath.friction, bath.temperature)


def _in_seconds(scenario: Scenario, time: float) -> str:
    return "" if scenario.units is None else f" ({time * scenario.units.time:.3g} s)"


def initial_state(scenario: Scenario, where: Sample) -> State:
    """Electrons on their sites with thermal velocities."""
    dtype = DTYPE[scenario.run.precision]
    return start(where, scenario.seed, scenario.thermostat.temperature, dtype=dtype)
