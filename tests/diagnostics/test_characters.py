"""Characters that nobody sees: found at their place, and left where they belong."""

from __future__ import annotations

import pytest

from kefu_docs.diagnostics import as_text
from kefu_docs.records.text import parse


@pytest.mark.parametrize(
    ("text", "read", "place", "code"),
    [
        ("a: 张\u200b三", "张三", "1:5", "U+200B (a space without width)"),
        ("a: 张\u200d三", "张三", "1:5", "U+200D (a joiner)"),
        ("a: 张三\u200e", "张三", "1:6", "U+200E (a mark of the direction of writing)"),
        ("a: \u2060 张三", "张三", "1:4", "U+2060 (a space without width)"),
        ("a: 'x\u00ady '", "xy ", "1:6", "U+00AD (a hyphen at line ends only)"),
        ("a: |\n  甲\n  乙\ufeff", "甲\n乙", "3:4", "U+FEFF (a space without width)"),
        ('a: "张\\u200b三"', "张三", "1:4", "U+200B (a space without width)"),
        ("a: 张三\u200f", "张三", "1:6", "U+200F (a mark of the direction of writing)"),
        ("a: 张三\u061c", "张三", "1:6", "U+061C (a mark of the direction of writing)"),
        ("a: 张三\u200e # علی", "张三", "1:6", "U+200E (a mark of the direction of writing)"),
        ("a: 👨\u200b\u200d👩", "👨\u200d👩", "1:5", "U+200B (a space without width)"),
        ("a: می\u200c\u200cخواهم", "می\u200cخواهم", "1:7", "U+200C (a joiner)"),
        ("# 甲\ra: 张\u200b三\r", "张三", "2:5", "U+200B (a space without width)"),
    ],
)
def test_what_means_nothing_is_left_out(text: str, read: str, place: str, code: str) -> None:
    """A value is read without what web pages and chat programs put into texts."""
    parsed = parse("f.yaml", text.encode())
    assert parsed.tree == {"a": read}
    (finding,) = parsed.diagnostics
    said = f"f.yaml:{place}: notice: the invisible character {code} stands here; it is left out"
    assert as_text(finding) == f"{said} [invisible-character]"


def test_of_a_text_that_cannot_be_read_those_are_told_that_keep_it_from_being_so() -> None:
    """One behind a quotation mark; where another slip is to blame, none."""
    parsed = parse("f.yaml", 'a: 张\u200b三\nb: "乙"\u200b\nc: 丙\u200b\n'.encode())
    told = [d.location.line for d in parsed.diagnostics if d.rule == "code-points"]
    assert (parsed.tree, told) == (None, [2])
    other = parse("f.yaml", 'a: 张\u200b三\nb: "乙" 丙\n'.encode())
    assert [d.rule for d in other.diagnostics] == ["yaml-syntax"]


@pytest.mark.parametrize("text", ["\u200b\n", "\ufeff", "\ufeff\u200b # \u200b\n"])
def test_a_file_of_them_alone_is_empty(text: str) -> None:
    """There is no record, and it is said."""
    parsed = parse("f.yaml", text.encode())
    assert parsed.tree is None
    assert parsed.diagnostics[-1].rule == "yaml-empty"


def test_what_means_nothing_in_a_comment_is_not_told() -> None:
    """Nobody reads it, on a line of its own or behind a value."""
    parsed = parse("f.yaml", "# 备\u200b注\na: 1 # 备\u200b注\nb: | # \ufeff\n  2\n".encode())
    assert (parsed.tree, parsed.diagnostics) == ({"a": "1", "b": "2\n"}, [])


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("a: 收款人\u202eabc", "1:7", "U+202E (turns the direction of writing)"),
        ("a: x\u2066y", "1:5", "U+2066 (turns the direction of writing)"),
        ("a: 1\n\u200bb: 2", "2:1", "U+200B (a space without width)"),
        ("a: 1\nb\ufeff: 2", "2:2", "U+FEFF (a space without width)"),
        ("a: 张\u3164三", "1:5", "U+3164 (draws nothing)"),
        ("a: \u200b# 3", "1:4", "U+200B (a space without width)"),
        ("a: [\u200b'甲, 乙', \"丙\"]", "1:5", "U+200B (a space without width)"),
        ("a: \u200b|\n  甲", "1:4", "U+200B (a space without width)"),
        ("a:\n  - 甲:\u200b 乙", "2:7", "U+200B (a space without width)"),
        ("a: >\n  甲\n  \u200b\n  乙", "3:3", "U+200B (a space without width)"),
        ("a:\n\ufeffb: 2", "2:1", "U+FEFF (a space without width)"),
        ("# 甲\ra: x\u2066y", "2:5", "U+2066 (turns the direction of writing)"),
        ("# \u202e", "1:3", "U+202E (turns the direction of writing)"),
        ('a: "\\u202e"', "1:4", "U+202E (turns the direction of writing)"),
        ('"a\\u200b": x', "1:1", "U+200B (a space without width)"),
        ('a: "x\u202ey"', "1:6", "U+202E (turns the direction of writing)"),
    ],
)
def test_an_invisible_character_is_found(text: str, place: str, code: str) -> None:
    """In a value, a key or a comment, written or as an escape; the message names its code point."""
    (finding,) = parse("f.yaml", text.encode()).diagnostics
    said = f"f.yaml:{place}: error: the invisible character {code} stands here; delete it"
    assert as_text(finding) == f"{said} [code-points]"


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("a: x\x85y", "1:5", "U+0085"),
        ("a: x\u2028y", "1:5", "U+2028"),
        ('a: "\\N"', "1:4", "U+0085"),
    ],
)
def test_a_line_end_that_editors_do_not_show_is_to_be_written_anew(
    text: str, place: str, code: str
) -> None:
    """To delete it would join what it parts."""
    (finding,) = parse("f.yaml", text.encode()).diagnostics
    said = f"f.yaml:{place}: error: the invisible character {code} (a line end) stands here; "
    assert as_text(finding) == f"{said}write a new line or a blank [code-points]"


@pytest.mark.parametrize(
    "text",
    [
        "👨\u200d👩\u200d👧",
        "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
        "क्\u200dष",
        "می\u200cخواهم",
        "ه\u200d",
        "क्\u200d ष",
        "ئۇيغۇر\u200f!",
        "葛\U000e0100城",
        "❤\ufe0f",
        "张\u3000三",
    ],
)
def test_where_it_belongs_it_stays(text: str) -> None:
    """Emoji of several, scripts with joiners, flags, variants of ideographs, full-width spaces."""
    assert parse("f.yaml", f"a: {text}\n".encode()).diagnostics == []
