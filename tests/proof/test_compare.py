"""Whether pages show a text, whatever breaks it into lines and pages."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from kefu_docs.model import ShownText
from kefu_docs.model.document import ANYTHING, PAGE, PAGES
from kefu_docs.proof.compare import Difference, bodies_of, differences, missing_values
from kefu_docs.proof.normalized import squeezed

MARGINS = ("合同编号1", f"第{PAGE}页共{PAGES}页")


def test_headers_and_footers_are_taken_off() -> None:
    """Each with the number of its page."""
    pages = ["合同编号1甲乙第1页共2页", "合同编号1丙第2页共2页"]
    assert bodies_of(pages, ShownText((), MARGINS)) == (["甲乙", "丙"], [])


def test_a_page_with_another_header_or_footer_is_named() -> None:
    """The first page shows the number of the second."""
    pages = ["合同编号1甲乙第2页共2页", "合同编号1丙第2页共2页"]
    assert bodies_of(pages, ShownText((), MARGINS))[1] == [1]


def test_some_pages_may_have_none() -> None:
    """A title page, for one."""
    pages = ["甲乙", "合同编号1丙第2页共2页"]
    assert bodies_of(pages, ShownText((), (*MARGINS, ""))) == (["甲乙", "丙"], [])


def test_a_page_shows_the_headers_of_its_side() -> None:
    """A first page with the others' header is a wrong one, an even page with the odd ones' too."""
    shown = ShownText((), ("首页", "奇", "偶", ""), sides=(("首页",), ("偶",), ("奇",)))
    assert bodies_of(["首页甲", "偶乙", "奇丙"], shown) == (["甲", "乙", "丙"], [])
    assert bodies_of(["奇甲", "奇乙", "偶丙"], shown)[1] == [1, 2, 3]
    shown = ShownText((), ("", "奇", ""), sides=((), None, ("奇",)))
    assert bodies_of(["甲", "乙", "奇丙"], shown) == (["甲", "乙", "丙"], [])


def test_a_field_in_a_header_may_be_anything() -> None:
    """A date, for one; only the header's own page parts are taken off."""
    shown = ShownText((), (f"打印于{ANYTHING}止",))
    assert bodies_of(["打印于2026年1月1日止甲"], shown) == (["甲"], [])


def test_a_text_box_may_stand_before_or_behind_the_headers() -> None:
    """Its place is that of what it is drawn over."""
    shown = ShownText(("甲乙", "框"), (*MARGINS, f"日期{ANYTHING}止"))
    page = "框合同编号1日期1月止甲乙第1页共1页"
    assert bodies_of([page], shown) == (["框甲乙"], [])
    assert bodies_of([page[1:] + "框"], shown) == (["甲乙框"], [])


def test_the_head_of_a_table_may_be_repeated() -> None:
    """At the top of a page, where the table runs on."""
    shown = ShownText(("事项", "甲乙丙丁", "戊"), heads=("事项",))
    assert differences(["事项甲乙", "事项丙丁戊"], shown) == []
    assert differences(["事项甲乙", "丙丁戊"], shown) == []
    assert differences(["事项甲乙", "事事丙丁戊"], shown) != []


def test_fields_and_labels_may_be_anything_short() -> None:
    """At the beginning, in between and at the end."""
    shown = ShownText((f"{ANYTHING}甲乙", f"见{ANYTHING}条", f"完{ANYTHING}"))
    assert differences(["1.甲乙见第十", "二条完。"], shown) == []
    assert differences(["甲乙见条完"], shown) == []
    assert differences(["1.甲乙见第十二款完"], shown) != []
    assert differences(["1.甲乙见" + "长" * 41 + "条完"], shown) != []


def test_a_text_box_may_stand_elsewhere() -> None:
    """The order differs, and nothing is missing or left over."""
    shown = ShownText(("甲乙丙", "丁戊己", "庚辛"))
    assert differences(["丁戊己甲乙丙", "庚辛"], shown) == []
    assert differences(["丁戊己甲乙", "庚辛"], shown) == [Difference("甲乙丙")]
    assert differences(["丁戊己甲乙丙庚辛壬"], shown) == [Difference("壬", extra=True)]


def test_notes_stand_at_the_foot_of_a_page() -> None:
    """Between the halves of a paragraph that runs on."""
    shown = ShownText((f"甲乙{ANYTHING}丙丁", "戊"), notes=(f"{ANYTHING}注释",))
    assert differences(["甲乙1丙1注释", "丁戊"], shown) == []
    assert differences(["甲乙1丙", "丁戊"], shown) == [Difference("注释")]


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
    """However the running text is broken into pages."""
    text = "".join(paragraphs)
    pages = [text[at : at + height] for at in range(0, len(text), height)]
    framed = [f"合同编号1{p}第{n}页共{len(pages)}页" for n, p in enumerate(pages, 1)]
    bodies, lacking = bodies_of(framed, ShownText(tuple(paragraphs), MARGINS))
    assert (bodies, lacking) == (pages, [])
    assert differences(bodies, ShownText(tuple(paragraphs))) == []


@given(TEXTS, st.data())
def test_a_character_lost_added_or_changed_is_noticed(
    paragraphs: list[str], data: st.DataObject
) -> None:
    """Anywhere in the text."""
    text = "".join(paragraphs)
    at = data.draw(st.integers(0, len(text) - 1))
    put = data.draw(st.sampled_from(["", text[at] + "丙", "丙"]))
    assume(put or len(text) > 1)
    shown = text[:at] + put + text[at + 1 :]
    assert differences([shown], ShownText(tuple(paragraphs))) != []
