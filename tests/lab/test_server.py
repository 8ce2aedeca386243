"""Who may come in to the lab, how many, and how large."""

import http.client
import json
import time
import urllib.error
import urllib.request

import pytest
from click.testing import CliRunner

from pairlattice.cli.entry import cli
from pairlattice.cli.lab import PRESETS as PRESET_NAMES
from pairlattice.errors import InputError
from pairlattice.lab import serve
from pairlattice.lab.beside import related, text
from pairlattice.lab.ledger import Ledger
from pairlattice.lab.limits import Limits
from pairlattice.lab.presets import PRESETS, preset
from pairlattice.live import box


def test_without_the_token_there_is_neither_page_nor_websocket(started):
    lab = started(address="0.0.0.0")
    port = lab.server.port
    bare = f"http://127.0.0.1:{port}/"
    token = lab.url.split("token=")[1]
    assert _status(bare) == _status(bare + "?token=" + token[:-1]) == 403
    assert _status(bare + "?token=" + token) == 200
    assert _status(bare, Cookie=f"pairlattice-lab={token}") == 200
    assert _socket(port, f"http://0.0.0.0:{port}", "") == 403
    assert _socket(port, f"http://0.0.0.0:{port}", token) == 101
    # The right token, but from the page of somebody else.
    assert _socket(port, "http://example.org", token) == 403


def test_a_page_of_another_origin_gets_no_websocket(served):
    port = served.server.port
    assert _socket(port, f"http://127.0.0.1:{port}", "") == 101
    assert _socket(port, "http://example.org", "") == 403


def test_a_browser_may_take_its_time_to_load_the_page(started):
    lab = started()
    assert _status(lab.url) == 200
    time.sleep(5)
    assert lab.lab.limits.count == 1
    lab.lab.close()


def test_limit_on_pages_and_size_is_said_clearly():
    limits = Limits(largest=12**3, sessions=1)
    first = object()
    limits.enter(first)
    with pytest.raises(InputError, match="at most 1 pages may be open"):
        limits.enter(object())
    limits.leave(first)
    limits.enter(object())
    with pytest.raises(InputError, match=r"at most 1728 pairs .* got .16, 16, 16. = 4096"):
        limits.check_size(preset("insulating").course(16).base)


def _status(url: str, **headers: str) -> int:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def _socket(port: int, origin: str, token: str) -> int:
    """The status with which a websocket is answered."""
    head = {
        "Upgrade": "websocket", "Connection": "Upgrade", "Origin": origin,
        "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "MDEyMzQ1Njc4OWFiY2RlZg==",
        "Sec-WebSocket-Protocol": "bokeh, none", "Cookie": f"pairlattice-lab={token}",
    }  # fmt: skip
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/ws", headers=head)
    status = connection.getresponse().status
    connection.close()
    return status


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--size", "13"], "--size must be an even number"),
        (["--size", "80"], "more than --largest"),
    ],
)
def test_wrong_options_are_refused_in_one_line(options, words):
    done = CliRunner().invoke(cli, ["lab", "--no-browser", *options])
    assert words in str(done.exception)


def test_claims_beside_a_picture_link_to_the_ledger_and_say_how_they_came_out(tmp_path):
    own = preset("magnetic")
    ids = [claim.id for claim in related(own)]
    part = lambda label: {"label": label}  # noqa: E731
    row = {
        "id": ids[0],
        "arithmetic": part("none to check"),
        "derivation": part("needs a closure"),
        "measurement": part("disagrees"),
    }
    (tmp_path / "claims.json").write_text(json.dumps({"claims": [row]}))
    ledger = Ledger.of(tmp_path, "/report/index.html")
    shown = text(own, own.course(12).settings(0), ledger)
    assert f'<a href="/report/index.html#{ids[0]}"' in shown
    assert "derivation: needs a closure; measurement: disagrees" in shown
    assert "none to check" not in shown
    assert all(f"#{id}" in shown for id in ids)
    assert Ledger.of(tmp_path / "nothing", "/x").verdicts == {}


def test_every_preset_bears_on_claims():
    for one in PRESETS:
        assert related(one), one.name


def test_an_address_or_a_port_that_cannot_be_used_is_refused(started):
    from pairlattice.lab.server import Lab, open_server

    taken = started().server.port
    with pytest.raises(InputError, match=f"cannot use 127.0.0.1:{taken}.*give another --port"):
        open_server(Lab(), port=taken)
    for address in ("300.1.1.1", "192.0.2.1"):
        with pytest.raises(InputError, match="--address must be an address of this machine"):
            open_server(Lab(), address, port=0)
    with pytest.raises(InputError, match="--address must be a name or an IPv4 address"):
        open_server(Lab(), "::1", port=0)


def test_command_line_knows_every_preset_and_the_smallest_crystal():
    assert tuple(p.name for p in PRESETS) == PRESET_NAMES
    assert serve.SMALLEST == box.SMALLEST
