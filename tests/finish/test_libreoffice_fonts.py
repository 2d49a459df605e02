"""LibreOffice's simple fonts, read back to the glyphs of the user's own faces and the set's."""

from __future__ import annotations

import datetime as dt
import shutil
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from kefu_docs.finish import finish_batch
from kefu_docs.finish.libreoffice_fonts import ForeignPdfError, Glyph, read_font
from kefu_docs.fonts import FontSet, find_fonts
from kefu_docs.fonts.programs.open_faces import faces
from kefu_docs.model import DocumentInfo
from tests.support.builds import office_with
from tests.support.font_files import rename_font
from tests.support.pdf import opened, pixels
from tests.support.word import Words, styled_paragraphs

pytestmark = pytest.mark.office


TEXT = "ABC Á"
INFO = DocumentInfo("title", "author", "subject", (), dt.date(2026, 3, 1))


@pytest.fixture(scope="module")
def own_fonts(fonts: FontSet, tmp_path_factory: pytest.TempPathFactory) -> FontSet:
    """The font set with two faces of the user's own: TrueType, and CFF with names for glyphs."""
    folder = tmp_path_factory.mktemp("fonts")
    (source,) = (file.path for file in fonts.files if file.path.name == "HanaMinA.ttf")
    rename_font(source, folder / "named.otf", "Named", TEXT, truetype=False)
    rename_font(source, folder / "true.ttf", "True", TEXT, truetype=True)
    return find_fonts(folder)


@pytest.fixture(scope="module")
def exported(own_fonts: FontSet, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A page in both faces."""
    document = styled_paragraphs(Words(TEXT, "Named"), Words(TEXT, "True"), Words("合同"))
    with office_with(own_fonts, tmp_path_factory.mktemp("office")) as convert:
        return convert(document)


def font_in(document: pikepdf.Pdf, name: str) -> Any:
    """The font of the first page whose name begins so behind the subset tag."""
    fonts = document.pages[0].obj.Resources.Font.values()
    (font,) = (f for f in fonts if str(f.BaseFont).partition("+")[2].startswith(name))
    return font


@pytest.mark.parametrize("name", ["Named", "True"])
def test_a_users_own_face_is_read(name: str, exported: bytes, own_fonts: FontSet) -> None:
    """Each code is the face's glyph with its text and width, in a program of 1,024 units."""
    with opened(exported) as document:
        glyphs = read_font(font_in(document, name), faces(own_fonts))
    (face,) = faces(own_fonts)[name]
    found = {glyph.text: glyph for glyph in glyphs.values() if glyph.code}
    codes = {text: code for code, text in face.texts.items()}
    assert found == {c: Glyph(face, codes[c], 500, c) for c in TEXT}


def test_a_users_own_faces_are_drawn_as_libreoffice_draws_them(
    exported: bytes, own_fonts: FontSet
) -> None:
    """A page in the user's own fonts, finished, is that of LibreOffice pixel for pixel."""
    (finished,) = finish_batch(exported, (), (INFO,), own_fonts)
    assert pixels(finished) == pixels(exported)


def test_a_face_of_the_set_is_read_by_its_cids(fonts: FontSet, exported: bytes) -> None:
    """合 and 同 have the CIDs that the face itself gives them."""
    (face,) = faces(fonts)["NotoSerifCJKsc-Regular"]
    codes = {text: code for code, text in face.texts.items()}
    with opened(exported) as document:
        font = font_in(document, "NotoSerifCJK")
        found = {glyph.text: glyph.code for glyph in read_font(font, faces(fonts)).values()}
    assert found["合"] == codes["合"]
    assert found["同"] == codes["同"]


def _as_type0(font: Any) -> None:
    font.Subtype = Name.Type0


def _with_encoding(font: Any) -> None:
    font.Encoding = Name.WinAnsiEncoding


def _without_texts(font: Any) -> None:
    del font.ToUnicode


def _wider(font: Any) -> None:
    font.Widths = Array([width + 1 for width in font.Widths])


def _renamed(font: Any) -> None:
    font.BaseFont = Name("/ABCDEF+Elsewhere")


def _as_the_other(font: Any) -> None:
    font.BaseFont = Name("/ABCDEF+" + ("True" if "Named" in str(font.BaseFont) else "Named"))


def _with_ranges(font: Any) -> None:
    font.ToUnicode.write(b"1 beginbfrange\n<01> <02> <0041>\nendbfrange\n")


def _without_program(font: Any) -> None:
    for key in (Name.FontFile, Name.FontFile2):
        if key in font.FontDescriptor:
            del font.FontDescriptor[key]


def _of_type1c(font: Any) -> None:
    _without_program(font)
    font.FontDescriptor.FontFile3 = Dictionary()


@pytest.mark.parametrize("name", ["Named", "True"])
@pytest.mark.parametrize(
    "change",
    [
        _as_type0,
        _with_encoding,
        _without_texts,
        _wider,
        _renamed,
        _as_the_other,
        _with_ranges,
        _without_program,
        _of_type1c,
    ],
)
def test_a_font_written_otherwise_is_refused(
    name: str, change: Callable[[Any], None], exported: bytes, own_fonts: FontSet
) -> None:
    """A font that is not as LibreOffice writes it is refused, whatever differs."""
    with opened(exported) as document:
        font = font_in(document, name)
        change(font)
        with pytest.raises(ForeignPdfError):
            read_font(font, faces(own_fonts))


def test_a_glyph_with_another_outline_is_refused(exported: bytes, own_fonts: FontSet) -> None:
    """A TrueType program whose outlines are not those of the user's file is refused."""
    with opened(exported) as document:
        font = font_in(document, "True")
        program = bytearray(font.FontDescriptor.FontFile2.read_bytes())
        at = program.index(b"glyf")
        start, length = struct.unpack(">II", program[at + 8 : at + 16])
        for place in range(start + 11, start + length, 16):
            program[place] ^= 1
        font.FontDescriptor.FontFile2.write(bytes(program))
        with pytest.raises(ForeignPdfError):
            read_font(font, faces(own_fonts))


def test_a_name_of_two_faces_is_refused(
    exported: bytes, own_fonts: FontSet, tmp_path: Path
) -> None:
    """A name that two faces of the set carry is refused: which one was drawn is not known."""
    shutil.copy(own_fonts.files[1].path, tmp_path / "again.ttf")
    twice = FontSet((*own_fonts.files, *find_fonts(tmp_path).files[:1]))
    with (
        opened(exported) as document,
        pytest.raises(ForeignPdfError, match="True, which is 2 times in the font set"),
    ):
        read_font(font_in(document, "True"), faces(twice))
