"""What the report shows of one experiment: pictures, tables, closures, and where they come from."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pairlattice.table import Table


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
