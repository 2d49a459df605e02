"""`make wild`: what becomes of other people's files is counted by outcome and reason."""

from __future__ import annotations

import time

import pytest

from benchmarks import wild
from benchmarks.wild import Table, outcome
from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import TemplateError


def raising(error: Exception) -> wild.Stages:
    """Stages that fail."""

    def stages(_name: str, _data: bytes) -> tuple[str, str]:
        raise error

    return stages


def test_what_stages_raise_is_an_outcome() -> None:
    """A refusal with its reason, a file that is no Word document, tags of its own, a crash."""
    message = Message("{file}: the font {family} is unknown", {"file": "a", "family": "甲"})
    assert outcome(raising(TemplateError(message)), "a", b"") == (
        "refused (template)",
        "{file}: the font {family} is unknown {'family': '甲'}",
    )
    other = TemplateError(Message("{file} is damaged", {"file": "a"}))
    assert outcome(raising(other), "a", b"")[0] == "not a Word document"
    tags = TemplateError(Message("“name” in {tag} is undefined", {"tag": "x"}))
    assert outcome(raising(tags), "a", b"")[0] == "asks for values"
    kind, reason = outcome(raising(KeyError("rId4")), "a", b"")
    assert (kind, reason.split(" in ")[0]) == ("crashed", "KeyError")


def test_a_file_that_takes_too_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """And the next one begins."""
    monkeypatch.setattr(wild, "SECONDS", 0.05)

    def stages(_name: str, _data: bytes) -> tuple[str, str]:
        time.sleep(30)
        return "built", ""

    assert outcome(stages, "a", b"") == ("slow", "more than 0.05 s")


def test_the_table_counts_shares_of_what_can_be_built() -> None:
    """The outcomes with most files first, and those that cannot be built apart."""
    table = Table()
    for name in "abc":
        table.add("built", "", name)
    table.add("refused by the proof", "{title}: page {page} is blank ", "d")
    table.add("not a Word document", "is damaged", "e")
    lines = list(table.lines())
    assert lines[0] == "5 files, 4 that can be built without values of their own"
    assert lines[1] == "\nbuilt: 3, 75.0%"
    assert "\nrefused by the proof: 1, 25.0%" in lines
    assert "          d" in lines
