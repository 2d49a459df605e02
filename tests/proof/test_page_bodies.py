"""Pages without what no paragraph of the body tells."""

from __future__ import annotations

from kefu_docs.model import ShownText
from kefu_docs.model.document import ANYTHING, LEADER, PAGE, PAGES
from kefu_docs.proof.page_bodies import bodies_of

MARGINS = ("合同编号1", f"第{PAGE}页共{PAGES}页")


def read(pages: list[str], shown: ShownText) -> tuple[list[str], list[int]]:
    """The bodies, each read with most of its text, and the pages that lack something."""
    bodies, lacking = bodies_of(pages, shown)
    return [readings[0] for readings in bodies], [number for number, _ in lacking]


def test_headers_and_footers_are_taken_off() -> None:
    """Each page's header and footer, with the page's own number, are taken off its text."""
    pages = ["合同编号1甲乙第1页共2页", "合同编号1丙第2页共2页"]
    assert read(pages, ShownText((), MARGINS)) == (["甲乙", "丙"], [])


def test_a_page_with_another_header_or_footer_is_named() -> None:
    """A first page that shows the number of the second is named as lacking its footer."""
    pages = ["合同编号1甲乙第2页共2页", "合同编号1丙第2页共2页"]
    assert bodies_of(pages, ShownText((), MARGINS))[1] == [(1, "第1页共2页")]


def test_a_number_stands_where_most_pages_have_it() -> None:
    """A footer in a text box is drawn first; the body of the third page ends with a 3, too."""
    shown = ShownText((), (PAGE,), footers=frozenset((PAGE,)))
    assert read(["1甲", "2乙", "3丙3"], shown) == (["甲", "乙", "丙3"], [])
    assert read(["甲1", "乙2", "3丙3"], shown) == (["甲", "乙", "3丙"], [])


def test_some_pages_may_have_none() -> None:
    """A page that need not have a header, as a title page, passes without one."""
    pages = ["甲乙", "合同编号1丙第2页共2页"]
    assert read(pages, ShownText((), (*MARGINS, ""))) == (["甲乙", "丙"], [])


def test_a_page_shows_the_headers_of_its_side() -> None:
    """A first page with the others' header is a wrong one, an even page with the odd ones' too."""
    shown = ShownText((), ("首页", "奇", "偶", ""), sides=(("首页",), ("偶",), ("奇",)))
    assert read(["首页甲", "偶乙", "奇丙"], shown) == (["甲", "乙", "丙"], [])
    assert read(["奇甲", "奇乙", "偶丙"], shown)[1] == [1, 2, 3]
    shown = ShownText((), ("", "奇", ""), sides=((), None, ("奇",)))
    assert read(["甲", "乙", "奇丙"], shown) == (["甲", "乙", "丙"], [])


def test_words_of_another_sections_header_may_be_the_bodys() -> None:
    """Whose header a page shows is not known, and a contract cites its parts by their names."""
    foot = f"第{PAGE}页"
    cover, rest = ("封面条款", foot), ("通用条款", foot)
    shown = ShownText((), (*cover, *rest), of_sections=((cover, cover), (rest, rest)))
    bodies, lacking = bodies_of(["封面条款甲第1页", "通用条款见封面条款乙第2页"], shown)
    assert (bodies, lacking) == ([("甲",), ("见封面条款乙", "见乙")], [])


def test_a_field_in_a_header_may_be_anything() -> None:
    """A date, for one; only the header's own page parts are taken off."""
    shown = ShownText((), (f"打印于{ANYTHING}止",))
    assert read(["打印于2026年1月1日止甲"], shown) == (["甲"], [])


def test_a_text_box_may_stand_before_or_behind_the_headers() -> None:
    """Its place is that of what it is drawn over."""
    shown = ShownText(("甲乙", "框"), (*MARGINS, f"日期{ANYTHING}止"))
    page = "框合同编号1日期1月止甲乙第1页共1页"
    assert bodies_of([page], shown) == ([("框日期1月止甲乙", "框甲乙")], [])
    assert read([page[1:] + "框"], shown) == (["甲乙框"], [])


