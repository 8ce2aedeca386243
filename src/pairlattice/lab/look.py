"""How a page looks: one column on a phone, two on a small screen, three on a desk."""

import html

from pairlattice.lab.views import HATCH
from pairlattice.palette import STATE_COLOURS

_PAGE = """
{% extends base %}
{% block postamble %}
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
body { font: 16px/1.45 system-ui, "Segoe UI", "Noto Sans", sans-serif; color: #1b1b1b; }
main { display: flex; gap: 18px; padding: 4px 10px; align-items: flex-start; flex-wrap: wrap; }
.left { flex: 1 1 270px; min-width: 0; } .middle { flex: 3 1 600px; min-width: 0; }
.words { flex: 1 1 270px; min-width: 0; }
/* On a phone the knobs stand right below the picture that answers them. */
@media (max-width: 720px) {
  main { flex-direction: column; gap: 0; padding: 0 4px; align-items: stretch; }
  .left, .middle { display: contents; }
  .words { order: 5; } .more { order: 4; } .knobs { order: 3; } .picture { order: 2; }
}
</style>
{% endblock %}
{% block contents %}
<main>CONTENTS</main>
{% for doc in docs %}{% for root in doc.roots if root.name == "counter" %}
{{ embed(root) }}
{% endfor %}{% endfor %}
{% endblock %}
"""
_COLUMNS = (("left", ("head", "knobs")), ("middle", ("picture", "more")), ("", ("words",)))


def _column(name: str, parts: tuple[str, ...]) -> str:
    inner = "".join(f'<section class="{p}">{{{{ embed(roots.{p}) }}}}</section>' for p in parts)
    return f'<div class="{name}">{inner}</div>' if name else inner


PAGE = _PAGE.replace("CONTENTS", "".join(_column(*column) for column in _COLUMNS))
NOTICE = _PAGE.replace("CONTENTS", "{{ embed(roots.page) }}")

STYLE = """
.refused { color: #8a1c00; border-left: 4px solid #D55E00; padding: 2px 8px; margin: 2px 10px;
  font-size: 14px; overflow-wrap: anywhere; }
.state { font-size: 24px; font-weight: 650; line-height: 1.2; }
.reason { font-size: 14px; color: #333; min-height: 3.2em; overflow-wrap: anywhere; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 14px; font-size: 14px; margin: 4px 0; }
.legend span.key { display: inline-block; width: 22px; height: 14px; border: 1px solid #555;
  vertical-align: -2px; margin-right: 5px; }
.beside { font-size: 15px; } .beside h2 { font-size: 16px; margin: 10px 0 2px; }
.beside p { margin: 0 0 8px; } .beside ul { padding-left: 18px; margin: 0; }
.beside li { margin-bottom: 6px; overflow-wrap: anywhere; }
small { color: #444; font-size: 13px; }
h1 { font-size: 20px; margin: 4px 0; }
.notice { border: 2px solid #D55E00; padding: 12px; font-size: 17px; max-width: 640px; }
"""

_STRIPES = {
    " ": "",
    "x": "repeating-linear-gradient(45deg,#0007 0 1px,#0000 1px 5px),"
    "repeating-linear-gradient(-45deg,#0007 0 1px,#0000 1px 5px)",
    "-": "repeating-linear-gradient(0deg,#0007 0 1px,#0000 1px 5px)",
    "/": "repeating-linear-gradient(-45deg,#0007 0 1px,#0000 1px 5px)",
    ".": "radial-gradient(#000a 1px,#0000 1.4px) 0 0/5px 5px",
}


def legend() -> str:
    """HTML: every local state with its colour and hatching."""
    keys = []
    for state, pattern in HATCH.items():
        stripes = _STRIPES[pattern]
        background = f"{stripes + ',' if stripes else ''}{STATE_COLOURS[state]}8c"
        key = f'<span class="key" style="background:{background}"></span>'
        keys.append(f"<span>{key}{state}</span>")
    return f'<div class="legend">{"".join(keys)}</div>'


def escaped(text: str) -> str:
    return html.escape(text, quote=False)
