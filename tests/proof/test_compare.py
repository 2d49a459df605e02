"""Whether pages show a text, whatever breaks it into lines and pages."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from kefu_docs.model import ShownText
from kefu_docs.model.document import ANYTHING, LEADER, PAGE, PAGES
from kefu_docs.proof.compare import (
    Difference,
    changed,
    changes,
    differences,
    missing_values,
    with_page_numbers,
)
from kefu_docs.proof.normalized import squeezed
from kefu_docs.proof.page_bodies import bodies_of

MARGINS = ("合同编号1", f"第{PAGE}页共{PAGES}页")


def test_the_head_of_a_table_may_be_repeated() -> None:
    """The head of a table may stand again at the top of a page where the table runs on."""
    shown = ShownText(("事项", "甲乙丙丁", "戊"), heads=("事项",))
    assert differences(["事项甲乙", "事项丙丁戊"], shown) == []
    assert differences(["事项甲乙", "丙丁戊"], shown) == []
    assert differences(["事项甲乙", "事事丙丁戊"], shown) != []


def test_fields_and_labels_may_be_anything_short() -> None:
    """A field may show anything short, at the beginning, in between and at the end of a
    paragraph.
    """
    shown = ShownText((f"{ANYTHING}甲乙", f"见{ANYTHING}条", f"完{ANYTHING}"))
    assert differences(["1.甲乙见第十", "二条完。"], shown) == []
    assert differences(["甲乙见条完"], shown) == []
    assert differences(["1.甲乙见第十二款完"], shown) != []
    assert differences(["1.甲乙见" + "长" * 41 + "条完"], shown) != []


def test_a_text_box_may_stand_elsewhere() -> None:
    """A text box may come in another order, so long as nothing is missing or left over."""
    shown = ShownText(("甲乙丙", "丁戊己", "庚辛"))
    assert differences(["丁戊己甲乙丙", "庚辛"], shown) == []
    assert differences(["丁戊己甲乙", "庚辛"], shown) == [Difference("甲乙丙")]
    assert differences(["丁戊己甲乙丙庚辛壬"], shown) == [Difference("壬", extra=True)]


def test_notes_stand_at_the_foot_of_a_page() -> None:
    """A note may stand between the halves of a paragraph that runs on over a page."""
    shown = ShownText((f"甲乙{ANYTHING}丙丁", "戊"), notes=(f"{ANYTHING}注释",))
    assert differences(["甲乙1丙1注释", "丁戊"], shown) == []
    assert differences(["甲乙1丙", "丁戊"], shown) == [Difference("注释")]


def test_a_note_without_text_shows_its_label() -> None:
    """And nothing but that may stand beside the text, which must be whole."""
    shown = ShownText((f"甲{ANYTHING}", "乙丙"), notes=(ANYTHING,))
    assert differences(["甲1乙丙1"], shown) == []
    assert differences(["甲1乙1"], shown)
    assert differences(["甲1乙丙1" + "丁" * 41], shown)


def test_a_note_may_go_on_at_the_foot_of_the_next_page() -> None:
    """Its rest stands before the notes of that page; what is lost of it is told."""
    notes = (f"{ANYTHING}甲注很长在下页", f"{ANYTHING}甲注", f"{ANYTHING}丁注")
    shown = ShownText((f"甲乙{ANYTHING}丙丁{ANYTHING}", f"戊己{ANYTHING}"), notes=notes)
    assert differences(["甲乙1丙1甲注很长", "丁2戊己3在下页2甲注3丁注"], shown) == []
    assert differences(["甲乙1丙1甲注很长", "丁2戊己3在页2甲注3丁注"], shown) != []
    assert differences(["甲乙1丙1甲注很长", "丁2戊己3在下页2甲注3丁注" + "完" * 41], shown) != []


def test_leaders_left_over_take_the_page_number_along() -> None:
    """However many there are; of what they lead to a field may be as long as any."""
    shown = ShownText((f"第一章{LEADER}{ANYTHING}", "框"))
    assert differences(["框第一章" + "." * 60 + "4"], shown) == []
    assert differences(["框第一章" + "." * 60 + "4" * 41], shown) != []


def test_code_points_of_one_glyph_are_one() -> None:
    """Fonts give back the radical 一 for the ideograph, or the other way round."""
    assert squeezed("⼀ ⽉\u3000") == "一月"
    assert squeezed("葛\U000e0101\u200d城\ufe00") == "葛城"
    assert squeezed("a\u2011b") == "a-b"
    assert squeezed("１００") != "100"


def test_a_value_is_looked_for_in_all_texts() -> None:
    """White space counts for nothing, and a value does not run on from one text to the next."""
    assert list(missing_values(["甲　乙", "丙", "甲乙丙", "丙"], ["甲乙", "丙"])) == ["甲乙丙"]


TEXTS = st.lists(st.text(st.sampled_from("甲乙12"), min_size=1, max_size=6), min_size=1, max_size=8)


@given(TEXTS, st.integers(1, 9))
def test_what_is_set_in_order_is_proved(paragraphs: list[str], height: int) -> None:
    """Text that is set in order is proved, however it is broken into pages."""
    text = "".join(paragraphs)
    pages = [text[at : at + height] for at in range(0, len(text), height)]
    framed = [f"合同编号1{p}第{n}页共{len(pages)}页" for n, p in enumerate(pages, 1)]
    bodies, lacking = bodies_of(framed, ShownText(tuple(paragraphs), MARGINS))
    assert (bodies, lacking) == ([(page,) for page in pages], [])
    assert differences(pages, ShownText(tuple(paragraphs))) == []


@given(TEXTS, st.data())
def test_a_character_lost_added_or_changed_is_noticed(
    paragraphs: list[str], data: st.DataObject
) -> None:
    """One character lost, added or changed anywhere in the text is noticed."""
    text = "".join(paragraphs)
    at = data.draw(st.integers(0, len(text) - 1))
    put = data.draw(st.sampled_from(["", text[at] + "丙", "丙"]))
    assume(put or len(text) > 1)
    shown = text[:at] + put + text[at + 1 :]
    assert differences([shown], ShownText(tuple(paragraphs))) != []


def test_leaders_are_as_many_as_fill_a_tab() -> None:
    """Of one kind or another; points that were typed beside them are told from them by nothing."""
    shown = ShownText((f"甲方：{LEADER}1.5", f"乙方{LEADER}", f"___{LEADER}___丙"))
    assert (
        differences(["甲方：" + "." * 90 + "1.5乙方" + "_" * 50 + "___" + "_" * 9 + "___丙"], shown)
        == []
    )
    assert differences(["甲方：1.5乙方______丙"], shown) == []
    assert differences(["甲方：...2.5乙方___丙"], shown) != []


def test_leaders_stand_apart_from_text_in_another_order() -> None:
    """Where a text box comes first, what fills tabs is no text left over."""
    shown = ShownText((f"甲方：{LEADER}1.5", "框"))
    assert differences(["框甲方：.....1.5"], shown) == []
    assert differences(["框甲方：.....1.5多"], shown) == [Difference("多", extra=True)]


def test_text_in_capitals_is_compared_in_any_case() -> None:
    """Text shown in capitals is compared without case, whatever letters capitals make of it."""
    (change,) = changes(ShownText((), any_case=True))
    shown = changed(ShownText(("MONTHLYSTRASSE",), ("Kopf",)), change)
    assert differences([change("MONTHLYSTRAẞE")], shown) == []
    assert shown.margins == ("kopf",)


def test_words_parted_at_the_end_of_a_line_are_whole() -> None:
    """Where soft hyphens or Word's own part words, hyphens are compared on neither side."""
    (change,) = changes(ShownText((), hyphenated=True))
    shown = changed(ShownText(("Bewusstsein-Sein",)), change)
    assert differences([change("Bewusst-sein-"), change("Sein")], shown) == []
    assert list(changes(ShownText(("Bewusstsein",)))) == []


