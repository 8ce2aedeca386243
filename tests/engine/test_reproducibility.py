"""The same run is the same run, bit for bit.

| quantity    | one route  | the other |
|-------------|------------|---|
| final state | N steps    | N/2 steps, state to disk and back, N/2 steps |
| final state, series, sums | one thread | several threads, in processes of their own |
| final state | one seed   | another seed: must differ |
"""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import jax.numpy as jnp
import numpy as np
import pytest

import pairlattice
from pairlattice.engine.hamiltonian import Hamiltonian
from pairlattice.engine.integrators import Langevin, Overdamped, State, Verlet, start
from pairlattice.engine.lattice import Lattice
from pairlattice.engine.reporter import Pace
from pairlattice.engine.sample import periodic, sphere
from pairlattice.engine.signals import Alternating
from pairlattice.engine.simulation import advance, simulate
from pairlattice.engine.terms import DipoleDipole, ElectricField, Neighbour, Tether

FCC = Lattice.cubic("fcc")
SAMPLES = {
    "even": lambda: periodic(FCC, (4, 4, 4)),
    "odd": lambda: periodic(FCC, (5, 4, 3)),
    "open": lambda: sphere(FCC, 3.0),
}
INTEGRATORS = [Langevin(0.1, 0.7, 0.05), Overdamped(0.05, 0.7, 0.05), Verlet(0.1)]


@pytest.fixture(scope="module", params=SAMPLES)
def hamiltonian(request):
    sample = SAMPLES[request.param]()
    terms = {
        "tether": Tether(2.5, 4.0),
        "dipoles": DipoleDipole.of(sample),
        "neighbour": Neighbour.of(sample, 0.1),
        "field": ElectricField.of((0.1, 0.0, 0.2), Alternating(0.1)),
    }
    return Hamiltonian(sample, terms)


def bits(state):
    return [np.asarray(c).tobytes() for c in (*state.displacement, *state.velocity, state.step)]


def through_a_file(state):
    arrays = [np.asarray(c) for c in (*state.displacement, *state.velocity, state.step, state.seed)]
    file = io.BytesIO()
    np.savez(file, *arrays)
    file.seek(0)
    a = [jnp.asarray(x) for x in np.load(file).values()]
    return State((a[0], a[1], a[2]), (a[3], a[4], a[5]), a[6], a[7])


@pytest.mark.parametrize("dtype", [jnp.float32, jnp.float64])
@pytest.mark.parametrize("integrator", INTEGRATORS, ids=lambda i: type(i).__name__)
def test_a_run_cut_in_two_and_restarted_from_disk_is_the_same_run(hamiltonian, integrator, dtype):
    force = hamiltonian.force_field(dtype)
    begin = start(hamiltonian.sample, 13, 0.05, dtype=dtype)
    whole = advance(force, integrator, begin, 31)
    cut = through_a_file(advance(force, integrator, begin, 14))
    assert bits(advance(force, integrator, cut, 17)) == bits(whole)
    assert whole.displacement[0].dtype == dtype
    assert bits(whole) != bits(begin)


def test_a_measured_run_in_two_halves_is_the_same_run_with_the_same_series(hamiltonian):
    integrator = INTEGRATORS[0]
    begin = start(hamiltonian.sample, 13, 0.05)
    whole = simulate(hamiltonian, integrator, steps=40, every=5, state=begin)
    first = simulate(hamiltonian, integrator, steps=20, every=5, state=begin)
    second = simulate(
        hamiltonian, integrator, steps=20, every=5, state=first.state, pace=Pace(fixed=3)
    )
    assert bits(second.state) == bits(whole.state)
    for name, series in whole.series.items():
        halves = np.concatenate([first.series[name], second.series[name]])
        assert np.array_equal(halves, series), name
    plain = advance(hamiltonian.force_field(), integrator, begin, 40)
    assert bits(plain) == bits(whole.state)


def test_another_seed_is_another_run(hamiltonian):
    force = hamiltonian.force_field()
    ends = [
        bits(advance(force, INTEGRATORS[0], start(hamiltonian.sample, seed, 0.05), 3))
        for seed in (1, 2, 1 + 2**32)
    ]
    assert ends[0] != ends[1]
    assert ends[0] != ends[2]


# Large enough that the compiler splits its loops over threads; the odd size leaves remainders.
CHILD = """
import hashlib, json, os
import jax.numpy as jnp, numpy as np
from pairlattice.engine.hamiltonian import Hamiltonian
from pairlattice.engine.integrators import Langevin, start
from pairlattice.engine.lattice import Lattice
from pairlattice.engine.sample import periodic
from pairlattice.engine.simulation import simulate
from pairlattice.engine.terms import DipoleDipole, ElectricField, Tether

digests = []
for size in ((32, 32, 32), (27, 25, 31)):
    sample = periodic(Lattice.cubic("fcc"), size)
    terms = {"tether": Tether(3.0, 1.0), "dipoles": DipoleDipole.of(sample),
             "field": ElectricField.of((0.0, 0.0, 0.1))}
    hamiltonian = Hamiltonian(sample, terms)
    for dtype in (jnp.float32, jnp.float64):
        state = start(sample, 3, 0.1, dtype=dtype)
        bath = Langevin(0.1, 1.0, 0.1)
        record = simulate(hamiltonian, bath, steps=12, every=4, state=state)
        state, sums = record.state, record.memory["standard"]
        final = (*state.displacement, *state.velocity, *sums.displacement, sums.square,
                 *(record.series[name] for name in sorted(record.series)))
        digests.append(hashlib.sha256(b"".join(np.asarray(c).tobytes() for c in final)).hexdigest())
print(json.dumps([digests, len(os.listdir("/proc/self/task"))]))
"""


def in_a_process_with(threads):
    # The compiler's runtime takes the size of its pools from NPROC.
    source = str(Path(pairlattice.__file__).parents[1])
    environment = os.environ | {"NPROC": str(threads), "PYTHONPATH": source}
    return subprocess.Popen(
        [sys.executable, "-c", CHILD], env=environment, stdout=subprocess.PIPE, text=True
    )


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="counts threads in /proc")
def test_the_number_of_threads_does_not_change_one_bit_of_state_series_and_sums():
    children = [in_a_process_with(threads) for threads in (1, 2)]
    digests, threads = zip(
        *(json.loads(child.communicate(timeout=300)[0]) for child in children), strict=True
    )
    assert threads[0] != threads[1]
    assert digests[0] == digests[1]
    assert len(set(digests[0])) == 4
