"""The proof of whole PDFs: real ones pass, and each fault is told in words."""

from __future__ import annotations

import pytest
from proof_pdfs import by_hand, convert

from kefu_docs.proof.prove import Proof, prove

ADDRESSES = [
    f"浙江省杭州市西湖区文三路{number}号" + "一二三四五六七八九十" * 14
    for number in range(100, 140)
]
NAMES = ["𠮷田", "䶮", "女⼀", "0571-8888-9999-0000-1111-LD-2026-001 " * 3]


@pytest.fixture(scope="session")
def converted(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A contract-like PDF of several pages with header, footer, table and rare characters."""
    folder = tmp_path_factory.mktemp("office") / "contract"
    folder.mkdir()
    return convert(folder, [*NAMES, *ADDRESSES], header="编号 LD-2026-001", footer="第", rows=8)


def faults(proof: Proof) -> list[str]:
    """Each fault as it is read."""
    return [fault.text() for fault in proof.faults]


def test_values_over_lines_and_pages_are_found(converted: bytes) -> None:
    """Four lines each, so that some run on over a page break, with footer and header between."""
    cells = [f"格{number}：" + "甲乙丙丁戊己庚辛" * 3 for number in range(24)]
    proof = prove(converted, ["LD-2026-001", *NAMES, *ADDRESSES, *cells], "合同 张三")
    assert faults(proof) == []
    assert proof.facts.pages > 5
    assert {embedded for _, embedded in proof.facts.fonts} == {True}
    assert all("+" not in name for name, _ in proof.facts.fonts)


def test_values_in_another_order_are_found(converted: bytes) -> None:
    """The order of printing is not always that of reading."""
    assert faults(prove(converted, [*reversed(ADDRESSES), *NAMES], "合同")) == []


def test_a_missing_value_is_a_fault(converted: bytes) -> None:
    """It is named, and the document too."""
    assert faults(prove(converted, [*ADDRESSES, "王 五"], "合同 张三")) == [
        "合同 张三: the value 王 五 does not appear in the PDF"
    ]


def test_a_value_shown_too_seldom_is_a_fault(converted: bytes) -> None:
    """With both numbers."""
    assert faults(prove(converted, ["䶮", "䶮"], "合同")) == [
        "合同: the value 䶮 should appear 2 times, but appears 1"
    ]


def test_a_font_that_is_not_embedded_is_a_fault() -> None:
    """Named once, however many pages use it."""
    proof = prove(by_hand(["one", "two"]), ["one", "two"], "合同")
    assert faults(proof) == ["合同: the font Helvetica is not embedded"]
    assert proof.facts.fonts == (("Helvetica", False),)
    assert proof.facts.pages == 2


def test_a_blank_page_is_a_fault() -> None:
    """Spaces are blank too."""
    found = faults(prove(by_hand(["one", "", "  "]), [], "合同"))
    assert found[:2] == ["合同: page 2 is blank", "合同: page 3 is blank"]


def test_a_page_of_header_and_footer_alone_is_blank(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """What an empty last paragraph leaves behind."""
    folder = tmp_path_factory.mktemp("office") / "blank"
    folder.mkdir()
    pdf = convert(folder, ["甲方", *[""] * 40], header="编号", footer="第")
    proof = prove(pdf, ["甲方"], "合同")
    assert proof.facts.pages == 2
    assert faults(proof) == ["合同: page 2 is blank"]


def test_a_character_without_meaning_is_a_fault() -> None:
    """A glyph mapped to U+FFFD can be seen, not searched."""
    assert "合同: page 1 has a character that cannot be copied or searched" in faults(
        prove(by_hand(["BAB"], shows_as="\ufffd"), [], "合同")
    )


@pytest.mark.parametrize("content", [b"garbage", by_hand([])], ids=["garbage", "no-pages"])
def test_what_is_no_pdf_is_a_fault(content: bytes) -> None:
    """Not an exception."""
    proof = prove(content, ["甲"], "合同")
    assert faults(proof) == ["合同: the result is not a PDF with pages"]
    assert proof.facts.pages == 0
