"""Whether pages follow one another in a text with tables whose rows break over pages."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from kefu_docs.model import ShownText
from kefu_docs.model.document import ANYTHING, LEADER
from kefu_docs.proof import page_order
from kefu_docs.proof.page_order import PageOrder

CELLS = ("一二三四五六", "甲乙丙丁", "子丑寅卯辰")


def is_followed(shown: ShownText, *pages: str) -> bool:
    """Whether these pages, each read in one way, show a text."""
    return PageOrder(shown).read([(page,) for page in pages]) is not None


def row_of(*cells: str) -> ShownText:
    """A text in front, a row of cells and a text behind."""
    return ShownText(("前文", *cells, "后文"), rows=(tuple(range(1, len(cells) + 2)),))


@pytest.mark.parametrize(
    "pages",
    [
        ("前文一二三甲乙子丑", "四五六丙丁寅卯辰后文"),
        ("前文一二三甲乙丙丁子丑", "四五六寅卯辰后文"),
        ("前文一二甲子丑寅", "三四乙卯", "五六丙丁辰后", "文"),
        ("前文一二三甲乙丙丁", "四五六子丑寅卯辰后文"),
        ("前文甲乙", "一二三四五六丙丁子丑寅卯辰后文"),
        ("前文", "一二三四五六甲乙丙丁子丑寅卯辰后文"),
    ],
)
def test_every_cell_goes_on_on_the_next_page(pages: tuple[str, ...]) -> None:
    """Wherever each breaks off, over one page or more; a cell may be whole or not begun."""
    assert is_followed(row_of(*CELLS), *pages)


@pytest.mark.parametrize(
    "pages",
    [
        ("前文一二三甲乙子丑", "四五六丙丁寅卯后文"),
        ("前文一二三甲乙子丑", "五四六丙丁寅卯辰后文"),
        ("前文一二三甲乙子丑", "丙丁四五六寅卯辰后文"),
        ("前文四五六甲乙子丑", "一二三丙丁寅卯辰后文"),
        ("前文一二三甲乙子丑多", "四五六丙丁寅卯辰后文"),
        ("前文一二三甲乙子丑", "四五六丙丁寅卯辰"),
        ("前文一二三甲乙子丑四五六丙丁寅卯辰后文",),
    ],
)
def test_nothing_of_a_cell_may_be_missing_or_stand_elsewhere(pages: tuple[str, ...]) -> None:
    """Nor may the cells change places, or break off where the page does not end."""
    assert not is_followed(row_of(*CELLS), *pages)


def test_labels_and_leaders_in_cells_are_left_open() -> None:
    """A cell may break off before or behind them."""
    shown = row_of(f"{ANYTHING}一二", f"甲{LEADER}乙", "丙")
    assert is_followed(shown, "前文1.一甲...", "二乙丙后文")
    assert not is_followed(shown, "前文1.一甲...", "三乙丙后文")


def test_a_row_may_follow_a_label() -> None:
    """What the label before it takes is not known."""
    shown = ShownText((f"见{ANYTHING}", *CELLS), rows=((1, 2, 3, 4),))
    assert is_followed(shown, "见第一条一二三甲乙子丑", "四五六丙丁寅卯辰")
    assert not is_followed(shown, "见第一条一二三甲乙子丑", "四五六丙寅卯辰")


TEXTS = st.lists(st.text(st.sampled_from("甲乙丙"), min_size=1, max_size=9), min_size=2, max_size=4)


def test_the_rest_of_equal_cells_may_be_parted_in_many_ways() -> None:
    """The last of four is shown on the first page; so it might be of any of the others."""
    cells = ("丙" * 9, "丙" * 9, "丙" * 8 + "乙", "丙" * 9)
    assert is_followed(row_of(*cells), "前文" + "丙" * 9, "".join(cells[:3]) + "后文")
    alike = ("丙丙丙丙乙", "丙丙丙丙乙", "丙丙丙丙丙乙", "丙丙丙")
    rest = f"{''.join(alike[:2])}丙丙乙"
    assert is_followed(row_of(*alike), "前文" + "丙" * 6, f"{rest}后文")


@given(TEXTS, st.data())
def test_a_row_that_breaks_anywhere_is_proved(cells: list[str], data: st.DataObject) -> None:
    """Also where cells have the same text."""
    ends = [data.draw(st.integers(0, len(cell))) for cell in cells]
    first = "".join(cell[:end] for cell, end in zip(cells, ends, strict=True))
    rest = "".join(cell[end:] for cell, end in zip(cells, ends, strict=True))
    assert is_followed(row_of(*cells), f"前文{first}", f"{rest}后文")


@given(TEXTS, st.integers(0, 40), st.integers(0, 40))
@example(["甲乙", "丙"], 0, 1)
def test_pages_of_a_row_hold_all_of_its_characters(cells: list[str], at: int, gone: int) -> None:
    """A page with one character less, and the same again, never pass."""
    whole = "".join(cells)
    at, gone = at % (len(whole) + 1), gone % len(whole)
    lacking = whole[:gone] + whole[gone + 1 :]
    assert not is_followed(row_of(*cells), f"前文{lacking[:at]}", f"{lacking[at:]}后文")
    assume(at > gone)
    assert not is_followed(row_of(*cells), f"前文{whole[:at]}{whole[gone]}", f"{whole[at:]}后文")


def test_a_long_table_of_equal_cells_is_read() -> None:
    """Rows of one text, the last of each page broken: as many ways to read on as are of use."""
    cells = ["甲乙" * 30] * 4
    rows = tuple(tuple(range(start, start + 5)) for start in range(0, 72, 4))
    shown = ShownText(tuple(cells * 18), rows=rows)
    page = "".join(cells * 4)
    pages = [page + ("甲乙" * 11) * 4, ("甲乙" * 19) * 4 + page] * 2
    assert is_followed(shown, *pages)
    assert not is_followed(shown, *pages[:-1], pages[-1] + "丙")


def test_of_long_cells_few_ways_are_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A contract of one row with two columns of languages may break off at any character."""
    followed: list[str] = []
    add = page_order._add

    def counted(*given: Any) -> None:
        followed.append(given[2])
        add(*given)

    monkeypatch.setattr(page_order, "_add", counted)
    one, other = ("".join(map(chr, range(start, start + 900))) for start in (0x4E00, 0x6E00))
    pages = "前文" + one[:400] + other[:500], one[400:] + other[500:] + "后文"
    assert is_followed(row_of(one, other), *pages)
    assert len(followed) < 20
