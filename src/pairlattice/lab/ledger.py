"""The ledger of a report beside the pictures: where a claim is judged, and how it came out."""

import html
import json
from dataclasses import dataclass, field
from pathlib import Path

_PARTS = ("arithmetic", "derivation", "measurement")
# Outcomes that say only that there was nothing to judge.
_EMPTY = ("none to check", "no equation given")


@dataclass(frozen=True)
class Ledger:
    """address: of the page with the ledger, empty for none. verdicts: of each claim, in words."""

    address: str = ""
    verdicts: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path, address: str) -> "Ledger":
        """The ledger of a report in a folder; without verdicts where it holds none."""
        try:
            text = (folder / "claims.json").read_text(encoding="utf-8")
            rows = json.loads(text)["claims"]
            return cls(address, {row["id"]: _verdict(row) for row in rows})
        except (OSError, ValueError, KeyError, TypeError):
            return cls(address)

    def row(self, id: str, statement: str) -> str:
        """HTML of one claim."""
        name = id
        if self.address:
            name = f'<a href="{html.escape(self.address)}#{id}" target="_blank">{id}</a>'
        verdict = self.verdicts.get(id, "")
        after = f"<br><small>{html.escape(verdict)}</small>" if verdict else ""
        return f"<li><b>{name}</b> {html.escape(statement)}{after}</li>"


def _verdict(row: dict[str, dict[str, str]]) -> str:
    found = ((part, row[part]["label"]) for part in _PARTS)
    return "; ".join(f"{part}: {label}" for part, label in found if label not in _EMPTY)
