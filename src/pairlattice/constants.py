"""Physical constants in SI units, CODATA as distributed with scipy, and nothing else."""

from scipy import constants as _codata

speed_of_light: float = _codata.c  # m/s, exact
planck: float = _codata.h  # J s, exact
reduced_planck: float = _codata.hbar  # J s, exact
elementary_charge: float = _codata.e  # C, exact
boltzmann: float = _codata.k  # J/K, exact
avogadro: float = _codata.N_A  # 1/mol, exact
electron_mass: float = _codata.m_e  # kg
proton_mass: float = _codata.m_p  # kg
neutron_mass: float = _codata.m_n  # kg
vacuum_permittivity: float = _codata.epsilon_0  # F/m
vacuum_permeability: float = _codata.mu_0  # N/A²
fine_structure: float = _codata.fine_structure  # 1
bohr_radius: float = _codata.value("Bohr radius")  # m
bohr_magneton: float = _codata.value("Bohr magneton")  # J/T
standard_gravity: float = _codata.g  # m/s², exact

flux_quantum: float = planck / (2 * elementary_charge)  # Wb, h/2e
josephson_constant: float = 2 * elementary_charge / planck  # Hz/V, 2e/h
coulomb_energy_metre: float = elementary_charge**2 / (
    4 * _codata.pi * vacuum_permittivity
)  # J m, e²/(4πε0)
