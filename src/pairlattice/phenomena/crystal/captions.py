"""What the figures show, in words, with this run's numbers."""

import numpy as np
import xarray as xr

from pairlattice.phenomena.crystal import results as r


def captions(tree: xr.DataTree) -> dict[str, str]:
    """The caption of each figure of `figures.draw`."""
    return {"fig03": _crystal(tree), "fig03_tether": _motion(tree)}


def _crystal(tree: xr.DataTree) -> str:
    force, curvature = (float(np.abs(v.values(tree)).max()) for v in (r.FORCE, r.CURVATURE))
    kappa = r.settings.tether.kappa.value(tree)
    sc = float(r.THRESHOLD.of(tree).sel(lattice="sc"))
    return (
        "The crystal of ions and electrons at rest. Top: conventional cell, and the potential of "
        f"the point charges in a plane. At a site the potential is {r.MADELUNG.value(tree):.10f} "
        f"e/d (Madelung's constant), the force at most {force:.1e} E0/d and the curvature at most "
        f"{curvature:.1e} E0/d²: the site is a point of equilibrium, but point charges alone do "
        "not hold an electron there, and its potential energy is not zero. Bottom: the modes of "
        f"the lattice held by the tether of closure C1 at κ = {kappa:g}, along the path of high "
        "symmetry, and their density of states, which integrates to "
        f"{r.INTEGRAL.value(tree):.6f} per site. Dotted: the transverse and longitudinal limits at "
        "Γ, whose squares stand in the ratio of the static to the high-frequency permittivity "
        "(Lyddane, Sachs and Teller). bcc and fcc first go soft at Γ for κ = 0; the simple cubic "
        f"lattice goes soft at the zone edge already at κ = {sc:.4f}."
    )


def _motion(tree: xr.DataTree) -> str:
    at_random = {"arrangement": "electrons at random"}
    eq2, error = (float(v.of(tree).sel(at_random)) for v in (r.EQ2, r.EQ2.error))
    ratio, needed = r.ZERO_POINT_RATIO.values(tree), r.ANGSTROM_QUANTUM.of(tree)
    return (
        "What the tether has to do and what it leaves. Top left: the next order of an electron's "
        "energy, all else fixed, from fourth-derivative sums (lines) and from a fit of the "
        "potential (circles): along [100] it pushes the electron off its site. Top right: error of "
        "the dipole approximation's forces on displaced electrons, against exact Coulomb forces, "
        "over the force of the softest stable tether; it passes a tenth first at "
        f"{float(r.TEN_PER_CENT.of(tree).min()):.2f} d. "
        "Bottom left: Eq. (2) with all charges at rest and U the energy of an electron in the "
        f"field of all others; on the crystal it is {r.EQ2.values(tree)[0]:.4f} E0, not zero, and "
        f"with the electrons placed at random {eq2:.2f} ± {error:.2f} E0. Bottom right: "
        "rms displacement by material for the tether of closure C1, zero-point motion from Bloch's "
        "formula and the classical motion that closure C7 simulates: the zero-point value is "
        f"{ratio.min():.2f} to {ratio.max():.2f} d, and bringing it down to 1 Å "
        f"takes ħω₀ of {float(needed.min()):.1f} to {float(needed.max()):.1f} eV."
    )
