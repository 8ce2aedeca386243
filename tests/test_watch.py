"""Progress on a terminal, and nothing where nobody watches."""

import sys

from pairlattice.cli.watch import watched


def test_progress_is_silent_where_there_is_no_terminal(capsys):
    with watched("label") as progress:
        progress(1, 2, "note")
    assert capsys.readouterr() == ("", "")


def test_progress_shows_rate_and_note_on_a_terminal_and_nothing_when_quiet(monkeypatch, capsys):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    with watched("label", quiet=True) as progress:
        progress(1, 2)
    assert capsys.readouterr().err == ""
    with watched("cooling") as progress:
        progress(1e6, 2e6, "coherence 0.93")
        progress(2e6, 2e6, "coherence 0.94")
    told = capsys.readouterr().err
    assert "cooling" in told
    assert "coherence 0.94" in told
    assert "site-steps/s" in told
