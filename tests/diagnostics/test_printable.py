"""Text from files, made visible and masked before anybody sees it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.diagnostics import (
    Diagnostic,
    Location,
    Message,
    Severity,
    as_github,
    as_json,
    as_text,
)
from kefu_docs.diagnostics.printable import hidden, masked, masked_line, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("check 330106199503080024", "check 330106********0024"),
        ("11010519491231002X", "110105********002X"),
        ("33010619950308O024", "330106*******8O024"),
        ("330106 19950308 0024", "330106 ******** 0024"),
        ("3301061995030800245", "330106*********0245"),
        ("6222021234567890123", "622202*********0123"),
        ("6222 0212 3456 7890", "6222 02** **** 7890"),
        ("13800001234", "138****1234"),
        ("+86 138-0000-1234", "+86 1**-****-1234"),
        ("0571-88886666", "057*-****6666"),
        ("2026-03-01 2026-04-30", "2026-03-01 2026-04-30"),
        ("1347550.00, 13475500.00", "1347550.00, 13475500.00"),
        ("91350100M000100Y43", "91350100M000100Y43"),
        ("HY-LW-2026-009", "HY-LW-2026-009"),
        ("李静怡330106199503080024.pdf", "李静怡330106********0024.pdf"),
        ("E001_330106199503080024号", "E001_330106********0024号"),
        ("身份证330106 1995 0308 0024", "身份证330106 **** **** 0024"),
        ("330106-19950308-0024", "330106-********-0024"),
        ("330106 199503080024", "330106 ********0024"),
        ("ID33010619950308002X", "ID330106********002X"),
        ("３３０１０６１９９５０３０８００２４", "３３０１０６＊＊＊＊＊＊＊＊００２４"),
        ("工行6222021234567890123", "工行622202*********0123"),
        ("6222-0212-3456-7890-123", "6222-02**-****-***0-123"),
        ("622202 1234567890123", "622202 *********0123"),
        ("李13800001234微信", "李138****1234微信"),
        ("13800001234.pdf", "138****1234.pdf"),
        ("１３８ ００００ １２３４", "１３８ ＊＊＊＊ １２３４"),
        ("138.0000.1234", "138.****.1234"),
        ("0086 13800001234", "0086 13*****1234"),
        ("（0571）88886666", "（057*）****6666"),
        ("0571 88886666", "057* ****6666"),
        ("护照号码：E12345678", "护照号码：E12****78"),
        ("2026-04-30 12345678", "2026-04-30 12345678"),
        ("HT-20260430-0001 12345678", "HT-20260430-0001 12345678"),
        ("202604 2026-04-30 0001", "202604 2026-04-30 0001"),
        ("2026-04-30T12:30:00", "2026-04-30T12:30:00"),
        ("4f2c9a1b0d8e7f6a5b4c3d2e1f0a9b8c", "4f2c9a1b0d8e7f6a5b4c3d2e1f0a9b8c"),
        ("310013", "310013"),
    ],
)
def test_private_numbers_are_masked_and_others_stay(text: str, shown: str) -> None:
    """Dates, amounts, digests, codes of firms and contract numbers are nobody's secret."""
    assert masked(text) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("1380000123", "138***0123"),
        ("E12345678", "E12****78"),
        ("12345", "*****"),
        ("１３８００００１２３４", "１３８＊＊＊＊１２３４"),
    ],
)
def test_a_number_of_the_wrong_form_is_masked_too(number: str, shown: str) -> None:
    """Whose field says what it is; stars are as wide as the digits were."""
    assert hidden(number) == shown


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("mobile: 1380000123  # 手机", "mobile: 138***0123  # 手机"),
        ('id_number: "33010619950308002"', 'id_number: "330106*******8002"'),
        ("bank_account: {number: 6222021234567890}", "bank_account: {number: 622202******7890}"),
        ("身份证号：330106199503080024", "身份证号：330106********0024"),
        ("postcode: 310013", "postcode: 310013"),
    ],
)
def test_a_line_of_a_record_is_masked_by_its_keys(line: str, shown: str) -> None:
    """Numbers too short or too long to be told by their form stand behind keys that tell them."""
    assert masked_line(line) == shown


@given(st.text() | st.text("0123456789０１２３ -－.(+)Xx身份护照E", min_size=8))
def test_masking_keeps_columns(text: str) -> None:
    """What is behind a masked number stays where it stood; masked again, it stays as it is."""
    assert len(masked_line(text)) == len(text)
    assert masked(masked(text)) == masked(text)


@given(st.text(st.characters(min_codepoint=0, max_codepoint=0x2100, exclude_categories=())))
def test_nothing_that_a_terminal_obeys_is_printed(text: str) -> None:
    """ESC, C1, line ends and marks of direction are escaped, wherever they come from."""
    finding = Diagnostic(
        Location(text, 1, 1), Severity.ERROR, "record-value", Message("{value!r}", {"value": text})
    )
    for printed in (visible(text), as_text(finding), as_github(finding), as_json([finding])):
        controls = re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", printed)
        assert controls == []
    assert "\n" not in as_text(finding)


def test_rare_characters_of_names_are_not_escaped() -> None:
    """Also where Python's own tables do not know the character yet."""
    assert Message("{name!r}", {"name": "陈䶮\U00031350"}).text() == "'陈䶮\U00031350'"
