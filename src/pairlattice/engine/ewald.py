"""The dipole-dipole interaction of a periodic lattice, by Ewald's method.

T(q) = Σ_{R≠0} (I − 3 R̂R̂)/R³ exp(−i q·R) is split with a Gaussian of width 1/η into a sum over
lattice vectors, a sum over reciprocal vectors k = q + G and a self term (Ewald, Ann. Phys. 369,
253 (1921); de Leeuw, Perram & Smith, Proc. R. Soc. A 373, 27 (1980)):

    T(q) = Σ_{R≠0} [B(R) I − C(R) R R] cos(q·R)
         + (4π/V) Σ_k (k k/k²) exp(−k²/4η²) − (4η³/3√π) I.

It is real, symmetric and even in q for every Bravais lattice. At q = 0 the term k = 0 depends on
the outer shape of the sample: left out it means no depolarising field (tinfoil); a sample with
depolarisation tensor N adds 4π n N.
"""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
import scipy.fft
from scipy.special import erfc

from pairlattice.engine.lattice import Floats, Lattice

# Order in which the six components of a symmetric 3 × 3 kernel are kept everywhere.
COMPONENTS = ((0, 0), (1, 1), (2, 2), (0, 1), (0, 2), (1, 2))

# Both sums stop where their Gaussian has fallen to exp(−6.3²) ≈ 6e-18, below float64.
_CUTOFF = 6.3


def _direct_part(R: Floats, eta: float) -> Floats:
    """B(R) I − C(R) R R, shape (m, 3, 3), for vectors R (m, 3) [d]."""
    r = np.linalg.norm(R, axis=-1)[:, None, None]
    gauss = 2 * eta / np.sqrt(np.pi) * np.exp(-((eta * r) ** 2))
    b = erfc(eta * r) / r**3 + gauss / r**2
    c = 3 * erfc(eta * r) / r**5 + gauss * (2 * eta**2 + 3 / r**2) / r**2
    return b * np.eye(3) - c * R[:, :, None] * R[:, None, :]


def dipole_tensor(lattice: Lattice, q: Floats, splitting: float = 1.0) -> Floats:
    """T(q) at any wave vectors.

    q: (…, 3) Cartesian [1/d]. Returns (…, 3, 3) [1/d³]. At q = 0 the value is the tinfoil one.
    splitting: Ewald parameter η in units of √π/V^⅓; the result does not depend on it.

    >>> T = dipole_tensor(Lattice.cubic("fcc"), np.zeros(3))
    >>> f"{T[0, 0] / Lattice.cubic('fcc').density:.10f}"       # −4π/3
    '-4.1887902048'
    """
    eta = splitting * np.sqrt(np.pi) / lattice.volume ** (1 / 3)
    q = np.asarray(q, dtype=float)
    R = lattice.points_within(_CUTOFF / eta) @ lattice.matrix
    direct = np.einsum("mab,...m->...ab", _direct_part(R, eta), np.cos(q @ R.T))
    dual = Lattice.from_vectors(lattice.reciprocal)
    # |q + G| ≤ k_c holds only for |G| ≤ k_c + |q|.
    reach = 2 * eta * _CUTOFF + float(np.linalg.norm(q, axis=-1).max(initial=0.0))
    G = np.concatenate([np.zeros((1, 3)), dual.points_within(reach) @ dual.matrix])
    k = q[..., None, :] + G
    k2 = np.sum(k * k, axis=-1)
    # At q = −G the k = 0 term is left out; its numerator vanishes, so any denominator serves.
    tiny = 1e-12 * np.abs(lattice.reciprocal).max() ** 2
    weight = np.where(k2 > tiny, np.exp(-k2 / (4 * eta**2)) / np.where(k2 > tiny, k2, 1.0), 0.0)
    mutual = 4 * np.pi / lattice.volume * np.einsum("...g,...ga,...gb->...ab", weight, k, k)
    return np.asarray(direct + mutual - 4 * eta**3 / (3 * np.sqrt(np.pi)) * np.eye(3))


