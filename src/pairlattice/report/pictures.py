"""The figures and films of a result as files, drawn again only when what they show has changed."""

import hashlib
import json
from pathlib import Path
from typing import Any

import xarray as xr

from pairlattice import film, plotting
from pairlattice.origin import library_versions, whole_source_hash
from pairlattice.report import drawing
from pairlattice.report.page import Picture


def pictures(folder: Path, noun: str, tree: xr.DataTree, made: Any) -> tuple[Picture, ...]:
    """The pictures of a result, in `folder`, with a list of them in `folder`/`noun`.json.

    made: what identifies the result, such as its provenance; the files on disk are taken if they
    were drawn from the same result by the same code, and nobody has changed them since.
    """
    folder.mkdir(exist_ok=True)
    key = _sha256(
        json.dumps([made, whole_source_hash(), library_versions()], sort_keys=True).encode()
    )
    listing = folder / f"{noun}.json"
    kept = _kept(folder, listing, key)
    if kept is None:
        kept = _draw(folder, tree)
        entries = [
            {"name": p.name, "caption": p.caption, "alt": p.alt, "files": _sums(folder, p)}
            for p in kept
        ]
        text = json.dumps({"key": key, "pictures": entries}, indent=1, ensure_ascii=False)
        part = listing.with_name(listing.name + ".part")
        part.write_text(text + "\n", encoding="utf-8")
        part.replace(listing)
    return kept


def _draw(folder: Path, tree: xr.DataTree) -> tuple[Picture, ...]:
    captions, found = drawing.captions(tree), []
    for name, drawn in drawing.draw(tree).items():
        png, _ = plotting.save(drawn, folder / name)
        alt = plotting.describe(drawn)
        found.append(Picture(name, captions.get(name, ""), alt, png.read_bytes()))
    for name, moving in drawing.films(tree).items():
        mp4, png = film.save(moving, folder / name)
        alt = plotting.describe(moving.figure)
        told = captions.get(name, "")
        found.append(Picture(name, told, alt, png.read_bytes(), mp4.read_bytes()))
    return tuple(found)


def _kept(folder: Path, listing: Path, key: str) -> tuple[Picture, ...] | None:
    """The pictures of an earlier call, None unless all are as they were written."""
    try:
        told = json.loads(listing.read_text("utf-8"))
        if told["key"] != key:
            return None
        found = []
        for entry in told["pictures"]:
            data = {}
            for name, checksum in entry["files"].items():
                data[name] = (folder / name).read_bytes()
                if _sha256(data[name]) != checksum:
                    return None
            stem = entry["name"]
            film_data = data.get(f"{stem}.mp4", b"")
            found.append(
                Picture(stem, entry["caption"], entry["alt"], data[f"{stem}.png"], film_data)
            )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return tuple(found)


def _sums(folder: Path, picture: Picture) -> dict[str, str]:
    names = [f"{picture.name}.{kind}" for kind in picture.kinds]
    return {name: _sha256((folder / name).read_bytes()) for name in names}


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
