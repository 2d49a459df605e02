"""Composite fonts over faces of the set: what they hold, and that an archive takes them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Name

from kefu_docs.finish import finish_batch
from kefu_docs.fonts import FontSet
from kefu_docs.fonts.programs.open_faces import faces
from kefu_docs.model import DocumentInfo
from kefu_docs.pdf import cid_font
from kefu_docs.pdf.cid_font import CidFont, CompositeFont, subset_name
from tests.support.builds import Office
from tests.support.pdf import opened, text_of
from tests.support.verapdf import broken_rules
from tests.support.word import Words, styled_paragraphs, typed

CFF, TRUETYPE = "NotoSerifCJKsc-Regular", "LXGWWenKai-Regular"
INFO = DocumentInfo("劳动合同", "示例公司", "E001", (), dt.date(2026, 3, 1))


def written(fonts: FontSet, name: str, text: str) -> tuple[pikepdf.Pdf, Any, dict[str, int]]:
    """A PDF with a font of these characters, the font, and the code of each character."""
    (face,) = faces(fonts)[name]
    by_text = {character: code for code, character in face.texts.items()}
    codes = {character: by_text[character] for character in text}
    pdf = pikepdf.new()
    descendant = CidFont(pdf, face)
    descendant.write(codes.values())
    font = CompositeFont(pdf, descendant)
    font.write({code: character for character, code in codes.items()})
    return pdf, font.object, codes


@pytest.mark.parametrize(
    ("name", "kind", "program"),
    [(CFF, "/CIDFontType0", "/FontFile3"), (TRUETYPE, "/CIDFontType2", "/FontFile2")],
)
def test_a_font_has_the_kind_of_its_program(
    name: str, kind: str, program: str, fonts: FontSet
) -> None:
    """CFF and TrueType faces give the kinds and the programs of ISO 32000-1, 9.7.4.2."""
    pdf, font, codes = written(fonts, name, "甲乙A")
    with pdf:
        own = font.DescendantFonts[0]
        assert str(own.Subtype) == kind
        assert program in own.FontDescriptor
        assert (Name.CIDToGIDMap in own) == (name == TRUETYPE)
        (face,) = faces(fonts)[name]
        assert str(font.BaseFont) == "/" + subset_name(face, codes.values())
        assert own.BaseFont == own.FontDescriptor.FontName == font.BaseFont


@pytest.mark.parametrize("name", [CFF, TRUETYPE])
def test_widths_are_listed_where_they_are_not_those_of_ideographs(
    name: str, fonts: FontSet
) -> None:
    """甲 is as wide as DW says, A is narrower and stands in W behind its code."""
    pdf, font, codes = written(fonts, name, "甲A")
    (face,) = faces(fonts)[name]
    with pdf:
        own = font.DescendantFonts[0]
        listed = [list(entry) if isinstance(entry, pikepdf.Array) else entry for entry in own.W]
        at = listed.index(codes["A"])
        assert listed[at + 1] == face.advances([codes["A"]])
        assert codes["甲"] not in listed
        assert int(own.DW) == face.advances([codes["甲"]])[0]


def test_a_font_is_written_anew_only_for_other_texts(
    fonts: FontSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same codes and texts are left as they are; others give what a new font would hold."""
    (face,) = faces(fonts)[CFF]
    by_text = {character: code for code, character in face.texts.items()}
    fresh, expected, _ = written(fonts, CFF, "丙丁")
    with pikepdf.new() as pdf, fresh:
        descendant = CidFont(pdf, face)
        font = CompositeFont(pdf, descendant)
        for text in ("甲乙A", "丙丁", "丙丁"):
            texts = {by_text[character]: character for character in text}
            descendant.write(texts)
            font.write(texts)
            # What follows the second text finds nothing to be written.
            if text == "丙丁":
                monkeypatch.setattr(cid_font, "write_texts", lambda _: pytest.fail("texts"))
                monkeypatch.setattr(cid_font, "_widths", lambda *_: pytest.fail("program"))
        assert contents(font.object) == contents(expected)


def contents(font: Any) -> tuple[Any, ...]:
    """What a composite font over a CFF face holds."""
    own = font.DescendantFonts[0]
    streams = font.ToUnicode, own.FontDescriptor.FontFile3
    return font.BaseFont, own.W, *(stream.read_raw_bytes() for stream in streams)


def test_an_archive_takes_programs_of_both_kinds(
    office: Office, fonts: FontSet, tmp_path: Path
) -> None:
    """veraPDF finds nothing in a document in 宋体, 楷体, 仿宋 and characters of Hanazono alone."""
    rare = "\U0002a6d6\u9fcb"
    document = styled_paragraphs(
        Words("劳动合同"), Words("甲方", "楷体"), Words("乙方 A", "仿宋"), Words(f"王{rare}")
    )
    (finished,) = finish_batch(office(document), (), (INFO,), fonts)
    path = tmp_path / "both.pdf"
    path.write_bytes(finished)
    assert broken_rules([path]) == {path: []}
    assert text_of(finished) == typed(document)
    with opened(finished) as pdf:
        used = {str(f.BaseFont)[8:] for f in pdf.pages[0].Resources.Font.values()}
    assert {CFF, TRUETYPE, "LXGWWenKai-Light"} <= used
    assert used & {"HanaMinA", "HanaMinB"}
