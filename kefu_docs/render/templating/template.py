"""A Word template, compiled once and rendered many times.

docxtpl reopens, patches and recompiles its template for every document. Here its own methods
patch each part once and finish what is printed (:mod:`.finished`), so that the XML is docxtpl's.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from docxtpl import DocxTemplate
from jinja2 import nodes
from lxml import etree

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import TemplateError
from kefu_docs.fonts import Coverage
from kefu_docs.model import Rendered
from kefu_docs.render.composing.compose_obstacles import Obstacle, obstacles
from kefu_docs.render.composing.obstacles_at_end import apart_from_others, obstacles_at_end
from kefu_docs.render.composing.own_bookmarks import with_each_bookmark_once
from kefu_docs.render.expected.blank_pages import blank_pages_told
from kefu_docs.render.inserting.inserted_files import with_files, with_types_of_pictures
from kefu_docs.render.inserting.inserts import Insert
from kefu_docs.render.preparing.contents_entries import has_contents, with_own_entries
from kefu_docs.render.preparing.prepared_template import PreparedTemplate, prepared
from kefu_docs.render.preparing.prepared_text import refuse_unprepared
from kefu_docs.render.preparing.template_slips import with_plain_ampersands
from kefu_docs.render.templating.compiled_part import CompiledPart
from kefu_docs.render.templating.docxtpl_finish import finished
from kefu_docs.render.templating.docxtpl_parts import around_body, other_parts
from kefu_docs.render.templating.jinja_environment import PRINTED, environment
from kefu_docs.render.templating.kept_literals import refuse_lost_text, refuse_tags_across_cells
from kefu_docs.render.templating.limits import PARAGRAPHS
from kefu_docs.render.templating.lost_text import LostText
from kefu_docs.render.templating.repeated_notes import with_each_note_once
from kefu_docs.render.templating.sub_documents import SubDocument, with_sub_documents
from kefu_docs.render.templating.template_errors import too_many
from kefu_docs.render.templating.trimmed_tags import with_joins_at_borders
from kefu_docs.render.word.cell_properties import with_cells_in_order
from kefu_docs.render.word.closing_paragraph import with_low_end
from kefu_docs.render.word.docx_text import text_in, textual
from kefu_docs.render.word.docx_zip import beginning, completed, stored
from kefu_docs.render.word.glyph_check import Drawn, GlyphCheck
from kefu_docs.render.word.not_word import not_word
from kefu_docs.render.word.read_package import WordPackage, read_package
from kefu_docs.render.word.word_package import CORE, DOCUMENT, relations_part
from kefu_docs.render.word.word_xml import parsed
from kefu_docs.render.word.xml_reasons import xml_reason

_DECLARATION = b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_PARAGRAPH = re.compile(rb"<w:p[ />]")
_MISFIT = Message("its parts do not fit together")
_SUB_DOCUMENT = re.compile(r"\|\s*subdocument\b")


FEW_TEXTS = 64
"""Texts that are taken from whole bodies: to compile one without the rest takes 20 ms, and saves
0.3 ms of each.
"""


class Draft(NamedTuple):
    """A rendered document, and the parts in which the template's text is looked for."""

    rendered: Rendered
    parts: Mapping[str, bytes]


