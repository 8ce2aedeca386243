"""The crystals that every part of the experiment drives."""

from dataclasses import dataclass
from typing import Any

import jax.numpy as jnp
import numpy as np

from pairlattice.engine.hamiltonian import Hamiltonian
from pairlattice.engine.integrators import Langevin
from pairlattice.engine.lattice import Floats
from pairlattice.engine.observers import Instant, Row
from pairlattice.engine.replicas import take, thermal
from pairlattice.engine.sample import Sample
from pairlattice.engine.signals import Alternating, Signal
from pairlattice.engine.simulation import simulate
from pairlattice.engine.stages import Stage
from pairlattice.engine.terms import DipoleDipole, ElectricField, Neighbour, Term, Tether
from pairlattice.engine.vector import total
from pairlattice.model import build
from pairlattice.phenomena.transport.linear_response import Complex
from pairlattice.phenomena.transport.parameters import Parameters
from pairlattice.progress import Progress, silent
from pairlattice.scenario import Scenario

# A velocity is sampled every so many steps: often enough for currents up to the longitudinal mode.
EVERY = 4


def alternating(omega: Floats) -> Alternating:
    """cos ωt for each replica, omega (m,)."""
    return Alternating(jnp.asarray(omega / (2 * np.pi)), jnp.zeros(len(omega)))


@dataclass(frozen=True, eq=False)
class Course:
    """Series of m replicas, reduced units.

    time: (samples,) from step 0. displacement, velocity: site means of u and v
    (m, samples, 3). velocity_square: site mean of v_a² (m, samples, 3).
    """

    time: Floats
    displacement: Floats
    velocity: Floats
    velocity_square: Floats


def _means(now: Instant) -> Row:
    u, v, sites = now.displacement, now.velocity, now.displacement[0].size
    return {
        "displacement": jnp.stack([total(c) for c in u]) / sites,
        "velocity": jnp.stack([total(c) for c in v]) / sites,
        "velocity_square": jnp.stack([total(c * c) for c in v]) / sites,
    }


@dataclass(frozen=True, eq=False)
class Crystals:
    """The sample, its couplings and its bath.

    neighbour: J, stiffness: k, quartic: g, uniform: k_TO = k − 4πn/3, to which J adds nothing.
    """

    sample: Sample
    neighbour: float
    stiffness: float
    quartic: float
    time_step: float
    friction: float
    seed: int

    @classmethod
    def of(cls, scenario: Scenario, p: Parameters) -> "Crystals":
        return cls(
            build.sample(scenario),
            scenario.neighbour.stiffness,
            scenario.stiffness,
            scenario.tether.quartic,
            p.time_step,
            scenario.thermostat.friction,
            scenario.seed,
        )

    @property
    def density(self) -> float:
        return self.sample.lattice.density

    @property
    def uniform(self) -> float:
        return self.stiffness - 4 * np.pi * self.density / 3

    def coupling(self, sample: Sample) -> dict[str, Term]:
        """What couples the pairs of a sample: dipole-dipole and neighbour energy."""
        terms: dict[str, Term] = {"dipoles": DipoleDipole.of(sample)}
        if self.neighbour:
            terms["neighbour"] = Neighbour.of(sample, self.neighbour)
        return terms

    @property
    def volume(self) -> float:
        return self.sample.count / self.density

    def impedance(self, omega: Floats, friction: float | None = None) -> Complex:
        """E/u of the harmonic uniform mode, −(k_TO − ω² − iγω)."""
        gamma = self.friction if friction is None else friction
        return np.asarray(-(self.uniform - omega**2 - 1j * gamma * omega))

    def lorentz(self, omega: Floats, friction: float | None = None) -> Complex:
        """σ(ω) = −iωn/(k_TO − ω² − iγω), Lorentz's oscillator in reduced units."""
        return np.asarray(1j * omega * self.density / self.impedance(omega, friction))

    def run(
        self,
        temperature: Floats,
        quartic: Floats,
        field: Floats,
        signal: Signal | None,
        relax: int,
        steps: int,
        friction: float | None = None,
        stream: int = 0,
        twin: Any = None,
        progress: Progress = silent,
    ) -> Course:
        """Replicas of the crystal: temperature (m,), quartic (m,), field (m, 3).

        signal: leaves (m,); None where there is no field. stream: keeps the seeds of different
        parts apart. twin: (m,) the replica whose start and random numbers each one shares; None
        for its own.
        """
        gamma = self.friction if friction is None else friction
        wave = signal or alternating(np.zeros(len(temperature)))
        terms: dict[str, Term] = {
            **self.coupling(self.sample),
            "tether": Tether(self.stiffness, self.quartic),
            "electric_field": ElectricField.of(np.zeros(3), Alternating(0.0)),
        }
        bath = Langevin(self.time_step, gamma, 0.0)
        replicas = {
            "tether.quartic": quartic,
            "electric_field.strength": tuple(field.T),
            "electric_field.signal": wave,
            "integrator.temperature": temperature,
        }
        seed = self.seed + 10**6 * stream
        state = thermal(self.sample, bath, replicas, seed, jnp.float32)
        found = simulate(
            Hamiltonian(self.sample, terms),
            bath,
            plan=[Stage("relaxation", relax), Stage("window", steps, EVERY)],
            state=state if twin is None else take(state, np.asarray(twin)),
            observe={"means": _means},
            replicas=replicas,
            progress=progress,
        ).series
        names = ("displacement", "velocity", "velocity_square")
        return Course(found["time"][0], *(found[name] for name in names))
