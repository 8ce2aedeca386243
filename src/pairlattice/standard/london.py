"""London's superconductor, ∇²B = B/λ². F. and H. London, Proc. R. Soc. A 149, 71 (1935).

Shapes after F. London, Superfluids, vol. 1 (1950) and Tinkham, Introduction to
Superconductivity, 2nd ed. (1996). Fields are given over the applied one and have its unit.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.integrate import quad
from scipy.special import ive, kve

from pairlattice import constants as c
from pairlattice.errors import InputError

Array = NDArray[np.float64]


def penetration_depth(density: ArrayLike, mass: float = c.electron_mass) -> Array:
    """λ = √(m/(μ0 n e²)). density: superfluid electrons n_s [m⁻³]; mass [kg]. Returns metres.

    >>> f"{penetration_depth(1.81e29) * 1e9:.1f} nm"         # aluminium, three electrons an atom
    '12.5 nm'
    """
    n = np.asarray(density, float)
    return np.sqrt(mass / (c.vacuum_permeability * n * c.elementary_charge**2))


def half_space_profile(depth: ArrayLike, penetration_depth: ArrayLike) -> Array:
    """B(x)/B0 = exp(−x/λ) below a plane surface; x, λ [m], broadcast.

    >>> f"{half_space_profile(1.0, 1.0):.4f}"
    '0.3679'
    """
    return np.exp(-np.asarray(depth, float) / np.asarray(penetration_depth))


def slab_profile(position: ArrayLike, half_width: float, penetration_depth: float) -> Array:
    """B(x)/B0 = cosh(x/λ)/cosh(a/λ) in a slab |x| ≤ a in a parallel field; metres.

    >>> f"{slab_profile(0.0, 2.0, 1.0):.4f}"
    '0.2658'
    """
    u, b = np.abs(np.asarray(position, float)) / penetration_depth, half_width / penetration_depth
    # cosh u/cosh b, scaled so that neither overflows.
    return np.exp(u - b) * (1 + np.exp(-2 * u)) / (1 + np.exp(-2 * b))


def cylinder_profile(radius: ArrayLike, outer_radius: float, penetration_depth: float) -> Array:
    """B(r)/B0 = I0(r/λ)/I0(R/λ) in a long cylinder r ≤ R in a parallel field; metres.

    >>> f"{cylinder_profile(0.0, 2.0, 1.0):.4f}"
    '0.4387'
    """
    u, b = np.asarray(radius, float) / penetration_depth, outer_radius / penetration_depth
    return ive(0, u) / ive(0, b) * np.exp(u - b)


def cylinder_susceptibility(
    radius: float, penetration_depth: float, transverse: bool = False
) -> float:
    """M/H of a long cylinder: −I2(b)/I0(b), b = R/λ, in a parallel field; twice that across.

    Parallel: the mean of `cylinder_profile` less 1. Across: A_z = C I1(r/λ) sin φ inside,
    continuous with B0 (r − D/r) sin φ outside, D/R² = I2(b)/I0(b). Lengths in metres.

    >>> f"{cylinder_susceptibility(1.0, 1e-6):.3f} {cylinder_susceptibility(1.0, 1e-6, True):.3f}"
    '-1.000 -2.000'
    """
    b = radius / penetration_depth
    return -float(ive(2, b) / ive(0, b)) * (2 if transverse else 1)


def hollow_cylinder_profile(
    radius: ArrayLike,
    inner_radius: float,
    outer_radius: float,
    penetration_depth: float,
    fluxoid: float = 0.0,
) -> Array:
    """B(r)/B0 in the wall a ≤ r ≤ b of a long tube in a parallel field, metres.

    A I0(r/λ) + B K0(r/λ) with 1 at r = b; the bore has its value at r = a, which follows from the
    fluxoid Φ = π a² B(a) − 2π a λ² B'(a) of the tube. fluxoid: Φ/B0 [m²], 0 where the tube was
    cooled without a field.

    >>> f"{hollow_cylinder_profile(1.0, 1.0, 3.0, 1.0):.4f}"
    '0.2523'
    """
    lam = penetration_depth
    a, b = inner_radius / lam, outer_radius / lam
    # Rows: the outer edge, the fluxoid over πλ²; scaled Bessel functions, exp(±(u − b)) apart.
    at_inner = np.array([ive(0, a) * np.exp(a - b), kve(0, a) * np.exp(b - a)])
    slope = np.array([ive(1, a) * np.exp(a - b), -kve(1, a) * np.exp(b - a)])
    rows = np.array([[ive(0, b), kve(0, b)], a**2 * at_inner - 2 * a * slope])
    first, second = np.linalg.solve(rows, [1.0, fluxoid / (np.pi * lam**2)])
    u = np.asarray(radius, float) / lam
    return first * ive(0, u) * np.exp(u - b) + second * kve(0, u) * np.exp(b - u)


def cylinder_flux_function(
    x: ArrayLike, y: ArrayLike, radius: float, penetration_depth: float
) -> Array:
    """A_z/B0 of a cylinder along z in a field B0 along y (−x far off); its contours are B's lines.

    Inside ∇²A = A/λ²: A = a I1(r/λ) cos φ; outside A = −(r + D/r) cos φ; A and ∂A/∂r are
    continuous. With b = R/λ: D = −R² I2(b)/I0(b), a = −2R/(b I0(b)). penetration_depth: λ,
    infinite above Tc. Lengths in any one unit, in which A/B0 is returned.

    >>> f"{cylinder_flux_function(2.0, 0.0, 1.0, 1e-3):.3f}"
    '-1.501'
    >>> f"{cylinder_flux_function(2.0, 0.0, 1.0, np.inf):.3f}"
    '-2.000'
    """
    r = np.hypot(x, y)
    cosine = np.asarray(x) / np.where(r > 0, r, 1.0)
    if np.isinf(penetration_depth):
        return -r * cosine
    b = radius / penetration_depth
    dipole = -(radius**2) * ive(2, b) / ive(0, b)
    outside = -(r + dipole / np.where(r > radius, r, radius)) * cosine
    u = np.minimum(r, radius) / penetration_depth
    inside = -2 * penetration_depth * ive(1, u) / ive(0, b) * np.exp(u - b) * cosine
    return np.where(r > radius, outside, inside)


def two_fluid_ratio(reduced_temperature: ArrayLike) -> Array:
    """λ(T)/λ(0) = (1 − t⁴)^(−1/2), t = T/Tc below 1; infinite at and above Tc.

    C. J. Gorter and H. Casimir, Physica 1, 306 (1934), with London's depth.

    >>> f"{two_fluid_ratio(0.9):.3f}"
    '1.705'
    """
    t = np.minimum(np.asarray(reduced_temperature, float), 1.0)
    with np.errstate(divide="ignore"):
        return (1 - t**4) ** -0.5


def _sphere_response(b: float) -> float:
    """1 − 3 coth(b)/b + 3/b², b = R/λ; its series b²/15 − 2b⁴/315 where the terms cancel."""
    if b < 0.03:
        return b**2 / 15 - 2 * b**4 / 315
    return 1 - 3 / (b * np.tanh(b)) + 3 / b**2


def sphere_moment(radius: float, penetration_depth: float, applied_field: float) -> float:
    """Magnetic moment of a sphere in a uniform field [A m²], negative: against the field.

    m = −2πR³ (B0/μ0) [1 − 3(λ/R) coth(R/λ) + 3λ²/R²]. Inside A_φ = C i1(r/λ) sin θ with
    i1(u) = cosh u/u − sinh u/u², outside A_φ = (B0/2)(r + D/r²) sin θ; A and ∂(rA)/∂r are
    continuous. London, Superfluids, vol. 1.

    radius, penetration_depth: [m]; applied_field: B0 [T].

    >>> full = -2 * np.pi * 1e-9 * 0.01 / c.vacuum_permeability
    >>> f"{sphere_moment(1e-3, 1e-5, 0.01) / full:.4f}"
    '0.9703'
    """
    response = _sphere_response(radius / penetration_depth)
    return -2 * np.pi * radius**3 * applied_field / c.vacuum_permeability * response


def sphere_field(points: ArrayLike, radius: float, penetration_depth: float) -> Array:
    """B/B0 in and around a sphere at the origin, applied field along z.

    Inside, with u = r/λ, b = R/λ and f(u) = (3b/sinh b) i1(u)/u: B_r = f cos θ and
    B_θ = −(f + u f'/2) sin θ. Outside: uniform field plus the dipole of `sphere_moment`.

    points: (..., 3) [m]; radius, penetration_depth: [m]. Returns (..., 3).

    >>> f"{sphere_field([1.000001, 0, 0], 1.0, 0.01)[2]:.3f}"      # equator: nearly 3/2
    '1.485'
    """
    p = np.asarray(points, float)
    r = np.linalg.norm(p, axis=-1)
    b = radius / penetration_depth
    inside = r < radius
    # Below this r the field is its central value to rounding and the series would cancel.
    u = np.where(inside, np.maximum(r / penetration_depth, 1e-3), b)
    damp, twice = np.exp(u - b), np.exp(-2 * u)
    whole = 1 - np.exp(-2 * b)
    sinh, cosh = damp * (1 - twice) / whole, damp * (1 + twice) / whole  # over sinh b
    f = 3 * b * (cosh / u**2 - sinh / u**3)
    # u f' = 3b (sinh/u² − 3 cosh/u³·u + 3 sinh/u³), from i1' = i0 − 2 i1/u.
    u_slope = 3 * b * (sinh / u - 3 * cosh / u**2 + 3 * sinh / u**3)
    safe = np.where(r > 0, r, 1.0)
    cosine = p[..., 2] / safe
    unit = p / safe[..., None]
    z = np.array([0.0, 0.0, 1.0])
    # B = f cos θ r̂ + (f + u f'/2)(ẑ − cos θ r̂), as −sin θ θ̂ = ẑ − cos θ r̂.
    tangential = z - cosine[..., None] * unit
    interior = (f * cosine)[..., None] * unit + (f + u_slope / 2)[..., None] * tangential
    strength = -_sphere_response(b) * (radius / np.maximum(r, radius)) ** 3 / 2
    exterior = z + strength[..., None] * (3 * cosine[..., None] * unit - z)
    return np.where(inside[..., None], interior, exterior)


def dipole_force(
    moment: float, height: float, penetration_depth: float, tilt: float = 0.0
) -> float:
    """Repulsion of a point magnet at height h above a London half-space [N].

    A field of in-plane wave number k is reflected with R = (k − q)/(k + q), q² = k² + 1/λ²
    (continuity of B at the surface; the current has no normal component). For a vertical moment

        F = (μ0 m²/4π) ∫ k³ (q − k)/(q + k) exp(−2kh) dk,

    a horizontal one has half of it. λ → 0: 3μ0m²/(32πh⁴), the image; h ≫ λ: the image in a plane
    one λ deeper.

    moment: m [A m²]; height: h [m]; penetration_depth: λ [m]; tilt: angle of m from the vertical.

    >>> f"{dipole_force(1.0, 0.01, 1e-7):.2f} N"
    '3.75 N'
    """
    if not height > 0:
        raise InputError(f"height must be above 0 m, got {height!r}; measure it from the surface")
    a = height / penetration_depth

    # s = k h; (q − k)/(q + k) = 1/(q + k)² λ⁻² is free of cancellation.
    def integrand(s: float) -> float:
        q = np.hypot(s, a)
        return s**3 * (a / (q + s)) ** 2 * np.exp(-2 * s)

    integral, _ = quad(integrand, 0, 40, epsrel=1e-11, limit=200)
    strength = c.vacuum_permeability * moment**2 / (4 * np.pi * height**4)
    return float(strength * integral * (1 + np.cos(tilt) ** 2) / 2)
