"""Random numbers as a function of (seed, stream, step, site).

Philox4x32-10 (Salmon, Moraes, Dror & Shaw, SC11, doi:10.1145/2063384.2063405) turns a counter and
a key into four 32-bit words without any state: a run that is cut in two, restarted or spread over
more threads draws the same numbers. Written inline, it fuses with the update of the sites. The
normals are exact Box-Muller pairs in float32, whatever the precision of the state: rounding a
random force in its seventh digit changes nothing that can be measured.
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
    return (radius * sine, radius * cosine, other * _sine(_signed(d) * np.float32(2.0**-32)))


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
    # word + ½ = m·2^e with m in [√½, √2); log m = 2 artanh((m − 1)/(m + 1)) to 1e-8.
    bits = lax.bitcast_convert_type(word.astype(jnp.float32) + np.float32(0.5), jnp.int32)
    offset = np.float32(math.sqrt(0.5)).view(np.int32)
    shifted = bits - offset
    exponent = (shifted >> 23).astype(jnp.float32)
    m = lax.bitcast_convert_type((shifted & np.int32(0x7FFFFF)) + offset, jnp.float32)
    s = (m - 1) / (m + 1)
    log_m = s * _polynomial(s * s, [2 / k for k in (1, 3, 5, 7, 9)])
    log = (exponent - np.float32(32)) * np.float32(math.log(2)) + log_m
    return jnp.sqrt(jnp.maximum(np.float32(-2) * log, 0))


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
