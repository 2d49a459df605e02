"""Text that a template's conditions leave in and the document lacks is told with its paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape
from itertools import count

import pytest
from docx.document import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from kefu_docs.diagnostics.errors import TemplateError
from kefu_docs.render import Template, text_of
from kefu_docs.render.templating.compiled_part import CompiledPart
from kefu_docs.render.templating.docxtpl_finish import finished
from kefu_docs.render.templating.literal_paths import LiteralPaths
from kefu_docs.render.word.word_xml import parsed
from tests.support.builds import SAMPLE_TEMPLATES
from tests.support.word import docx_with, paragraph, paragraphs, run, word
from tests.support.word import table as table_of

PEOPLE = {"people": ({"name": "甲元", "pay": 3}, {"name": "乙", "pay": 0}), "paid": True, "off": ()}

CELL = '<w:tcPr><w:vAlign w:val="top"/></w:tcPr>'

FINISHED = "kefu_docs.render.templating.template.finished"

Losing = Callable[..., None]


def table(*rows: Sequence[str]) -> str:
    """The XML of a table whose cells hold a paragraph each."""
    cells = ([CELL + paragraph(run(escape(text))) for text in row] for row in rows)
    return table_of(*cells, widths=(2000,) * 4)


@pytest.fixture(name="losing")
def _losing(monkeypatch: pytest.MonkeyPatch) -> Losing:
    """Give a function that makes printing lose what it is told, the `nth` time it comes."""

    def lose(pattern: str, nth: int = 1) -> None:
        numbers = count(1)

        def kept(found: re.Match[str]) -> str:
            return "" if next(numbers) == nth else found[0]

        monkeypatch.setattr(FINISHED, lambda xml: re.sub(pattern, kept, finished(xml)))

    return lose


def told(*texts: str, data: bytes = b"", **more: object) -> str:
    """What is told of a document of these paragraphs; empty where nothing is lost."""
    template = Template("t.docx", data or paragraphs(*texts))
    try:
        template.render({**PEOPLE, **more}, "E001")
    except TemplateError as error:
        return str(error)
    return ""


def test_text_that_is_lost_is_told(losing: Losing) -> None:
    """By template, record, paragraph, and the text itself."""
    losing("乙方承担")
    assert told("甲方承担", "{%p if paid %}", "{{ paid }}由乙方承担。", "{%p endif %}") == (
        "t.docx, E001, paragraph “{{ paid }}由乙方承担。”: its text “由乙方承担。” is lost on the "
        "way into the document"
    )


def test_text_that_a_condition_leaves_out_is_not_asked_for(losing: Losing) -> None:
    """It is not in the document, and is not to be."""
    assert told("{%p if off %}", "不发", "{%p else %}", "照发", "{%p endif %}") == ""
    losing("照发")
    assert "照发" in told("{%p if off %}", "不发", "{%p else %}", "照发", "{%p endif %}")


@pytest.mark.parametrize("nth", [1, 2])
def test_each_round_of_a_loop_is_asked_for(losing: Losing, nth: int) -> None:
    """A unit that is lost in one row only, although others like it stand before or behind it."""
    losing("万元", nth)
    assert "万元" in told(
        data=word(
            table(["{%tr for p in people %}", ""], ["{{ p.name }}", "{{ p.pay }}万元"],
                  ["{%tr endfor %}", ""])
        )
    )  # fmt: skip


def test_the_piece_is_named_whose_likes_stand_farther_on(losing: Losing) -> None:
    """The unit farther on was taken for it, so that another text is missed first."""
    losing("月")
    assert "paragraph “从{{ paid }}月起”: its text “月起” is lost" in told(
        "从{{ paid }}月起", "共{{ paid }}月起", "完"
    )


def test_order_counts(losing: Losing, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two texts that changed places are not there in their order."""
    del losing

    def turned(xml: str) -> str:
        return finished(xml).replace("第一", "\0").replace("第二", "第一").replace("\0", "第二")

    monkeypatch.setattr(FINISHED, turned)
    assert "第" in told("第一{{ paid }}", "第二{{ paid }}")


