"""Random numbers as a function of (seed, stream, step, site).

| quantity      | one route     | the other |
|---------------|---------------|---|
| Philox4x32-10 | noise.philox  | published known answers; plain Python integers |
| normals       | noise.normals | Box-Muller in float64 from the plain-Python words |
| distribution  | noise.normals | the normal law: moments, KS, tails |
| independence  | noise.normals | 0, over components, sites, steps, seeds, streams |

Known answers: Random123 1.14, kat_vectors (Salmon, Moraes, Dror & Shaw, SC11).
"""

import math
from itertools import combinations, product

import jax.numpy as jnp
import numpy as np
import pytest
import scipy.stats

from pairlattice.engine import noise

KNOWN = [
    (
        "00000000 00000000 00000000 00000000",
        "00000000 00000000",
        "6627e8d5 e169c58d bc57ac4c 9b00dbd8",
    ),
    (
        "ffffffff ffffffff ffffffff ffffffff",
        "ffffffff ffffffff",
        "408f276d 41c83b0e a20bc7c6 6d5451fd",
    ),
    (
        "243f6a88 85a308d3 13198a2e 03707344",
        "a4093822 299f31d0",
        "d16cfe09 94fdcceb 5001e420 24126ea1",
    ),
]


def words(text):
    return [int(word, 16) for word in text.split()]


def philox_in_python(counter, key):
    c, k = list(counter), list(key)
    for _ in range(10):
        p0, p1 = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
        c = [(p1 >> 32) ^ c[1] ^ k[0], p1 % 2**32, (p0 >> 32) ^ c[3] ^ k[1], p0 % 2**32]
        k = [(k[0] + 0x9E3779B9) % 2**32, (k[1] + 0xBB67AE85) % 2**32]
    return c


def philox_in_jax(counter, key):
    out = noise.philox(tuple(map(jnp.uint32, counter)), tuple(map(jnp.uint32, key)))
    return [int(word) for word in out]


@pytest.mark.parametrize(("counter", "key", "answer"), KNOWN)
def test_philox_gives_the_published_known_answers(counter, key, answer):
    assert philox_in_python(words(counter), words(key)) == words(answer)
    assert philox_in_jax(words(counter), words(key)) == words(answer)


def test_normals_are_box_muller_pairs_of_the_philox_words():
    shape = (3, 2, 2)
    for seed, stream, step in product((7, 2**33 + 5, 2**62), (0, 1, 2), (0, 12, 2**40 + 3)):
        got = np.stack([np.asarray(c).ravel() for c in noise.normals(seed, stream, step, shape)])
        assert got.dtype == np.float32
        for site in range(math.prod(shape)):
            counter = (site, step % 2**32, step >> 32, stream)
            a, b, c, d = philox_in_python(counter, (seed % 2**32, seed >> 32))
            signed = [w - 2**32 if w >= 2**31 else w for w in (b, d)]
            first, second = (math.sqrt(-2 * math.log((w + 0.5) / 2**32)) for w in (a, c))
            half = -1 if b % 2 else 1
            expected = [
                first * math.sin(math.pi * signed[0] / 2**32),
                first * math.cos(math.pi * signed[0] / 2**32) * half,
                second * math.sin(math.pi * signed[1] / 2**32),
            ]
            # Seven digits, and 1e-7 of a radius up to 6.7.
            assert got[:, site] == pytest.approx(expected, abs=2e-6)


def test_extreme_words_give_finite_numbers_up_to_six_point_seven():
    extremes = jnp.array([0, 1, 2**31 - 1, 2**31, 2**32 - 1], dtype=jnp.uint32)
    radius = np.asarray(noise._radius(extremes))
    assert np.all(np.isfinite(radius))
    assert radius[0] == pytest.approx(math.sqrt(2 * math.log(2**33)), rel=1e-6)
    assert radius[-1] < 1e-3


@pytest.fixture(scope="module")
def sample():
    """(4 steps, 3 components, 40³ sites)"""
    draws = [noise.normals(11, noise.THERMOSTAT, step, (40, 40, 40)) for step in range(4)]
    return np.array([[np.asarray(c, dtype=float).ravel() for c in draw] for draw in draws])


@pytest.mark.parametrize("component", range(3))
def test_normals_have_the_moments_of_the_normal_law(sample, component):
    x = sample[:, component].ravel()
    m = len(x)
    # Standard errors of the mean of xⁿ: √((⟨x²ⁿ⟩ − ⟨xⁿ⟩²)/m); bounds at 4.5 of them.
    for order, value, spread in ((1, 0, 1), (2, 1, 2), (3, 0, 15), (4, 3, 96), (6, 15, 10170)):
        assert abs(np.mean(x**order) - value) < 4.5 * math.sqrt(spread / m)


def test_normals_follow_the_normal_law_in_bulk_and_tails(sample):
    for component in range(3):
        x = sample[:, component].ravel()
        assert scipy.stats.kstest(x, "norm").pvalue > 1e-4
        for threshold in (3.0, 4.0):
            expected = len(x) * 2 * scipy.stats.norm.sf(threshold)
            found = np.sum(np.abs(x) > threshold)
            assert abs(found - expected) < 4.5 * math.sqrt(expected) + 1
        assert 4 < np.abs(x).max() < 6.7


def test_the_three_components_are_jointly_isotropic(sample):
    x = sample.transpose(1, 0, 2).reshape(3, -1)
    # Box-Muller with a faulty angle has perfect components and a wrong joint law.
    assert scipy.stats.kstest(np.sum(x**2, axis=0), "chi2", args=(3,)).pvalue > 1e-4
    angle = np.arctan2(x[0], x[1])
    assert scipy.stats.kstest(angle, "uniform", args=(-np.pi, 2 * np.pi)).pvalue > 1e-4


def correlation(a, b):
    return abs(np.mean(a * b)) * math.sqrt(a.size)


def test_components_sites_and_steps_are_uncorrelated(sample):
    for a, b in combinations(sample.reshape(12, -1), 2):
        assert correlation(a, b) < 4.5
        # Independence is more than no correlation: also of squares, whose spread is 2.
        assert correlation(a**2 - 1, b**2 - 1) / 2 < 4.5
    cube = sample.reshape(4, 3, 40, 40, 40)
    for axis, distance in product((2, 3, 4), (1, 2, 7)):
        assert correlation(cube, np.roll(cube, distance, axis)) < 4.5


def test_seeds_and_streams_are_uncorrelated():
    keys = [(1, 0), (2, 0), (1 + 2**32, 0), (1, 1), (1, 2)]
    draws = [
        np.concatenate([np.asarray(c, dtype=float) for c in noise.normals(s, k, 5, (50000,))])
        for s, k in keys
    ]
    for a, b in combinations(draws, 2):
        assert correlation(a, b) < 4.5
        assert not np.array_equal(a, b)


def test_numbers_of_a_site_depend_on_its_index_and_not_on_the_precision_or_call():
    whole = np.stack(noise.normals(3, 0, 9, (4, 6, 5)))
    again = np.stack(noise.normals(jnp.int64(3), 0, jnp.int64(9), (4, 6, 5)))
    flat = np.stack(noise.normals(3, 0, 9, (120,)))
    assert np.array_equal(whole, again)
    assert np.array_equal(whole.reshape(3, -1), flat)
