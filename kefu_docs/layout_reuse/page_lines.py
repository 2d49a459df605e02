"""Pages of finished documents read back: what each paragraph draws, line by line.

The content streams are those that `finish_batch` writes. Written again from what is read here, a
stream is the same, byte for byte; a page of which that is not true is not read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kefu_docs.finish.read_text import NUMBER
from kefu_docs.layout_reuse.lines import Flow, Item, LineShape, Run, Shape, shape_of
from kefu_docs.model.document import PAGE, PAGES

_N = {b"n": NUMBER}
_HEAD = re.compile(rb"[^qQ]*q (%(n)s %(n)s %(n)s %(n)s) re\nW\* n\n" % _N)
_CLIP = b"Q q %b re\nW* n\n"
# A new rectangle to clip by; text; what is drawn from a place on, such as the line below text.
_ITEM = re.compile(
    rb"Q q (?P<clip>%(n)s %(n)s %(n)s %(n)s) re\nW\* n\n"
    rb"|(?P<open>q %(n)s %(n)s %(n)s rg\nBT\n)(?P<text>[^q]*?)(?P<close>\nET\nQ\n)"
    rb"|(?P<from>q 1 0 0 1 )(?P<x>%(n)s) (?P<y>%(n)s)(?P<drawn> cm\n[^qQ]*?Q\n)" % _N
)
_PLACE = re.compile(rb"((?:^(?:%(n)s (?:Tr|w)[ \n]+)*|\n1 0 0 1 )%(n)s )(%(n)s)(?= T[dm])" % _N)
_RUN = re.compile(rb" T[dm]\s/([^ ]+) (%(n)s) Tf(?:<([0-9A-F]+)>Tj|\[([0-9A-F<>\d-]+)\]TJ)" % _N)
_KERN = re.compile(rb">-?\d+<")
_SAVED, _RESTORED = re.compile(rb"(?<!\S)q(?!\S)"), re.compile(rb"(?<!\S)Q(?!\S)")
_UNSEEN = {0x200B: ""}

NOBODY = -1
Texts = Mapping[int, str]


class NotSettableError(Exception):
    """Pages that are not read back into paragraphs, or not set in other words."""


class Line(NamedTuple):
    """What a paragraph, by its number, draws at one height; `number` counts its lines from 0.

    What is drawn between lines is a line of NOBODY.
    """

    paragraph: int
    number: int
    items: tuple[Item, ...]


class Page(NamedTuple):
    """A page: what stands before and behind its lines, and the rectangle it begins with."""

    head: bytes
    clip: bytes
    lines: tuple[Line, ...]
    tail: bytes


def read_pages(
    streams: Sequence[tuple[bytes, Mapping[bytes, Texts]]],
    flow: Flow,
    lacking: set[int] | None = None,
) -> list[Page]:
    """Read a document's pages, which show `flow`: their content streams, each with its fonts.

    Fonts go by their names among the page's resources; what is needed of one is what its codes
    stand for. Raises NotSettableError where the pages show another text, or hold what is not
    understood. Paragraphs of which LibreOffice left out a mark at the end of a line (see
    render.narrow) are added to `lacking` if that is given.
    """
    texts = flow.texts
    below = len(texts) - flow.footer
    body = _Cursor(texts, range(flow.header, below), lacking)
    pages = []
    for number, (stream, fonts) in enumerate(streams, 1):
        head, clip, items, tail = _taken_apart(stream, fonts)
        margins = [
            text.replace(PAGE, str(number)).replace(PAGES, str(len(streams))) for text in texts
        ]
        header = _Cursor(margins, range(flow.header))
        footer = _Cursor(margins, range(below, len(texts)))
        heads = [_Cursor(texts, head) for head in flow.heads]
        shown = "".join(item.shown for item in items)
        lines = tuple(_lines(items, _PageText(shown, header, body, footer, heads)))
        if header.left or footer.left:
            raise NotSettableError("a page without its header or footer")
        pages.append(Page(head, clip, lines, tail))
    if body.left:
        raise NotSettableError("text is missing")
    return pages


def written(items: Sequence[Item], clip: bytes) -> Iterator[bytes]:
    """Write items, and in front of one that is clipped otherwise its rectangle; first is `clip`."""
    for item in items:
        data = item.height.join(item.parts)
        if item.clip != clip:
            clip = item.clip
            data = _CLIP % clip + data
        yield data


class _Cursor:
    """Goes through what some paragraphs show: `text`, of which `left` characters are to come."""

    def __init__(
        self, texts: Sequence[str], paragraphs: range, lacking: set[int] | None = None
    ) -> None:
        self.text = "".join(texts[number] for number in paragraphs)
        self.left = len(self.text)
        self._texts = texts
        self._lacking = lacking
        self._next = [number for number in reversed(paragraphs) if texts[number]]
        self._rest = ""
        self._paragraph = self._line = NOBODY
        self._height = b""

    def begin_page(self) -> None:
        """What follows is on another line, be it at the same height."""
        self._height = b""

    def begins_with(self, shown: str) -> bool:
        """Whether this may be shown next."""
        rest = self._rest or (self._texts[self._next[-1]] if self._next else "")
        return rest.startswith(shown)

    def take(self, item: Item) -> tuple[int, int]:
        """Take an item that shows text, and give its paragraph and the line's number in it."""
        self._begin_paragraph()
        if not self._rest.startswith(item.shown) and item.height != self._height:
            self._pass_mark()
        if not self._rest.startswith(item.shown):
            raise NotSettableError("another text")
        self._rest = self._rest[len(item.shown) :]
        self.left -= len(item.shown)
        if item.height != self._height:
            self._height = item.height
            self._line += 1
        return self._paragraph, self._line

    def _begin_paragraph(self) -> None:
        if not self._rest and self._next:
            self._paragraph = self._next.pop()
            self._rest = self._texts[self._paragraph]
            self._line, self._height = -1, b""

    def _pass_mark(self) -> None:
        """Go on behind a mark that may be missing at the end of the line before."""
        if self._lacking is not None and self._rest and not self._rest[0].isalnum():
            self._lacking.add(self._paragraph)
            self._rest = self._rest[1:]
            self.left -= 1
            self._begin_paragraph()


