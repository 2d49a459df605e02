"""Pages read back: which paragraph draws what, on which of its lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kefu_docs.layout_reuse.item_owners import NOBODY, NotSettableError
from kefu_docs.layout_reuse.lines import Flow, FlowSection, Margins
from kefu_docs.layout_reuse.page_lines import (
    ReadPage,
    read_pages,
    written,
)
from kefu_docs.model.document import ANYTHING, PAGE, PAGES
from tests.support.page_streams import BORDER, CLIP, FONTS, clipped, page, ruled, shown


def read(flow: Flow, *streams: bytes) -> list[ReadPage]:
    """Pages that share their fonts."""
    return read_pages([(stream, FONTS) for stream in streams], flow)


def headed(texts: tuple[str, ...], header: int = 0, footer: int = 0) -> Flow:
    """A flow whose first paragraphs stand above all pages, and its last ones below."""
    below = len(texts) - footer
    margins = range(header), range(below, len(texts))
    return Flow(texts, (FlowSection(range(header, below), (margins, margins, margins)),))


def owners(found: ReadPage) -> list[tuple[int, int, str]]:
    """Paragraph, number and text of each line."""
    return [
        (line.paragraph, line.number, "".join(item.shown for item in line.items))
        for line in found.lines
    ]


def bytes_of(found: ReadPage) -> bytes:
    """The page written again."""
    items = [item for line in found.lines for item in line.items]
    return b"".join((found.head, *written(items, found.clip), found.tail))


def test_lines_are_told_by_their_text_and_height() -> None:
    """Pieces at one height are one line; the next paragraph may stand beside it, as in a row."""
    stream = page(
        shown("甲乙", 90, 700),
        shown("丙", 114, 700),
        shown("丁", 90, 680),
        shown("戊", 200, 680),
        shown("己", 200, 660),
    )
    (found,) = read(Flow.of(("甲乙丙丁", "", "戊己")), stream)
    assert owners(found) == [(0, 0, "甲乙丙"), (0, 1, "丁"), (2, 0, "戊"), (2, 1, "己")]
    assert bytes_of(found) == stream


@pytest.mark.parametrize(
    ("texts", "lacking"),
    [
        (("甲乙，丙丁", "戊己"), {0}),
        (("甲乙丙丁，", "戊己"), {0}),
        (("甲乙，丙丁。", "戊己"), {0}),
        (("甲乙丙丁", "戊己"), set()),
    ],
)
def test_a_mark_may_lack_at_the_end_of_a_line(texts: tuple[str, ...], lacking: set[int]) -> None:
    """LibreOffice does not draw every mark that hangs in the margin; of a model all is there."""
    stream = page(shown("甲乙", 90, 700), shown("丙丁", 90, 680), shown("戊己", 90, 660))
    found: set[int] = set()
    (read_back,) = read_pages([(stream, FONTS)], Flow.of(texts), found)
    assert found == lacking
    assert owners(read_back) == [(0, 0, "甲乙"), (0, 1, "丙丁"), (1, 0, "戊己")]
    if lacking:
        with pytest.raises(NotSettableError):
            read(Flow.of(texts), stream)


@pytest.mark.parametrize("text", ["甲乙，丙丁", "甲，，乙丙丁", "甲庚乙丙丁"])
def test_nothing_else_may_lack(text: str) -> None:
    """A page that lacks a mark within a line, several marks or a letter is refused."""
    stream = page(shown("甲", 90, 700), shown("乙", 90, 680), shown("丙丁", 114, 680))
    with pytest.raises(NotSettableError):
        read_pages([(stream, FONTS)], Flow.of((text,)), set())


def test_lines_go_on_on_the_next_page() -> None:
    """A paragraph may go on on the next page, even at the same height, and pages may be empty."""
    first, second = page(shown("甲", 90, 700)), page(shown("乙", 90, 700), shown("丙", 90, 680))
    pages = read(Flow.of(("甲乙丙",)), first, page(), second)
    assert [owners(found) for found in pages] == [
        [(0, 0, "甲")],
        [],
        [(0, 1, "乙"), (0, 2, "丙")],
    ]


def test_headers_and_footers_stand_on_every_page() -> None:
    """Header and footer are found on each page, with its number and the number of pages."""
    flow = headed(("甲", "乙丙", f"{PAGE}A{PAGES}"), header=1, footer=1)
    streams = [
        page(shown("甲", 90, 800), shown(text, 90, 700), shown(f"{number} A2", 300, 40))
        for number, text in ((1, "乙"), (2, "丙"))
    ]
    first, second = read(flow, *streams)
    assert owners(first) == [(0, 0, "甲"), (1, 0, "乙"), (2, 0, "1A2")]
    assert owners(second) == [(0, 0, "甲"), (1, 1, "丙"), (2, 0, "2A2")]


def test_first_and_even_pages_and_sections_have_headers_of_their_own() -> None:
    """A section begins anew, with a first page and the number that is given."""
    header = [(range(n, n + 1), range(0)) for n in range(3)]
    none: Margins = (range(0), range(0))
    sections = (
        FlowSection(range(3, 4), (none, none, none)),
        FlowSection(range(4, 8), (header[0], header[1], header[2]), start=1),
    )
    flow = Flow(("己", f"庚{PAGE}", f"辛{PAGE}", "戊", "甲", "乙", "丙", "丁"), sections)
    above = ["己", "庚2", "辛3", "庚4"]
    body = [
        page(shown(text, 90, 800), shown(own, 90, 700))
        for text, own in zip(above, "甲乙丙丁", strict=True)
    ]
    found = read(flow, page(shown("戊", 90, 700)), *body)
    numbers = [[line.paragraph for line in one.lines] for one in found]
    assert numbers == [[3], [0, 4], [1, 5], [2, 6], [1, 7]]
    with pytest.raises(NotSettableError):
        read(flow, page(shown("己", 90, 800), shown("戊", 90, 700)), *body)


def test_pages_may_be_numbered_from_0() -> None:
    """A cover often is page 0; the page behind it is no first page."""
    first, other = (range(1), range(0)), (range(1, 2), range(0))
    flow = Flow(
        ("己", f"{PAGE}", "甲", "乙"), (FlowSection(range(2, 4), (first, other, other), 0),)
    )
    pages = [shown("己", 90, 800), shown("1", 90, 800)]
    found = read(flow, *(page(p, shown(t, 90, 700)) for p, t in zip(pages, "甲乙", strict=True)))
    assert [[line.paragraph for line in one.lines] for one in found] == [[0, 2], [1, 3]]


def test_numbers_of_pages_have_the_form_of_their_section() -> None:
    """The number of pages is in figures all the same."""
    margins = range(1), range(0)
    section = FlowSection(range(1, 2), (margins, margins, margins), 1, "upperLetter")
    flow = Flow((f"{PAGE}{PAGES}", "甲"), (section,))
    (found,) = read(flow, page(shown("A1", 90, 800), shown("甲", 90, 700)))
    assert owners(found) == [(0, 0, "A1"), (1, 0, "甲")]


def test_footers_may_be_drawn_behind_headers() -> None:
    """LibreOffice 25.2 does; a footer that may stand in either place is refused."""
    flow = headed(("甲", "乙丙", "丁"), header=1, footer=1)
    header, body, footer = shown("甲", 90, 800), shown("乙丙", 90, 700), shown("丁", 90, 40)
    (found,) = read(flow, page(header, footer, body))
    assert owners(found) == [(0, 0, "甲"), (2, 0, "丁"), (1, 0, "乙丙")]
    with pytest.raises(NotSettableError, match="not told from other text"):
        read(headed(("甲", "丁乙丁", "丁"), header=1, footer=1), page(header, footer, body, footer))


def test_heads_of_tables_are_repeated() -> None:
    """The head of a table is found again on a page that begins in the middle of the table."""
    flow = replace(Flow.of(("甲", "乙", "丙", "丁")), heads=(range(1, 2),))
    first = page(shown("甲", 90, 700), shown("乙", 90, 680), shown("丙", 90, 660))
    second = page(shown("乙", 90, 700), shown("丁", 90, 680))
    assert owners(read(flow, first, second)[1]) == [(1, 0, "乙"), (3, 0, "丁")]


def test_a_label_belongs_to_the_paragraph_behind_it() -> None:
    """A label is whatever is drawn in front of a paragraph's text; where none is, that counts."""
    stream = page(
        shown("甲", 90, 700),
        shown("乙", 110, 700),
        shown("丙", 90, 680),
        shown("丁", 90, 660),
        shown("戊", 200, 660),
        shown("己", 90, 640),
    )
    texts = (f"{ANYTHING}乙", f"{ANYTHING}丙", ANYTHING, "戊", f"{ANYTHING}己")
    (found,) = read(Flow.of(texts), stream)
    assert owners(found) == [
        (0, 0, "甲乙"),
        (1, 0, "丙"),
        (2, 0, "丁"),
        (3, 0, "戊"),
        (4, 0, "己"),
    ]