def eigenvalues(lattice: Lattice, q: Floats, splitting: float = 1.0) -> Floats:
    """The three eigenvalues of T(q), ascending, in units of the site density: (…, 3).

    q: (…, 3) in reciprocal-lattice coordinates, q = Σ q_i b_i. As q → 0 they tend to −4π/3
    (twice, transverse) and +8π/3 (longitudinal) in every cubic lattice.
    """
    tensor = dipole_tensor(lattice, np.asarray(q, dtype=float) @ lattice.reciprocal, splitting)
    return np.asarray(np.linalg.eigvalsh(tensor)) / lattice.density


def kernel(
    lattice: Lattice, size: tuple[int, int, int], depolarisation: Floats | None = None
) -> tuple[Floats, ...]:
    """T(q) on the wave vectors of a periodic block, for real-to-complex transforms.

    size: (n1, n2, n3) sites. Returns the six `COMPONENTS`, each (n1, n2, n3 // 2 + 1) [1/d³].
    depolarisation: (3, 3) tensor N of the outer shape, added as 4π n N at q = 0.

    The splitting is chosen so wide that the reciprocal sum needs only the vectors nearest the
    origin, while the direct sum, being a function of few lattice points, goes through one fast
    transform for each component: the cost stays that of the transforms however large the block.
    """
    cell = lattice.volume ** (1 / 3)
    k_max = 2.8 / cell
    eta = k_max / (2 * _CUTOFF)
    triples = lattice.points_within(_CUTOFF / eta)
    direct = _direct_part(triples @ lattice.matrix, eta)
    flat = np.ravel_multi_index(tuple((triples % np.array(size)).T), size)
    reciprocal = jnp.asarray(lattice.reciprocal)
    # k = Σ f_i b_i with |f_i| = |k·a_i|/2π, and the block's own q have f_i in [0, 1).
    reach = k_max * np.linalg.norm(lattice.matrix, axis=1) / (2 * np.pi)
    ranges = [np.arange(-np.floor(r + 1), np.floor(r) + 1) for r in reach]
    shifts = jnp.asarray(np.stack(np.meshgrid(*ranges, indexing="ij"), axis=-1).reshape(-1, 3))
    self_term = -4 * eta**3 / (3 * np.sqrt(np.pi))
    components = []
    for a, b in COMPONENTS:
        table = np.bincount(flat, direct[:, a, b], minlength=int(np.prod(size))).reshape(size)
        transform = np.ascontiguousarray(scipy.fft.rfftn(table, workers=-1).real)
        del table
        mutual = _reciprocal_part(a, b, size, shifts, reciprocal, 4 * np.pi / lattice.volume, eta)
        transform += np.asarray(mutual)
        if a == b:
            transform += self_term
        if depolarisation is not None:
            transform[0, 0, 0] += 4 * np.pi * lattice.density * depolarisation[a, b]
        components.append(transform)
    return tuple(components)


# One program for all six components: compiling it takes longer than running it on small blocks.
@partial(jax.jit, static_argnums=2)
def _reciprocal_part(
    a: int,
    b: int,
    size: tuple[int, int, int],
    shifts: jax.Array,
    reciprocal: jax.Array,
    prefactor: float,
    eta: float,
) -> jax.Array:
    n1, n2, n3 = size
    f2 = (jnp.arange(n2) / n2)[:, None]
    f3 = (jnp.arange(n3 // 2 + 1) / n3)[None, :]

    def plane(i: jax.Array) -> jax.Array:
        def add(total: jax.Array, shift: jax.Array) -> tuple[jax.Array, None]:
            f = (i / n1 + shift[0], f2 + shift[1], f3 + shift[2])
            k = jnp.stack([sum(f[j] * reciprocal[j, c] for j in range(3)) for c in range(3)])
            k2 = k[0] ** 2 + k[1] ** 2 + k[2] ** 2
            safe = jnp.where(k2 > 0, k2, 1.0)
            return total + k[a] * k[b] / safe * jnp.exp(-k2 / (4 * eta**2)), None

        return jax.lax.scan(add, jnp.zeros((n2, n3 // 2 + 1)), shifts)[0]

    return prefactor * jax.lax.map(plane, jnp.arange(n1))