class Template:
    """A template compiled from `data`, a docx; `name` is how messages call it.

    `obstacles` are what keeps its documents from being composed, `told` what the user should know
    of what was left out or changed in them. With `coverage` its faces are proved
    (:mod:`.glyph_check`). `known` is what was `drawn` of the same template by the same program and
    fonts: that no text is lost where it is made ready is known with it. TemplateError where `data`
    is not a Word document or harms, an expression in it does not compile, it asks for an unknown
    font, or something in it cannot be drawn.
    """

    _texts = 0

    def __init__(
        self,
        name: str,
        data: bytes,
        coverage: Coverage | None = None,
        known: Drawn | None = None,
    ) -> None:
        self.name = name
        package, ready = _made_ready(name, data, is_known=known is not None)
        self.told = _told(package, ready)
        opened = _opened(name, ready.parts)
        compiler = environment()
        self._body = CompiledPart(
            name, DOCUMENT, _patched(name, opened, opened.get_xml()), compiler
        )
        self._others = tuple(
            CompiledPart(name, path, _patched(name, opened, xml), compiler, number)
            for number, (path, xml) in enumerate(other_parts(opened).items(), 1)
        )
        self._head, self._tail = around_body(opened)
        del opened  # its tree takes ten times what the parts take
        self._parts = ready.parts
        self._pictured = tuple(p.path for p in (self._body, *self._others) if p.may_hold_pictures)
        own = {relations_part(path) for path in self._pictured}
        rendered = {DOCUMENT, *(part.path for part in self._others)}
        self._lost_text = LostText(name, ready.parts, rendered)
        shared = with_types_of_pictures(ready.parts) if own else ready.parts
        self._shared = beginning(shared, rendered | own)
        self._coverage = coverage
        self._glyphs = GlyphCheck(name, ready.parts, coverage, known) if coverage else None
        at_end = obstacles_at_end(ready.parts)
        self.obstacles = (*obstacles(ready.parts), *at_end, *self._own_obstacles())

    @property
    def drawn(self) -> Drawn | None:
        """What draws it, to be `known` of the same template and fonts; None without coverage."""
        return self._glyphs.drawn if self._glyphs else None

    @property
    def kept_apart(self) -> tuple[Obstacle, ...]:
        """What keeps its documents from being composed with others."""
        return (*self.obstacles, *apart_from_others(self._parts))

    def _own_obstacles(self) -> Iterator[Obstacle]:
        """What the tags bring in that cannot be composed."""
        if _SUB_DOCUMENT.search(self._body.source):
            yield Obstacle(Message("a document that is put in"), DOCUMENT, "")

    def render(self, context: Mapping[str, object], subject: str = "") -> Rendered:
        """Print `context` into the template; `subject` names the record in messages.

        The same context gives the same bytes. `printed` holds the body's values, then those of
        headers, footers and footnotes. TemplateError names the paragraph that failed.
        """
        return self.checked(self.draft(context, subject), context, subject)

    def checked(self, draft: Draft, context: Mapping[str, object], subject: str) -> Rendered:
        """Take a draft of this template; TemplateError where text of the template is lost in it.

        Of the first this takes a fifth of what compiling and printing do.
        """
        self._lost_text.refuse(draft.parts, context, subject)
        return draft.rendered

    def draft(self, context: Mapping[str, object], subject: str = "") -> Draft:
        """What `render` gives, if no text of the template is lost; raises all else that it does."""
        printed: list[str] = []
        values = {**context, PRINTED: printed}
        inserts: dict[str, list[Insert]] = {}
        try:
            xml = self._body.render(values, subject, inserts.setdefault(DOCUMENT, []))
            body = finished(self._with_bookmarks_once(xml)).encode()
            parts = {self._body.path: _DECLARATION + self._head + body + self._tail}
            for part in self._others:
                if part.path == CORE:  # properties are not on any page
                    values = {**context, PRINTED: []}
                xml = part.render(values, subject, inserts.setdefault(part.path, []))
                parts[part.path] = xml.encode()
                etree.fromstring(parts[part.path])
        except etree.XMLSyntaxError as error:
            raise self._broken(subject, error) from error
        parts = self._with_notes_once(parts)
        if self._glyphs:
            parts = self._glyphs.named(parts, printed, subject)
        parts |= self._media(inserts)
        shared, parts = self._merged(parts, inserts[DOCUMENT], subject)
        whole = self._with_contents(parts, printed, subject, is_merged=not shared)
        count = self._count(whole[DOCUMENT] if self._has_contents else body, subject)
        return Draft(Rendered(completed(shared, whole), tuple(printed), count), parts)

    @cached_property
    def _has_contents(self) -> bool:
        """Whether it has a table of contents that each document's headings make."""
        return has_contents(self._parts)

    def _with_bookmarks_once(self, xml: str) -> str:
        return with_each_bookmark_once(xml) if "<w:bookmarkStart" in self._body.source else xml

    def _with_notes_once(self, parts: dict[str, bytes]) -> dict[str, bytes]:
        has_notes = "noteReference " in self._body.source
        return with_each_note_once(self.name, parts) if has_notes else parts

    def _media(self, inserts: Mapping[str, Sequence[Insert]]) -> dict[str, bytes]:
        """The parts that come with inserts, and those that name them."""
        found: dict[str, bytes] = {}
        for path in self._pictured:
            media = (insert.medium() for insert in inserts[path])
            found |= with_files(self._parts, path, filter(None, media))
        return found

    def _merged(
        self, parts: dict[str, bytes], inserts: Sequence[Insert], subject: str
    ) -> tuple[bytes, dict[str, bytes]]:
        """The parts with other documents in them, and what of the zip stands before."""
        documents = [insert for insert in inserts if isinstance(insert, SubDocument)]
        if not documents:
            return self._shared, parts
        docx = completed(self._shared, parts)
        merged = with_sub_documents(self.name, docx, documents, subject)
        body = with_each_bookmark_once(merged[DOCUMENT].decode())
        return b"", {**merged, DOCUMENT: body.encode()}

    def _with_contents(
        self, parts: dict[str, bytes], printed: Sequence[str], subject: str, *, is_merged: bool
    ) -> dict[str, bytes]:
        """The parts with tables of contents of their own headings.

        The faces of these, and of documents that were put in, are proved like the template's.
        """
        if self._has_contents:
            entries = with_own_entries({**self._parts, **parts})
            parts = {**parts, DOCUMENT: entries}
        elif not is_merged:
            return parts
        glyphs = self._glyphs
        if is_merged and self._coverage:
            glyphs = GlyphCheck(self.name, parts, self._coverage)
        return glyphs.named(parts, printed, subject) if glyphs else parts

    def text(self, context: Mapping[str, object], subject: str = "") -> str:
        """Give the body's text of what `render` would print, at a fraction of its cost."""
        values: dict[str, object] = {**context, PRINTED: []}
        self._texts += 1
        if self._texts <= FEW_TEXTS:
            return text_in(textual(self._body.render(values, subject, [])))
        return text_in(self._words.render(values, subject, []))

    def trees(self) -> Iterator[tuple[str, nodes.Template]]:
        """The source of each part as it is compiled, and its syntax tree, for checks on them."""
        for part in (self._body, *self._others):
            yield part.source, part.tree()

    @cached_property
    def _words(self) -> CompiledPart:
        """The body without the elements that say nothing of its text, for many documents."""
        return self._body.of(textual(self._body.source))

    def _count(self, body: bytes, subject: str) -> int:
        """The body's paragraphs. TemplateError where there are more than a document may have."""
        count = len(_PARAGRAPH.findall(body))
        if count > PARAGRAPHS:
            raise too_many(self.name, subject, PARAGRAPHS)
        return count

    def _broken(self, subject: str, error: etree.XMLSyntaxError) -> TemplateError:
        return TemplateError(
            Message(
                "{file}: what it makes for {subject} is not a Word document; either a "
                "value holds a control character, or the template opens a tag in one "
                "paragraph and closes it inside another ({reason})",
                {"file": self.name, "subject": subject, "reason": xml_reason(error)},
            )
        )