def test_a_head_is_told_from_a_labelled_paragraph() -> None:
    """A page that goes on with a table begins with its head, not with a label of the next row."""
    flow = replace(Flow.of(("甲", f"{ANYTHING}乙", f"{ANYTHING}丙")), heads=(range(1),))
    first = page(shown("甲", 90, 700), shown("丁", 90, 680), shown("乙", 110, 680))
    second = page(shown("甲", 90, 700), shown("戊", 90, 680), shown("丙", 110, 680))
    _, found = read(flow, first, second)
    assert owners(found) == [(0, 0, "甲"), (2, 0, "戊丙")]


def test_a_text_behind_a_label_that_is_missing_is_refused() -> None:
    """A label takes what does not match, so that the text is found to be missing."""
    with pytest.raises(NotSettableError, match="missing"):
        read(Flow.of((f"{ANYTHING}乙",)), page(shown("甲", 90, 700)))


def test_a_line_under_text_belongs_to_it() -> None:
    """A line drawn from where text begins belongs to the text.

    One from elsewhere to no paragraph.
    """
    stream = page(
        shown("甲", 90, 700), ruled(90, 700), BORDER, shown("乙", 90, 680), ruled(100, 680)
    )
    (found,) = read(Flow.of(("甲", "乙")), stream)
    assert [(line.paragraph, len(line.items)) for line in found.lines] == [
        *((0, 2), (NOBODY, 1), (1, 1), (NOBODY, 1)),
    ]
    assert bytes_of(found) == stream


