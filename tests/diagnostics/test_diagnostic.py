"""The three notations of a diagnostic."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from kefu_docs.diagnostics import (
    Diagnostic,
    Location,
    Message,
    Severity,
    as_github,
    as_json,
    as_text,
    in_order,
)

FINDING = Diagnostic(
    Location("data/a:b,c.yaml", 4, 12),
    Severity.ERROR,
    "record-value",
    Message("{value!r} is not 100%\nright", {"value": "x"}),
)


def test_text() -> None:
    """A diagnostic as text begins with file:line:column, by which editors jump to it."""
    plain = Diagnostic(Location("f.yaml", 4, 12), Severity.WARNING, "r", Message("m"))
    assert as_text(plain) == "f.yaml:4:12: warning: m [r]"


def test_json_is_an_array_of_flat_objects() -> None:
    """Diagnostics as JSON are flat objects with the keys that scripts rely on."""
    (row,) = json.loads(as_json([FINDING]))
    assert row == {
        "file": "data/a:b,c.yaml",
        "line": 4,
        "column": 12,
        "severity": "error",
        "rule": "record-value",
        "message": "'x' is not 100%\nright",
        "yuan": None,
    }


def test_what_is_at_stake_stands_in_every_notation() -> None:
    """An amount is text with two decimals in JSON, and a part of the line elsewhere."""
    place, message = Location("f.yaml", 4, 12), Message("m")
    dear = Diagnostic(place, Severity.WARNING, "r", message, Decimal("1986.2"))
    assert json.loads(as_json([dear]))[0]["yuan"] == "1986.20"
    assert as_text(dear) == "f.yaml:4:12: warning: m (at stake: 1986.20 yuan) [r]"
    assert as_github(dear).endswith("::m (at stake: 1986.20 yuan)")


def test_github_escapes_what_would_end_the_command() -> None:
    """In GitHub's notation percent and line feed, in properties also colon and comma, are
    escaped.
    """
    assert as_github(FINDING) == (
        "::error file=data/a%3Ab%2Cc.yaml,line=4,col=12,title=record-value"
        "::'x' is not 100%25%0Aright"
    )


def test_messages_are_filled_in_the_readers_language() -> None:
    """Values that are messages are translated, too."""
    catalogue = {"no {what}": "没有{what}", "file": "文件"}
    message = Message("no {what}", {"what": Message("file")})
    assert message.text() == "no file"
    assert message.text(lambda pattern: catalogue[pattern]) == "没有文件"


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0 files are here"), (1, "1 file is here"), (2, "2 files are here")]
)
def test_a_word_goes_by_its_number(count: int, text: str) -> None:
    """English has two forms; a pattern in Chinese leaves the words out."""
    message = Message("{count} {count:file is|files are} here", {"count": count})
    assert message.text() == text
    assert message.text(lambda _: "共 {count} 个文件") == f"共 {count} 个文件"


def test_order_is_by_place_and_each_finding_stands_once() -> None:
    """A finding that two paths lead to is printed once."""
    earlier = Diagnostic(Location("a.yaml", 9, 9), Severity.NOTICE, "r", Message("m"))
    assert in_order([FINDING, earlier, FINDING]) == [earlier, FINDING]
