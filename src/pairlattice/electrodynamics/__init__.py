"""Maxwell's equations with bound pairs on a staggered grid; knows numerics and no paper.

Natural units: c = ε0 = μ0 = 1. A unit of time is chosen by the caller, in the phenomena 1/ω_p;
the unit of length is then c/ω_p, and fields have any common unit.

    grid      where each component lives, differences, walls
    medium    the pairs: m u'' = −eE − k u − γ m u' as an oscillator of every field component
    layer     the absorbing layer
    system    the three sets of field equations, one explicit step, a run
    balance   energy, what flows in and what a source does, charge
    packet    plane waves and pulses to start from
"""

from pairlattice.electrodynamics.balance import (
    Energy,
    charge_rates,
    energy,
    gauss_residual,
    inflow,
    node_error,
    polarisation,
    work,
)
from pairlattice.electrodynamics.grid import Grid
from pairlattice.electrodynamics.medium import Medium
from pairlattice.electrodynamics.packet import branch_frequency, packet, plane_wave
from pairlattice.electrodynamics.system import Law, State, System, rest, run, step

__all__ = [
    "Energy",
    "Grid",
    "Law",
    "Medium",
    "State",
    "System",
    "branch_frequency",
    "charge_rates",
    "energy",
    "gauss_residual",
    "inflow",
    "node_error",
    "packet",
    "plane_wave",
    "polarisation",
    "rest",
    "run",
    "step",
    "work",
]
