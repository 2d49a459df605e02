"""Numbers that go on from chapter to chapter do so in LibreOffice, too."""

from __future__ import annotations

import pytest

from kefu_docs.render import Template
from kefu_docs.render.preparing.continued_numbers import with_continued_numbers
from kefu_docs.render.word.docx_zip import read_parts, stored
from kefu_docs.render.word.word_package import NUMBERING
from kefu_docs.render.word.word_xml import W
from tests.support.builds import Office
from tests.support.pdf import text_of
from tests.support.word import paragraph, run, word
from tests.support.word_features import style

GOES_ON = '<w:lvlRestart w:val="0"/>'
PLACES = (("章", 0), ("条", 1), ("款", 2), ("款", 2), ("章", 0), ("条", 1), ("款", 2), ("条", 1))
SHOWN = "第一章第一条（1）（2）第二章第二条（1）第三条"


def numbered(body: str, *levels: str, styles: str = "") -> bytes:
    """A docx whose list 1 has these levels."""
    of_list = "".join(f'<w:lvl w:ilvl="{n}">{level}</w:lvl>' for n, level in enumerate(levels))
    numbering = (
        f'<w:numbering xmlns:w="{W[1:-1]}"><w:abstractNum w:abstractNumId="0">{of_list}'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    parts = read_parts(word(body, styles=styles, family="宋体"))
    return stored({**parts, NUMBERING: numbering.encode()})


def level(text: str, form: str, more: str = "") -> str:
    """The definition of a level."""
    form = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:suff w:val="nothing"/>'
    return f'{form}<w:lvlText w:val="{text}"/>'


def levels(*styles: str, goes_on: str = GOES_ON) -> tuple[str, ...]:
    """Chapters, clauses that go on, and their parts; each may belong to a style."""
    linked = [f'<w:pStyle w:val="{each}"/>' for each in styles] or [""] * 3
    return (
        level("第%1章", "chineseCounting", linked[0]),
        level("第%2条", "chineseCounting", goes_on + linked[1]),
        level("（%3）", "decimal", linked[2]),
    )


def number(at: int) -> str:
    """A paragraph's or style's number at a level of list 1."""
    return f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="1"/></w:numPr>'


def own() -> bytes:
    """Paragraphs with numbers of their own."""
    return numbered("".join(paragraph(run(t), form=number(n)) for t, n in PLACES), *levels())


def styled() -> bytes:
    """Paragraphs of styles that belong to the levels; one says so at its level alone."""
    body = "".join(paragraph(run(t), form=f'<w:pStyle w:val="s{n}"/>') for t, n in PLACES)
    bare = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = style("s0", f"<w:pPr>{number(0)}</w:pPr>") + style("s1", bare)
    styles += style("s2", f"<w:pPr>{number(2)}</w:pPr>")
    return numbered(body, *levels("s0", "s1", "s2"), styles=styles)


@pytest.mark.parametrize("build", [own, styled])
def test_clauses_go_on_from_chapter_to_chapter(build: object, office: Office) -> None:
    """As Word counts them; their parts begin anew under each."""
    assert callable(build)
    template = Template("t.docx", build())
    assert template.told == ()
    shown = "".join(text_of(office(template.render({}).docx)).split())
    for name in "章条款":
        shown = shown.replace(f"{name}{name}", name).replace(f"）{name}", "）")
    assert shown == SHOWN


def test_what_names_a_number_above_stays_and_is_told() -> None:
    """1.1 in a list without the 1; so does a level that begins anew after another than the next."""
    body = paragraph(run("条"), form=number(1))
    named = (level("%1", "decimal"), level("%1.%2", "decimal", GOES_ON))
    (said,) = [message.text() for message in Template("t.docx", numbered(body, *named)).told]
    assert said.startswith("the automatic number 1.1 begins anew where it goes on in Word")
    parts = read_parts(numbered(body, *named))
    assert with_continued_numbers(parts) == parts
    deep = (*levels(goes_on="")[:2], level("（%3）", "decimal", '<w:lvlRestart w:val="1"/>'))
    other = numbered(paragraph(run("款"), form=number(2)), *deep)
    (said,) = [message.text() for message in Template("t.docx", other).told]
    assert said.startswith("the automatic number （1） begins anew")


def test_a_number_that_is_hidden_is_not_shown(office: Office) -> None:
    """Word hides it with its tab."""
    hidden = level("%1.", "decimal") + "<w:rPr><w:vanish/></w:rPr>"
    made = Template("t.docx", numbered(paragraph(run("甲"), form=number(0)), hidden)).render({})
    assert text_of(office(made.docx)).strip() == "甲"


def test_a_style_has_the_level_that_names_it(office: Office) -> None:
    """Where it names the list alone, as some programs write it."""
    body = "".join(paragraph(run(t), form=f'<w:pStyle w:val="s{n}"/>') for t, n in PLACES)
    bare = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = "".join(style(name, bare) for name in ("s0", "s1", "s2"))
    made = Template("t.docx", numbered(body, *levels("s0", "s1", "s2", goes_on=""), styles=styles))
    shown = "".join(text_of(office(made.render({}).docx)).split())
    assert shown == "第一章章第一条条（1）款（2）款第二章章第一条条（1）款第二条条"
