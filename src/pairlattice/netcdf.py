"""A tree of labelled arrays in one NetCDF 4 file, and back as it was.

Any program that reads NetCDF or HDF5 reads the file. An attribute for which NetCDF has no type (a
list of texts, a table, a truth value) is JSON; the attribute `json_attributes` names those.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import xarray as xr

_JSON = "json_attributes"

# Large enough that a file is no burden, small enough that one chunk is read in a blink.
CHUNK_BYTES = 8 * 2**20
# Below that, compressing costs more than it saves.
_LEAST_BYTES = 4096


def write(tree: xr.DataTree, path: Path) -> None:
    """Write a new file; arrays of some size are compressed, which sums them up too."""
    parts, encoding = {}, {}
    for node in tree.subtree:
        data = node.to_dataset(inherit=False).compute()
        for variable in data.variables.values():
            variable.attrs = _plain(variable.attrs)
        # A loaded tree remembers the chunks and codecs of its file; they are chosen anew.
        parts[node.path] = data.drop_encoding().assign_attrs(_plain(data.attrs))
        encoding[node.path] = {str(n): _encoding(v) for n, v in data.variables.items()}
    whole = xr.DataTree.from_dict(parts)
    whole.to_netcdf(path, engine="h5netcdf", encoding=encoding)


def read(path: Path) -> xr.DataTree:
    """The tree of `write`; its numbers are read when they are used."""
    tree = xr.open_datatree(path, engine="h5netcdf", decode_times=False)
    for node in tree.subtree:
        node.attrs = _back(node.attrs)
        for name, variable in node.dataset.variables.items():
            variable.attrs = _back(variable.attrs)
            if variable.dtype.kind in "OT":
                node[str(name)] = node[str(name)].astype(str)
    return tree


def _plain(attributes: Mapping[Any, Any]) -> dict[str, Any]:
    found = {str(key): value for key, value in attributes.items()}
    told = {key: json.dumps(v, ensure_ascii=False) for key, v in found.items() if not _has_type(v)}
    return {**found, **told, **({_JSON: list(told)} if told else {})}


def _has_type(value: Any) -> bool:
    if isinstance(value, list | tuple):
        return bool(value) and all(type(v) in (int, float) for v in value)
    return isinstance(value, str | int | float | np.number) and not isinstance(value, bool)


def _back(attributes: Mapping[Any, Any]) -> dict[str, Any]:
    found = dict(attributes)
    told = np.atleast_1d(found.pop(_JSON, [])).tolist()
    # numpy's numbers and arrays are made what they were.
    numbers = (np.generic, np.ndarray)
    plain = {key: v.tolist() if isinstance(v, numbers) else v for key, v in found.items()}
    return {**plain, **{key: json.loads(plain[key]) for key in told}}


def _encoding(variable: xr.Variable) -> dict[str, Any]:
    if variable.dtype.kind == "c":
        raise TypeError("a result holds no complex numbers; store real and imaginary parts")
    if variable.dtype.kind not in "fiub":
        return {}
    # Nothing is missing in a result: what is not a number is one that was computed.
    chosen: dict[str, Any] = {"_FillValue": None}
    if variable.nbytes < _LEAST_BYTES:
        return chosen
    chunks = chunks_of(variable.shape, variable.dtype)
    return {**chosen, "chunksizes": chunks, "zlib": True, "complevel": 1}


def chunks_of(shape: tuple[int, ...], dtype: np.dtype[Any]) -> tuple[int, ...]:
    """Whole trailing axes as far as a chunk allows, then pieces of the axis before them."""
    chunks = list(shape)
    for axis in range(len(shape)):
        rest = int(np.prod(chunks[axis + 1 :], dtype=np.int64)) * dtype.itemsize
        chunks[axis] = max(1, min(shape[axis], CHUNK_BYTES // max(rest, 1)))
        if rest <= CHUNK_BYTES:
            break
    return tuple(max(size, 1) for size in chunks)
