"""A table of contents lists the headings that a document has, not those of its template."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from kefu_docs.model.data_file import DataFile
from kefu_docs.proof import Expected, prove
from kefu_docs.render import Template, compose, for_libreoffice, shown_text
from kefu_docs.render.word.docx_zip import read_parts
from tests.render.composing.test_compose import cut
from tests.support.builds import Office
from tests.support.openxml import complaints
from tests.support.pdf import differences, glyphs
from tests.support.word import docx_with, field, paragraph, run, word

_LINK = '<w:hyperlink w:anchor="{0}">{1}</w:hyperlink>'
_PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?>.*?</w:p>", re.DOTALL)
_WORDS = re.compile(r"<w:t(?: [^>]*)?>([^<]*)|(<w:tab/>)|(w:instrText)")


def listed(rendered: bytes) -> list[str]:
    """The paragraphs with a reference to a page in a docx: their text, tabs as Word has them."""
    body = read_parts(rendered)["word/document.xml"].decode()
    found = [p for p in _PARAGRAPH.findall(body) if "PAGEREF" in p]
    return ["".join(t or (tab and "\t") for t, tab, _ in _WORDS.findall(p)) for p in found]


def contents(instruction: str = 'TOC \\o "1-3" \\h \\z \\u', *entries: str) -> str:
    """A table of contents: entries as Word stores them, or what it says where there are none."""
    made = [
        run(e) + run("\t") + field(f"PAGEREF _Toc{n} \\h", run("7")) for n, e in enumerate(entries)
    ]
    opening, _, closing = field(instruction, "|").partition("|")
    links = [_LINK.format(f"_Toc{n}", entry) for n, entry in enumerate(made)] or [run("按 F9 更新")]
    links[0] = opening + links[0]
    return "".join(map(paragraph, links)) + paragraph(closing)


def heading(text: str, level: int = 1, bookmark: int | None = None) -> str:
    """A heading; with a number it has the bookmark that an entry leads to."""
    mark = '<w:bookmarkStart w:id="{0}" w:name="_Toc{0}"/>{1}<w:bookmarkEnd w:id="{0}"/>'
    words = run(text) if bookmark is None else mark.format(bookmark, run(text))
    return paragraph(words, form=f'<w:pStyle w:val="Heading{level}"/>')


def template(*body: str) -> Template:
    """A template of this WordprocessingML."""
    return Template("t.docx", word("".join(body), family="宋体"))


LOOPED = (
    contents('TOC \\o "1-2" \\h', "总则", "{{ part.title }}", "附则"),
    heading("总则", bookmark=0),
    paragraph(run("{%p for part in parts %}")),
    heading("{{ part.title }}", 2, bookmark=1),
    paragraph(run("{{ part.text }}")),
    paragraph(run("{%p endfor %}")),
    paragraph(run("{%p if last %}")),
    heading("附则", bookmark=2),
    paragraph(run("{%p endif %}")),
)


def test_headings_of_loops_and_conditions_are_listed(tmp_path: Path) -> None:
    """Each once, with a bookmark of its own; what a condition leaves out is not listed."""
    made = template(*LOOPED)
    parts = [{"title": "薪酬", "text": "略"}, {"title": "休假", "text": "略"}]
    rendered = made.render({"parts": parts, "last": False}).docx
    assert listed(rendered) == ["总则\t7", "薪酬\t7", "休假\t7"]
    body = read_parts(rendered)["word/document.xml"].decode()
    names = re.findall(r'<w:bookmarkStart [^>]*w:name="(_Toc[^"]*)"', body)
    assert set(re.findall(r"PAGEREF (\S+)", body)) <= set(names)
    assert " TOC " in body or 'TOC \\o "1-2"' in body
    assert complaints(rendered, tmp_path) == complaints(made_of(LOOPED), tmp_path)
    assert listed(made.render({"parts": [], "last": True}).docx) == ["总则\t7", "附则\t7"]


def made_of(body: tuple[str, ...]) -> bytes:
    """The template's own file."""
    return word("".join(body), family="宋体")


