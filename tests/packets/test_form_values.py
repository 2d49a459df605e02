"""Values of form fields: what a packet shows of them is what readers show of the form."""

from __future__ import annotations

import io
import re

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from kefu_docs.fonts import FontSet
from kefu_docs.packets.form_values import draw_values
from kefu_docs.pdf.to_unicode import read_texts
from tests.support.annotated_pdf import add_field, changed, text_stream
from tests.support.pdf import marked_pages

LEFT, BOTTOM, RIGHT, TOP = 72, 690, 300, 720
NAMED = Array([Array([String("F"), String("Female")])])
CHOICES = Array([Array([String(key), String(text)]) for key, text in ("M男", "F女", "X另")])


def drawn(fonts: FontSet, *, outdated: bool = False, **entries: object) -> bytes:
    """A form with one field, its values drawn; `outdated` says it has an old appearance."""

    def fill(document: Pdf) -> None:
        if outdated:
            entries["AP"] = Dictionary(N=text_stream(document, b"/Tx BMC EMC"))
        add_field(document, 0, **entries)
        document.Root.AcroForm.NeedAppearances = outdated
        draw_values(document, fonts)
        document.Root.AcroForm.NeedAppearances = False

    return changed(marked_pages("form"), fill)


def field_of(document: Pdf) -> Object:
    """The form's field."""
    return document.pages[0].obj.Annots[0]


def lines_shown(pdf: bytes) -> list[str]:
    """The lines that the field shows, set in a face of the font set."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        appearance = field_of(document).AP.N
        texts = read_texts(appearance.Resources.Font.F.ToUnicode.read_bytes())
        lines = re.findall(rb"<([0-9A-F]*)> Tj", appearance.read_bytes())
    codes = [[int(line[n : n + 4], 16) for n in range(0, len(line), 4)] for line in lines]
    return ["".join(texts[code] for code in line) for line in codes]


def dark_box(pdf: bytes) -> tuple[int, int, int, int]:
    """Where PDFium draws in the field: left, top, right and bottom, from the top left."""
    with pypdfium2.PdfDocument(pdf) as document:
        document.init_forms()
        page = document[0].render(scale=1).to_pil().convert("L").point(lambda value: 255 - value)
    found = page.crop((LEFT, page.height - TOP, RIGHT, page.height - BOTTOM)).getbbox()
    assert found
    left, top, right, bottom = found
    return left, top, right, bottom


@pytest.mark.parametrize(
    ("entries", "shown"),
    [
        ({"V": String("geheim"), "Ff": 1 << 13}, "******"),
        ({"FT": Name.Ch, "Ff": 1 << 17, "Opt": NAMED, "V": String("F")}, "Female"),
    ],
)
@pytest.mark.parametrize("outdated", [True, False])
def test_what_a_field_shows_is_not_always_its_value(
    fonts: FontSet, entries: dict[str, object], shown: str, outdated: bool
) -> None:
    """A password is stars and a choice is its text, drawn for the first time or anew."""
    assert lines_shown(drawn(fonts, outdated=outdated, **entries)) == [shown]


@pytest.mark.parametrize("chosen", [String("F"), Array([String("M"), String("X")])])
def test_a_list_shows_all_its_lines(fonts: FontSet, chosen: Object) -> None:
    """Those that are chosen stand on a ground, as readers show them."""
    pdf = drawn(fonts, outdated=True, FT=Name.Ch, Opt=CHOICES, V=chosen)
    assert lines_shown(pdf) == ["男", "女", "另"]
    with pikepdf.open(io.BytesIO(pdf)) as document:
        grounds = field_of(document).AP.N.read_bytes().count(b"0.600 0.757 0.855 rg")
    assert grounds == (len(chosen) if isinstance(chosen, Array) else 1)


def test_a_list_begins_with_the_line_that_was_on_top(fonts: FontSet) -> None:
    """Those before it are scrolled out of sight."""
    pdf = drawn(fonts, outdated=True, FT=Name.Ch, Opt=CHOICES, V=String("X"), TI=1)
    assert lines_shown(pdf) == ["女", "另"]


def test_a_field_that_is_turned_stays_so(fonts: FontSet) -> None:
    """On a page in landscape, fields are turned against the page to be read upright."""
    upright = dark_box(drawn(fonts, V=String("mmmmmm"), DA=String("/Helv 8 Tf 0 g")))
    turn = Dictionary(R=90)
    turned = dark_box(drawn(fonts, V=String("mmmmmm"), DA=String("/Helv 8 Tf 0 g"), MK=turn))
    assert upright[2] - upright[0] > upright[3] - upright[1]
    assert turned[2] - turned[0] < turned[3] - turned[1]


@pytest.mark.parametrize(("named", "state"), [("Off", "Off"), ("Yes", "Yes"), (None, "Yes")])
def test_a_box_is_ticked_where_readers_show_it_so(
    fonts: FontSet, named: str | None, state: str
) -> None:
    """The state it names goes before its value, which some programs alone write."""

    def fill(document: Pdf) -> None:
        states = Dictionary(Yes=text_stream(document, b"0 0 9 9 re f"))
        entries: dict[str, object] = {"AS": Name("/" + named)} if named else {}
        add_field(document, 0, FT=Name.Btn, V=Name.Yes, AP=Dictionary(N=states), **entries)
        document.Root.AcroForm.NeedAppearances = True
        draw_values(document, fonts)
        assert str(field_of(document).AS) == f"/{state}"

    changed(marked_pages("form"), fill)


@pytest.mark.parametrize("value", ["张三\t男", "张三\u200b男"])
def test_what_is_not_drawn_needs_no_glyph(fonts: FontSet, value: str) -> None:
    """A tab from a sheet is a blank, and marks without a shape are left out."""
    shown = lines_shown(drawn(fonts, outdated=True, V=String(value)))
    assert shown == [value.replace("\t", " ").replace("\u200b", "")]


def test_what_no_face_has_is_left_as_it_is(fonts: FontSet) -> None:
    """No question marks stand for it: readers draw the appearance there is."""
    with pikepdf.open(io.BytesIO(drawn(fonts, outdated=True, V=String("བོད")))) as document:
        assert field_of(document).AP.N.read_bytes() == b"/Tx BMC EMC"
