"""The pages of a PDF: their text as their content shows it, and what of it may be cut off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

from kefu_docs.pdf.inflate import bytes_of
from kefu_docs.proof.embedded_font import EmbeddedFont
from kefu_docs.proof.normalized import squeezed
from kefu_docs.proof.page_content import DoubtfulText, UnreadableContentError, read_any, read_plain

_DEEPEST_FORM = 8  # a damaged PDF may have a form that draws itself
# In ems: boxes are rounded, and a stroke may reach out a little without being missed.
_SLACK = 0.05
# The operators that paint a path (ISO 32000-1, Table 60), as LibreOffice writes them.
_DRAWN = re.compile(rb"(?<=[\n ])[SsfFbB]\*?(?=\n)")


@dataclass(frozen=True)
class Page:
    """A page's squeezed text in the order of its content.

    `is_whole` says that all of it surely stands inside the page and the rectangles that clip it.
    """

    text: str
    is_whole: bool
    has_images: bool
    content: bytes = field(default=b"", repr=False)

    @property
    def lines(self) -> int:
        """How many lines and areas are drawn; of a blank page alone it is asked."""
        return len(_DRAWN.findall(self.content))


class _Resources(NamedTuple):
    """What a page has: its fonts by their names, whether there is text in a form, and images."""

    faces: Mapping[str, EmbeddedFont]
    has_text_in_forms: bool
    has_images: bool


class PageReader:
    """Reads the pages of one PDF and gathers the faces they use."""

    def __init__(self, document: Pdf) -> None:
        self._document = document
        self._faces: dict[tuple[int, int], EmbeddedFont] = {}
        self._known: dict[tuple[int, int], _Resources] = {}

    @property
    def faces(self) -> list[EmbeddedFont]:
        """The fonts that the pages name, in the order found."""
        return list(self._faces.values())

    def pages(self) -> Iterator[Page]:
        """Read every page. Raises UnreadableContentError and UnreadableFontError."""
        return map(self._page, self._document.pages)

    def look_at_fonts(self) -> None:
        """Gather the faces without reading any text."""
        for page in self._document.pages:
            self._named_faces(page.resources)

    def _page(self, page: pikepdf.Page) -> Page:
        faces, has_text_in_forms, has_images = self._resources(page.resources)
        left, low, right, high = map(float, page.cropbox)
        content = _content_of(page.obj)
        plain = None
        # Text in a form, as LibreOffice makes of transparent objects, and on a page that is turned
        # stands where matrices put it: PDFium works that out.
        if not has_text_in_forms and Name.Rotate not in page.obj:
            sizes = {name: face.code_size for name, face in faces.items()}
            plain = read_plain(content, (left, low, right, high), sizes)
        if plain is None:
            text = self._text(content, page.resources, 0)
        else:
            text = "".join(_face(faces, font).text(codes) for font, codes in plain.texts)
        is_blank = cache(lambda t: not _face(faces, t.font).text(t.codes).strip())
        is_whole = plain is not None and all(
            is_blank(place.text) or _is_inside(place, faces) for place in plain.doubtful
        )
        return Page(squeezed(text), is_whole, has_images, content)

    def _resources(self, resources: Object) -> _Resources:
        """What a page has; the pages of a document mostly share one dictionary."""
        known = self._known.get(resources.objgen)
        if known is None:
            objects = resources.get(Name.XObject, Dictionary())
            drawn = [found for _, found in objects.items()]
            known = _Resources(
                self._named_faces(resources),
                any(map(_may_show_text, drawn)),
                any(found.Subtype == Name.Image for found in drawn),
            )
            if resources.is_indirect:
                self._known[resources.objgen] = known
        return known

    def _named_faces(self, resources: Object) -> dict[str, EmbeddedFont]:
        fonts = resources.get(Name.Font, Dictionary())
        return {
            name[1:]: self._faces.setdefault(font.objgen, EmbeddedFont(font))
            for name, font in fonts.items()
        }

    def _text(self, content: bytes, resources: Object, depth: int) -> str:
        """Read any content, with the forms it draws."""
        faces = self._named_faces(resources)
        objects = resources.get(Name.XObject, Dictionary())

        def form(name: str) -> str:
            drawn = objects[f"/{name}"]
            if drawn.Subtype != Name.Form:
                return ""
            if depth > _DEEPEST_FORM:
                raise UnreadableContentError("forms within forms")
            inner = drawn.get(Name.Resources, resources)
            return self._text(bytes_of(drawn), inner, depth + 1)

        return "".join(read_any(content, lambda f, codes: _face(faces, f).text(codes), form))


def _may_show_text(drawn: Object) -> bool:
    """Whether an object is a form with text, or draws another: a watermark is areas alone."""
    if drawn.Subtype != Name.Form:
        return False
    content = bytes_of(drawn)
    return b"BT" in content or b"Do" in content


def _face(faces: Mapping[str, EmbeddedFont], name: str) -> EmbeddedFont:
    if name not in faces:
        raise UnreadableContentError(f"font {name}")
    return faces[name]


def _content_of(page: Dictionary) -> bytes:
    contents = page.get(Name.Contents, Array())
    streams = list(contents) if isinstance(contents, Array) else [contents]
    return b"\n".join([b"", *map(bytes_of, streams), b""])


def _is_inside(place: DoubtfulText, faces: Mapping[str, EmbeddedFont]) -> bool:
    """Whether a string with its true width stands inside after all."""
    slack = _SLACK * place.size
    width = _face(faces, place.text.font).width(place.text.codes)
    end = place.x + width * place.size
    left, low, right, high = place.clip
    below, above = place.heights
    return (
        left - slack <= place.x
        and end <= right + slack
        and low - slack <= below
        and above <= high + slack
    )