@pytest.mark.office
def test_their_pages_are_right_alone_and_in_a_batch(office: Office) -> None:
    """Headings over several pages, in documents of different length."""
    made = template(*LOOPED)
    long = [{"title": f"第{n}节", "text": "甲乙双方约定如下。" * 300} for n in range(1, 5)]
    documents = [made.render({"parts": long[:n], "last": n > 1}) for n in (4, 1, 2)]
    alone = [office(for_libreoffice(each.docx)) for each in documents]
    pages = ["".join(g.character for g in page) for page in glyphs(alone[0])]
    entries = re.findall(r"(总则|第\d节|附则)\.+(\d+)", pages[0])
    assert [title for title, _ in entries] == ["总则", "第1节", "第2节", "第3节", "第4节", "附则"]
    for title, page in entries:
        assert title in re.sub(r"(?:总则|第\d节|附则)\.+\d+", "", pages[int(page) - 1])
    assert int(entries[-1][1]) > 3
    for pdf, each in zip(alone, documents, strict=True):
        assert prove(pdf, Expected(shown_text(each.docx), each.printed), "t").faults == ()
    batch = cut(office(compose([each.docx for each in documents])), 3)
    found = [differences(a, b) for a, b in zip(alone, batch, strict=True)]
    assert found == [[], [], []]


def test_contents_that_were_never_filled_in_are(tmp_path: Path) -> None:
    """As programs write them that leave entries to Word; levels are indented."""
    made = template(
        contents(), heading("甲"), heading("乙", 2), heading("丙", 4), paragraph(run("正文"))
    )
    assert made.told == ()
    rendered = made.render({}).docx
    assert listed(rendered) == ["甲\t1", "乙\t1"]
    body = read_parts(rendered)["word/document.xml"].decode()
    assert "按 F9 更新" not in body
    assert body.count('<w:tab w:val="right" w:leader="dot"') == 2
    assert '<w:ind w:left="220"/>' in body
    assert complaints(rendered, tmp_path) == complaints(word(family="宋体"), tmp_path)


def test_a_heading_of_digits_is_listed_once() -> None:
    """Its entry in the template looks like a page number."""
    made = template(contents("TOC \\o \\h", "2026"), heading("2026", bookmark=0))
    assert listed(made.render({}).docx) == ["2026\t7"]


def test_nothing_to_list_leaves_no_entry() -> None:
    """Not even the template's."""
    made = template(contents("TOC \\o", "{{ x }}"), paragraph(run("正文")))
    assert listed(made.render({}).docx) == []


@pytest.mark.parametrize(
    ("instruction", "expected"),
    [
        ('TOC \\o "2-2" \\h', ["乙\t1"]),
        ('TOC \\t "Title,1,标题 2,2" \\h', ["书名\t1", "乙\t1"]),
        ("TOC \\u", ["甲\t1", "乙\t1", "段\t1"]),
        ('TOC \\o "1-2" \\n', []),
        ('TOC \\o "1-1" \\p "……"', ["甲……1"]),
        ('TOC \\f \\o "1-9" \\h', ["甲\t1", "乙\t1", "段\t1"]),
    ],
)
def test_the_switches_of_the_field_hold(instruction: str, expected: list[str]) -> None:
    """Levels, further styles, outline levels of paragraphs, no pages, another separator."""
    made = template(
        contents(instruction.replace('"', "&quot;")),
        paragraph(run("书名"), form='<w:pStyle w:val="Title"/>'),
        heading("甲"),
        heading("乙", 2),
        paragraph(run("段"), form='<w:outlineLvl w:val="2"/>'),
    )
    assert listed(made.render({}).docx) == expected