def test_what_is_missing_is_told_with_its_paragraph() -> None:
    """And with what is shown in front of it, by which its page is found."""
    shown = ShownText(("一二三四五六七八九十", f"乙{ANYTHING}"), notes=("注",))
    (difference,) = differences(["一二三四五乙1注"], shown)
    assert (difference.paragraph, difference.found) == ("一二三四五六七八九十", "一二三四五")


def test_labels_are_read_in_every_way() -> None:
    """What follows a label may stand in it, too, and a page may break anywhere."""
    shown = ShownText(tuple(f"{ANYTHING}{number}" for number in range(1, 200)))
    text = "".join(f"{number}|{number}" for number in range(1, 200))
    assert differences([text[:200], text[200:555], text[555:]], shown) == []
    assert differences([text.replace("77|77", "77|77" + "长" * 41)], shown) != []


def test_page_numbers_in_the_body_are_left_open() -> None:
    """The number of pages is known."""
    shown = with_page_numbers(ShownText((f"第{PAGE}页，共{PAGES}页",)), 12)
    assert differences(["第3页，共12页"], shown) == []
    assert differences(["第3页，共13页"], shown) != []


def test_notes_are_looked_for_behind_the_text() -> None:
    """Where the text has the same words."""
    shown = ShownText(("见注", f"正文{ANYTHING}"), notes=("见注",))
    assert differences(["见注正文11见注"], shown) == []


