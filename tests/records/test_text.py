"""Bytes of a record file to a tree with places, and every way such bytes can be wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.diagnostics import Location, as_text
from kefu_docs.model import Record
from kefu_docs.records.decode import Places
from kefu_docs.records.parsed import without_left_out
from kefu_docs.records.text import parse


def findings(data: bytes) -> list[str]:
    """The diagnostics of a file called f.yaml, as printed."""
    return [as_text(d) for d in parse("f.yaml", data).diagnostics]


def test_scalars_stay_the_text_the_user_typed() -> None:
    """An ID, a postcode, `on` and a time never become numbers or truth values."""
    parsed = parse("f.yaml", b"id: 330106199503080024\npost: 010010\nyes: on\nat: {a: 09:00}\n")
    assert parsed.tree == {
        "id": "330106199503080024",
        "post": "010010",
        "yes": "on",
        "at": {"a": "09:00"},
    }
    assert parsed.diagnostics == []


def test_places_are_those_of_the_values_and_keys() -> None:
    """Line and column count characters from 1."""
    parsed = parse("f.yaml", "甲: 乙\n表:\n  - 丙: 丁\n".encode())
    assert parsed.place(("甲",)) == Location("f.yaml", 1, 4)
    assert parsed.place(("表", 0, "丙")) == Location("f.yaml", 3, 8)
    assert parsed.key(("表", 0, "丙")) == Location("f.yaml", 3, 5)
    assert parsed.place(("表", 1)) is None


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("甲: 330106199503080024", 4 + 17),
        ('甲: "330106199503080024"', 5 + 17),
        ("甲: 330106 19950308 0024", 4 + 19),  # blanks do not count
        ("甲: 33", 4),  # it is shorter
        ("甲: >\n  330106199503080024", 4),  # nor does it stand there
    ],
)
def test_a_character_of_a_value_has_its_place(text: str, column: int) -> None:
    """So that the mark stands under the check digit, and not under the number's beginning."""
    places = Places("f.yaml", text.encode())
    record = Record("f.yaml", None, places)
    assert record.at("甲", 17).column == column
    assert record.at("甲").column == 4


@pytest.mark.parametrize(
    ("data", "start", "rule"),
    [
        (b"", "f.yaml:1:1: error: the file is empty", "yaml-empty"),
        (b"a: 1\n\tb: 2\n", "f.yaml:2:1: error: a tab stands", "yaml-tab"),
        (b"a: 1\na: 2\n", "f.yaml:2:1: error: the key a stands here again", "yaml-duplicate-key"),
        (b"\xef\xbb\xbfa: 1\n", "f.yaml:1:1: warning: the file starts", "yaml-bom"),
        (
            "a: 1".encode("utf-16"),
            "f.yaml:1:1: error: the file is saved in UTF-16 (in Notepad: Unicode)",
            "yaml-encoding",
        ),
        (
            "a: 1\nb: 你".encode("gbk"),
            "f.yaml:2:4: error: the file is saved in GB18030 (GBK; in Notepad: ANSI)",
            "yaml-encoding",
        ),
        (
            "名: 张三李四王五\n号: ".encode() + b"\xff1\n",
            "f.yaml:2:4: error: a character that is damaged stands here",
            "yaml-encoding",
        ),
        (
            b"a: 1\r\nb: 2\rc: " + b"\xff1\r\n",
            "f.yaml:3:4: error: a character that is damaged stands here",
            "yaml-encoding",
        ),
        (b"a: 1\nb: \x07", "f.yaml:2:4: error: the control character U+0007", "yaml-encoding"),
        (b'a: "\\a"', "f.yaml:1:4: error: the control character U+0007", "yaml-encoding"),
        (b'a: "\\ud800"', "f.yaml:1:4: error: the control character U+D800", "yaml-encoding"),
        (b'"\\0": a', "f.yaml:1:1: error: the control character U+0000", "yaml-encoding"),
        (b"a: &x 1\nb: *x\n", "f.yaml:2:4: error: anchors", "yaml-alias"),
        (b"a: *x\n", "f.yaml:1:4: error: anchors", "yaml-alias"),
        (b"? [a]\n: {b: [c]}\nd: e\n", "f.yaml:1:3: error: a key must be", "yaml-shape"),
        (b'a: "b\n', "f.yaml:1:4: error: a quotation mark is not closed", "yaml-syntax"),
        (b"a: b: c\n", "f.yaml:1:5: error: a second colon with a space", "yaml-syntax"),
        (b"a: &x 1\n", "f.yaml:1:4: error: a value cannot begin with & or !", "yaml-alias"),
        (b"a: !x 1\n", "f.yaml:1:4: error: a value cannot begin with & or !", "yaml-alias"),
        (b'a: "\\U00110000"', "f.yaml:1:5: error: the escape \\U00110000", "yaml-syntax"),
        (b'a: "\\UFFFFFFFF"', "f.yaml:1:5: error: the escape \\UFFFFFFFF", "yaml-syntax"),
        (b'a: "\\q"', "f.yaml:1:5: error: a backslash has a meaning", "yaml-syntax"),
        (b"a: 1\n---\nb: 1\n", "f.yaml:2:1: error: a file holds one record", "yaml-syntax"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(data: bytes, start: str, rule: str) -> None:
    """Each fault has one diagnostic, at the line and column a person would look at."""
    (finding,) = findings(data)
    assert finding.startswith(start)
    assert finding.endswith(f"[{rule}]")


@given(st.binary(max_size=200))
def test_no_bytes_raise(data: bytes) -> None:
    """Whatever a file holds, there is a tree or a diagnostic."""
    parsed = parse("f.yaml", data)
    assert parsed.tree is not None or parsed.diagnostics


@given(st.text(alphabet=":-[]{}#|>\"' \n\r\tab甲علی👍\u094d\\u2\u202e\u200b\u200d\u200f\ufeff\xad"))
def test_what_is_left_out_may_be_deleted(text: str) -> None:
    """Without the characters that a notice tells of, the text is read alike."""
    parsed = parse("f.yaml", text.encode())
    notices = [d.location for d in parsed.diagnostics if d.rule == "invisible-character"]
    if parsed.tree is not None:
        without = without_left_out(parsed.text, notices)
        assert parse("f.yaml", without.encode()).tree == parsed.tree


@given(st.text(alphabet=":-[]{}&*#?|>!%@`\"' \n\tab甲：，、“”＝－　｛】\\U01\u202e", max_size=60))
def test_no_yaml_like_text_raises(text: str) -> None:
    """Text full of the marks that YAML gives a meaning to gives a tree or a diagnostic, and
    never raises.
    """
    parsed = parse("f.yaml", text.encode())
    assert parsed.tree is not None or parsed.diagnostics
