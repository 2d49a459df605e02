"""Outlines, written as trees and read as lists."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from kefu_docs.pdf.outline import Entry, read_outline, write_outline


def written(depths: list[int], shown: int = 32) -> pikepdf.Pdf:
    """A PDF with an outline of entries of these depths."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page().obj
    entries = [
        Entry(depth, f"第{number}条", Array([page, Name.FitH, None]), page.objgen)
        for number, depth in enumerate(depths)
    ]
    write_outline(pdf, entries, shown)
    return pdf


def nested(depths: list[int]) -> list[int]:
    """Depths as they are in a tree: one more than those of the entry it stands below."""
    stack: list[int] = []
    found = []
    for depth in depths:
        while stack and stack[-1] >= depth:
            stack.pop()
        found.append(len(stack))
        stack.append(depth)
    return found


@given(st.lists(st.integers(0, 4), min_size=1, max_size=30))
def test_an_outline_is_read_as_it_was_written(depths: list[int]) -> None:
    """Titles and order are those written; a step of two levels down becomes one."""
    with written(depths) as pdf:
        entries = list(read_outline(pdf))
        assert [entry.depth for entry in entries] == nested(depths)
        assert [entry.title for entry in entries] == [f"第{n}条" for n in range(len(depths))]
        assert {entry.page for entry in entries} == {pdf.pages[0].obj.objgen}


@given(st.lists(st.integers(0, 4), min_size=1, max_size=30), st.integers(1, 5))
def test_counts_are_of_the_entries_that_show(depths: list[int], shown: int) -> None:
    """Count is what an open entry shows, and negative of one that is closed."""

    def check(item: pikepdf.Object, depth: int) -> int:
        """Check the entries below `item`; give how many of them show when it is open."""
        below = 0
        child = item.get(Name.First)
        while child is not None:
            inside = check(child, depth + 1)
            assert abs(int(child.get(Name.Count, 0))) == inside
            is_open = int(child.get(Name.Count, 0)) > 0
            assert is_open == (inside > 0 and depth + 1 < shown)
            below += 1 + (inside if is_open else 0)
            assert child.get(Name.Next) is None or child.Next.Prev.objgen == child.objgen
            assert child.Parent.objgen == item.objgen
            child = child.get(Name.Next)
        return below

    with written(depths, shown) as pdf:
        assert int(pdf.Root.Outlines.Count) == check(pdf.Root.Outlines, 0)


@given(st.lists(st.integers(0, 4), min_size=1, max_size=30), st.integers(1, 5))
def test_pikepdf_reads_the_same_outline(depths: list[int], shown: int) -> None:
    """Titles, order and depths, and which entries are closed."""

    def told(items: list[pikepdf.OutlineItem], depth: int) -> Iterator[tuple[str, int, bool]]:
        for item in items:
            yield item.title, depth, bool(item.children) and item.is_closed
            yield from told(item.children, depth + 1)

    with written(depths, shown) as pdf, pdf.open_outline() as outline:
        entries = list(read_outline(pdf))
        following = [*(entry.depth for entry in entries[1:]), -1]
        assert list(told(outline.root, 0)) == [
            (entry.title, entry.depth, entry.depth + 1 >= shown and below > entry.depth)
            for entry, below in zip(entries, following, strict=True)
        ]


def test_a_damaged_outline_is_read_as_far_as_it_goes() -> None:
    """An entry that is no dictionary ends it; pikepdf would raise TypeError."""
    with written([0, 0]) as pdf:
        pdf.Root.Outlines.First.Next = 5
        assert [entry.title for entry in read_outline(pdf)] == ["第0条"]


def test_an_entry_whose_destination_is_empty_is_left_out() -> None:
    """An array of nothing leads nowhere; the next entry is read."""
    with written([0, 0]) as pdf:
        pdf.Root.Outlines.First.Dest = Array([])
        assert [entry.title for entry in read_outline(pdf)] == ["第1条"]


def test_no_entries_no_outline() -> None:
    """A document without entries has no outline, so that readers show no empty pane."""
    with written([]) as pdf:
        assert Name.Outlines not in pdf.Root


def test_an_outline_that_runs_in_circles_ends() -> None:
    """Of an entry that is its own next and first, as damage may make it, one is read."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page().obj
        item = pdf.make_indirect(Dictionary(Title="x", Dest=Array([page, Name.Fit])))
        item.Next = item.First = item
        pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=item))
        assert [entry.title for entry in read_outline(pdf)] == ["x"]
