"""What the figures show, in words, with this run's numbers."""

import xarray as xr


def captions(tree: xr.DataTree) -> dict[str, str]:
    """The caption of each figure of `figures.draw`."""
    statics = tree["statics"].to_dataset()
    states = tree["states"].to_dataset()
    soft = tree["soft_modes"].to_dataset()
    free = tree["free_energy"].to_dataset()
    tether = tree["tether"].to_dataset()
    exact = tree["exact"].to_dataset()
    force = float(abs(statics.force).max())
    curvature = float(abs(statics.curvature).max())
    sc = float(soft.threshold.sel(lattice="sc"))
    random = float(free.eq2.sel(arrangement="electrons at random"))
    random_error = float(free.eq2_error.sel(arrangement="electrons at random"))
    ratio = tether.zero_point_ratio
    needed = tether.angstrom_tether
    crystal = (
        "The crystal of ions and electrons at rest. Top: conventional cell, and the potential of "
        f"the point charges in a plane. At a site the potential is {float(statics.madelung):.10f} "
        f"e/d (Madelung's constant), the force at most {force:.1e} E0/d and the curvature at most "
        f"{curvature:.1e} E0/d²: the site is a point of equilibrium, but point charges alone do "
        "not hold an electron there, and its potential energy is not zero. Bottom: the modes of "
        f"the lattice held by the tether of closure C1 at κ = {tree.attrs['kappa']:g}, along the "
        "path of high symmetry, and their density of states, which integrates to "
        f"{float(states.integral):.6f} per site. Dotted: the transverse and longitudinal limits at "
        "Γ, whose squares stand in the ratio of the static to the high-frequency permittivity "
        "(Lyddane, Sachs and Teller). bcc and fcc first go soft at Γ for κ = 0; the simple cubic "
        f"lattice goes soft at the zone edge already at κ = {sc:.4f}."
    )
    first = float(exact.ten_per_cent.min())
    motion = (
        "What the tether has to do and what it leaves. Top left: the next order of an electron's "
        "energy, all else fixed, from fourth-derivative sums (lines) and from a fit of the "
        "potential (circles): along [100] it pushes the electron off its site. Top right: error of "
        "the dipole approximation's forces on displaced electrons, against exact Coulomb forces, "
        f"over the force of the softest stable tether; it passes a tenth first at {first:.2f} d. "
        "Bottom left: Eq. (2) with all charges at rest and U the energy of an electron in the "
        f"field of all others; on the crystal it is {float(free.eq2[0]):.4f} E0, not zero, and "
        f"with the electrons placed at random {random:.2f} ± {random_error:.2f} E0. Bottom right: "
        "rms displacement by material for the tether of closure C1, zero-point motion from Bloch's "
        f"formula and the classical motion that closure C7 simulates: the zero-point value is "
        f"{float(ratio.min()):.2f} to {float(ratio.max()):.2f} d, and bringing it down to 1 Å "
        f"takes ħω₀ of {float(needed.min()):.1f} to {float(needed.max()):.1f} eV."
    )
    return {"fig03": crystal, "fig03_tether": motion}
