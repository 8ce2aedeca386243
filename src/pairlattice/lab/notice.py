"""A page without a lab."""

from typing import Any

import panel as pn

from pairlattice.lab import look


def notice(text: str) -> Any:
    """A page that only says why there is no lab on it."""
    template = pn.Template(look.NOTICE)
    body = f'<div class="notice" role="alert">{look.escaped(text)}</div>'
    template.add_panel("page", pn.pane.HTML(body, stylesheets=[look.STYLE]))
    return template
