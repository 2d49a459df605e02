"""The values of a form's fields are drawn, so that the packet shows what the form does.

A form may say that a reader is to draw its values itself (NeedAppearances, ISO 32000-1, 12.7.2),
and what it holds as their appearance may be older than they are. Acrobat, poppler and PDFium draw
such values; a packet must not ask for it, as PDF/A forbids it (ISO 19005-2, 6.4.1).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from pikepdf import (
    AcroFormField,
    Annotation,
    Array,
    Dictionary,
    FormFieldFlag,
    Name,
    Pdf,
    Stream,
    String,
)

from kefu_docs.fonts import FontSet
from kefu_docs.packets.active_content import as_picture
from kefu_docs.packets.value_text import FieldText, ValueText


def draw_values(document: Pdf, fonts: FontSet) -> bool:
    """Draw, in place, the values of all fields whose appearance is missing or may be out of date.

    What the field's own simple font cannot write is set in the first of `fonts` that can. True
    where the form is signed: its signatures become pictures of themselves, as they hold for the
    bytes of the file alone.
    """
    form = document.Root.get(Name.AcroForm)
    if not isinstance(form, Dictionary):
        return False
    drawing = _Drawing(document, fonts, outdated=bool(form.get(Name.NeedAppearances)))
    signed = False
    for field in document.acroform.fields:
        annotations = document.acroform.get_annotations_for_field(field)
        if field.field_type == "/Sig":
            signed = signed or field.value is not None
            for annotation in annotations:
                as_picture(annotation.obj)
        else:
            drawing.draw(field, annotations)
    drawing.finish()
    document.acroform.invalidate_cache()
    return signed


class _Drawing:
    """Draws values; `outdated` says that the appearances there are cannot be relied on."""

    def __init__(self, document: Pdf, fonts: FontSet, *, outdated: bool) -> None:
        self._own = ValueText(document, fonts)
        self._outdated = outdated

    def draw(self, field: AcroFormField, annotations: Sequence[Annotation]) -> None:
        """Draw a field's value where it needs to be."""
        if field.is_checkbox or field.is_radio_button:
            # A button shows the state it names (AS), whatever its value says: so do PDFium and
            # MuPDF. Where none is named, qpdf chooses what belongs to the value.
            named = any(Name.AS in annotation.obj for annotation in annotations)
            if self._outdated and not named and isinstance(field.value, Name):
                field.set_value(field.value, need_appearance=False)
        elif field.is_text or field.is_choice:
            text = _shown(field)
            for annotation in annotations:
                self._draw(annotation, field, text)

    def _draw(self, annotation: Annotation, field: AcroFormField, text: FieldText) -> None:
        is_there = _has_appearance(annotation)
        if not self._outdated and (is_there or not text.lines):
            return
        is_simple = _is_simple(field, text)
        if self._own.draws(text) and not (is_there and text.lines and is_simple):
            self._own.draw(annotation.obj, field, text)
        elif text.lines and is_simple:
            field.generate_appearance(annotation)

    def finish(self) -> None:
        """Write the fonts that were needed."""
        self._own.finish()


def _shown(field: AcroFormField) -> FieldText:
    """What a field shows: its value, or what a choice shows for it (12.7.4.4)."""
    value = field.value
    if field.is_text and field.flags & FormFieldFlag.tx_password:
        return FieldText(tuple(("*" * len(_text(value))).splitlines()))
    chosen = list(value) if isinstance(value, Array) else [value]
    texts = [_text(v) for v in chosen]
    if not field.is_choice:
        return FieldText(tuple(texts[0].splitlines()))
    options = field.get_inheritable_field_value("/Opt")
    pairs = list(_pairs(options)) if isinstance(options, Array) else []
    if pairs and not field.flags & FormFieldFlag.ch_combo:
        return _listed(field, pairs, set(texts))
    names = dict(pairs)
    return FieldText(tuple(", ".join(filter(None, (names.get(t, t) for t in texts))).splitlines()))


def _listed(field: AcroFormField, pairs: list[tuple[str, str]], chosen: set[str]) -> FieldText:
    """The lines of a list, from the one that is on top (12.7.4.4, Table 231)."""
    top = field.get_inheritable_field_value("/TI")
    rows = pairs[top if isinstance(top, int) and 0 < top < len(pairs) else 0 :]
    marked = frozenset(row for row, pair in enumerate(rows) if chosen & set(pair))
    return FieldText(tuple(shown for _, shown in rows), marked)


def _text(value: object) -> str:
    """A value as text: tabs are blanks in a field, and marks that are not drawn need no glyph."""
    if isinstance(value, Stream):  # long texts may be streams
        text = str(String(value.read_bytes()))
    else:
        text = str(value) if isinstance(value, String | Name) else ""
    return "".join(" " if c == "\t" else c for c in text if unicodedata.category(c) != "Cf")


def _pairs(options: Array) -> Iterator[tuple[str, str]]:
    """The value and the text of each option."""
    for option in options:
        if isinstance(option, Array) and len(option) == 2:
            yield _text(option[0]), _text(option[1])
        else:
            yield _text(option), _text(option)


def _has_appearance(annotation: Annotation) -> bool:
    appearance = annotation.obj.get(Name.AP)
    return isinstance(appearance, Dictionary) and isinstance(appearance.get(Name.N), Stream)


def _is_simple(field: AcroFormField, text: FieldText) -> bool:
    """Whether qpdf's own drawing is right: the value in one line from the left, size given.

    It puts a question mark for every character that is not Latin, the value where a password has
    stars or a choice another text, and keeps neither to the field's alignment nor to its width,
    cells or lines (qpdf 12). It keeps the border of the appearance there is.
    """
    if text.lines != (_text(field.value),):
        return False
    try:
        text.lines[0].encode("cp1252")
    except UnicodeEncodeError:
        return False
    style = field.default_appearance
    has_size = b" Tf" in style and b" 0 Tf" not in style
    laid_out = FormFieldFlag.tx_multiline | FormFieldFlag.tx_comb
    return has_size and not field.quadding and not field.flags & laid_out
