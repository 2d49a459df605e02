"""Pages of finished documents read back: what each paragraph draws, line by line.

The content streams are those that `finish_batch` writes. Reading is checked by writing the page
back: if the bytes differ, the page is refused.
"""

from __future__ import annotations

import re
import struct
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from kefu_docs.finish.read_text import NUMBER
from kefu_docs.layout_reuse.item_owners import (
    NOBODY,
    Cursor,
    NotSettableError,
    Owner,
    Owners,
    PageText,
)
from kefu_docs.layout_reuse.lines import (
    BETWEEN,
    Flow,
    GlyphRun,
    Item,
    LineShape,
    Margins,
    Shape,
    shape_of,
)
from kefu_docs.model.document import PAGE, PAGES
from kefu_docs.render.expected.list_labels import number_in_form

_N = {b"n": NUMBER}
_HEAD = re.compile(rb"[^qQ]*q (%(n)s %(n)s %(n)s %(n)s) re\nW\* n\n" % _N)
CLIP = b"Q q %b re\nW* n\n"
"""How a page goes over to another rectangle to clip by."""
# A new rectangle to clip by; a string of text, as nearly all are; other text; what is drawn from a
# place on, such as the line below text.
_ITEM = re.compile(
    rb"Q q (?P<clip>%(n)s %(n)s %(n)s %(n)s) re\nW\* n\n"
    rb"|(?P<first>q %(n)s %(n)s %(n)s rg\nBT\n(?P<left>%(n)s) )(?P<height>%(n)s)"
    rb"(?P<rest> Td\s/(?P<face>[^ ]+) (?P<size>%(n)s) Tf"
    rb"(?:<(?P<string>[0-9A-F]+)>Tj|\[(?P<array>[0-9A-F<>\d-]+)\]TJ)\nET\nQ\n)"
    rb"|(?P<open>q %(n)s %(n)s %(n)s rg\nBT\n)(?P<text>[^q]*?)(?P<close>\nET\nQ\n)"
    rb"|(?P<from>q 1 0 0 1 )(?P<x>%(n)s) (?P<y>%(n)s)(?P<drawn> cm\n[^qQ]*?Q\n)" % _N
)
_STRING = "first", "rest", "height", "left", "face", "size", "string", "array"
# Slanted text is refused: LibreOffice (7.4) rounds places along it by its height on the page, so a
# line of a sheet has other places than the same line of the model. In text that is wider or
# narrower they follow from where it begins.
_PLACE = re.compile(
    rb"((?:^(?:%(n)s (?:Tr|w)[ \n]+)*(?:%(n)s 0 0 1 )?|\n%(n)s 0 0 1 )%(n)s )(%(n)s)(?= T[dm])" % _N
)
_RUN = re.compile(rb" T[dm]\s/([^ ]+) (%(n)s) Tf(?:<([0-9A-F]+)>Tj|\[([0-9A-F<>\d-]+)\]TJ)" % _N)
_KERN = re.compile(rb">-?\d+<")
_SAVED, _RESTORED = re.compile(rb"(?<!\S)q(?!\S)"), re.compile(rb"(?<!\S)Q(?!\S)")
_UNSEEN = "\u200b"

CodeTexts = Mapping[int, str]


class PageLine(NamedTuple):
    """What a paragraph, by its number, draws at one height; `number` counts its lines from 0.

    What is drawn between lines, such as a border, belongs to the paragraph NOBODY.
    """

    paragraph: int
    number: int
    items: tuple[Item, ...]


class ReadPage(NamedTuple):
    """A page: what stands before and behind its lines, and the rectangle it begins with."""

    head: bytes
    clip: bytes
    lines: tuple[PageLine, ...]
    tail: bytes


