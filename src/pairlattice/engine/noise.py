"""Random numbers as a function of (seed, stream, step, site).

Philox4x32-10 (Salmon, Moraes, Dror & Shaw, SC11, doi:10.1145/2063384.2063405) turns a counter and
a key into four 32-bit words without any state: a run that is cut in two, restarted or spread over
more threads draws the same numbers. Written inline, it fuses with the update of the sites. The
normals are Box-Muller pairs to six digits, whatever the precision of the state.
"""

import math

import jax.numpy as jnp
import numpy as np
from jax import lax

from pairlattice.engine.vector import Array, Scalar, Vector

# Streams keep the uses of one seed apart.
THERMOSTAT, START, TEMPERATURE_FIELD = 0, 1, 2

_MULTIPLIERS = (np.uint64(0xD2511F53), np.uint64(0xCD9E8D57))
_WEYL = (np.uint32(0x9E3779B9), np.uint32(0xBB67AE85))
_ROUNDS = 10


def normals(seed: Scalar, stream: int, step: Scalar, shape: tuple[int, ...]) -> Vector:
    """Three independent standard normal numbers for each point of `shape`, float32.

    seed, step: whole numbers below 2⁶³.
    """
    return unpack(draw(seed, stream, step, shape))


def draw(seed: Scalar, stream: int, step: Scalar, shape: tuple[int, ...]) -> Array:
    """The same numbers packed into one 64-bit word for each point; see `unpack`.

    A compiled loop on a CPU writes one array, and would run Philox again for each array that needs
    its words. So the three numbers leave it as one word, in steps of 2⁻¹⁷ and within ±8: from 32
    bits Box-Muller cannot give more than 6.8, and rounding a random force in its sixth digit is not
    measurable.
    """
    points = lax.iota(jnp.uint32, math.prod(shape)).reshape(shape)
    step_low, step_high = _halves(step)
    counter = (
        points,
        jnp.full(shape, step_low),
        jnp.full(shape, step_high),
        jnp.full(shape, stream, jnp.uint32),
    )
    a, b, c, d = philox(counter, _halves(seed))
    radius, other = _radius(a), _radius(c)
    sine, cosine = _circle(b)
    # The fourth word needs no cosine: its half circle suffices.
    third = other * _sine(_signed(d) * np.float32(2.0**-32))
    return _pack(radius * sine, radius * cosine, third)


_BITS, _STEP = 21, 2.0**-17


def _pack(x: Array, y: Array, z: Array) -> Array:
    def fixed(value: Array) -> Array:
        whole = jnp.round(value * np.float32(1 / _STEP)).astype(jnp.int32)
        return (whole & np.int32(2**_BITS - 1)).astype(jnp.uint64)

    return fixed(x) | (fixed(y) << np.uint64(_BITS)) | (fixed(z) << np.uint64(2 * _BITS))


def unpack(word: Array) -> Vector:
    """The three numbers of `draw`, float32."""

    def real(index: int) -> Array:
        low = (word >> np.uint64(index * _BITS)).astype(jnp.uint32).astype(jnp.int32)
        unused = np.int32(32 - _BITS)
        # Shifting up and down again spreads the sign bit.
        return ((low << unused) >> unused).astype(jnp.float32) * np.float32(_STEP)

    return (real(0), real(1), real(2))


def philox(
    counter: tuple[Array, Array, Array, Array], key: tuple[Array, Array]
) -> tuple[Array, Array, Array, Array]:
    """Philox4x32-10: four uint32 words of counter, two of key, four of output."""
    a, b, c, d = counter
    k, m = key
    for _ in range(_ROUNDS):
        high0, low0 = _multiply(a, _MULTIPLIERS[0])
        high1, low1 = _multiply(c, _MULTIPLIERS[1])
        a, b, c, d = high1 ^ b ^ k, low1, high0 ^ d ^ m, low0
        k, m = k + _WEYL[0], m + _WEYL[1]
    return a, b, c, d


def _multiply(word: Array, multiplier: np.uint64) -> tuple[Array, Array]:
    product = word.astype(jnp.uint64) * multiplier
    return (product >> np.uint64(32)).astype(jnp.uint32), product.astype(jnp.uint32)


def _halves(number: Scalar) -> tuple[Array, Array]:
    wide = jnp.asarray(number).astype(jnp.uint64)
    return wide.astype(jnp.uint32), (wide >> np.uint64(32)).astype(jnp.uint32)


def _radius(word: Array) -> Array:
    """√(−2 ln((word + ½)/2³²)), float32."""
    # word + ½ = m·2^e with m in [√½, √2).
    bits = lax.bitcast_convert_type(word.astype(jnp.float32) + np.float32(0.5), jnp.int32)
    offset = np.float32(math.sqrt(0.5)).view(np.int32)
    shifted = bits - offset
    exponent = (shifted >> 23).astype(jnp.float32)
    m = lax.bitcast_convert_type((shifted & np.int32(0x7FFFFF)) + offset, jnp.float32)
    log = (exponent - np.float32(32)) * np.float32(math.log(2)) + _logarithm(m)
    return jnp.sqrt(jnp.maximum(np.float32(-2) * log, 0))


def _logarithm(m: Array) -> Array:
    """ln m for m in [√½, √2] to 1e-8, without a division.

    From ln(1 + 2zt + z²) = 2 Σ_k (−1)^(k+1) z^k T_k(t)/k, with z so that the argument spans a
    factor of two.
    """
    z = (2**0.5 - 1) / (2**0.5 + 1)
    size = math.sqrt(2) / (1 + z) ** 2
    series = [math.log(size)] + [2 * (-1) ** (k + 1) * z**k / k for k in range(1, 10)]
    t = m * np.float32(1 / (2 * z * size)) - np.float32((1 + z**2) / (2 * z))
    return _polynomial(t, list(np.polynomial.chebyshev.cheb2poly(series)))


def _circle(word: Array) -> tuple[Array, Array]:
    """(sin, cos) of a uniform angle: 31 bits place it on the right half, one picks the half."""
    y = (_signed(word) * np.float32(2.0**-32)).astype(jnp.float32)
    cosine = _cosine(y)
    flip = (word & np.uint32(1)) << np.uint32(31)
    flipped = lax.bitcast_convert_type(cosine, jnp.uint32) ^ flip
    return _sine(y), lax.bitcast_convert_type(flipped, jnp.float32)


def _signed(word: Array) -> Array:
    return word.astype(jnp.int32).astype(jnp.float32)


def _sine(y: Array) -> Array:
    """sin(πy) for |y| ≤ ½, by its Taylor series to 6e-8."""
    terms = [(-1) ** n * math.pi ** (2 * n + 1) / math.factorial(2 * n + 1) for n in range(6)]
    return y * _polynomial(y * y, terms)


def _cosine(y: Array) -> Array:
    """cos(πy) for |y| ≤ ½, by its Taylor series to 7e-9."""
    return _polynomial(
        y * y, [(-1) ** n * math.pi ** (2 * n) / math.factorial(2 * n) for n in range(7)]
    )


def _polynomial(x: Array, coefficients: list[float]) -> Array:
    value = jnp.full_like(x, np.float32(coefficients[-1]))
    for coefficient in coefficients[-2::-1]:
        value = value * x + np.float32(coefficient)
    return value