def test_headers_and_footers_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are parts of their own."""

    def write(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "编号：{{ paid }}号"

    assert told(data=docx_with(write)) == ""
    sound = CompiledPart.render

    def lossy(part: CompiledPart, *given_: object) -> str:
        return sound(part, *given_).replace("编号：", "")  # type: ignore[arg-type]

    monkeypatch.setattr(CompiledPart, "render", lossy)
    assert "its text “编号：” is lost" in told(data=docx_with(write))


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (["{% macro m(x) %}第{{ x }}条{% endmacro %}", "{{ m(1) }}及{{ m(2) }}"], "第1条及第2条"),
        (["{% macro m(x) %}第{{ x }}条{% endmacro %}", "{{ m(1)|replace('条', '款') }}"], "第1款"),
        (["{% set s %}试用{{ paid }}{% endset %}", "{{ s }}期"], "试用True期"),
        (["{% set s %}{% endset %}", "{% if s %}有{% else %}无{% endif %}"], "无"),
        (["{% set s %}a{% endset %}", "{% if s == 'a' %}甲{% endif %}{{ s }}"], "甲a"),
        (["{% set s | upper %}abc{% endset %}", "{{ s }}"], "ABC"),
        (["{% filter upper %}abc{% endfilter %}d"], "ABCd"),
        (["{% macro m() %}甲{{ caller() }}乙{% endmacro %}", "{% call m() %}丙{% endcall %}"],
         "甲丙乙"),
        (["{% macro m() %}{{ caller()|upper }}{% endmacro %}", "{% call m() %}c{% endcall %}"],
         "C"),
        (["{% macro m() %}甲{% endmacro %}", "{{ m() if paid else '' }}{{ m() ~ '乙' }}"],
         "甲甲乙"),
        (["{% macro m() %}甲{% endmacro %}{% macro n() %}{{ m() }}{% endmacro %}",
          "{{ n()|length }}"], "1"),
        (["{% set t = joiner('、') %}{% for p in people %}{{ t() }}人{% endfor %}"], "人、人"),
        (["{% set c = cycler('单', '双') %}{{ c.next() }}{% if c.current == '双' %}是{% endif %}"],
         "单是"),
        (["{% for p in people recursive %}{{ p.name }}员{% endfor %}"], "甲元员乙员"),
        (["{% raw %}{{ 原样 }}{% endraw %}完"], "{{原样}}完"),
        (["{_{甲}_}，{_%乙%_}"], "{{甲}}，{%乙%}"),
        (["{#p 附注 #}说明", "正文"], "正文"),
        (["{%- if paid -%} 前 {%- endif -%}"], "前"),
        (["{% block b %}块{% endblock %}{{ self.b() }}"], "块块"),
        (["{% with x = paid %}{% if x %}带{% endif %}{% endwith %}"], "带"),
        (["{{ '甲' if “是” == '是' else '' }}乙"], "甲乙"),
        (["{{r '甲'|rich }}元"], "甲元"),
    ],
)  # fmt: skip
def test_what_is_printed_in_another_way_is_not_refused(texts: list[str], wanted: str) -> None:
    """Macros, blocks that are set, calls, filters, docxtpl's own notation."""
    docx = Template("t.docx", paragraphs(*texts)).render(PEOPLE).docx
    assert "".join(text_of(docx).split()) == wanted


def test_text_of_a_macro_is_asked_for_wherever_it_is_printed(losing: Losing) -> None:
    """The second call's text is not the first's."""
    losing("第", 2)
    text = "{% macro m(x) %}第{{ x }}条{% endmacro %}{{ m(1) }}及{{ m(2) }}"
    assert "its text “第” is lost" in told(text)


def test_cells_that_a_loop_merges_are_asked_for_once() -> None:
    """docxtpl's tags vm and hm print the cell's text in the first round alone."""
    rows = (
        ["{%tr for p in people %}", ""],
        ["{% vm %}合计", "{{ p.pay }}元"],
        ["{%tr endfor %}", ""],
    )
    assert told(data=word(table(*rows))) == ""
    cells = ["{%tc for p in people %}", "{% hm %}抬头", "{%tc endfor %}", "末"]
    assert told(data=word(table(cells))) == ""


