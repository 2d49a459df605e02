"""The pages of one document, copied out of a batch into a PDF of their own.

Their text is set in one font per face, their resources are named in the order they are met, and
nothing they do not use comes along.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from msgspec.structs import replace
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from kefu_docs.finish.code_texts import FaceTexts
from kefu_docs.finish.libreoffice_content import Named
from kefu_docs.finish.libreoffice_fonts import ForeignPdfError
from kefu_docs.finish.neighbouring_pages import Paper, paper_of
from kefu_docs.finish.write_text import Texts
from kefu_docs.fonts.programs.face import Face
from kefu_docs.pdf.cid_font import CidFont, CompositeFont
from kefu_docs.pdf.outline import Entry, Id

_KEPT = (Name.MediaBox, Name.CropBox, Name.Rotate, Name.Group)  # of a page
_PRINTED = 4  # Flags of an annotation, which PDF/A wants set (ISO 19005-2, 6.3.2)


class PageContent(Protocol):
    """A content stream that was read: what resources it names, in order."""

    @property
    def resources(self) -> Sequence[Named]:
        """The resources it names."""

    def written(self, names: Mapping[Named, bytes], ambiguous: Texts) -> bytes:
        """Write it with resources called by `names`; see write_block for `ambiguous`."""


SomeContent = TypeVar("SomeContent", bound=PageContent)
SomeContent_co = TypeVar("SomeContent_co", bound=PageContent, covariant=True)


class PageSource(Protocol[SomeContent_co]):
    """An opened PDF: its pages, and their content with the glyphs it draws."""

    @property
    def pages(self) -> Sequence[Object]:
        """The pages as they are."""

    def is_mark(self, destination: Object) -> bool:
        """Whether a destination is left out of the copy."""

    def content(
        self, stream: Object, resources: Object, paper: Paper | None = None
    ) -> SomeContent_co:
        """The content of a page of this paper, or of a form; ForeignPdfError if not understood."""


@dataclass
class _Piece(Generic[SomeContent]):
    """A content stream to be written: a page's, or a form's or pattern's at `target`."""

    content: SomeContent
    names: dict[Named, bytes]
    target: Object


