"""A template's parts as LibreOffice draws them right, before docxtpl and Jinja see them.

Tracked changes are accepted, fields become what they must show, formulas lines of text, content
controls lose the property they are bound to; what cannot be drawn is refused by name. Parts in
which nothing of that stands keep their bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree
from msgspec import Struct

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import TemplateError
from kefu_docs.render.composing.section_totals import begins_within_page
from kefu_docs.render.expected.run_looks import Looks
from kefu_docs.render.preparing.contents_entries import without_entries
from kefu_docs.render.preparing.continued_numbers import (
    with_continued_numbers,
    with_levels_of_styles,
)
from kefu_docs.render.preparing.dashed_pages import takes_dashes, write_dashes
from kefu_docs.render.preparing.formulas import FormulaError, write_formulas
from kefu_docs.render.preparing.hidden_ends import (
    do_not_count_hidden,
    told_hidden_drawings,
    told_joined,
    without_hidden_labels,
)
from kefu_docs.render.preparing.letter_effects import (
    loosen_fitted,
    show_web_hidden,
    styles_without_effects,
    told_letters,
    without_effects,
)
from kefu_docs.render.preparing.long_bullets import with_whole_bullets
from kefu_docs.render.preparing.long_references import as_text, long_bookmarks
from kefu_docs.render.preparing.plain_numbers import told_numbers
from kefu_docs.render.preparing.position_tabs import place_tabs, text_widths
from kefu_docs.render.preparing.template_slips import refuse_slips
from kefu_docs.render.preparing.tracked_changes import accept_changes, drop_former_grids
from kefu_docs.render.preparing.unfilled_parts import refuse_unfilled, told_otherwise
from kefu_docs.render.preparing.unnoticed import as_stored, told_unnoticed
from kefu_docs.render.preparing.word_fields import RefusedFieldError, freeze_fields
from kefu_docs.render.word.styles import Styles, styles_of
from kefu_docs.render.word.word_package import DOCUMENT, ENDNOTES, FOOTNOTES, STYLES, printed_parts
from kefu_docs.render.word.word_xml import W, parsed, written


class PreparedTemplate(Struct, frozen=True):
    """A template's parts, and what its user is told of how they were changed."""

    parts: Mapping[str, bytes]
    told: tuple[Message, ...]


def prepared(file: str, parts: Mapping[str, bytes]) -> PreparedTemplate:
    """Prepare the parts of the template `file`. TemplateError where something cannot be drawn."""
    refuse_unfilled(file, parts)
    parts = with_continued_numbers(with_whole_bullets(without_hidden_labels(parts)))
    parts = with_levels_of_styles(parts)
    roots = {part: parsed(parts[part]) for part in printed_parts(parts)}
    document = roots[DOCUMENT]
    bookmarks = frozenset(str(mark.get(f"{W}name")) for mark in document.iter(f"{W}bookmarkStart"))
    is_countable = not begins_within_page(document)
    sections = sum(1 for _ in document.iter(f"{W}sectPr")) if is_countable else 0
    styles = styles_of(parts)
    has_dashes = takes_dashes(document)
    long, widths = long_bookmarks(document), text_widths(document)
    around = _Around(bookmarks, sections, long, has_dashes, widths)
    made = dict(parts)
    told: list[Message] = []
    for part, root in roots.items():
        step = _Part(file, part, root)
        step.is_changed = around.has_dashes and part == DOCUMENT
        step.call_styles_by_id(styles)
        told += [*step.prepare(around), *step.mend_looks(around, styles)]
        if step.is_changed:
            made[part] = written(root)
        if step.has_effects:
            made[STYLES] = styles_without_effects(parts)
    told += [*told_numbers(parts, roots.values()), *told_otherwise(parts, document)]
    return PreparedTemplate(made, tuple(told))


class _Around(Struct, frozen=True):
    """What is known of the document that a part belongs to."""

    bookmarks: frozenset[str]
    sections: int
    long_bookmarks: frozenset[str]
    has_dashes: bool
    widths: frozenset[int]


