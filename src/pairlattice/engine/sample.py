"""Which sites exist: a periodic block of a lattice, or a piece cut out of it with open ends.

Sites live on an index grid. For a periodic block the grid is the lattice itself. A piece of a
cubic lattice may use the finer simple-cubic grid that contains its sites, when that box wastes
fewer points than the skewed box along the primitive vectors.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import scipy.fft
from numpy.typing import NDArray

from pairlattice.engine.lattice import Floats, Lattice
from pairlattice.errors import InputError

Inside = Callable[[Floats], NDArray[np.bool_]]  # positions (m, 3) [d] -> (m,)

# Grid steps along the edge of the cube whose simple-cubic grid holds all sites.
_CUBE_STEPS = {"sc": 1, "bcc": 2, "fcc": 2}

# int32 counts sites inside the compiled loops.
_MOST_POINTS = 2**31 - 1


@dataclass(frozen=True, eq=False)
class Sample:
    """Sites on an index grid.

    lattice: of the sites. grid: of the index box, equal to `lattice` in a whole periodic block.
    size: (n1, n2, n3) points of the box. origin: position of index (0, 0, 0) [d].
    mask: (n1, n2, n3) which points are sites; None where all are.
    periodic: whether the box repeats; an open sample ends in vacuum.
    depolarisation: (3, 3) tensor of the outer shape of a periodic sample, zero for tinfoil.
    """

    lattice: Lattice
    grid: Lattice
    size: tuple[int, int, int]
    origin: tuple[float, float, float] = (0.0, 0.0, 0.0)
    mask: NDArray[np.bool_] | None = None
    periodic: bool = True
    depolarisation: tuple[float, float, float] = (0.0, 0.0, 0.0)

    @cached_property
    def count(self) -> int:
        """Number of sites."""
        return int(np.prod(self.size)) if self.mask is None else int(self.mask.sum())

    @cached_property
    def positions(self) -> Floats:
        """Cartesian positions (n1, n2, n3, 3) [d] of all points of the box."""
        return self.grid.positions(self.size) + np.array(self.origin)

    @property
    def sites(self) -> NDArray[np.bool_]:
        """(n1, n2, n3) True where there is a site."""
        return np.ones(self.size, dtype=bool) if self.mask is None else self.mask

    @property
    def transform_size(self) -> tuple[int, int, int]:
        """Points of the transforms: the box, or for open ends the box padded against wrapping."""
        if self.periodic:
            return self.size
        n1, n2, n3 = (scipy.fft.next_fast_len(2 * n - 1, real=True) for n in self.size)
        return (int(n1), int(n2), int(n3))

    @cached_property
    def neighbour_steps(self) -> NDArray[np.int64]:
        """Index steps (z, 3) on the grid to a site's nearest neighbours."""
        vectors = self.lattice.nearest_neighbours @ self.lattice.matrix
        return np.rint(vectors @ np.linalg.inv(self.grid.matrix)).astype(np.int64)

    @cached_property
    def coordination(self) -> NDArray[np.int64]:
        """(n1, n2, n3) number of nearest neighbours present at each site, 0 off the sites."""
        if self.mask is None:
            return np.full(self.size, len(self.neighbour_steps))
        count = np.zeros(self.size, dtype=np.int64)
        for _, present in self.neighbours_present():
            count += present
        return count * self.sites

    def neighbours_present(self) -> Iterator[tuple[NDArray[np.int64], NDArray[np.bool_]]]:
        """For each neighbour step of a sample with surfaces: the step, and (n1, n2, n3) whether
        the point it leads to is a site."""
        reach = np.abs(self.neighbour_steps).max(axis=0)
        width = [(r, r) for r in reach]
        padded = np.pad(self.sites, width, mode="wrap" if self.periodic else "constant")
        for step in self.neighbour_steps:
            window = tuple(
                slice(r + s, r + s + n) for r, s, n in zip(reach, step, self.size, strict=True)
            )
            yield step, padded[window]