def read_pages(
    streams: Sequence[tuple[bytes, Mapping[bytes, CodeTexts]]],
    flow: Flow,
    lacking: set[int] | None = None,
) -> list[ReadPage]:
    """Read a document's pages, which show `flow`: their content streams, each with its fonts.

    Fonts go by their names among the page's resources; what is needed of one is what its codes
    stand for. Raises NotSettableError where the pages show another text, or hold what is not
    understood. Paragraphs of which LibreOffice left out a mark at the end of a line (see
    render.narrow) are added to `lacking` if that is given.
    """
    texts = flow.texts
    body = Cursor(texts, flow.body, lacking)
    sides = _Sides(flow)
    pages = []
    for stream, fonts in streams:
        head, clip, items, tail = _taken_apart(stream, fonts)
        above, below = sides.of_next(body.next_paragraph)
        margins = {
            number: texts[number].replace(PAGE, sides.number).replace(PAGES, str(len(streams)))
            for number in chain(above, below)
        }
        header, footer = Cursor(margins, above), Cursor(margins, below)
        heads = [Cursor(texts, head) for head in flow.heads]
        shown = "".join(item.shown for item in items)
        lines = tuple(_lines(items, PageText(shown, header, body, footer, heads)))
        if header.left or footer.left:
            raise NotSettableError("a page without its header or footer")
        pages.append(ReadPage(head, clip, lines, tail))
    if body.left:
        raise NotSettableError("text is missing")
    return pages


class _Sides:
    """Goes through the pages of a flow: which section each is of, and its `number` as written."""

    def __init__(self, flow: Flow) -> None:
        self.number = ""
        self._number = 0
        self._is_begun = False
        self._left = list(reversed(flow.sections))

    def of_next(self, paragraph: int | None) -> Margins:
        """What stands above and below the next page, on which `paragraph` shows text first."""
        is_first = not self._is_begun
        self._is_begun = True
        while paragraph is not None and paragraph >= self._left[-1].body.stop:
            self._left.pop()
            is_first = True
        section = self._left[-1]
        self._number += 1
        if is_first and section.start is not None:
            self._number = section.start
        self.number = number_in_form(self._number, section.numbers)
        first, even, other = section.sides
        if is_first:
            return first
        return other if self._number % 2 else even


def written(items: Sequence[Item], clip: bytes) -> Iterator[bytes]:
    """Write items, and in front of one that is clipped otherwise its rectangle; first is `clip`."""
    for item in items:
        data = item.height.join(item.parts)
        if item.clip != clip:
            clip = item.clip
            data = CLIP % clip + data
        yield data


def _lines(items: Sequence[Item], text: PageText) -> Iterator[PageLine]:
    owners = Owners(text)
    for item in items:
        owners.add(item)
    owners.end()
    yield from _grouped(owners.found)


def _grouped(found: Sequence[tuple[Owner, Item]]) -> Iterator[PageLine]:
    group: list[Item] = []
    for place, (owner, item) in enumerate(found):
        group.append(item)
        if place + 1 == len(found) or found[place + 1][0] != owner:
            yield PageLine(*owner, tuple(group))
            group = []


def _taken_apart(
    stream: bytes, fonts: Mapping[bytes, CodeTexts]
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
        elif match["rest"]:
            first, rest, height, x, *drawn = match.group(*_STRING)
            items.append(_shown(clip, (first, rest), height, x, [_run(fonts, *drawn)]))
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


def _text(clip: bytes, match: re.Match[bytes], fonts: Mapping[bytes, CodeTexts]) -> Item:
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
    runs = [_run(fonts, *drawn) for drawn in found]
    return _shown(clip, parts, heights.pop(), openings[0].split()[-1], runs)


def _shown(
    clip: bytes, parts: tuple[bytes, ...], height: bytes, x: bytes, runs: Sequence[GlyphRun]
) -> Item:
    shown = "".join([run.texts for run in runs]).replace(BETWEEN, "").replace(_UNSEEN, "")
    return Item(clip, parts, height, x, tuple(runs), "".join(shown.split()))


def _run(
    fonts: Mapping[bytes, CodeTexts],
    face: bytes,
    size: bytes,
    string: bytes | None,
    array: bytes | None,
) -> GlyphRun:
    digits = string or _KERN.sub(b"", array or b"")[1:-1]
    texts = fonts.get(face, {})
    try:
        codes = bytes.fromhex(digits.decode())
        numbers = struct.unpack(f">{len(digits) // 4}H", codes)
        shown = BETWEEN.join(map(texts.__getitem__, numbers))
    except (struct.error, ValueError) as error:
        raise NotSettableError("codes that are not of two bytes") from error
    except KeyError as error:
        raise NotSettableError("a glyph that stands for nothing") from error
    if shown.count(BETWEEN) != len(numbers) - 1:
        raise NotSettableError("a glyph that stands for a character that no text has")
    return GlyphRun(sys.intern(face.decode()), size, codes, shown)


def shapes_of(pages: Sequence[ReadPage]) -> dict[int, Shape]:
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