class _PageText:
    """Goes through what one page shows: the header, the body, and the footer.

    LibreOffice 7.4 draws the footer last, 25.2 behind the header. A page that goes on with a table
    begins with one of its `heads`, repeated.
    """

    def __init__(
        self, shown: str, header: _Cursor, body: _Cursor, footer: _Cursor, heads: Sequence[_Cursor]
    ) -> None:
        self._header, self._body, self._footer, self._heads = header, body, footer, heads
        self._left = len(shown)
        self._head: _Cursor | None = None
        self._is_at_top = True
        self._is_footer_first = shown.startswith(footer.text, header.left)
        if footer.left and self._is_footer_first == shown[header.left :].endswith(footer.text):
            raise NotSettableError("no footer, or one that is not told from other text")
        body.begin_page()

    def take(self, item: Item) -> tuple[int, int]:
        """Take an item that shows text, and give its paragraph and the line's number in it."""
        owner = self._next(item).take(item)
        self._left -= len(item.shown)
        return owner

    def _next(self, item: Item) -> _Cursor:
        if self._header.left:
            return self._header
        if self._footer.left and (self._is_footer_first or self._left <= self._footer.left):
            return self._footer
        if self._is_at_top and not self._body.begins_with(item.shown):
            self._head = next((h for h in self._heads if h.begins_with(item.shown)), None)
        self._is_at_top = False
        return self._head if self._head and self._head.left else self._body


def _lines(items: Sequence[Item], text: _PageText) -> Iterator[Line]:
    """Tell by their text, and by where they stand, which items belong to which line."""
    owner = nobody = NOBODY, 0
    place = None
    blanks: list[Item] = []  # before the text that tells whose they are
    found: list[tuple[tuple[int, int], Item]] = []
    for item in items:
        if item.shown:
            owner = text.take(item)
            if any(blank.height != item.height for blank in blanks):
                raise NotSettableError("blanks on a line of their own")
            found += [(owner, blank) for blank in blanks]
            blanks.clear()
        elif not item.height:
            found.append((nobody, item))
            continue
        elif item.runs and (place is None or item.height != place[1]):
            blanks.append(item)
            continue
        elif blanks and not item.runs and _is_beside(item, blanks[-1]):
            blanks.append(item)  # the line under them
            continue
        elif not item.runs and (item.x, item.height) != place:
            found.append((nobody, item))
            continue
        place = item.x, item.height
        found.append((owner, item))
    if blanks:
        raise NotSettableError("blanks on a line of their own")
    yield from _grouped(found)


