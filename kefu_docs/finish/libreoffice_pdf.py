"""A PDF that LibreOffice exported, opened for reading: its content with the fonts it is set in."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pikepdf import Dictionary, Name, Object, Pdf

from kefu_docs.finish.libreoffice_content import Content, ContentReader
from kefu_docs.finish.libreoffice_fonts import Codes, read_font
from kefu_docs.finish.neighbouring_pages import Paper, own_content, with_even_clips
from kefu_docs.finish.text_grid import TENTH, TWIP
from kefu_docs.fonts.programs.face import Face
from kefu_docs.pdf.outline import Id

_MARK = re.compile(r"/(?:document|end)\d+")  # as render/document_marks calls them
_VERSION = re.compile(r"LibreOffice (\d+)\.(\d+)")
# 7.4 is what Debian 12 has, 25.2 what Debian 13 has. A build asks no version: the scheduler's probe
# shows which grid it is.
_LAST_ON_TENTHS = (7, 4)


class Source:
    """An opened PDF; `known` are the faces of the font set by their names.

    `marked` says that it is a batch, with marks of the composition. `grid` is what glyphs
    stand on, in thousandths of a point; where it is 0 the producer's version has to tell. Reading
    raises ForeignPdfError where content or fonts are not LibreOffice's.
    """

    def __init__(
        self, document: Pdf, known: Mapping[str, tuple[Face, ...]], *, marked: bool, grid: int = 0
    ) -> None:
        self.pages = [page.obj for page in document.pages]
        self._is_composed = marked
        self._own_places = _own_places(document) if marked else frozenset()
        self._known = known
        self._grid = grid or _grid(str(document.docinfo.get(Name.Producer, "")))
        self._fonts: dict[Id, Codes] = {}
        self._readers: dict[frozenset[tuple[str, Id]], ContentReader] = {}

    def is_mark(self, destination: Object) -> bool:
        """Whether a link leads to one of the composition's marks.

        In a batch every link does that leads to no bookmark of a document's own. The place of a
        mark would not tell, for where a document ends in a table LibreOffice (7.4) leads to its
        first page (test_no_link_of_a_page_count_is_left).
        """
        return self._is_composed and _place(destination) not in self._own_places

    def content(self, stream: Object, resources: Object, paper: Paper | None = None) -> Content:
        """Read a content stream, of a page of this paper or of a form, with its resources."""
        fonts = resources.get(Name.Font, Dictionary())
        key = frozenset((name, font.objgen) for name, font in fonts.items())
        if key not in self._readers:
            codes = {name[1:].encode(): self._codes(font) for name, font in fonts.items()}
            self._readers[key] = ContentReader(codes, self._grid)
        data = stream.read_bytes()
        own = with_even_clips(data) if paper is None else own_content(data, paper)
        return self._readers[key].read(own)

    def _codes(self, font: Object) -> Codes:
        if font.objgen not in self._fonts:
            self._fonts[font.objgen] = read_font(font, self._known)
        return self._fonts[font.objgen]


_Place = tuple[Id, tuple[str, ...]]
"""A destination: its page, and where on it."""


def _own_places(document: Pdf) -> frozenset[_Place]:
    """Where bookmarks of documents lie; LibreOffice gives links the same numbers as these."""
    named = document.Root.get(Name.Dests, Dictionary())
    return frozenset(_place(place) for name, place in named.items() if not _MARK.fullmatch(name))


def _place(destination: Object) -> _Place:
    page, *rest = destination
    return page.objgen, tuple(map(str, rest))


def _grid(producer: str) -> int:
    """What glyphs stand on in PDFs of this LibreOffice; twips where its version is unknown."""
    version = _VERSION.match(producer)
    is_old = version is not None and tuple(map(int, version.groups())) <= _LAST_ON_TENTHS
    return TENTH if is_old else TWIP