def test_blanks_belong_to_the_text_of_their_line() -> None:
    """Blanks before and behind a text, and the line under them, belong to its paragraph."""
    stream = page(
        shown("\u3000 ", 90, 700),
        ruled(90, 700),
        shown("甲", 110, 700),
        shown(" ", 122, 700),
        ruled(122, 700),
    )
    (found,) = read(Flow.of(("甲",)), stream)
    assert [(line.paragraph, len(line.items)) for line in found.lines] == [(0, 5)]


@pytest.mark.parametrize(
    "items",
    [(shown(" ", 90, 700), shown("甲", 90, 680)), (shown("甲", 90, 680), shown(" ", 90, 660))],
)
def test_blanks_on_a_line_of_their_own_are_refused(items: tuple[bytes, ...]) -> None:
    """Blanks that fill a line are refused, because nothing tells which paragraph they are of."""
    with pytest.raises(NotSettableError, match="blanks"):
        read(Flow.of(("甲",)), page(*items))


def test_a_rectangle_that_clips_is_kept_with_what_it_clips() -> None:
    """A clipping rectangle is kept with its text, and written where it changes."""
    stream = page(shown("甲", 90, 700), clipped(shown("乙", 102, 700)), shown("丙", 114, 700))
    (found,) = read(Flow.of(("甲乙丙",)), stream)
    assert [item.clip for item in found.lines[0].items] == [CLIP, b"100 690 50 15.75", CLIP]
    assert bytes_of(found) == stream


@pytest.mark.parametrize(
    ("flow", "items", "reason"),
    [
        (Flow.of(("甲",)), [shown("乙", 90, 700)], "another text"),
        (Flow.of(("甲",)), [shown("甲", 90, 700), shown("乙", 90, 680)], "another text"),
        (Flow.of(("甲", "乙")), [shown("甲乙", 90, 700)], "another text"),
        (Flow.of(("甲乙",)), [shown("甲", 90, 700)], "text is missing"),
        (headed(("甲", "乙"), header=1), [shown("甲", 90, 700)], "text is missing"),
        (headed(("甲", "乙"), header=1), [], "without its header"),
        (headed(("乙", "甲"), footer=1), [shown("乙", 90, 700)], "no footer"),
    ],
)
def test_another_text_is_refused(flow: Flow, items: list[bytes], reason: str) -> None:
    """A page with text missing, too much, or in another order is refused."""
    with pytest.raises(NotSettableError, match=reason):
        read(flow, page(*items))


