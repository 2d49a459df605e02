"""Whose an item on a page is: goes through what paragraphs show while a page's items come by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kefu_docs.layout_reuse.lines import Item
from kefu_docs.model.document import ANYTHING

NOBODY = -1
"""The paragraph of what belongs to none, such as a border."""

Owner = tuple[int, int]
"""A paragraph's number, and the number of one of its lines."""


class NotSettableError(Exception):
    """Pages that are not read back into paragraphs, or not set in other words."""


class Cursor:
    """Goes through what some paragraphs show: `text`, of which `left` characters are to come."""

    def __init__(
        self,
        texts: Sequence[str] | Mapping[int, str],
        paragraphs: range,
        lacking: set[int] | None = None,
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

    @property
    def next_paragraph(self) -> int | None:
        """The paragraph whose text is to come next."""
        return self._paragraph if self._rest else next(reversed(self._next), None)

    def begins_with(self, shown: str) -> bool:
        """Whether this may be shown next."""
        rest = self._rest or (self._texts[self._next[-1]] if self._next else "")
        return rest.removeprefix(ANYTHING).startswith(shown)

    def take(self, item: Item) -> Owner:
        """Take an item that shows text, and give its paragraph and the line's number in it."""
        self._begin_paragraph()
        if self._rest.startswith(ANYTHING):
            if not self._rest.startswith(item.shown, 1):
                return self._take_label(item)
            self._take(1)
        if not self._rest.startswith(item.shown) and item.height != self._height:
            self._pass_mark()
        if not self._rest.startswith(item.shown):
            raise NotSettableError("another text")
        self._take(len(item.shown))
        return self._on_line(item)

    def _take(self, count: int) -> None:
        self._rest = self._rest[count:]
        self.left -= count

    def _take_label(self, item: Item) -> Owner:
        """Take a paragraph's label, or a part of it; without text behind it is drawn at once."""
        if self._rest == ANYTHING:
            self._take(1)
        return self._on_line(item)

    def _on_line(self, item: Item) -> Owner:
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


class PageText:
    """Goes through what one page shows: the header, the body, and the footer.

    LibreOffice 7.4 draws the footer last, 25.2 behind the header. A page that goes on with a table
    begins with one of its `heads`, repeated.
    """

    def __init__(
        self, shown: str, header: Cursor, body: Cursor, footer: Cursor, heads: Sequence[Cursor]
    ) -> None:
        self._header, self._body, self._footer, self._heads = header, body, footer, heads
        self._left = len(shown)
        self._head: Cursor | None = None
        self._is_at_top = True
        self._is_footer_first = shown.startswith(footer.text, header.left)
        if footer.left and self._is_footer_first == shown[header.left :].endswith(footer.text):
            raise NotSettableError("no footer, or one that is not told from other text")
        body.begin_page()

    def take(self, item: Item) -> Owner:
        """Take an item that shows text, and give its paragraph and the line's number in it."""
        owner = self._next(item).take(item)
        self._left -= len(item.shown)
        return owner

    def _next(self, item: Item) -> Cursor:
        if self._header.left:
            return self._header
        if self._footer.left and (self._is_footer_first or self._left <= self._footer.left):
            return self._footer
        if self._is_at_top and not self._body.begins_with(item.shown):
            self._head = next((h for h in self._heads if h.begins_with(item.shown)), None)
        self._is_at_top = False
        return self._head if self._head and self._head.left else self._body


class Owners:
    """Tells by their text, and by where they stand, which items belong to which line."""

    def __init__(self, text: PageText) -> None:
        self._text = text
        self._owner = NOBODY, 0
        self._place: tuple[bytes, bytes] | None = None  # of what was drawn last
        self._blanks: list[Item] = []  # before the text that tells whose they are
        self.found: list[tuple[Owner, Item]] = []

    def add(self, item: Item) -> None:
        """Take the page's next item."""
        if item.shown:
            self._owner = self._text.take(item)
            self._settle_blanks(item)
        elif not item.height:
            self.found.append(((NOBODY, 0), item))
            return
        elif self._is_blank(item):
            self._blanks.append(item)
            return
        elif not item.runs and (item.x, item.height) != self._place:
            self.found.append(((NOBODY, 0), item))
            return
        self._place = item.x, item.height
        self.found.append((self._owner, item))

    def end(self) -> None:
        """Raise NotSettableError where blanks are left that belong to no text."""
        if self._blanks:
            raise NotSettableError("blanks on a line of their own")

    def _is_blank(self, item: Item) -> bool:
        """Whether these are blanks in front of text, or the line drawn under them."""
        if item.runs:
            return self._place is None or item.height != self._place[1]
        return bool(self._blanks) and _is_beside(item, self._blanks[-1])

    def _settle_blanks(self, item: Item) -> None:
        if any(blank.height != item.height for blank in self._blanks):
            raise NotSettableError("blanks on a line of their own")
        self.found += [(self._owner, blank) for blank in self._blanks]
        self._blanks.clear()


def _is_beside(item: Item, other: Item) -> bool:
    return (item.x, item.height) == (other.x, other.height)
