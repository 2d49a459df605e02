"""Progress: lines for logs, a bar for people."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from kefu_docs.cli.progress import SECONDS_BETWEEN_LINES, Lines, watching
from kefu_docs.cli.progress_bar import Bar
from kefu_docs.diagnostics import Message


def say(message: Message) -> str:
    """In English."""
    return message.text()


def test_a_line_every_ten_seconds(capsys: pytest.CaptureFixture[str]) -> None:
    """Lines of progress come ten seconds apart, with what is done, the rate and the time left."""
    now = 100.0
    lines = Lines(say, lambda: now)
    lines.expect(300)
    lines.expect(100)
    for _ in range(50):
        lines.done()
    assert capsys.readouterr().err == ""
    now += SECONDS_BETWEEN_LINES
    for _ in range(50):
        lines.done()
    assert capsys.readouterr().err == "51 of 400, 5 a second, 68 s left\n"


def test_a_bar_appears_on_long_work_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """A long build shows a bar that counts what is done; a short build shows nothing."""
    monkeypatch.setenv("TERM", "xterm")
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, width=100)
    with Bar(say, console) as bar:
        bar.expect(2)
        bar.done()
    assert out.getvalue() == ""
    monkeypatch.setattr("kefu_docs.cli.progress_bar.PATIENCE", -1.0)
    with Bar(say, console) as bar:
        bar.expect(2)
        bar.done()
    assert "1/2" in out.getvalue()
    assert "Building" in out.getvalue()


def test_where_nobody_watches_there_are_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where standard error is no terminal or a dumb one, progress comes as lines, not as a bar."""
    assert isinstance(watching(say), Lines)
    monkeypatch.setattr("sys.stderr", _Terminal())
    monkeypatch.setenv("TERM", "dumb")
    assert isinstance(watching(say), Lines)
    monkeypatch.setenv("TERM", "xterm")
    assert isinstance(watching(say), Bar)


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True