def test_cells_of_a_row_may_break_over_pages() -> None:
    """The rest of each stands on the next page; nothing of it may be missing."""
    shown = ShownText(("第一格的长文字在此", "第二格的长文字也在此"))
    assert differences(["第一格的长第二格的", "文字在此长文字也在此"], shown) == []
    assert differences(["第一格的长第二格的", "文字在此长文也在此"], shown) != []
    assert differences(["第一格的长第二格的多", "文字在此长文字也在此"], shown) != []


def test_a_page_without_a_header_may_have_its_words() -> None:
    """Each page is tried with and without."""
    shown = ShownText(("合同正文", "乙"), ("合同", ""))
    assert differences(["正文", "乙"], shown, ["合同正文", "合同乙"]) == []
    assert differences(["正文", "乙"], ShownText(("合同正文", "乙"), ("合同",))) != []


def test_charts_may_show_more() -> None:
    """A chart may show more than the document says.

    The document's text must be there nonetheless.
    """
    shown = ShownText(("甲乙",), has_pictures_of_text=True)
    assert differences(["甲乙100%"], shown) == []
    assert differences(["甲100%"], shown) != []


def test_a_single_mark_is_told_from_other_text() -> None:
    """A comma that is missing between lines is a mark; a character, or a mark with text, is not."""
    shown = ShownText(("甲乙，丙丁。", "戊己"))
    for pages, is_mark in (
        (["甲乙丙丁。戊己"], True),
        (["甲乙，丙丁", "戊己"], True),
        (["甲乙，丁。戊己"], False),
        (["甲乙丁。戊己"], False),
    ):
        (found,) = differences(pages, shown)
        assert found.is_mark is is_mark


def test_a_mark_is_told_though_the_paragraph_holds_the_text_of_a_short_cell() -> None:
    """Short cells are looked for before paragraphs that are broken, and may be found in these."""
    shown = ShownText(("跟进售后单2347个，其中26个已经退款。", "2347", "单数"))
    (found,) = differences(["跟进售后单2347个其中26个已经退款。", "单数2347"], shown)
    assert found.is_mark
    assert found.found == "跟进售后单2347个"


def test_the_text_of_a_short_cell_stands_in_a_paragraph_that_a_page_break_tears() -> None:
    """Where a text box stands elsewhere, too: the paragraph is looked for before the cell."""
    torn = "姓名、联系电话、电子邮箱、出生日期、工作单位和职务"
    shown = ShownText(("框内文字", torn, "研究之一种试验", "另有研究之一种试验等等", "日期"))
    pages = [torn[:17] + "研究之一", torn[17:] + "种试验另有研究之一种试验等等日期框内文字"]
    assert differences(pages, shown) == []
    pages[1] = pages[1].replace("日期", "")
    assert differences(pages, shown) != []