class _Part:
    """A part on its way through the steps."""

    def __init__(self, file: str, part: str, root: etree._Element) -> None:
        self.is_changed = False
        self.has_effects = False
        self._file = file
        self._part = part
        self._root = root

    def prepare(self, around: _Around) -> Iterator[Message]:
        """Change the part's tree, and tell what was changed."""
        self._refuse_nested_paragraphs()
        self.is_changed |= drop_former_grids(self._root)
        changed = accept_changes(self._root)
        if changed is not None:
            self.is_changed = True
            yield Message(
                "tracked changes are printed as if accepted, the first in paragraph “{paragraph}”; "
                "accept or reject them in Word (Review)",
                {"paragraph": changed},
            )
        if self._part == DOCUMENT:
            self.is_changed |= without_entries(self._root, around.bookmarks)
        self.is_changed |= write_dashes(self._root, of_sections=around.has_dashes)
        yield from self._write_fields(around)
        if formulas := self._write_formulas():
            self.is_changed = True
            yield Message(
                "{count} {count:formula is printed as a line|formulas are printed as lines} of "
                "text",
                {"count": formulas},
            )
        self._take_out("dataBinding", "webHidden")
        self._unwrap()
        self._open_cells()
        refuse_slips(self._file, self._root, is_filled=self._part != ENDNOTES)

    def mend_looks(self, around: _Around, styles: Styles) -> Iterator[Message]:
        """Change what the part's paragraphs look like, and tell what was changed."""
        looks = Looks(styles)
        self.is_changed |= do_not_count_hidden(self._root, looks)
        yield from told_joined(self._root, looks)
        yield from told_hidden_drawings(self._root)
        self.is_changed |= show_web_hidden(self._root)
        if (paragraph := without_effects(self._root, styles)) is not None:
            self.is_changed = self.has_effects = True
            yield Message(
                "shadows and reliefs of letters are left out, the first in paragraph “{paragraph}”",
                {"paragraph": paragraph},
            )
        if (paragraph := loosen_fitted(self._root)) is not None:
            self.is_changed = True
            yield Message(
                "text of a tag is not fitted to a width (Fit Text), the first in paragraph "
                "“{paragraph}”",
                {"paragraph": paragraph},
            )
        yield from told_letters(self._root, styles)
        if next(self._root.iter(f"{W}ptab"), None) is not None:
            self.is_changed = True
            yield from place_tabs(self._root, around.widths, styles)

    def call_styles_by_id(self, styles: Styles) -> None:
        """Replace the name of a style by its id, and take away the id of none.

        Some programs write the name in its place. LibreOffice (7.4, 25.2) draws the style that is
        called so; its number would not be known here, and go on through a batch
        (test_template_features.py, a list called by its name). For a style that the document does
        not have, Word takes that of all paragraphs; LibreOffice (7.4.7) leaves the spaces of a
        paragraph out alone, and in a batch not (test_a_style_that_is_not_there_is_none).
        """
        for reference in [*self._root.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")]:
            style = str(reference.get(f"{W}val"))
            if style in styles:
                continue
            if known := styles.called(style):
                reference.set(f"{W}val", known)
                self.is_changed = True
            elif (properties := reference.getparent()) is not None:
                properties.remove(reference)
                self.is_changed = True

    def _write_fields(self, around: _Around) -> Iterator[Message]:
        bookmarks, sections = around.bookmarks, around.sections
        if sections > 1 and self._part in (FOOTNOTES, ENDNOTES):
            sections = 0  # a note is of the section of its mark
        try:
            for instruction, text in as_text(self._root, around.long_bookmarks):
                self.is_changed = True
                yield as_stored(instruction, text)
            yield from told_unnoticed(self._root, bookmarks, sections)
            self.is_changed |= bool(freeze_fields(self._root, bookmarks, sections))
        except RefusedFieldError as error:
            raise TemplateError(
                Message(
                    "{file}, paragraph “{paragraph}”: the field {field} {why}",
                    {
                        "file": self._file,
                        "paragraph": error.paragraph,
                        "field": error.field,
                        "why": error.why,
                    },
                ),
                error.hint,
            ) from error

    def _write_formulas(self) -> int:
        try:
            return write_formulas(self._root)
        except FormulaError as error:
            raise TemplateError(
                Message(
                    "{file}, formula “{paragraph}”: it has {what}, which no line of text says",
                    {"file": self._file, "paragraph": error.formula, "what": error.what},
                ),
                Message("write it in one line, or insert it as a picture"),
            ) from error

    def _take_out(self, *names: str) -> None:
        """Take out what LibreOffice (7.4.7) heeds in another way than Word.

        For what binds a content control (dataBinding) it would show the property in place of the
        control's own text; and what Word hides from web pages alone (webHidden, 17.3.2.44), as the
        dots and numbers of its tables of contents, it hides from paper too
        (test_a_table_of_contents_of_word_has_its_pages).
        """
        for element in [*self._root.iter(*(f"{W}{name}" for name in names))]:
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
                self.is_changed = True

    def _unwrap(self) -> None:
        """Put what stands in content controls in their place, but for Word's galleries.

        LibreOffice (7.4.7) would show a field's instruction beside its result, PAGE2 for 2
        (test_a_field_in_a_control_of_paragraphs), the first entry of a list of choices beside
        what was chosen (test_what_was_chosen_from_a_list_is_drawn_alone), and, in a batch, a
        control that ends a document at the beginning of the next
        (test_a_control_at_the_end_stays_in_its_document).
        """
        for control in reversed([*self._root.iter(f"{W}sdt")]):  # the inner ones first
            content, parent = control.find(f"{W}sdtContent"), control.getparent()
            if parent is None or control.find(f"{W}sdtPr/{W}docPartObj") is not None:
                continue
            inner = [] if content is None else list(content)
            if inner or parent.tag == f"{W}p":  # a cell or a table must not be left without any
                place = parent.index(control)
                parent[place : place + 1] = inner
                self.is_changed = True

    def _refuse_nested_paragraphs(self) -> None:
        """Refuse a paragraph within a paragraph: LibreOffice (7.4.7) draws neither."""
        for paragraph in self._root.iter(f"{W}p"):
            around = paragraph.getparent()
            if around is not None and around.tag in (f"{W}p", f"{W}r"):
                raise TemplateError(
                    Message(
                        "{file}, paragraph “{paragraph}” stands within another paragraph, which "
                        "Word does not write",
                        {
                            "file": self._file,
                            "paragraph": "".join(map(str, paragraph.itertext(f"{W}t")))[:40],
                        },
                    ),
                    Message("copy the text into a new document in Word, and save that"),
                )

    def _open_cells(self) -> None:
        """Give cells that ask for a shade properties to put it in.

        docxtpl writes the shade behind `<w:tcPr>` where it finds one; behind an empty `<w:tcPr/>`
        it would stand outside and be lost.
        """
        for cell in self._root.iter(f"{W}tc"):
            properties = cell.find(f"{W}tcPr")
            if properties is not None and len(properties):
                continue
            if "cellbg" in "".join(map(str, cell.itertext(f"{W}t"))):
                if properties is None:
                    properties = etree.Element(f"{W}tcPr")
                    cell.insert(0, properties)
                etree.SubElement(properties, f"{W}hideMark").set(f"{W}val", "0")
                self.is_changed = True
