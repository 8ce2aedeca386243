"""Products with translation-invariant symmetric kernels, by real-to-complex transforms.

One form serves periodic and open samples: an open sample is padded with vacuum so that nothing
wraps around, and its result is cropped.
"""

import jax.numpy as jnp
from jax import lax

from pairlattice.engine.vector import Array, Vector, total

# Six components xx, yy, zz, xy, xz, yz (ewald.COMPONENTS), each real on the half spectrum.
Kernel = tuple[Array, Array, Array, Array, Array, Array]


def apply(kernel: Kernel, u: Vector, transform_size: tuple[int, int, int]) -> Vector:
    """(K * u) on the sites of u; all components (n1, n2, n3)."""
    size = u[0].shape
    padded = size != transform_size
    x, y, z = (jnp.fft.rfftn(c, s=transform_size if padded else None) for c in u)
    xx, yy, zz, xy, xz, yz = kernel

    # Written out in real and imaginary parts: a real kernel must not be promoted to complex.
    def mix(a: Array, b: Array, c: Array) -> Array:
        mixed = lax.complex(
            a * x.real + b * y.real + c * z.real, a * x.imag + b * y.imag + c * z.imag
        )
        result = jnp.fft.irfftn(mixed, s=transform_size)
        return result[: size[0], : size[1], : size[2]] if padded else result

    return (mix(xx, xy, xz), mix(xy, yy, yz), mix(xz, yz, zz))


def quadratic_form(kernel: Kernel, u: Vector, transform_size: tuple[int, int, int]) -> Array:
    """Σ u · (K * u) by Parseval's theorem, half the transforms of `apply`, in float64."""
    x, y, z = (jnp.fft.rfftn(c, s=transform_size) for c in u)
    xx, yy, zz, xy, xz, yz = kernel

    def cross(a: Array, b: Array) -> Array:
        return a.real * b.real + a.imag * b.imag

    density = (
        xx * cross(x, x)
        + yy * cross(y, y)
        + zz * cross(z, z)
        + 2 * (xy * cross(x, y) + xz * cross(x, z) + yz * cross(y, z))
    )
    points = transform_size[0] * transform_size[1] * transform_size[2]
    return total(density * half_spectrum_weight(transform_size[2])) / points


def half_spectrum_weight(n3: int) -> Array:
    """How often each plane of the half spectrum occurs in the whole: 1 at the ends, else 2."""
    count = n3 // 2 + 1
    weight = jnp.full(count, 2.0).at[0].set(1.0)
    return weight.at[-1].set(1.0) if n3 % 2 == 0 else weight
