"""Who may come in: on this machine anyone, elsewhere whoever brings the token."""

import hmac
import secrets
from collections.abc import Callable
from ipaddress import ip_address
from typing import Any

from bokeh.server.auth_provider import AuthProvider
from tornado.web import RequestHandler

COOKIE = "pairlattice-lab"
REFUSAL = (
    "This lab needs the token that was printed when it was started: open the address that "
    "ends in ?token=..."
)


def is_loopback(address: str) -> bool:
    """Whether the address can be reached from this machine alone.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    if address == "localhost":
        return True
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def new_token() -> str:
    return secrets.token_urlsafe(24)


class _Refused(RequestHandler):
    def get(self) -> None:
        self.set_status(403)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(REFUSAL + "\n")


class Token(AuthProvider):
    """Lets in requests, websockets included, that carry the token as ?token= or as a cookie."""

    def __init__(self, token: str):
        self._token = token.encode()
        super().__init__()

    @property
    def get_user(self) -> Callable[[Any], str | None]:
        def user(handler: RequestHandler) -> str | None:
            given = handler.get_query_argument("token", "")
            if given and hmac.compare_digest(given.encode(), self._token):
                # A websocket has its answer's head behind it already.
                if "Upgrade" not in handler.request.headers:
                    handler.set_cookie(COOKIE, given, httponly=True, samesite="Strict")
                return "reader"
            kept = handler.get_cookie(COOKIE) or ""
            return "reader" if hmac.compare_digest(kept.encode(), self._token) else None

        return user

    get_user_async = None
    get_login_url = None
    logout_handler = None
    logout_url = None

    @property
    def login_url(self) -> str:
        return "/refused"

    @property
    def login_handler(self) -> type[RequestHandler]:
        return _Refused
