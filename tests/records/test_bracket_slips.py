"""Brackets that do not fit, and whatever else the parser of YAML stops at: never in its English."""

from __future__ import annotations

import pytest

from kefu_docs.model import PersonMonth
from kefu_docs.records.decode import decode

_OPEN = "this bracket is not closed"
_NOTHING = "nothing stands before this comma; delete it"
_STRAY = "a closing bracket stands here without an opening one; delete it"
# A whole file, the place of what is said first, and how that begins.
STOPS = {
    "a: 1\nb:\n  - {": ("3:5", _OPEN),
    "a: 1\nb:\n  - {\nc: 2  # 备注\n": ("3:5", _OPEN),
    "b:\n  - [\n": ("2:5", _OPEN),
    "b: {a: 1}\nc: [\n": ("2:4", _OPEN),
    "b:\n  - {a: 1,\nc: 2\n": ("2:5", _OPEN),
    "{\n": ("1:1", _OPEN),
    "b: {a: 1,\n  c: 2  # x\n  d: 3}\n": ("3:3", "a comma or a closing bracket is missing"),
    "b: [甲,, 乙]\n": ("1:7", _NOTHING),
    "b: [, 甲]\n": ("1:5", _NOTHING),
    "b: ]\n": ("1:4", _STRAY),
    "}\nb: 1\n": ("1:1", _STRAY),
    "b: {a: 1}}\n": ("1:10", "'}' stands behind the closing }; delete it"),
    "b: [甲}\n": ("1:6", "a bracket begins with [ and ends with }; write ]"),
    "b: {a]\n": ("1:6", "a bracket begins with { and ends with ]; write }"),
    "b: ?\n": ("1:4", "a value cannot begin with '?'"),
    "%YAML 9.9\n---\nb: 1\n": ("1:1", "no line of a record begins with %; delete the line"),
    "%折\nb: 1\n": ("1:1", "no line of a record begins with %; delete the line"),
    "b: 1\n...\nc: 2\n": ("3:1", "a file holds one record; delete the line ---"),
    "b: |0\n  c\n": ("1:5", "behind | and > nothing else stands; write the text into"),
}


@pytest.mark.parametrize("text", STOPS)
def test_what_the_parser_stops_at_is_told_in_plain_words(text: str) -> None:
    """At its place, with what to do."""
    first = decode("f.yaml", text.encode(), PersonMonth).diagnostics[0]
    place, said = STOPS[text]
    told = first.message.text()
    assert f"{first.location.line}:{first.location.column}" == place
    assert told.startswith(said)