def test_a_tag_in_an_attribute_switches_text() -> None:
    """A statement may begin where no text is; what it switches is known all the same."""
    form = '<w:spacing w:before="{% set wide = off %}0"/>'
    data = word(paragraph(run("{% if wide %}宽{% else %}窄{% endif %}"), form=form))
    assert told(data=data) == ""


def test_every_shipped_template_is_compared() -> None:
    """Tags and text of each part can be told apart, so that the comparison is made."""
    for path in SAMPLE_TEMPLATES.glob("*.docx"):
        for xml in Template(path.name, path.read_bytes())._lost_text._parts.values():
            LiteralPaths(parsed(xml))


WORDS = st.sampled_from(
    ["甲方", "乙方", "元", "元。", "第", "条", " ", "a&b", "《<法>》", "“引”", "“{”"]
)
VALUES = st.sampled_from(["{{ n }}", "{{ s }}", "{{ s|upper }}", "{{ m(n) }}", "{{ n or '元' }}"])
CONDITIONS = st.sampled_from(["n", "not n", "s == '元'", "loop is defined", "xs", "'<' in s"])


@st.composite
def inline(draw: st.DrawFn, depth: int = 2) -> str:
    """The text of a paragraph: words, values, conditions and loops within it."""
    pieces = []
    for kind in draw(st.lists(st.sampled_from("wwvcl"), max_size=4)):
        if kind == "w" or depth == 0:
            pieces.append(draw(WORDS))
        elif kind == "v":
            pieces.append(draw(VALUES))
        elif kind == "c":
            yes, no = draw(inline(depth - 1)), draw(inline(depth - 1))
            pieces.append(f"{{% if {draw(CONDITIONS)} %}}{yes}{{% else %}}{no}{{% endif %}}")
        else:
            pieces.append(f"{{% for x in xs %}}{draw(inline(depth - 1))}{{% endfor %}}")
    return "".join(pieces)


def _split(draw: st.DrawFn, text: str) -> str:
    """A paragraph of runs that end anywhere, as Word makes them."""
    place = draw(st.integers(0, len(text)))
    return paragraph(*(run(escape(piece)) for piece in (text[:place], text[place:]) if piece))


@st.composite
def blocks(draw: st.DrawFn, depth: int = 2) -> list[str]:
    """Paragraphs and tables, some of them under conditions and in loops of docxtpl's tags."""
    made: list[str] = []
    for kind in draw(st.lists(st.sampled_from("pptcl"), max_size=3)):
        if kind == "p" or depth == 0:
            made.append(_split(draw, draw(inline())))
        elif kind == "t":
            made.append(_table(draw))
        else:
            head = f"if {draw(CONDITIONS)}" if kind == "c" else "for x in xs"
            made += [
                paragraph(run(escape(f"{{%p {head} %}}"))),
                *draw(blocks(depth - 1)),
                paragraph(run(f"{{%p end{head.split(maxsplit=1)[0]} %}}")),
            ]
    return made


def _table(draw: st.DrawFn) -> str:
    texts = [f"表{draw(inline())}", draw(inline())]
    if draw(st.booleans()):
        return table(["{%tr for x in xs %}", ""], texts, ["{%tr endfor %}", ""])
    cells = [f"{{%tc if {draw(CONDITIONS)} %}}", texts[0], "{%tc endif %}", texts[1]]
    return table(["头", "", "", ""], cells)


@settings(max_examples=40)
@given(
    blocks(),
    st.sampled_from(["", "元", "第条", "甲\n乙", "<a>", "\U000f0000"]),
    st.integers(0, 2),
)
def test_a_right_document_is_never_refused(found: list[str], s: str, n: int) -> None:
    """Whatever stands in paragraphs, tables, conditions and loops of all of docxtpl's tags."""
    macro = paragraph(run("{% macro m(x) %}[{{ x }}元]{% endmacro %}"))
    data = word(macro + "".join(found))
    Template("t.docx", data).render({"s": s, "n": n, "xs": tuple(range(n))})