def periodic(
    lattice: Lattice,
    size: tuple[int, int, int],
    depolarisation: tuple[float, float, float] = (0.0, 0.0, 0.0),
) -> Sample:
    """A periodic block of n1 × n2 × n3 sites along the primitive vectors.

    depolarisation: factors along x, y, z of the outer shape the block stands for, sum ≤ 1; zero
    means surrounded by a conductor or long along the polarisation.
    """
    if len(size) != 3 or any(n < 1 for n in size) or int(np.prod(size)) > _MOST_POINTS:
        raise InputError(
            f"lattice size must be three whole numbers of 1 or more with a product below 2^31, "
            f"got {size!r}; 16, 16, 16 runs in seconds"
        )
    if any(not 0 <= n <= 1 for n in depolarisation) or sum(depolarisation) > 1 + 1e-12:
        raise InputError(
            f"depolarisation factors must lie in [0, 1] with a sum of at most 1, "
            f"got {depolarisation!r}; a sphere has 1/3, 1/3, 1/3"
        )
    return Sample(lattice, lattice, size, depolarisation=depolarisation)


def supercell(lattice: Lattice | str, size: tuple[int, int, int]) -> Sample:
    """A periodic block in a conducting surrounding: n1 × n2 × n3 sites of a lattice.

    lattice: or its name, "sc", "bcc" or "fcc" with the conventional edge 2 d. Raises InputError.

    >>> supercell("fcc", (8, 8, 8)).count
    512
    """
    return periodic(Lattice.cubic(lattice) if isinstance(lattice, str) else lattice, size)


def cut(lattice: Lattice, inside: Inside, half_extent: tuple[float, float, float]) -> Sample:
    """All sites r with inside(r), as an open sample; a site lies at the origin of coordinates.

    half_extent: |x|, |y|, |z| bounds of the piece [d].
    """
    grids = [lattice]
    if lattice.name in ("bcc", "fcc") and lattice.edge is not None:
        grids.append(Lattice.cubic("sc", lattice.edge / 2))
    candidates = [_cut_on(lattice, grid, inside, half_extent) for grid in grids]
    return min(candidates, key=lambda sample: np.prod(sample.transform_size))


def from_mask(lattice: Lattice, mask: NDArray[np.bool_]) -> Sample:
    """An open sample from a mask (n1, n2, n3) on the primitive-vector index grid."""
    mask = np.asarray(mask)
    if mask.ndim != 3 or mask.dtype != np.bool_ or not mask.any():
        raise InputError(
            f"a sample mask must be a 3-d boolean array with at least one True, "
            f"got {mask.dtype} of shape {mask.shape}; save it with numpy.save"
        )
    return Sample(lattice, lattice, _size(mask), mask=mask, periodic=False)


def slab(lattice: Lattice, thickness: float, width: float, axis: int = 2) -> Sample:
    """A plate of the given thickness along Cartesian `axis`, square in the two others [d]."""
    half = [width / 2] * 3
    half[axis] = thickness / 2
    return prism(lattice, (2 * half[0], 2 * half[1], 2 * half[2]))


def prism(lattice: Lattice, edges: tuple[float, float, float]) -> Sample:
    """A box with the given full edge lengths along x, y, z [d]."""
    half = np.array(edges) / 2
    return cut(lattice, lambda r: np.all(np.abs(r) <= half + 1e-9, axis=-1), tuple(half))


def cylinder(
    lattice: Lattice, radius: float, length: float, axis: tuple[float, float, float] = (0, 0, 1)
) -> Sample:
    """A round rod of the given radius and length along `axis` [d]."""
    n = np.array(axis, dtype=float) / np.linalg.norm(axis)

    def inside(r: Floats) -> NDArray[np.bool_]:
        along = r @ n
        across = np.linalg.norm(r - along[:, None] * n, axis=-1)
        return (np.abs(along) <= length / 2 + 1e-9) & (across <= radius + 1e-9)

    half = np.abs(n) * length / 2 + np.sqrt(1 - n**2) * radius
    return cut(lattice, inside, tuple(half))


