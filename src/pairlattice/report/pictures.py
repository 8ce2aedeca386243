"""The figures and films of a result as files, drawn again only when what they show has changed."""

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import xarray as xr

from pairlattice import film, plotting
from pairlattice.dependencies import dependencies
from pairlattice.film import Film
from pairlattice.origin import versions, whole_source_hash
from pairlattice.report import drawing
from pairlattice.report.section import Picture

if TYPE_CHECKING:
    from matplotlib.figure import Figure


# What there is to draw: figures and films by name, and the caption of each.
Drawing = Callable[[], tuple[Mapping[str, "Figure"], Mapping[str, Film], Mapping[str, str]]]


def of_result(folder: Path, noun: str, tree: xr.DataTree, made: Any) -> tuple[Picture, ...]:
    """The pictures of an experiment's result, see `pictures`."""

    def drawn() -> tuple[Mapping[str, "Figure"], Mapping[str, Film], Mapping[str, str]]:
        return drawing.draw(tree), drawing.films(tree), drawing.captions(tree)

    return pictures(folder, noun, drawn, made)


def pictures(folder: Path, noun: str, drawn: Drawing, made: Any) -> tuple[Picture, ...]:
    """The pictures of a subject, in `folder`, with a list of them in `folder`/`noun`.json.

    made: what identifies their content, such as a result's provenance; the files on disk are taken
    if they show the same, were drawn by the same code, and nobody has changed them since.
    """
    folder.mkdir(exist_ok=True)
    drawn_with = versions(dependencies(__name__).libraries)
    key = _sha256(json.dumps([made, whole_source_hash(), drawn_with], sort_keys=True).encode())
    listing = folder / f"{noun}.json"
    kept = _kept(folder, listing, key)
    if kept is None:
        kept = _draw(folder, *drawn())
        entries = [
            {"name": p.name, "caption": p.caption, "alt": p.alt, "files": _sums(folder, p)}
            for p in kept
        ]
        text = json.dumps({"key": key, "pictures": entries}, indent=1, ensure_ascii=False)
        part = listing.with_name(listing.name + ".part")
        part.write_text(text + "\n", encoding="utf-8")
        part.replace(listing)
    return kept


def _draw(
    folder: Path,
    figures: Mapping[str, "Figure"],
    films: Mapping[str, Film],
    captions: Mapping[str, str],
) -> tuple[Picture, ...]:
    found = []
    for name, drawn in figures.items():
        png, _ = plotting.save(drawn, folder / name)
        alt = plotting.describe(drawn)
        found.append(Picture(name, captions.get(name, ""), alt, png.read_bytes()))
    for name, moving in films.items():
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
