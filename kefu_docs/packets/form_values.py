"""The values of a form's fields are drawn, so that the packet shows what the form does.

A form may say that a reader is to draw its values itself (NeedAppearances, ISO 32000-1, 12.7.2),
and what it holds as their appearance may be older than they are. Acrobat, poppler and PDFium draw
such values; a packet must not ask for it, as PDF/A forbids it (ISO 19005-2, 6.4.1).
"""

from __future__ import annotations

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
from kefu_docs.packets.value_text import ValueText


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
            if self._outdated and isinstance(field.value, Name):
                # qpdf chooses the appearance that belongs to the value when it is set.
                field.set_value(field.value, need_appearance=False)
        elif field.is_text or field.is_choice:
            text = _shown(field)
            for annotation in annotations:
                self._draw(annotation, field, text)

    def _draw(self, annotation: Annotation, field: AcroFormField, text: str) -> None:
        is_there = _has_appearance(annotation)
        if not self._outdated and (is_there or not text):
            return
        if self._own.draws(text) and not (is_there and text and _is_simple(field, text)):
            self._own.draw(annotation.obj, field, text)
        elif text:
            field.generate_appearance(annotation)

    def finish(self) -> None:
        """Write the fonts that were needed."""
        self._own.finish()


def _shown(field: AcroFormField) -> str:
    """The text that a field shows: its value, or what a choice shows for it (12.7.4.4)."""
    value = field.value
    if field.is_text and field.flags & FormFieldFlag.tx_password:
        return "*" * len(_text(value))
    chosen = list(value) if isinstance(value, Array) else [value]
    texts = [_text(v) for v in chosen]
    if field.is_choice:
        options = field.get_inheritable_field_value("/Opt")
        pairs = dict(_pairs(options)) if isinstance(options, Array) else {}
        texts = [pairs.get(text, text) for text in texts]
    return ", ".join(filter(None, texts))


def _text(value: object) -> str:
    if isinstance(value, Stream):  # long texts may be streams
        return str(String(value.read_bytes()))
    return str(value) if isinstance(value, String | Name) else ""


def _pairs(options: Array) -> Iterator[tuple[str, str]]:
    for option in options:
        if isinstance(option, Array) and len(option) == 2:
            yield str(option[0]), str(option[1])


def _has_appearance(annotation: Annotation) -> bool:
    appearance = annotation.obj.get(Name.AP)
    return isinstance(appearance, Dictionary) and isinstance(appearance.get(Name.N), Stream)


def _is_simple(field: AcroFormField, text: str) -> bool:
    """Whether qpdf's own drawing is right: one line from the left in a Latin font, size given.

    It puts a question mark for every other character, and keeps neither to the field's alignment
    nor to its width, cells or lines (qpdf 12). It keeps the border of the appearance there is.
    """
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    style = field.default_appearance
    has_size = b" Tf" in style and b" 0 Tf" not in style
    laid_out = FormFieldFlag.tx_multiline | FormFieldFlag.tx_comb
    return has_size and not field.quadding and not field.flags & laid_out