def test_paragraphs_of_a_header_may_stand_apart() -> None:
    """One in a frame is drawn behind the body; where one is missing the page lacks its header."""
    shown = ShownText((), (f"页眉一\n第{PAGE}页\n页眉二",))
    assert read(["页眉一页眉二甲第1页"], shown) == (["甲"], [])
    assert read(["页眉一甲第1页"], shown)[1] == [1]


def test_a_page_number_is_not_taken_from_the_text() -> None:
    """A first page may have none."""
    assert read(["8月1日签", "乙2"], ShownText((), (PAGE, "")))[0] == ["8月1日签", "乙"]


def test_a_footer_is_taken_from_the_end() -> None:
    """Where the body begins with the same words."""
    shown = ShownText((), ("合同",), footers=frozenset({"合同"}))
    assert read(["合同正文合同"], shown) == (["合同正文"], [])
    assert read(["合同正文合同"], ShownText((), ("合同",))) == (["正文合同"], [])


def test_leaders_of_a_header_are_as_many_as_fill_its_tab() -> None:
    """Their number follows from the width."""
    shown = ShownText((), (f"甲方{LEADER}乙方",))
    assert read(["甲方......乙方文"], shown) == (["文"], [])
    assert read(["甲方乙方文"], shown) == (["文"], [])
    assert read(["甲方共乙方文"], shown)[1] == [1]


def test_line_numbers_are_taken_off() -> None:
    """They go on or begin anew; the body's own digits stay."""
    shown = ShownText((), line_numbers=1)
    assert read(["共12页3123", "甲乙45"], shown)[0] == ["共12页3", "甲乙"]
    assert read(["共12页3123", "甲乙12"], shown)[0] == ["共12页3", "甲乙"]
    assert read(["甲乙5510"], ShownText((), line_numbers=5))[0] == ["甲乙5"]
    # The line of a footer has a number of its own.
    assert read(["甲乙第1页1231"], ShownText((), MARGINS[1:2], line_numbers=1))[1] == [1]
    shown = ShownText((), (f"第{PAGE}页",), line_numbers=1)
    assert read(["甲乙第1页1231"], shown) == (["甲乙"], [])
    # Or its style tells that it has none.
    assert read(["甲乙第1页123", "丙丁第2页45"], shown) == (["甲乙", "丙丁"], [])
    assert read(["甲乙第1页123", "丙丁第2页67"], shown)[0] == ["甲乙", "丙丁67"]


def test_what_a_field_takes_is_left_open() -> None:
    """A page number in another notation, or a heading; what stands behind it may be the body's."""
    shown = ShownText((), (f"{ANYTHING}/2",), footers=frozenset({f"{ANYTHING}/2"}))
    ((most, *others),), _ = bodies_of(["正文（一）1/2"], shown)
    assert most == "正文（一）1"
    assert "正文（一）" in others
    ((most, *others),), _ = bodies_of(["手册-目录正文"], ShownText((), (f"手册-{ANYTHING}",)))
    assert most == "目录正文"
    assert {"正文", ""} <= set(others)


def test_a_word_beside_a_field_may_be_the_bodys() -> None:
    """The first page may have no footer, and the word of the others' in its text."""
    shown = ShownText((), ("首页", f"Page{ANYTHING}", ""))
    page = "insertCoverPage." + "文" * 50
    assert bodies_of(["首页" + page], shown) == ([(page, page.replace("Page", ""))], [])


def test_a_long_number_in_a_text_box_is_found() -> None:
    """It is no page number, so it may stand anywhere."""
    shown = ShownText((), ("电话\n0652455478\n网址",))
    assert read(["网址甲0652455478乙电话"], shown) == (["甲乙"], [])
