"""How fast the engine is on this machine, as `pairlattice bench` prints it."""

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from pairlattice.bench.plain import plain_advance
from pairlattice.engine.ewald import kernel
from pairlattice.engine.hamiltonian import Hamiltonian
from pairlattice.engine.integrators import Langevin, start
from pairlattice.engine.lattice import Lattice
from pairlattice.engine.sample import periodic
from pairlattice.engine.simulation import advance
from pairlattice.engine.terms import DipoleDipole, ElectricField, Tether
from pairlattice.table import Table

SIZES = (16, 32, 64, 96)
# The size at which the engine is compared with the plain form.
COMPARED = 64
LARGE = 256
_REPEATS = 5
_STIFFNESS, _QUARTIC, _TIME_STEP, _FRICTION, _TEMPERATURE = 2.3, 5.0, 0.1, 0.1, 1e-3


@dataclass(frozen=True)
class Speed:
    """size: L of L³ sites. rate: site-steps per second, median; low, high: slowest and fastest of
    the repeats. bytes_per_site: arguments, results and temporaries of the compiled loop."""

    size: int
    precision: str
    rate: float
    low: float
    high: float
    bytes_per_site: float


def hamiltonian(size: int) -> Hamiltonian:
    """An fcc crystal of size³ sites with tether, dipole-dipole energy and a field."""
    crystal = periodic(Lattice.cubic("fcc"), (size, size, size))
    return Hamiltonian(
        crystal,
        {
            "tether": Tether(_STIFFNESS, _QUARTIC),
            "dipoles": DipoleDipole.of(crystal),
            "field": ElectricField.of([0.0, 0.0, 0.01]),
        },
    )


def engine_speed(energy: Hamiltonian, dtype: Any, repeats: int = _REPEATS) -> Speed:
    """The fused step."""
    size = energy.sample.size[0]
    force = energy.force_field(dtype)
    bath = Langevin(_TIME_STEP, _FRICTION, _TEMPERATURE)
    state = start(energy.sample, 1, _TEMPERATURE, dtype=dtype)
    steps = _steps(size)
    memory = advance.lower(force, bath, state, steps).compile().memory_analysis()
    used = sum(
        getattr(memory, f"{kind}_size_in_bytes", 0) for kind in ("argument", "output", "temp")
    )
    state = advance(force, bath, state, 2)
    times = []
    for _ in range(repeats):
        begin = time.perf_counter()
        state = jax.block_until_ready(advance(force, bath, state, steps))
        times.append(time.perf_counter() - begin)
    return _speed(size, dtype, steps, times, used / energy.sample.count)


def plain_speed(energy: Hamiltonian, dtype: Any, repeats: int = _REPEATS) -> Speed:
    """The plain form of the same step."""
    size = energy.sample.size[0]
    dipoles = energy.terms["dipoles"]
    if not isinstance(dipoles, DipoleDipole):
        raise TypeError("the yardstick needs the dipole-dipole term")
    run = plain_advance(dipoles, _STIFFNESS, _QUARTIC, _TIME_STEP, _FRICTION, _TEMPERATURE, dtype)
    zeros = jnp.zeros((size, size, size, 3), dtype)
    state = run((zeros, zeros), 2)
    steps = _steps(size)
    times = []
    for _ in range(repeats):
        begin = time.perf_counter()
        state = jax.block_until_ready(run(state, steps))
        times.append(time.perf_counter() - begin)
    return _speed(size, dtype, steps, times, float("nan"))


def _steps(size: int) -> int:
    return max(int(1.5e7 / size**3), 4)


def _speed(size: int, dtype: Any, steps: int, times: list[float], memory: float) -> Speed:
    rates = size**3 * steps / np.array(times)
    name = jnp.dtype(dtype).name
    return Speed(size, name, float(np.median(rates)), rates.min(), rates.max(), memory)


