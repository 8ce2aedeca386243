"""The paper's fifteen equations, in order, and nothing else: SI in and out, arrays welcome.

Where the paper prints Gaussian or mixed units, both readings are here and named. `EQUATIONS`
holds number, section, title and unit system of each; `pairlattice.audit` checks their dimensions.

    Sec. II     (1) (2)              wire.py        current of a wire, free energy
    Sec. III    (3) (4) (5)          pair.py        capacitance, displacement current, pair field
    Sec. III    (6) (7)              monopole.py    Dirac's condition, the dressed charge
    Sec. IV     (8) (9) (10) (11)    maxwell.py     both sets of field equations, the steps between
    Sec. VI-VII (12) (13) (14) (15)  levitation.py  force balance, decay, depth, surface potential
"""

from pairlattice.equations.levitation import (
    decayed_field,
    force_balance_residual,
    maximum_depth,
    penetration_depth,
    supporting_force,
    surface_potential,
)
from pairlattice.equations.maxwell import (
    FieldDerivatives,
    LineResiduals,
    continuity_residual,
    maxwell_residuals,
    pair_field_divergence,
    pair_magnetic_divergence,
    pair_maxwell_residuals,
)
from pairlattice.equations.monopole import (
    OMEGA_UNITS,
    dirac_charge,
    dirac_residual,
    dressed_charge,
    dressed_charge_factor,
)
from pairlattice.equations.pair import (
    DisplacementCurrent,
    displacement_current,
    displacement_current_lines,
    midpoint_field,
    pair_capacitance,
    pair_flux,
    pair_magnetic_field,
    pair_moment,
)
from pairlattice.equations.registry import EQUATIONS, Equation
from pairlattice.equations.wire import (
    drift_velocity,
    excursion,
    free_energy,
    peak_to_peak_excursion,
    wire_current,
)

__all__ = [
    "EQUATIONS",
    "OMEGA_UNITS",
    "DisplacementCurrent",
    "Equation",
    "FieldDerivatives",
    "LineResiduals",
    "continuity_residual",
    "decayed_field",
    "dirac_charge",
    "dirac_residual",
    "displacement_current",
    "displacement_current_lines",
    "dressed_charge",
    "dressed_charge_factor",
    "drift_velocity",
    "excursion",
    "force_balance_residual",
    "free_energy",
    "maximum_depth",
    "maxwell_residuals",
    "midpoint_field",
    "pair_capacitance",
    "pair_field_divergence",
    "pair_flux",
    "pair_magnetic_divergence",
    "pair_magnetic_field",
    "pair_maxwell_residuals",
    "pair_moment",
    "peak_to_peak_excursion",
    "penetration_depth",
    "supporting_force",
    "surface_potential",
    "wire_current",
]
