"""Which values a text shows, whatever breaks it into lines and pages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.proof.text import Line, squeezed
from kefu_docs.proof.values import missing_values


def page(*texts: str, header: str = "", footer: str = "") -> list[Line]:
    """Set a page of A4 from the top down."""
    body = [Line(squeezed(text), 700.0 - 20 * row) for row, text in enumerate(texts)]
    top = [Line(squeezed(header), 800.0, in_margin=True)] if header else []
    bottom = [Line(squeezed(footer), 40.0, in_margin=True)] if footer else []
    return top + bottom + body


def test_white_space_counts_for_nothing() -> None:
    """Neither in the value nor in the text."""
    assert missing_values(["甲　乙 丙"], [page("甲 乙", "丙")]) == []
    assert missing_values(["\u3000\u3000", ""], [page("甲")]) == []


def test_a_missing_value_is_named_as_it_was_printed() -> None:
    """With spaces, and the counts."""
    assert missing_values(["甲 方", "乙 方"], [page("甲方")]) == [("乙 方", 1, 0)]


def test_a_value_printed_three_times_must_stand_three_times() -> None:
    """Multiplicity counts."""
    assert missing_values(["张三"] * 3, [page("张三", "张三")]) == [("张三", 3, 2)]
    assert missing_values(["张三"] * 3, [page("张三", "张三", "张三")]) == []


def test_a_short_value_has_a_place_of_its_own() -> None:
    """800 inside 1800 is not the printed 800."""
    assert missing_values(["800", "1800"], [page("1800")]) == [("800", 1, 0)]
    assert missing_values(["800", "1800"], [page("1800", "800")]) == []


def test_values_in_order_are_found_whatever_they_share() -> None:
    """Choosing long values first would fail here: 乙丙丁 would take the end of 甲乙丙."""
    assert missing_values(["甲乙丙", "丁", "乙丙丁"], [page("甲乙丙丁", "乙丙丁")]) == []


def test_headers_and_footers_do_not_interrupt_a_value() -> None:
    """A page number differs from page to page and is a footer still."""
    pages = [
        page("甲乙", header="合同", footer="第1页"),
        page("丙丁", header="合同", footer="第2页"),
    ]
    assert missing_values(["甲乙丙丁"], pages) == []


def test_the_head_of_a_table_does_not_interrupt_a_value() -> None:
    """It is repeated below the margin."""
    assert missing_values(["甲乙丙丁"], [page("事项", "甲乙"), page("事项", "丙丁")]) == []


def test_equal_lines_at_the_top_of_pages_still_belong_to_values() -> None:
    """Two pages may begin with the same words by chance."""
    pages = [page("丙丁", "甲乙"), page("丙丁", "甲乙"), page("丙丁")]
    assert missing_values(["甲乙丙丁", "甲乙丙丁"], pages) == []


def test_a_number_in_the_body_is_no_page_number() -> None:
    """Rows that differ in digits alone are not taken for headers."""
    assert missing_values(["800", "900"], [page("800"), page("900")]) == []


def test_a_value_in_the_header_is_found_wherever_it_was_printed() -> None:
    """Headers may be rendered before the body or after it."""
    pages = [page("甲方", header="编号1"), page("乙方", header="编号1")]
    assert missing_values(["编号1", "甲方", "乙方"], pages) == []
    assert missing_values(["甲方", "乙方", "编号1"], pages) == []


def test_code_points_of_one_glyph_are_one() -> None:
    """Fonts give back the radical 一 for the ideograph, or the other way round."""
    assert missing_values(["⼀⽉", "郎", "a-b"], [page("一月", "郞郎", "a\u2011b")]) == []
    assert missing_values(["１００"], [page("100")]) == [("１００", 1, 0)]


values = st.text(st.sampled_from("甲乙12"), min_size=1, max_size=4)


@given(st.lists(values, max_size=8), st.integers(1, 5), st.integers(1, 3))
def test_what_is_set_in_order_is_proved(printed: list[str], width: int, height: int) -> None:
    """However the running text is broken into lines and pages."""
    text = "".join(printed)
    lines = [text[at : at + width] for at in range(0, len(text), width)]
    pages = [
        page(*lines[at : at + height], header="合同", footer=f"第{at}页")
        for at in range(0, len(lines), height)
    ]
    assert missing_values(printed, pages) == []


@given(st.lists(values, min_size=1, max_size=8), st.data())
def test_what_is_left_out_is_noticed(printed: list[str], data: st.DataObject) -> None:
    """A value that no other one contains cannot be lost unseen."""
    lost = data.draw(st.integers(0, len(printed) - 1))
    marked = [*printed[:lost], "丙", *printed[lost:]]
    assert ("丙", 1, 0) in missing_values(marked, [page(*printed)])
