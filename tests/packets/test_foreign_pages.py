"""The form of a packet: what the forms of its attachments say for all their fields."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from kefu_docs.packets.foreign_pages import ForeignPages
from tests.support.annotated_pdf import add_field, changed
from tests.support.pdf import marked_pages


def _form(style: str, font: Name, **entries: Object) -> bytes:
    """A form of two fields: one with a style and side of its own, one without."""

    def fill(document: Pdf) -> None:
        add_field(document, 0, T=String("own"), DA=String("/Own 7 Tf"), Q=2)
        add_field(document, 0, T=String("plain"))
        form = document.Root.AcroForm
        form.DA, form.Q = String(style), 1
        form.DR = Dictionary(Font=Dictionary(F=Dictionary(BaseFont=font)))
        for key, value in entries.items():
            form.DR["/" + key] = value

    return changed(marked_pages("form"), fill)


def test_what_a_form_says_for_all_its_fields_holds_for_those_without() -> None:
    """A field's own style stays; of two fonts of one name the first is kept; no font no matter."""
    packet = Pdf.new()
    foreign = ForeignPages(packet)
    procedures = Array([Name.PDF, Name.Text])  # as Acrobat writes them beside the fonts
    forms = (
        _form("/F 9 Tf", Name.Helvetica, ProcSet=procedures),
        _form("/F 8 Tf", Name.Courier, XObject=Dictionary(X=Dictionary())),
    )
    for form in forms:
        with pikepdf.open(io.BytesIO(form)) as source:
            for page in foreign.copy(source):
                packet.pages.append(pikepdf.Page(page))
    foreign.write()
    written = packet.Root.AcroForm
    fields = [(str(field.DA), int(field.Q)) for field in written.Fields]
    assert fields == [("/Own 7 Tf", 2), ("/F 9 Tf", 1), ("/Own 7 Tf", 2), ("/F 8 Tf", 1)]
    assert written.DR.Font.F.BaseFont == Name.Helvetica
    assert Name.X in written.DR.XObject
    assert Name.ProcSet not in written.DR