@pytest.mark.parametrize("instruction", ["TOC \\c 图", "TOC \\o \\b part", "TOC \\f A"])
def test_other_tables_stay_as_word_stored_them(instruction: str) -> None:
    """Of captions, of a part of the document, of marks in the text."""
    mark = field("TC 甲", "") if "\\f" in instruction else ""
    made = template(contents(instruction, "旧的"), paragraph(mark), heading("新的", bookmark=0))
    assert listed(made.render({}).docx) == ["旧的\t7"]


def test_automatic_numbers_are_written_out() -> None:
    """第一章 and 1.1, as Word does, with a stop that the number does not reach over."""
    numbers = (
        '<w:abstractNum w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
        '<w:lvlText w:val="第%1章"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/>'
        '<w:suff w:val="space"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>'
    )

    def write(document: Document) -> None:
        numbering = document.part.numbering_part.element
        first = numbering.find(qn("w:num"))
        declared = f'xmlns:w="{numbering.nsmap["w"]}"'
        parse = docx.oxml.parse_xml
        first.addprevious(
            parse(numbers.replace("<w:abstractNum ", f"<w:abstractNum {declared} ", 1))
        )
        one = f'<w:num {declared} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'
        numbering.append(parse(one))
        for xml in (contents(), *(heading("{{ t }}", n) for n in (1, 2, 2, 1, 2))):
            for element in parse(f"<w:body {declared}>{xml}</w:body>"):
                document.element.body.sectPr.addprevious(element)
        for level in (1, 2):
            properties = document.styles[f"Heading {level}"].element.get_or_add_pPr()
            number = properties.get_or_add_numPr()
            number.get_or_add_ilvl().val = level - 1
            number.get_or_add_numId().val = 90

    rendered = Template("t.docx", docx_with(write)).render({"t": "总则"}).docx
    assert listed(rendered) == [
        *("第一章\t总则\t1", "1.1 总则\t1", "1.2 总则\t1"),
        *("第二章\t总则\t1", "2.1 总则\t1"),
    ]
    body = read_parts(rendered)["word/document.xml"].decode()
    assert '<w:tab w:val="left" w:pos="840"/>' in body


def test_headings_of_a_document_that_is_put_in_are_listed() -> None:
    """In their places among the template's."""
    data = docx_with(lambda d: d.add_heading("附件一", 1))
    file = DataFile("a.docx", hashlib.sha256(data).hexdigest(), lambda: data)
    made = template(
        contents("TOC \\o"), heading("前"), paragraph(run("{{ a|subdocument }}")), heading("后")
    )
    assert listed(made.render({"a": file}).docx) == ["前\t1", "附件一\t1", "后\t1"]


def test_a_bookmark_of_a_loop_stands_once(tmp_path: Path) -> None:
    """The first round of the loop has it, and no id comes again."""
    made = word(
        paragraph(run("{%p for x in [1, 2] %}"))
        + heading("{{ x }}", bookmark=0)
        + paragraph(run("{%p endfor %}"))
        + heading("完", bookmark=1)
    )
    rendered = Template("t.docx", made).render({}).docx
    body = read_parts(rendered)["word/document.xml"].decode()
    assert re.findall(r'w:name="(_Toc\d)"', body) == ["_Toc0", "_Toc1"]
    assert body.count("<w:bookmarkEnd") == 2
    assert complaints(rendered, tmp_path) == complaints(word(), tmp_path)


def test_contents_within_contents_stay_as_they_are() -> None:
    """Word's repeated updates leave them behind: neither can be made anew without the other."""
    inner = contents('TOC \\o "1-2" \\h', "总则")
    opening, _, closing = field('TOC \\o "1-3" \\h', "|").partition("|")
    around = inner.replace("</w:pPr>", f"</w:pPr>{opening}", 1)
    made = template(around, paragraph(closing), heading("总则", bookmark=0))
    assert "总则" in "".join(shown_text(made.render({}).docx).body)
    assert listed(made.render({}).docx) == ["总则\t7"]
