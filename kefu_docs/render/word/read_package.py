"""A Word file from outside, read into the parts of one form that the rest of the house knows.

Names of parts, prefixes, quotes and encodings become those that Word writes
(:mod:`.word_package`, :mod:`.word_xml`); what points outside, macros, controls and comments are
taken out (:mod:`.outside_links`); what is no Word document, or one that harms, is refused.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import contextmanager

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import TemplateError
from kefu_docs.render.word.docx_zip import UnsafeZipError, checked_parts
from kefu_docs.render.word.not_word import not_word, other_package, zip_reason
from kefu_docs.render.word.outside_links import (
    LeftOut,
    RefusedPicture,
    is_outside,
    take_out,
    told_of,
    without_workbook,
)
from kefu_docs.render.word.part_names import BODIES, all_names, new_names, renamed_types
from kefu_docs.render.word.picture_files import is_known, is_postscript, is_too_large, without_links
from kefu_docs.render.word.style_names import add_names
from kefu_docs.render.word.symbol_characters import replace_symbols
from kefu_docs.render.word.table_grid import add_grids
from kefu_docs.render.word.word_package import (
    CONTENT_TYPES,
    CORE,
    DOCUMENT,
    ContentTypes,
    Relationship,
    read_relationships,
    relations_part,
    write_relationships,
)
from kefu_docs.render.word.word_xml import R, W, WordXmlError, canonical, written

# Kinds of relationships that are taken away with what they lead to, and how that is told.
_UNWANTED = {
    "vbaProject": Message("macros"),
    "keyMapCustomizations": Message("keyboard shortcuts and toolbars"),
    "attachedToolbars": Message("keyboard shortcuts and toolbars"),
    "extensibility": Message("keyboard shortcuts and toolbars"),
    "control": Message("an ActiveX control"),
    "activeXControlBinary": Message("an ActiveX control"),
    "comments": None,
    "commentsExtended": None,
    "commentsIds": None,
    "commentsExtensible": None,
    "people": None,
    "glossaryDocument": None,  # building blocks, which are on no page
    "webextensiontaskpanes": Message("add-ins"),
    "origin": Message("a digital signature"),
    "mailMergeSource": Message("the source of a mail merge"),
    "mailMergeHeaderSource": Message("the source of a mail merge"),
    "attachedTemplate": Message("the template it is attached to"),
}
# Kinds that are taken away where they lead to a part of the document itself.
_EMBEDDED = {
    # Some program's own file, which LibreOffice opens with what it has for that program, and some
    # (7.4: formulas of Equation 3) draws anew. The picture that Word stored with it is drawn.
    "oleObject": Message("an embedded object, whose picture stays"),
    "package": Message("an embedded object, whose picture stays"),
    # LibreOffice (7.4) installs them for the document beside the font set.
    "font": Message("embedded fonts"),
}


class WordPackage(Struct, frozen=True):
    """The parts of a document in the one form, and what was left out of them."""

    parts: Mapping[str, bytes]
    left_out: tuple[LeftOut, ...]


def read_package(file: str, data: bytes) -> WordPackage:
    """Read a docx; `file` is how messages call it.

    TemplateError where it is no Word document, is damaged, or would harm who opens it.
    """
    try:
        parts = checked_parts(data)
        return _Reader(file, parts).read()
    except UnsafeZipError as error:
        raise TemplateError(
            Message("{file} is not opened: {reason}", {"file": file, "reason": error.reason}),
            Message("if you trust the file, open it in Word and save it again"),
        ) from error
    except zipfile.BadZipFile as error:
        raise not_word(file, data, zip_reason(error)) from error


class _Reader:
    """One file on its way into the one form."""

    def __init__(self, file: str, parts: dict[str, bytes]) -> None:
        self._file = file
        self._parts = parts
        self._names = {name.casefold(): name for name in parts}
        self._left_out: list[LeftOut] = []
        self._outside: dict[str, list[Relationship]] = {}

    def read(self) -> WordPackage:
        """Do all of it: see what there is, clean what is kept, write it under its new names."""
        types = self._content_types()
        kept = self._reached()
        names = new_names(kept, self._main_part(kept[""], types))
        made: dict[str, bytes] = {}
        for part in kept:
            if part in names:
                made[part] = self._in_one_form(part, names[part], kept[part])
            elif part and part.casefold().endswith((".xml", ".rels")):
                with self._guarded(part):
                    made[part] = without_workbook(self._parts[part])
        return WordPackage(self._written(kept, all_names(kept, names), made, types), self._told())

    def _content_types(self) -> ContentTypes:
        name = self._names.get(CONTENT_TYPES.casefold())
        if name is None:
            raise other_package(self._file, "", frozenset(self._parts))
        with self._guarded(name):
            return ContentTypes.read(self._parts[name])

    def _reached(self) -> dict[str, list[Relationship]]:
        """The parts that relationships lead to from the package, with their own relationships.

        What nothing leads to, such as the rest of what was taken away, is not kept.
        """
        kept: dict[str, list[Relationship]] = {}
        waiting = [""]
        while waiting:
            part = waiting.pop(0)
            if part not in kept:
                kept[part] = list(self._kept(part))
                waiting += [r.target for r in kept[part] if not r.external]
        return kept

    def _kept(self, part: str) -> Iterator[Relationship]:
        """A part's relationships but for the unwanted, those outside, and those to nothing."""
        data = self._parts.get(self._names.get(relations_part(part).casefold(), ""))
        with self._guarded(relations_part(part)):
            found = read_relationships(data, posixpath.dirname(part))
        for relationship in found:
            target = self._names.get(relationship.target.casefold())
            if relationship.kind in _UNWANTED:
                if (what := _UNWANTED[relationship.kind]) is not None:
                    self._left_out.append(LeftOut(what, part or relationship.target))
            elif is_outside(relationship):
                self._outside.setdefault(part, []).append(relationship)
            elif relationship.external:
                yield relationship
            elif target is not None and self._is_let_through(part, relationship, target):
                yield replace(relationship, target=target)

    def _is_let_through(self, part: str, relationship: Relationship, target: str) -> bool:
        """Whether a part that is none of Word's own texts stays; an SVG loses its links."""
        data = self._parts[target]
        if (what := _EMBEDDED.get(relationship.kind)) is not None:
            self._left_out.append(LeftOut(what, part))
            return False
        if (why := _refusal(relationship, data)) is not None:
            refused = RefusedPicture(
                relationship.id, relationship.type, relationship.target, why=why
            )
            self._outside.setdefault(part, []).append(refused)
            return False
        if (cleaned := without_links(data)) is not data:
            self._parts[target] = cleaned
            self._left_out.append(LeftOut(Message("links and scripts of a picture"), target))
        return True

    def _main_part(self, found: Sequence[Relationship], types: ContentTypes) -> str:
        main = next((r.target for r in found if r.kind == "officeDocument"), "")
        if types.of(main) not in BODIES:
            raise other_package(self._file, types.of(main), frozenset(self._parts))
        return main

    def _in_one_form(self, part: str, name: str, found: Sequence[Relationship]) -> bytes:
        with self._guarded(part):
            root = canonical(self._parts[part])
        if name == CORE:
            return written(root)
        if name == DOCUMENT and (root.tag != f"{W}document" or root.find(f"{W}body") is None):
            raise other_package(self._file, "", frozenset(self._parts))
        self._refuse_chunks(root)
        self._left_out += take_out(name, root, self._outside.pop(part, ()))
        _drop_dangling(root, {r.id for r in found})
        add_grids(root)
        add_names(root)
        replace_symbols(root)
        return written(root)

    def _refuse_chunks(self, root: etree._Element) -> None:
        """Refuse files inserted as a whole: what is in them was not read, and may be anything."""
        if next(root.iter(f"{W}altChunk"), None) is not None:
            raise TemplateError(
                Message("{file} holds a whole other file (altChunk)", {"file": self._file}),
                Message("open it in Word and save it again, which makes it part of the document"),
            )

    def _told(self) -> tuple[LeftOut, ...]:
        elsewhere = (
            left for part, outside in self._outside.items() for left in told_of(part, outside)
        )
        found = (*self._left_out, *elsewhere)
        return tuple({(o.what.text(), o.part, o.paragraph): o for o in found}.values())

    def _written(
        self,
        kept: Mapping[str, Sequence[Relationship]],
        names: Mapping[str, str],
        made: Mapping[str, bytes],
        types: ContentTypes,
    ) -> dict[str, bytes]:
        """The parts in their order under their new names, with relationships to these."""
        owners = {relations_part(part).casefold(): part for part in kept}
        parts: dict[str, bytes] = {}
        for name, data in self._parts.items():
            if name in kept:
                parts[names[name]] = made.get(name, data)
            elif name.casefold() == CONTENT_TYPES.casefold():
                parts[CONTENT_TYPES] = renamed_types(types, names).written()
            elif (owner := owners.get(name.casefold())) is not None and kept[owner]:
                found = [
                    r if r.external else replace(r, target=names[r.target]) for r in kept[owner]
                ]
                owner_name = names[owner]
                folder = posixpath.dirname(owner_name)
                parts[relations_part(owner_name)] = write_relationships(found, folder)
        return parts

    @contextmanager
    def _guarded(self, part: str) -> Iterator[None]:
        """TemplateError that names the part where its XML is not read."""
        try:
            yield
        except WordXmlError as error:
            raise TemplateError(
                Message(
                    "{file} is damaged or made to harm: {part} in it is not read ({reason})",
                    {"file": self._file, "part": part, "reason": error.told},
                ),
                Message("open it in Word, and save it again"),
            ) from error


def _refusal(relationship: Relationship, data: bytes) -> Message | None:
    """Why a picture is not let through; None where it is, or it is none."""
    values = {"target": relationship.target[:80]}
    if is_postscript(data) or (relationship.kind == "image" and not is_known(data)):
        return Message("a picture of a kind that Word does not write ({target})", values)
    if is_too_large(data):
        return Message("a picture that takes too much to draw ({target})", values)
    return None


def _drop_dangling(root: etree._Element, ids: Container[str]) -> None:
    """Take away the references to headers and footers that are not there."""
    for reference in list(root.iter(f"{W}headerReference", f"{W}footerReference")):
        section = reference.getparent()
        if section is not None and reference.get(f"{R}id") not in ids:
            section.remove(reference)
