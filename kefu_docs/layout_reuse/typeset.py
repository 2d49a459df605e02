"""Documents set after a model: the lines that differ from it taken from a sheet.

LibreOffice lays out one document, the model, and on a sheet the paragraphs that others say in
another way. Where a paragraph has as many lines there as in the model, in the same faces and sizes
and as far apart, every line of the document stands where the model's does. The sheet also holds the
model's own wording, which shows whether it sets a paragraph as the model's pages do.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain, groupby
from typing import NamedTuple

import pikepdf
from pikepdf import Dictionary, Name, Object

from kefu_docs.finish.code_texts import FaceTexts
from kefu_docs.finish.libreoffice_content import Named, resources_in
from kefu_docs.finish.libreoffice_fonts import UNREADABLE, ForeignPdfError
from kefu_docs.finish.libreoffice_pdf import Source
from kefu_docs.finish.neighbouring_pages import paper_of
from kefu_docs.fonts import FontSet
from kefu_docs.fonts.programs.face import Face
from kefu_docs.fonts.programs.open_faces import faces
from kefu_docs.layout_reuse.division import check_division, divided_series
from kefu_docs.layout_reuse.item_owners import NOBODY, NotSettableError
from kefu_docs.layout_reuse.lines import (
    BETWEEN,
    Change,
    Exchange,
    Flow,
    Item,
    TypesetParagraph,
    of_exact_lines,
)
from kefu_docs.layout_reuse.model_pictures import ModelPictures
from kefu_docs.layout_reuse.moved_lines import clipped, height_in, is_as_far, moved
from kefu_docs.layout_reuse.page_lines import (
    CLIP,
    PageLine,
    ReadPage,
    read_pages,
    shapes_of,
    written,
)
from kefu_docs.layout_reuse.picture_objects import PictureObject
from kefu_docs.layout_reuse.rewrite_pdf import NewContent, Rewritten
from kefu_docs.layout_reuse.sheet_streams import sheet_stream
from kefu_docs.model import DocumentInfo
from kefu_docs.pdf.outline import Entry, Id, read_outline
from kefu_docs.pdf.to_unicode import read_texts


def read_sheet(
    pdf: bytes, texts: Sequence[str], fonts: FontSet, grid: int = 0
) -> list[TypesetParagraph]:
    """Read a sheet that LibreOffice exported, of paragraphs that show `texts`, in this order.

    `grid` is what its glyphs stand on, as for `finish_batch`.

    One that is shown without a mark at the end of a line has no lines, nor has one with glyphs that
    stand for another text than elsewhere (see sheet_streams): nothing is set in its words.
    Raises ForeignPdfError where the sheet is not understood, NotSettableError where it shows
    anything else.
    """
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            source = Source(document, faces(fonts), marked=False, grid=grid)
            streams = [
                sheet_stream(source.content(page.Contents, page.Resources, paper_of(page)))
                for page in source.pages
            ]
    except UNREADABLE as error:
        raise ForeignPdfError(str(error)) from error
    lacking: set[int] = set()
    pages = read_pages([(s.data, s.fonts) for s in streams], Flow.of(texts), lacking)
    lines: list[list[tuple[Item, ...]]] = [[] for _ in texts]
    for page, stream in zip(pages, streams, strict=True):
        lacking |= stream.odd_paragraphs(page)
        for line in page.lines:
            if line.paragraph == NOBODY:
                if any(item.height for item in line.items):
                    raise NotSettableError("a line under text that does not show")
            else:
                if line.number != len(lines[line.paragraph]) or page.clip != pages[0].clip:
                    raise NotSettableError("a line with something in between")
                lines[line.paragraph].append(line.items)
    for number in lacking:
        lines[number].clear()
    return [TypesetParagraph(tuple(found), pages[0].clip) for found in lines]


class _Kept(NamedTuple):
    """Items of a model's page as written where the first one's rectangle is in force."""

    begin: bytes
    data: bytes
    end: bytes


class _KeptPages(NamedTuple):
    """The parts of each page, where documents differ in the same lines, and the texts kept."""

    pages: Sequence[Sequence[PageLine | _Kept]]
    texts: FaceTexts


class Model:
    """A finished document that shows `flow`, to set others after.

    Raises NotSettableError where its pages are not read back into paragraphs.
    """

    def __init__(
        self, pdf: bytes, flow: Flow, fonts: FontSet, pictures: Sequence[PictureObject] = ()
    ) -> None:
        self._faces = faces(fonts)
        self._pdf = pikepdf.open(io.BytesIO(pdf))
        self._objects = [page.obj for page in self._pdf.pages]
        if any(Name.Annots in page for page in self._objects):
            raise NotSettableError("links")
        self._pages = read_pages(self._streams(), flow)
        self._body, self._exact = flow.body, flow.exact
        self._resources = [_resources(page) for page in self._pages]
        self._entries = list(read_outline(self._pdf))
        self._titles = _titles(self._entries, flow)
        self._shapes = shapes_of(self._pages)
        # Most documents differ in the same paragraphs.
        self._kept = lru_cache(maxsize=64)(self._kept_pages)
        self._confirmed: set[int] = set()  # paragraphs that a sheet shows as the model does
        contents, texts = self._contents({})
        self._drawn = texts.keys()
        self._document = Rewritten(self._objects, contents, texts, self._entries)
        self._pictures = ModelPictures(self._objects, pictures)

    def set(
        self, changes: Mapping[int, Change], info: DocumentInfo, shown: Exchange | None = None
    ) -> bytes:
        """Give the finished document in which these paragraphs stand as on their sheets.

        `shown` are pictures that stand in the places of the model's.

        Raises NotSettableError where one has other lines than in the model, or is a heading, or
        where a sheet does not show the model's own wording as the model does.
        """
        if self._titles & changes.keys():
            raise NotSettableError("a heading, which stands in the outline, too")
        for number, change in changes.items():
            self._check_shape(number, change)
        self._compare(changes)
        for series in divided_series(changes):
            check_division(series, changes, self._pages, self._body)
        for image, picture in self._pictures.exchanged(shown or {}):
            self._document.draw(image, picture)
        contents, texts = self._contents(changes)
        if texts.keys() != self._drawn:
            raise NotSettableError("other faces than in the model")
        return self._document.written(contents, texts, info)

    def _check_shape(self, number: int, change: Change) -> None:
        """Refuse lines of other heights than in the model."""
        was, now = change.was.shape, change.now.shape
        is_same = now == was
        if number in self._exact:
            is_same = of_exact_lines(now) == of_exact_lines(was)
        if not is_same or self._shapes.get(number) != was:
            raise NotSettableError("other lines than in the model")

    def _streams(self) -> list[tuple[bytes, dict[bytes, dict[int, str]]]]:
        """Each page's content, and what the codes of its faces stand for."""
        texts: dict[Id, dict[bytes, dict[int, str]]] = {}
        for page in self._objects:
            if page.Resources.objgen not in texts:
                texts[page.Resources.objgen] = self._texts(page.Resources)
        return [
            (page.Contents.read_bytes(), texts[page.Resources.objgen]) for page in self._objects
        ]

    def _texts(self, resources: Object) -> dict[bytes, dict[int, str]]:
        """What the codes of each face stand for."""
        found = {}
        for name, font in resources.get(Name.Font, Dictionary()).items():
            if len(self._faces.get(name[1:], ())) != 1:
                raise NotSettableError("a font that is not made from the font set")
            found[name[1:].encode()] = read_texts(font.ToUnicode.read_bytes())
        return found

    def _compare(self, changes: Mapping[int, Change]) -> None:
        """Refuse what a sheet shows in another way than the model's pages, or further apart."""
        for page in self._pages:
            above: dict[int, PageLine] = {}
            for line in page.lines:
                number = line.paragraph
                if number not in changes:
                    continue
                change = changes[number]
                if number not in self._confirmed and line.items != tuple(
                    moved(change.was, line, page.clip)
                ):
                    raise NotSettableError("a paragraph that its sheet shows otherwise")
                is_as_divided = change.falls is None and number in above
                if is_as_divided and not is_as_far(change.now, above[number], line):
                    raise NotSettableError("lines that are further apart, or closer")
                above[number] = line
        self._confirmed |= changes.keys()

    def _contents(self, changes: Mapping[int, Change]) -> tuple[list[NewContent], FaceTexts]:
        """The content of each page, and the texts of all the codes that these draw."""
        kept = self._kept(frozenset(changes))
        texts = {face: dict(found) for face, found in kept.texts.items()}
        contents = []
        for page, parts, resources in zip(self._pages, kept.pages, self._resources, strict=True):
            clip, data = page.clip, [page.head]
            for part in parts:
                if isinstance(part, _Kept):
                    if part.begin != clip:
                        data.append(CLIP % part.begin)
                    data.append(part.data)
                    clip = part.end
                    continue
                height = height_in(part)
                for item, own in clipped(changes[part.paragraph].now, part, page.clip):
                    if own != clip:
                        data.append(CLIP % own)
                    data.append(height.join(item.parts))
                    clip = own
                    self._note(item, texts)
            data.append(page.tail)
            contents.append(NewContent(b"".join(data), resources))
        return contents, texts

    def _kept_pages(self, changed: frozenset[int]) -> _KeptPages:
        """Cut the pages into the lines of these paragraphs and what stands between them."""
        texts: dict[Face, dict[int, str]] = {}
        pages: list[list[PageLine | _Kept]] = []
        for page in self._pages:
            parts: list[PageLine | _Kept] = []
            for is_changed, lines in groupby(page.lines, lambda line: line.paragraph in changed):
                if is_changed:
                    parts += lines
                else:
                    items = list(chain.from_iterable(line.items for line in lines))
                    data = b"".join(written(items, items[0].clip))
                    parts.append(_Kept(items[0].clip, data, items[-1].clip))
                    for item in items:
                        self._note(item, texts)
            pages.append(parts)
        # Few codes are added to these, and the nearer to order the sooner all are put in order.
        ordered = {face: dict(sorted(found.items())) for face, found in texts.items()}
        return _KeptPages(pages, ordered)

    def _note(self, item: Item, texts: dict[Face, dict[int, str]]) -> None:
        """Add the texts of what an item draws; NotSettableError for a glyph with several."""
        for run in item.runs:
            known = texts.setdefault(self._faces[run.face][0], {})
            for code, text in _glyphs(run.codes, run.texts):
                if known.setdefault(code, text) != text:
                    raise NotSettableError("a glyph that stands for several texts")


@lru_cache(maxsize=1 << 12)
def _glyphs(codes: bytes, texts: str) -> tuple[tuple[int, str], ...]:
    """The codes and texts of a run, each once: most runs come again with the next document."""
    numbers = struct.unpack(f">{len(codes) // 2}H", codes)
    listed = texts.split(BETWEEN)
    if "" in listed:
        raise NotSettableError("a glyph that stands for no text")
    return tuple(dict.fromkeys(zip(numbers, listed, strict=True)))


def _titles(entries: Sequence[Entry], flow: Flow) -> set[int]:
    """The paragraphs that stand in the outline, too."""
    titles = ["".join(entry.title.split()) for entry in entries]
    return {
        number
        for number, text in enumerate(flow.texts)
        if text and any(text in title or title in text for title in titles)
    }


def _resources(page: ReadPage) -> tuple[Named, ...]:
    """The resources that a page names, which text and lines do not."""
    others = (item for line in page.lines for item in line.items if not item.height)
    named = (resources_in(item.parts[0]) for item in others)
    return tuple(dict.fromkeys(chain.from_iterable(named)))
