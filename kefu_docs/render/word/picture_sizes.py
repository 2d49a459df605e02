"""What a picture takes to be drawn, told without drawing it.

A PNG of 100 KB may have a billion pixels of one colour, and an SVG of forty lines may draw a part
of itself a billion times. LibreOffice (7.4) takes minutes for either.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping

from lxml import etree

MOST_PIXELS = 60_000_000
"""Of one picture: a page of A4 at 700 dots an inch, or a camera's largest photo."""
MOST_ELEMENTS = 100_000
"""Of a drawing, those counted again that it draws again."""

_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")
_FRAME_OF_GIF = b"\x21\xf9\x04"  # the extension in front of each (GIF89a, 23)


def pixels_of(data: bytes) -> int:
    """The pixels of a picture, of all its frames; 0 where it has none, or is not understood."""
    from PIL import Image  # 30 ms, which most builds need not spend

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                frames = data.count(_FRAME_OF_GIF) if image.format == "GIF" else 1
                return image.width * image.height * max(frames, 1)
    except Image.DecompressionBombError:
        return MOST_PIXELS + 1
    except (OSError, SyntaxError, ValueError, EOFError, ArithmeticError):
        return 0


def elements_of(root: etree._Element) -> int:
    """How many elements an SVG draws; more than MOST_ELEMENTS where it draws itself in a circle."""
    named = {str(e.get("id")): e for e in root.iter(etree.Element) if e.get("id") is not None}
    return _Count(named).of(root)


class _Count:
    """Counts each element that is drawn again once, and knows it then."""

    def __init__(self, named: Mapping[str, etree._Element]) -> None:
        self._named = named
        self._known: dict[str, int] = {}

    def of(self, root: etree._Element) -> int:
        """What an element draws, itself included."""
        count = 0
        for element in root.iter(etree.Element):
            count += 1 + sum(map(self._again, self._references(element)))
            if count > MOST_ELEMENTS:
                break
        return count

    def _references(self, element: etree._Element) -> list[str]:
        """The parts that an element draws: by a link, or as its pattern, mask or marker."""
        texts = [str(text) for text in element.attrib.values() if "#" in str(text)]
        names = [text.rpartition("#")[2].rstrip("'\" )") for text in texts]
        return [name for name in names if name in self._named]

    def _again(self, name: str) -> int:
        if name not in self._known:
            self._known[name] = MOST_ELEMENTS  # what leads back to itself has no end
            self._known[name] = self.of(self._named[name])
        return self._known[name]
