"""Characters that will not print are found at their value, in whatever record it stands."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from kefu_docs.diagnostics import Diagnostic, Severity
from kefu_docs.rules import run_rules
from tests.support.rule_dataset import LABOR, case_of, changed, location

GLYPHS = {"code-points", "glyph-missing", "glyph-variant"}


def found(changes: dict[str, object]) -> list[Diagnostic]:
    """What the rules on glyphs find after these changes."""
    return [d for d in run_rules(case_of(changed(changes))) if d.rule in GLYPHS]


@pytest.mark.parametrize(
    "place",
    [
        "company.yaml:address",
        "employees/E001.yaml:household.street",
        "employees/E001.yaml:contract.workplace",
        "employees/E001.yaml:contract.duties.0",
        "employees/E002.yaml:contract.role",
        "months/2026-04/E001.yaml:summary.sections.0.paragraphs.0",
        "months/2026-04/team.yaml:done.0",
        "packets.yaml:packets.spring.title",
    ],
)
def test_every_printed_text_is_looked_at(place: str) -> None:
    """Each text of a record that is printed is looked at once, however deep it stands."""
    changes: dict[str, object] = {place: "路\U00031350三\U00031350"}
    there = location(changed(changes), place)
    (diagnostic,) = (d for d in found(changes) if d.location.file == there.file)
    assert diagnostic.location == there
    assert diagnostic.rule == "glyph-missing"
    assert diagnostic.severity is Severity.ERROR
    assert (
        "\U00031350 U+31350, a Chinese character of CJK Unified Ideographs Extension H"
        in diagnostic.message.text()
    )


def test_what_is_not_printed_may_hold_anything() -> None:
    """Reasons and the paths of attachments, which no page prints, may hold any character."""
    person = "employees/E001.yaml"
    assert not found(
        {
            f"{person}:acknowledged": {"minimum-wage": "见\U00031350"},
            f"{person}:attachments": ["\ue863.pdf"],
        }
    )


@pytest.mark.parametrize(
    "text", ["\U00020000\U0002a6d6", "e\u0301", "a\u200bb", "①②", "礼", "❤️😊", "1️⃣👨‍👩‍👧", "☺︎"]
)
def test_rare_characters_pass(text: str) -> None:
    """Those of any face, marks that make one glyph with their letter, what draws nothing, emoji."""
    assert not found({"employees/E001.yaml:residence": f"路{text}号"})


@pytest.mark.parametrize(
    ("character", "label"),
    [
        ("\ue863", "U+E863, for private use"),
        ("\U000e0fff", "U+E0FFF, no character yet"),
        ("\ufffd", "U+FFFD, written where a character was lost"),
        ("\ufdd0", "U+FDD0, no character yet"),
    ],
)
def test_no_character_is_one_finding(character: str, label: str) -> None:
    """A code point that is no character is found once, not also as lacking a glyph."""
    (diagnostic,) = found({"employees/E001.yaml:name": f"陈{character}"})
    assert diagnostic.rule == "code-points"
    assert label in diagnostic.message.text()


def test_of_a_long_text_it_tells_what_stands_beside_the_character() -> None:
    """Pasted from a phone, it may be a blank in the midst of a paragraph."""
    text = "本月接待顾客三千人次" * 9 + "都很满意\ue404，没有投诉" + "；延误件及时告知顾客" * 9
    place = "months/2026-04/E001.yaml:summary.sections.0.paragraphs.0"
    diagnostic, *_ = found({place: text})
    assert "'…顾客三千人次都很满意\ue404，没有投诉；延误件及…'" in diagnostic.message.text()
    diagnostic, *_ = found({place: text.replace("\ue404", "\U0001f9e7")})
    assert "in '…顾客三千人次都很满意\U0001f9e7，没有投诉；延误件及…'" in diagnostic.message.text()


def test_a_variant_is_a_notice_with_what_prints_it_plain() -> None:
    """The faces that have the variant are not among them."""
    (diagnostic,) = found({"employees/E001.yaml:residence": "礼\ufe00"})
    assert (diagnostic.rule, diagnostic.severity) == ("glyph-variant", Severity.NOTICE)
    said = diagnostic.message.text()
    assert "LXGW WenKai" in said
    assert "Noto" not in said


def test_a_skin_tone_is_a_notice() -> None:
    """It prints as a square, which looks as if a glyph were missing."""
    (diagnostic,) = found({"employees/E001.yaml:residence": "👍🏻👍🏻"})
    assert (diagnostic.rule, diagnostic.severity) == ("glyph-variant", Severity.NOTICE)
    assert "write 👍 alone" in diagnostic.message.text()


def test_without_fonts_nothing_is_said() -> None:
    """Where no fonts are given, no glyph is missed."""
    changes = {"employees/E001.yaml:contract": {**LABOR, "workplace": "\U00031350"}}
    case = replace(case_of(changed(changes)), coverage=None)
    assert not [d for d in run_rules(case) if d.rule in GLYPHS]