def _is_beside(item: Item, other: Item) -> bool:
    return (item.x, item.height) == (other.x, other.height)


def _grouped(found: Sequence[tuple[tuple[int, int], Item]]) -> Iterator[Line]:
    group: list[Item] = []
    for place, (owner, item) in enumerate(found):
        group.append(item)
        if place + 1 == len(found) or found[place + 1][0] != owner:
            yield Line(*owner, tuple(group))
            group = []


def _taken_apart(
    stream: bytes, fonts: Mapping[bytes, Texts]
) -> tuple[bytes, bytes, list[Item], bytes]:
    """Give what stands before a page's items, what clips them, the items, and the rest."""
    head = _HEAD.match(stream)
    if head is None:
        raise NotSettableError("a page that begins in another way")
    clip = head[1]
    at, end = head.end(), stream.rindex(b"Q")
    items: list[Item] = []
    for match in _ITEM.finditer(stream, at, end):
        if match.start() > at:
            items.append(_other(clip, stream[at : match.start()]))
        at = match.end()
        if match["clip"]:
            clip = match["clip"]
        elif match["open"]:
            items.append(_text(clip, match, fonts))
        else:
            parts = b"%b%b " % (match["from"], match["x"]), match["drawn"]
            items.append(Item(clip, parts, match["y"], match["x"]))
    if at < end:
        items.append(_other(clip, stream[at:end]))
    if b"".join((head[0], *written(items, head[1]), stream[end:])) != stream:
        raise NotSettableError("a page that is written in another way")
    return head[0], head[1], items, stream[end:]


def _other(clip: bytes, data: bytes) -> Item:
    if b"BT" in data or len(_SAVED.findall(data)) != len(_RESTORED.findall(data)):
        raise NotSettableError("text that is written in another way")
    return Item(clip, (data,))


def _text(clip: bytes, match: re.Match[bytes], fonts: Mapping[bytes, Texts]) -> Item:
    before, *pieces = _PLACE.split(match["text"])
    openings, heights, rests = pieces[::3], set(pieces[1::3]), pieces[2::3]
    found = _RUN.findall(match["text"])
    if before or len(heights) != 1 or len(found) != len(rests) or b"BDC" in match["text"]:
        raise NotSettableError("text that is written in another way")
    ends = [*openings[1:], match["close"]]
    parts = (
        match["open"] + openings[0],
        *(rest + end for rest, end in zip(rests, ends, strict=True)),
    )
    runs = tuple(_run(fonts.get(face, {}), face, *rest) for face, *rest in found)
    shown = "".join("".join(run.texts) for run in runs).translate(_UNSEEN)
    x = openings[0].split()[-1]
    return Item(clip, parts, heights.pop(), x, runs, "".join(shown.split()))


def _run(texts: Texts, face: bytes, size: bytes, string: bytes, array: bytes) -> Run:
    digits = string or _KERN.sub(b"", array)[1:-1]
    codes = tuple(int(digits[at : at + 4], 16) for at in range(0, len(digits), 4))
    if any(code not in texts for code in codes):
        raise NotSettableError("a glyph that stands for nothing")
    return Run(face.decode(), size, codes, tuple(texts[code] for code in codes))


def shapes_of(pages: Sequence[Page]) -> dict[int, Shape]:
    """Give the shape of each paragraph whose lines can be told from what is around them."""
    lines: dict[int, dict[int, LineShape]] = defaultdict(dict)
    mixed = {NOBODY}
    for page in pages:
        seen = set()
        for paragraph, number, items in page.lines:
            shape = shape_of(items, page.clip)
            if (paragraph, number) in seen or lines[paragraph].get(number, shape) != shape:
                mixed.add(paragraph)
            seen.add((paragraph, number))
            lines[paragraph][number] = shape
    return {
        paragraph: tuple(shape for _, shape in sorted(found.items()))
        for paragraph, found in lines.items()
        if paragraph not in mixed
    }