@pytest.mark.parametrize(
    "stream",
    [
        b"BT\n90 700 Td /Song 12 Tf<0001>Tj\nET\nQ",
        page(b"q 0.9 0 0 0.9 0 0 cm\n" + shown("甲", 90, 700)),
        page(shown("甲", 90, 700).replace(b"90 700 Td ", b"1 0 0.2679491924 1 90 700 Tm\n")),
        page(shown("甲", 90, 700).replace(b"q 0 0 0 rg", b"q /E1 gs 0 0 0 rg")),
        page(
            shown("甲", 90, 700).replace(b"90 700", b"/Span<</ActualText<FEFF0041>>>\nBDC\n90 700")
        ),
        page(shown("甲", 90, 700).replace(b"<0001>", b"<00FF>")),
        page(shown("甲", 90, 700).replace(b"Song", b"Kai")),
        page(
            shown("甲乙", 90, 700).replace(
                b"<00010002>Tj", b"<0001>Tj\n1 0 0 1 102 704 Tm\n/Song 6 Tf<0002>Tj"
            )
        ),
    ],
    ids=["head", "state", "slanted", "pale", "marked", "code", "face", "raised"],
)
def test_what_is_written_in_another_way_is_refused(stream: bytes) -> None:
    """Slanted, transparent or marked text, unknown glyphs and pieces at several heights
    are refused.
    """
    with pytest.raises(NotSettableError):
        read(Flow.of(("甲乙",)), stream)


def test_text_may_be_wider_or_narrower() -> None:
    """It stands where its matrix says; a second piece has the same matrix."""
    pieces = b"0.9 0 0 1 90 700 Tm\n/Song 12 Tf<0001>Tj\n0.9 0 0 1 99.5 700 Tm\n/Hei 12 Tf<0002>Tj"
    text = shown("甲", 90, 700).replace(b"90 700 Td /Song 12 Tf<0001>Tj", pieces)
    (found,) = read(Flow.of(("甲乙",)), page(text))
    (line,) = found.lines
    assert (line.items[0].x, line.items[0].height) == (b"90", b"700")


def test_pieces_of_one_block_are_runs() -> None:
    """Pieces of several faces at one height, kerned or not, are the runs of one line."""
    text = shown("甲乙丙", 90, 700).replace(
        b"<000100020003>Tj", b"[<0001>-20<0002>]TJ\n1 0 0 1 114.5 700 Tm\n/Hei 12 Tf<0003>Tj"
    )
    (found,) = read(Flow.of(("甲乙丙",)), page(text))
    (item,) = found.lines[0].items
    assert [(run.face, run.codes) for run in item.runs] == [
        ("Song", b"\0\1\0\2"),
        ("Hei", b"\0\3"),
    ]
    assert (item.x, item.height) == (b"90", b"700")
    assert bytes_of(found) == page(text)


@given(st.lists(st.text("甲乙丙丁 ", min_size=1, max_size=9).map(str.strip), min_size=1), st.data())
def test_any_pages_are_written_as_they_were(texts: list[str], data: st.DataObject) -> None:
    """Paragraphs cut anywhere into lines and pages are written back as the same bytes."""
    lines, expected, height = [], [], 800
    for number, text in enumerate(texts):
        squeezed = text.replace(" ", "")
        for place, character in enumerate(squeezed):
            if place == 0 or data.draw(st.booleans()):
                height -= 20
                expected.append([number, ""])
            lines.append(shown(character, 90 + 12 * place, height))
            expected[-1][1] = f"{expected[-1][1]}{character}"
    stream = page(*lines)
    (found,) = read(Flow.of([text.replace(" ", "") for text in texts]), stream)
    assert [[paragraph, text] for paragraph, _, text in owners(found)] == expected
    assert bytes_of(found) == stream
