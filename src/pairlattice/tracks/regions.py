"""Connected regions in maps: where they are and how large."""

import numpy as np
import scipy.ndimage
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from pairlattice.tracks.record import Detections, Floats, Whole


def find(masks: NDArray[np.bool_], spacing: float, smallest: float, periodic: bool) -> Detections:
    """The regions of every frame with at least the area `smallest`.

    masks: (frames, ny, nx), True inside regions; points touch along the axes. Point [i, j] lies at
    x = j·spacing, y = i·spacing. In a periodic map regions go on across the edges.
    """
    frames, places, areas = [], [], []
    for frame, mask in enumerate(masks):
        labels, count = _labels(mask, periodic)
        size = np.bincount(labels.ravel(), minlength=count + 1)[1:] * spacing**2
        kept = np.flatnonzero(size >= smallest)
        frames.append(np.full(len(kept), frame))
        places.append(_centres(labels, count, periodic)[kept] * spacing)
        areas.append(size[kept])
    return Detections(
        np.concatenate(frames).astype(np.int64), np.concatenate(places), np.concatenate(areas)
    )


def _labels(mask: NDArray[np.bool_], periodic: bool) -> tuple[Whole, int]:
    labels, count = scipy.ndimage.label(mask)
    if not periodic or not count:
        return labels, count
    pairs = np.concatenate(
        [np.stack([labels[0], labels[-1]]), np.stack([labels[:, 0], labels[:, -1]])], axis=1
    )
    pairs = pairs[:, (pairs > 0).all(axis=0)]
    graph = coo_array((np.ones(pairs.shape[1]), tuple(pairs)), shape=(count + 1,) * 2)
    parts, joined = connected_components(graph, directed=False)
    # Background is label 0 and touches nothing, so it stays a component of its own.
    order = np.argsort(np.argsort([np.flatnonzero(joined == p)[0] for p in range(parts)]))
    return order[joined][labels], parts - 1


def _centres(labels: Whole, count: int, periodic: bool) -> Floats:
    """Mean (x, y) of the points of each label, in points: (count, 2)."""
    inside = labels.ravel() > 0
    label = labels.ravel()[inside] - 1
    size = np.maximum(np.bincount(label, minlength=count), 1)
    centre = np.zeros((count, 2))
    for axis, index in enumerate(np.indices(labels.shape)[::-1]):
        where = index.ravel()[inside].astype(float)
        length = labels.shape[1 - axis]
        if periodic:
            # The mean angle is near the centre; the mean offset from there is exact for regions
            # shorter than half the map.
            angle = 2 * np.pi * where / length
            sine = np.bincount(label, np.sin(angle), minlength=count)
            cosine = np.bincount(label, np.cos(angle), minlength=count)
            around = np.arctan2(sine, cosine) * length / (2 * np.pi)
            offset = where - around[label]
            offset -= length * np.rint(offset / length)
            mean = around + np.bincount(label, offset, minlength=count) / size
            # A tiny negative number modulo the length is the length itself.
            centre[:, axis] = np.mod(mean, length) % length
        else:
            centre[:, axis] = np.bincount(label, where, minlength=count) / size
    return centre
