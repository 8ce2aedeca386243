"""One HTML file that opens offline: figures and films inside, nothing fetched."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from pairlattice import __version__, ledger
from pairlattice.ledger import Judged
from pairlattice.report.chapters import Chapter
from pairlattice.report.summary import counts, highlights, marked, sources, tone
from pairlattice.table import Table, number


@dataclass(frozen=True)
class Picture:
    """A figure or a film. name: of its files. alt: what it plots, in words. png: its bytes, a
    film's poster. mp4: a film's bytes.
    """

    name: str
    caption: str
    alt: str
    png: bytes
    mp4: bytes = b""

    @property
    def label(self) -> str:
        """The name as a reader says it: "Fig. 5" for fig05."""
        digits = self.name.removeprefix("fig")
        return f"Fig. {digits.lstrip('0') or digits}" if digits[:1].isdigit() else ""

    @property
    def uri(self) -> str:
        return "data:image/png;base64," + base64.b64encode(self.png).decode("ascii")

    @property
    def film_uri(self) -> str:
        """Of the moving picture, empty for a still one."""
        film = base64.b64encode(self.mp4).decode("ascii")
        return f"data:video/mp4;base64,{film}" if film else ""

    @property
    def kinds(self) -> tuple[str, ...]:
        """Endings of its files."""
        return ("mp4", "png") if self.mp4 else ("svg", "png")


@dataclass(frozen=True)
class Section:
    """A phenomenon in the report. origin: how its result was made, see `provenance`."""

    noun: str
    title: str
    paper_section: str
    state: str
    pictures: tuple[Picture, ...]
    tables: tuple[Table, ...]
    closures: tuple[Mapping[str, str], ...]
    origin: Mapping[str, Any]

    @property
    def warnings(self) -> list[str]:
        return [warning for table in self.tables for warning in table.warnings]


def render(
    sections: Sequence[Section],
    judged: Sequence[Judged] = (),
    size: str = "normal",
    comparisons: Sequence[Table] = (),
    comparison_pictures: Sequence[Picture] = (),
) -> str:
    """The whole page. comparisons: mechanisms beside measurement."""
    return (
        _environment()
        .get_template("page.html.jinja")
        .render(
            version=__version__,
            size=size,
            css=_text("page.css"),
            js=_text("page.js"),
            chapters=Chapter.all(sections, judged),
            sections_claimed=list(dict.fromkeys(one.claim.section for one in judged)),
            judged=judged,
            counts=counts(judged),
            highlights=highlights(judged),
            marked=marked(judged),
            parts=ledger.PARTS,
            tone=tone,
            pictured={picture.name for section in sections for picture in section.pictures},
            nouns={section.noun for section in sections},
            comparisons=comparisons,
            comparison_pictures=comparison_pictures,
            sources=sources(judged),
            machine=_machine(sections),
            seconds=sum(float(section.origin.get("seconds", 0)) for section in sections),
        )
    )


def _machine(sections: Sequence[Section]) -> dict[str, Any]:
    """What the first result was made with, and the libraries of all."""
    if not sections:
        return {}
    used = {n: v for section in sections for n, v in section.origin["libraries"].items()}
    return {**sections[0].origin, "libraries": dict(sorted(used.items()))}


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("pairlattice.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["duration"] = _duration
    environment.filters["digits"] = number
    environment.filters["capital"] = lambda text: text[:1].upper() + text[1:]
    return environment


def _text(name: str) -> str:
    return resources.files("pairlattice.report").joinpath("templates", name).read_text("utf-8")


def _duration(seconds: float) -> str:
    """
    >>> _duration(8.24), _duration(135)
    ('8.2 s', '2 min 15 s')
    """
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s"