def ratio_to_plain(energy: Hamiltonian, dtype: Any, pairs: int = 3) -> tuple[Speed, list[float]]:
    """Engine over plain rate, the two measured in turn so that drift of the machine cancels.

    Returns the last plain speed and the ratio of each pair.
    """
    ratios = []
    for _ in range(pairs):
        plain = plain_speed(energy, dtype, repeats=3)
        ratios.append(engine_speed(energy, dtype, repeats=3).rate / plain.rate)
    return plain, ratios


def kernel_seconds(size: int) -> float:
    """Time to tabulate the Ewald kernel of size³ sites, compilation included."""
    begin = time.perf_counter()
    kernel(Lattice.cubic("fcc"), (size, size, size))
    return time.perf_counter() - begin


def _child(program: str) -> dict[str, float]:
    """Run a program in a fresh interpreter; it prints one JSON object."""
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def first_step_seconds() -> float:
    """From the start of a fresh interpreter to the end of the first step of 16³ sites."""
    begin = time.perf_counter()
    _child("from pairlattice.bench.measure import one_step; one_step(16)")
    return time.perf_counter() - begin


def one_step(size: int) -> None:
    """One step of a fresh lattice; prints the peak memory and times for `_child`."""
    import resource

    begin = time.perf_counter()
    energy = hamiltonian(size)
    energy_seconds = time.perf_counter() - begin
    force = energy.force_field(jnp.float32)
    state = start(energy.sample, 1, _TEMPERATURE, dtype=jnp.float32)
    bath = Langevin(_TIME_STEP, _FRICTION, _TEMPERATURE)
    jax.block_until_ready(advance(force, bath, state, 1))
    begin = time.perf_counter()
    jax.block_until_ready(advance(force, bath, state, 3))
    step_seconds = (time.perf_counter() - begin) / 3
    # Linux counts the peak in KiB.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"kernel": energy_seconds, "step": step_seconds, "peak": peak}))


def report(large: bool = False) -> tuple[list[Table], dict[str, Any]]:
    """All figures as tables for people and as a dictionary for programs.

    large: also step 256³ sites in a process of their own and report its peak memory.
    """
    speeds, kernels = [], {}
    for size in SIZES:
        kernels[size] = kernel_seconds(size)
        energy = hamiltonian(size)
        speeds += [engine_speed(energy, dtype) for dtype in (jnp.float32, jnp.float64)]
    plain, ratios = ratio_to_plain(hamiltonian(COMPARED), jnp.float32)
    first = first_step_seconds()
    rows = tuple(
        (
            f"{s.size}³",
            s.precision,
            s.rate / 1e6,
            f"{s.low / 1e6:.1f} to {s.high / 1e6:.1f}",
            s.bytes_per_site,
            kernels[s.size],
        )
        for s in speeds
    )
    columns = ("sites", "precision", "M site-steps/s", "range", "bytes/site", "kernel [s]")
    tables = [
        Table("Langevin step of the pair lattice", columns, rows, "median of five runs"),
        Table(
            f"Against the plain form of the same step, {COMPARED}³ sites, float32",
            ("plain [M site-steps/s]", "ratio, median", "ratio, range"),
            (
                (
                    plain.rate / 1e6,
                    float(np.median(ratios)),
                    f"{min(ratios):.2f} to {max(ratios):.2f}",
                ),
            ),
            "the two forms run in turn; each ratio is one pair",
        ),
        Table("Start", ("fresh interpreter to first step [s]",), ((first,),)),
    ]
    data: dict[str, Any] = {
        "device": str(jax.devices()[0]),
        "speeds": [vars(s) for s in speeds],
        "kernel_seconds": {str(size): seconds for size, seconds in kernels.items()},
        "plain_rate": plain.rate,
        "ratio_to_plain": ratios,
        "first_step_seconds": first,
    }
    if large:
        found = _child(f"from pairlattice.bench.measure import one_step; one_step({LARGE})")
        data["large"] = {"size": LARGE, **found}
        row = (f"{LARGE}³", found["kernel"], found["step"], found["peak"] / 2**30)
        heads = ("sites", "Hamiltonian with kernel [s]", "step [s]", "peak memory [GiB]")
        tables.append(Table("A large crystal, float32, in a process of its own", heads, (row,)))
    return tables, data