def told_of_template(name: str, data: bytes) -> tuple[Message, ...]:
    """What a Template of the same bytes says is `told`, without compiling it: a sixth of the time.

    TemplateError where `data` is not a Word document or something in it cannot be drawn.
    """
    package = read_package(name, data)
    return _told(package, prepared(name, with_low_end(package.parts)))


def _made_ready(name: str, data: bytes, *, is_known: bool) -> tuple[WordPackage, PreparedTemplate]:
    """Read a template and make it ready; TemplateError where that would lose text.

    `is_known`: it was no loss in the same template.
    """
    package = read_package(name, data)
    ready = prepared(name, with_low_end(package.parts))
    if not is_known:
        refuse_unprepared(name, package.parts, ready.parts)
    return package, ready


def _told(package: WordPackage, ready: PreparedTemplate) -> tuple[Message, ...]:
    left_out = (left.message for left in package.left_out)
    blank = blank_pages_told(parsed(ready.parts[DOCUMENT]))
    return (*left_out, *ready.told, *blank)


def _opened(name: str, parts: Mapping[str, bytes]) -> DocxTemplate:
    """Read the parts by docxtpl, untyped."""
    data = stored(parts)
    opened = DocxTemplate(io.BytesIO(data))
    try:
        opened.init_docx()
    except (KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise not_word(name, data, _MISFIT) from error
    return opened


def _patched(name: str, opened: DocxTemplate, xml: str) -> str:
    """A part as Jinja gets it, by docxtpl; TemplateError where that would lose text."""
    patched: str = opened.patch_xml(with_joins_at_borders(xml))
    refuse_lost_text(name, xml, patched)
    refuse_tags_across_cells(name, patched)
    return with_plain_ampersands(with_cells_in_order(patched))