def rod(
    lattice: Lattice, inside: Inside, half_extent: tuple[float, float], layers: int, gap: float
) -> Sample:
    """An endless rod along z, a periodic sample with vacuum around it.

    inside: of positions (m, 3), of which x and y count. half_extent: |x|, |y| bounds [d]. layers:
    grid planes before the rod repeats along z. gap: vacuum between it and its images [d]. A
    polarisation along z that does not change along z has no field in the vacuum, so the images
    matter only for what fluctuates. Raises InputError.
    """
    if lattice.edge is None or lattice.name not in _CUBE_STEPS or layers < 1 or gap < 0:
        raise InputError(
            "an endless rod needs a cubic lattice, at least 1 layer and a gap of 0 or more, got "
            f"{lattice.name}, {layers} layers, gap {gap:g}; give for example fcc, 8 and 8"
        )
    steps = _CUBE_STEPS[lattice.name]
    grid = Lattice.cubic("sc", lattice.edge / steps)
    step = lattice.edge / steps
    half = [int(np.floor(h / step + 1e-9)) for h in half_extent]
    # The box must hold whole cubes, or the lattice would not fit its own images.
    n1, n2 = (-(-(2 * h + 1 + int(np.ceil(gap / step))) // steps) * steps for h in half)
    size = (n1, n2, -(-layers // steps) * steps)
    origin = (-half[0] * step, -half[1] * step, 0.0)
    r = grid.positions(size) + np.array(origin)
    mask = inside(r.reshape(-1, 3)).reshape(size)
    mask &= np.all(np.abs(r[..., :2]) <= np.array(half) * step + 1e-9, axis=-1)
    coordinates = r @ np.linalg.inv(lattice.matrix)
    mask &= np.all(np.abs(coordinates - np.rint(coordinates)) < 1e-6, axis=-1)
    if not mask.any():
        raise InputError("sample must hold at least one site, got none; make it larger")
    return Sample(lattice, grid, size, origin, mask=mask, periodic=True)


def sphere(lattice: Lattice, radius: float) -> Sample:
    """A ball [d]."""
    return cut(lattice, lambda r: np.linalg.norm(r, axis=-1) <= radius + 1e-9, (radius,) * 3)


def _size(mask: NDArray[np.bool_]) -> tuple[int, int, int]:
    return (len(mask), len(mask[0]), len(mask[0, 0]))


def _cut_on(
    lattice: Lattice, grid: Lattice, inside: Inside, half_extent: tuple[float, float, float]
) -> Sample:
    # |index_i| = |r·b_i|/2π is largest at a corner of the bounding box.
    reach = np.abs(grid.reciprocal) @ np.array(half_extent) / (2 * np.pi)
    reach = np.floor(reach + 1e-6).astype(int)
    if np.prod(2 * reach.astype(float) + 1) > _MOST_POINTS:
        raise InputError(
            f"sample must fit into 2^31 points, got a box of {tuple(int(2 * r + 1) for r in reach)}"
            "; make it smaller"
        )
    axes = [np.arange(-r, r + 1) for r in reach]
    index = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1)
    r = index @ grid.matrix
    mask = inside(r.reshape(-1, 3)).reshape(r.shape[:3])
    if grid is not lattice:
        coordinates = r @ np.linalg.inv(lattice.matrix)
        mask &= np.all(np.abs(coordinates - np.rint(coordinates)) < 1e-6, axis=-1)
    # Trim empty planes, so that the transforms are as small as the sample allows.
    kept = [np.flatnonzero(mask.any(axis=tuple({0, 1, 2} - {axis}))) for axis in range(3)]
    if not len(kept[0]):
        raise InputError("sample must hold at least one site, got none; make it larger")
    window = tuple(slice(k[0], k[-1] + 1) for k in kept)
    start = index[tuple(int(k[0]) for k in kept)] @ grid.matrix
    mask = np.ascontiguousarray(mask[window])
    return Sample(
        lattice, grid, _size(mask), (start[0], start[1], start[2]), mask=mask, periodic=False
    )