class DocumentCopy(Generic[SomeContent]):
    """The pages `numbers` of `source`, copied into the empty `document` with what they need.

    What they draw was read then (`contents`): `write` fills it in, `rewrite` other contents.
    Raises ForeignPdfError where the pages hold what is not understood.
    """

    def __init__(self, document: Pdf, source: PageSource[SomeContent], numbers: range) -> None:
        self._document = document
        self._source = source
        self._resources = document.make_indirect(Dictionary())
        self._pieces: list[_Piece[SomeContent]] = []
        self._made: dict[Id, Object] = {}
        self._names: dict[tuple[str, Id], bytes] = {}
        self._fonts: dict[Face, tuple[CidFont, CompositeFont]] = {}
        self._pages = [document.make_indirect(Dictionary(Type=Name.Page)) for _ in numbers]
        originals = [source.pages[number] for number in numbers]
        for original, page in zip(originals, self._pages, strict=True):
            self._made[original.objgen] = page
        for original, page in zip(originals, self._pages, strict=True):
            self._page(original, page)

    @property
    def contents(self) -> list[SomeContent]:
        """What was read: the pages' contents, and those of forms and patterns on them."""
        return [piece.content for piece in self._pieces]

    def write(self, texts: FaceTexts, ambiguous: Texts) -> None:
        """Write what was read, whose codes stand for these texts (see code_texts)."""
        self._make_fonts(texts)
        self._fill(texts, ambiguous)
        root = self._document.Root
        tree = root.Pages
        tree.Kids, tree.Count = Array(self._pages), len(self._pages)
        for page in self._pages:
            page.Parent = tree

    def rewrite(self, contents: Sequence[SomeContent], texts: FaceTexts) -> None:
        """Write other contents in the places of those that were read, in the same order.

        They draw `texts` with the same faces, and name the same resources.
        """
        for piece, content in zip(self._pieces, contents, strict=True):
            piece.content = content
        self._fill(texts, {})

    def copy_of(self, original: Object) -> Object:
        """The copy of an object that the pages name."""
        return self._made[original.objgen]

    def own(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Give those of the batch's outline entries that go to these pages, going to the copy."""
        for entry in entries:
            if entry.page in self._made:
                yield replace(entry, destination=self._copied(entry.destination))

    def _page(self, original: Object, page: Object) -> None:
        for key in _KEPT:
            if key in original:
                page[key] = self._copied(original[key])
        page.Tabs = Name.S
        page.Resources = self._resources
        # LibreOffice 7.4 and 25.2 write one stream a page. An array might cut an operator in two.
        contents = original.Contents
        if not isinstance(contents, Stream):
            raise ForeignPdfError("a page of several content streams")
        page.Contents = self._document.make_stream(b"")
        self._piece(contents, original.Resources, page.Contents, paper_of(original))
        listed = sorted(original.get(Name.Annots, Array()), key=_place_in_text)
        notes = [self._annotation(note, page) for note in listed]
        if any(notes):
            page.Annots = Array([note for note in notes if note])

    def _piece(
        self, stream: Object, resources: Object, target: Object, paper: Paper | None = None
    ) -> None:
        """Read a content stream, of a page with its paper, and copy the resources it names."""
        content = self._source.content(stream, resources, paper)
        piece = _Piece(content, {}, target)
        self._pieces.append(piece)
        for category, name in content.resources:
            resource = resources[category]["/" + name.decode()]
            piece.names[category, name] = self._resource(category, resource)

    def _resource(self, category: str, resource: Object) -> bytes:
        """Copy a resource, once, and give its name."""
        if not resource.is_indirect:
            raise ForeignPdfError("a resource that is not an object of its own")
        key = category, resource.objgen
        if key not in self._names:
            listed = self._resources.get(category)
            if listed is None:
                self._resources[category] = listed = Dictionary()
            # Counted by names, for a form's own resources are copied before the form is listed.
            number = 1 + sum(kind == category for kind, _ in self._names)
            name = f"{category[1]}{number}"
            self._names[key] = name.encode()
            self._resources[category]["/" + name] = self._copied(resource)
        return self._names[key]

    def _annotation(self, note: Object, page: Object) -> Object | None:
        """Copy an annotation; None for a link to another document or to a mark of the batch."""
        # A bookmark at the beginning of each document marks where a batch is cut, and page counts
        # are links to such marks (render/compose). Alone a document would have neither.
        destination = note.get(Name.Dest)
        if destination is not None:
            if not isinstance(destination, Array):
                raise ForeignPdfError("a link to a named destination")
            if destination[0].objgen not in self._made or self._source.is_mark(destination):
                return None
        copied = self._copied(note)
        _say_where_it_leads(copied)
        copied.F = _PRINTED
        copied.P = page
        return copied

    def _copied(self, value: Object) -> Object:
        """Copy anything; content streams are read, to be written with the pages'."""
        if not isinstance(value, Object):
            return value
        if value.is_indirect:
            if value.objgen not in self._made:
                self._copy_indirect(value)
            return self._made[value.objgen]
        if isinstance(value, Array):
            return Array([self._copied(item) for item in value])
        if isinstance(value, Dictionary):
            return Dictionary({key: self._copied(item) for key, item in value.items()})
        return value

    def _copy_indirect(self, value: Object) -> None:
        """Copy an object that has a number; it is made before it is filled: it may lead back."""
        if isinstance(value, Stream):
            self._copy_stream(value)
        elif isinstance(value, Array):
            listed = self._made[value.objgen] = self._document.make_indirect(Array([]))
            for item in value:
                listed.append(self._copied(item))
        elif value.get(Name.Type) == Name.Page:
            raise ForeignPdfError("a way to another document")
        else:
            made = self._made[value.objgen] = self._document.make_indirect(Dictionary())
            for key, item in value.items():
                made[key] = self._copied(item)

    def _copy_stream(self, value: Object) -> None:
        is_content = value.get(Name.Subtype) == Name.Form or Name.PatternType in value
        made = self._document.make_stream(b"" if is_content else value.read_raw_bytes())
        self._made[value.objgen] = made
        for key, item in value.items():
            if key == Name.Resources:
                made.Resources = self._resources
            elif key != Name.Length and not (is_content and key == Name.Filter):
                made[key] = self._copied(item)
        if is_content:
            self._piece(value, value.get(Name.Resources, Dictionary()), made)

    def _make_fonts(self, faces: Iterable[Face]) -> None:
        fonts = Dictionary()
        for face in sorted(faces, key=lambda face: face.name):
            descendant = CidFont(self._document, face)
            composite = CompositeFont(self._document, descendant)
            self._fonts[face] = descendant, composite
            fonts["/" + face.name] = composite.object
        if self._fonts:
            self._resources.Font = fonts

    def _fill(self, texts: FaceTexts, ambiguous: Texts) -> None:
        for face, (descendant, composite) in self._fonts.items():
            drawn = texts.get(face, {})
            descendant.write(drawn)
            composite.write(drawn)
        for piece in self._pieces:
            data = piece.content.written(piece.names, ambiguous)
            piece.target.write(zlib.compress(data, zlib.Z_BEST_SPEED), filter=Name.FlateDecode)


def _place_in_text(note: Object) -> tuple[float, float]:
    """Orders links as they are read; LibreOffice (7.4) lists them by their places in memory."""
    left, bottom, _, _ = map(float, note.Rect)
    return -bottom, left


def _say_where_it_leads(link: Object) -> None:
    """Let a link say the address it leads to, or nothing, in place of LibreOffice's own words.

    7.4 says there what is linked: words, or what a picture is called, and in a batch it calls the
    second `Picture 1` Image2 (test_a_batch_comes_out_as_alone, leading). 25.2 says the tip of words
    that have one, and nothing of pictures.
    """
    address = link.get(Name.A, Dictionary()).get(Name.URI)
    if address is not None:
        link.Contents = String(str(address))
    elif Name.Contents in link:
        del link[Name.Contents]
