"""Outlines: read as a list with depths, written as a tree (ISO 32000-1, 12.3.3).

pikepdf's Pdf.open_outline was tried in its place (10.18): it gives every entry without others below
a Count of 0, which Table 153 asks to leave out, so that packets grow; it reads 1,800 entries in 74
ms instead of 23; and an attachment whose outline is damaged makes it raise TypeError where here the
entry is left out. test_pikepdf_reads_the_same_outline holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

Id = tuple[int, int]
"""Number and generation of an object."""

_DEEPEST = 32  # an outline of a foreign PDF may run in circles, also downwards


class Entry(Struct, frozen=True):
    """An entry: how deep it stands, from 0, its title, its destination as an array.

    `page` is the number and generation of the page the destination is on.
    """

    depth: int
    title: str
    destination: Object
    page: tuple[int, int]


def read_outline(document: Pdf) -> Iterator[Entry]:
    """Give the entries of a document in order; those without a page to go to are left out."""
    outlines = document.Root.get(Name.Outlines)
    if isinstance(outlines, Dictionary):
        yield from _read(outlines, 0, set())


def _read(parent: Object, depth: int, seen: set[tuple[int, int]]) -> Iterator[Entry]:
    item = parent.get(Name.First)
    while isinstance(item, Dictionary) and item.objgen not in seen and depth < _DEEPEST:
        seen.add(item.objgen)
        destination = item.get(Name.Dest)
        first = destination[0] if isinstance(destination, Array) and len(destination) else None
        if isinstance(destination, Array) and isinstance(first, Dictionary):
            title = str(item.get(Name.Title, ""))
            yield Entry(depth, title, destination, first.objgen)
        yield from _read(item, depth + 1, seen)
        item = item.get(Name.Next)


def write_outline(document: Pdf, entries: Sequence[Entry], shown: int = _DEEPEST) -> None:
    """Write entries as the document's outline, opened as far as the depth `shown`.

    An entry stands below the nearest one before it that is less deep. No entries, no outline.
    """
    if not entries:
        return
    root = document.make_indirect(Dictionary(Type=Name.Outlines))
    above: list[tuple[int, Object]] = [(-1, root)]
    for entry in entries:
        while above[-1][0] >= entry.depth:
            _close(above, shown)
        parent = above[-1][1]
        item = document.make_indirect(
            Dictionary(Title=String(entry.title), Parent=parent, Dest=entry.destination)
        )
        if Name.Last in parent:
            item.Prev = parent.Last
            parent.Last.Next = item
        else:
            parent.First = item
        parent.Last = item
        parent.Count = int(parent.get(Name.Count, 0)) + 1
        above.append((entry.depth, item))
    while len(above) > 1:
        _close(above, shown)
    document.Root.Outlines = root


def _close(above: list[tuple[int, Object]], shown: int) -> None:
    """Leave an entry: its Count is of what shows when it is open, and negative where it is not."""
    _, item = above.pop()
    if Name.Count in item:
        if len(above) < shown:
            above[-1][1].Count += item.Count
        else:
            item.Count = -int(item.Count)
