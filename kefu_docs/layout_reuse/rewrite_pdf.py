"""A document that is written again and again, each time with other content on its pages.

What pages need besides is copied once: sizes, resources, the outline, the fonts' descriptions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import pikepdf
from msgspec import Struct
from pikepdf import Object

from kefu_docs.finish.code_texts import FaceTexts
from kefu_docs.finish.copy_pages import DocumentCopy
from kefu_docs.finish.libreoffice_content import Named, renamed, resources_in
from kefu_docs.finish.libreoffice_fonts import ForeignPdfError
from kefu_docs.finish.neighbouring_pages import Paper
from kefu_docs.finish.write_text import Texts
from kefu_docs.layout_reuse.image_streams import write_picture
from kefu_docs.layout_reuse.item_owners import NotSettableError
from kefu_docs.layout_reuse.picture_objects import PictureObject
from kefu_docs.model import DocumentInfo
from kefu_docs.pdf.metadata import Metadata, saved
from kefu_docs.pdf.outline import Entry, write_outline


class NewContent(Struct, frozen=True):
    """A page's content, set; what its text stands for is given for all pages together."""

    data: bytes
    resources: Sequence[Named]

    def written(self, names: Mapping[Named, bytes], _: Texts) -> bytes:
        """Give the stream with resources called by `names`; no glyph stands for several texts."""
        return renamed(self.data, names) if self.resources else self.data


class Rewritten:
    """A document of `pages` with `contents`, to be written with others of the same faces.

    `texts` are those of what the contents draw.

    Raises NotSettableError where the pages hold what cannot be written again.
    """

    def __init__(
        self,
        pages: Sequence[Object],
        contents: Sequence[NewContent],
        texts: FaceTexts,
        entries: Sequence[Entry],
    ) -> None:
        self._pdf = pikepdf.new()
        source = _RewrittenPages(pages, contents)
        with _settable():
            self._copy = DocumentCopy(self._pdf, source, range(len(pages)))
            self._forms = tuple(source.forms)
            self._copy.write(texts, {})
            write_outline(self._pdf, list(self._copy.own(entries)))
        self._metadata = Metadata(self._pdf, archival=True)

    def draw(self, image: Object, picture: PictureObject) -> None:
        """Show a picture in the place of an image of the pages."""
        write_picture(picture, self._copy.copy_of(image))

    def written(
        self, contents: Sequence[NewContent], texts: FaceTexts, info: DocumentInfo
    ) -> bytes:
        """Give the document with other contents, which draw `texts`. Raises NotSettableError."""
        own = iter(contents)
        with _settable():
            self._copy.rewrite([form or next(own) for form in self._forms], texts)
        self._metadata.write(info)
        return saved(self._pdf)


@contextmanager
def _settable() -> Iterator[None]:
    try:
        yield
    except ForeignPdfError as error:
        raise NotSettableError(str(error)) from error


class _RewrittenPages:
    """A model's pages with other content; `forms` is what was read: None for each page's."""

    def __init__(self, pages: Sequence[Object], contents: Sequence[NewContent]) -> None:
        self.pages = pages
        self.forms: list[NewContent | None] = []
        streams = (page.Contents.objgen for page in pages)
        self._contents = dict(zip(streams, contents, strict=True))

    def is_mark(self, _: Object) -> bool:
        """A model has no links, and no marks that one could go to."""
        return False

    def content(self, stream: Object, _: Object, __: Paper | None = None) -> NewContent:
        """The content of a page, or of a form, which stays; ForeignPdfError where that has text."""
        found = self._contents.get(stream.objgen)
        if found:
            self.forms.append(None)
            return found
        data = stream.read_bytes()
        if b"BT" in data:
            raise ForeignPdfError("text in a form")
        form = NewContent(data, resources_in(data))
        self.forms.append(form)
        return form
