"""Numerics of a lattice of interacting dipoles: lattices, energies, dynamics, observables."""

import jax

# Kernels, energies and accumulators are float64; the state's own precision is chosen for each run.
jax.config.update("jax_enable_x64", True)
