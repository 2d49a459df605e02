"""A table of contents names the pages on which the chapters stand."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from kefu_docs.proof import Expected, prove
from kefu_docs.render import Template, compose, for_libreoffice, shown_text
from kefu_docs.render.layout.contents_tables import with_right_contents
from kefu_docs.render.word.docx_zip import read_parts
from tests.render.composing.test_compose import cut
from tests.support.builds import Office
from tests.support.pdf import differences, glyphs
from tests.support.word import saved

CHAPTERS = ("总则", "工作内容", "附则")
_GALLERY = (
    '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
)


def marks(*texts: str) -> list[Any]:
    """Runs with the marks of fields; a text that is none of theirs is an instruction."""
    kinds = ("begin", "separate", "end")
    made = (
        f'<w:fldChar w:fldCharType="{text}"/>'
        if text in kinds
        else f'<w:instrText xml:space="preserve">{text}</w:instrText>'
        for text in texts
    )
    return [parse_xml(f"<w:r {nsdecls('w')}>{xml}</w:r>") for xml in made]


def entry(paragraph: Any, number: int) -> None:
    """An entry as Word stores it, with a page number of long ago."""
    link = parse_xml(f'<w:hyperlink {nsdecls("w")} w:anchor="_Toc{number}"/>')
    text = parse_xml(f"<w:r {nsdecls('w')}><w:t>旧的标题</w:t></w:r>")
    stored = parse_xml(f"<w:r {nsdecls('w')}><w:t>99</w:t></w:r>")
    begin, told, separate = marks("begin", f" PAGEREF _Toc{number} \\h ", "separate")
    link.extend([text, begin, told, separate, stored, *marks("end")])
    paragraph._p.append(link)


def with_contents(*, in_gallery: bool) -> bytes:
    """A template of chapters behind a table of contents; a chapter begins a page."""
    document: Any = docx.Document()
    style: Any = document.styles["Normal"]
    style.font.name = "Times New Roman"
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    entries = [document.add_paragraph() for _ in CHAPTERS]
    entries[0]._p.extend(marks("begin", ' TOC \\o "1-3" \\h ', "separate"))
    for number, paragraph in enumerate(entries):
        entry(paragraph, number)
    entries[-1]._p.extend(marks("end"))
    if in_gallery:
        control = parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtPr>{_GALLERY}</w:sdtPr><w:sdtContent/></w:sdt>"
        )
        entries[0]._p.addprevious(control)
        control[1].extend([paragraph._p for paragraph in entries])
    for number, title in enumerate(CHAPTERS):
        heading = document.add_paragraph(f"{title}一章")
        heading.paragraph_format.page_break_before = True
        if number:  # the first is listed because the template lists it
            heading._p.pPr.append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="0"/>'))
        start = f'<w:bookmarkStart {nsdecls("w")} w:id="{number}" w:name="_Toc{number}"/>'
        heading._p.insert(1, parse_xml(start))
        heading._p.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{number}"/>'))
        for text in ("{%p for line in lines %}", "{{ line }}", "{%p endfor %}"):
            document.add_paragraph(text)
    return saved(document)


@pytest.mark.office
@pytest.mark.parametrize("in_gallery", [False, True])
def test_a_table_of_contents_has_the_right_pages(office: Office, in_gallery: bool) -> None:
    """Those of this document, whatever the template's were; the docx keeps Word's field."""
    made = Template("t.docx", with_contents(in_gallery=in_gallery))
    rendered = made.render({"lines": ["甲乙双方。"] * 60})
    pdf = office(for_libreoffice(rendered.docx))
    pages = ["".join(glyph.character for glyph in page) for page in glyphs(pdf)]
    begun = [next(n for n, p in enumerate(pages[1:], 2) if f"{c}一章" in p) for c in CHAPTERS]
    assert begun == sorted(set(begun))
    assert begun[-1] > len(CHAPTERS) + 1
    entries = "".join(f"{c}一章{page}" for c, page in zip(CHAPTERS, begun, strict=True))
    assert pages[0].replace(".", "") == entries
    assert prove(pdf, Expected(shown_text(rendered.docx)), "").faults == ()
    assert " TOC " in read_parts(rendered.docx)["word/document.xml"].decode()


@pytest.mark.office
@pytest.mark.parametrize("in_gallery", [False, True])
def test_it_comes_out_of_a_batch_as_alone(office: Office, in_gallery: bool) -> None:
    """Each document's leads to chapters of its own, whose bookmarks have the same names in all."""
    made = Template("t.docx", with_contents(in_gallery=in_gallery))
    assert made.obstacles == ()
    documents = [made.render({"lines": ["甲乙双方。"] * n}).docx for n in (60, 1, 130)]
    batch = cut(office(compose(documents)), 3)
    for document, composed in zip(documents, batch, strict=True):
        assert differences(office(for_libreoffice(document)), composed) == []


@pytest.mark.office
def test_a_table_of_contents_of_word_has_its_pages(office: Office) -> None:
    """Word hides dots and numbers from web pages (webHidden), and LibreOffice from paper, too."""
    document: Any = docx.Document(io.BytesIO(with_contents(in_gallery=False)))
    for link in document.element.body.iter(qn("w:hyperlink")):
        for run in link[1:]:
            run.insert(0, parse_xml(f"<w:rPr {nsdecls('w')}><w:webHidden/></w:rPr>"))
    rendered = Template("t.docx", saved(document)).render({"lines": []})
    (first, *_) = glyphs(office(for_libreoffice(rendered.docx)))
    shown = "".join(glyph.character for glyph in first).replace(".", "")
    assert shown == "".join(f"{chapter}一章{page}" for page, chapter in enumerate(CHAPTERS, 2))


def test_other_fields_stay() -> None:
    """A body without a table of contents is as it was, and so are fields beside one."""
    number = '<w:fldChar w:fldCharType="begin"/><w:instrText> PAGE </w:instrText>'
    ended = f'{number}<w:fldChar w:fldCharType="separate"/>1<w:fldChar w:fldCharType="end"/>'
    toc = ended.replace("PAGE", "TOC").replace(">1<", f">{ended}<")
    assert with_right_contents(ended) == ended
    assert with_right_contents(ended + toc + ended) == ended * 3
