"""One HTML file that opens offline: figures and films inside, nothing fetched."""

from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from pairlattice import __version__, ledger
from pairlattice.ledger import Judged
from pairlattice.report.chapters import Chapter
from pairlattice.report.section import Picture, Section
from pairlattice.report.summary import counts, highlights, marked, sources, tone
from pairlattice.table import Table, number


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
