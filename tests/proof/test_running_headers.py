"""A header that shows a heading of its page shows that of its page."""

from __future__ import annotations

import pytest

from kefu_docs.model import ShownText
from kefu_docs.model.document import ANYTHING, END_OF_CHOICE, FROM_BELOW, ONE_OF, OR, PAGE
from kefu_docs.proof import Expected, prove
from kefu_docs.proof.running_headers import other_headings, without_choices
from kefu_docs.render import shown_text
from tests.support.builds import Office
from tests.support.word import paragraph, run, simple_field, word

BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
HEADING = '<w:pStyle w:val="Heading1"/>'
# Pages 1 to 4: text before any heading, two headings, text of the second, another.
BODIES = ["引言", "总则一二则", "续", "附则三"]
BODY = ("引言", "总则", "一", "二则", "续", "附则", "三")


def choice(*texts: str, mark: str = "") -> str:
    """A mark for one of some texts."""
    return f"{ONE_OF}{mark}{OR.join(texts)}{END_OF_CHOICE}"


def found(headers: list[str], margin: str, **more: object) -> list[tuple[int, str]]:
    """What is told of pages with these headers."""
    pages = [header + body for header, body in zip(headers, BODIES, strict=True)]
    shown = ShownText(BODY, (margin,), **more)  # type: ignore[arg-type]
    return list(other_headings(BODIES, pages, shown))


def test_the_first_heading_of_a_page_or_the_last_before_it_is_right() -> None:
    """And on pages before all headings the first of all."""
    margin = choice("总则", "二则", "附则")
    assert found(["总则", "总则", "二则", "附则"], margin) == []
    assert found(["总则", "总则", "总则", "附则"], margin) == [(3, "二则")]
    assert found(["总则", "二则", "二则", "二则"], margin) == [(2, "总则"), (4, "附则")]


def test_from_below_the_last_of_a_page_is_right() -> None:
    r"""As the switch \l asks for."""
    margin = choice("总则", "二则", "附则", mark=FROM_BELOW)
    assert found(["总则", "二则", "二则", "附则"], margin) == []
    assert found(["总则", "总则", "二则", "附则"], margin) == [(2, "二则")]


def test_text_and_other_fields_stand_beside_it() -> None:
    """Its number, a label that is not known, another choice in the same line."""
    margin = f"第{PAGE}页{ANYTHING}{choice('总则', '附则')}·{choice('总则', '附则')}"
    right = ["第1页a总则·总则", "第2页b总则·总则", "第3页总则·总则", "第4页附则·附则"]
    assert found(right, margin) == []
    assert found([*right[:3], "第4页附则·总则"], margin) == [(4, "附则")]


def test_nothing_is_said_where_a_page_may_lack_the_header() -> None:
    """Of pages with sides of their own, those that have it are looked at."""
    margin = choice("总则", "附则")
    wrong = ["", "附则", "附则", "附则"]
    assert found(wrong, margin, sides=((), (margin,), (margin,))) == [(2, "总则"), (3, "总则")]
    shown = ShownText(BODY, (margin, ""))
    assert list(other_headings(BODIES, BODIES, shown)) == []
    assert list(other_headings([], [], shown)) == []
    assert list(other_headings(["别的"] * 4, BODIES, ShownText(BODY, (margin,)))) == []


def test_which_it_is_stays_open_while_the_body_is_read() -> None:
    """The header is taken off whatever it shows."""
    assert without_choices(f"甲{choice('总则', '附则')}乙") == f"甲{ANYTHING}乙"


@pytest.mark.parametrize("switch", ["", r" \l"])
def test_a_page_shows_its_own_heading(office: Office, switch: str) -> None:
    """Page 3 begins another chapter; LibreOffice before 7.6 prints the stored text there, too."""
    field = paragraph(simple_field(f"STYLEREF 1{switch}", "总则"))
    body = (
        paragraph(run("总则"), form=HEADING)
        + paragraph(run("甲"))
        + f"{BREAK}{paragraph(run('乙'))}{BREAK}"
        + paragraph(run("附则"), form=HEADING)
    )
    made = word(body, header=field)
    faults = [
        fault.text() for fault in prove(office(made), Expected(shown_text(made)), "合同").faults
    ]
    told = [fault for fault in faults if "STYLEREF" in fault]
    assert all(fault.startswith("合同: page 3 must show “附则”") for fault in told)
    assert [fault for fault in faults if "header" in fault] == told
