"""The text that pages must show: all of it, with fields and labels left open."""

from __future__ import annotations

import docx
from docx.document import Document
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.model.document import ANYTHING, PAGE, PAGES, ShownText
from kefu_docs.render import shown_text
from kefu_docs.render.expected.drawn_paragraphs import DrawnParagraphs
from kefu_docs.render.expected.expected_text import looks_of, shown_paragraphs
from tests.support import word_features as made_by
from tests.support.word import docx_with, elements, field, paragraph, run, saved, table, word
from tests.support.word_xml import WORD, body, parts, relations, zipped


def shown(*paragraphs: str, styles: str = "", header: str = "", section: str = "") -> ShownText:
    """What a docx shows whose paragraphs have this content, in WordprocessingML.

    What begins with the tag of a paragraph or table is one by itself.
    """
    return shown_text(
        word(
            "".join(map(_block, paragraphs)),
            styles=styles,
            header=_block(header) if header else "",
            section=section,
        )
    )


def _block(content: str) -> str:
    return content if content.startswith(("<w:tbl>", "<w:p>")) else f"<w:p>{content}</w:p>"


def test_paragraphs_are_squeezed() -> None:
    """Spaces, tabs and breaks are left out of a paragraph's text.

    Entities and hyphens are in it.
    """
    told = run("甲 方") + "<w:r><w:tab/><w:t>A&amp;B</w:t><w:noBreakHyphen/><w:t>1</w:t></w:r>"
    assert shown(told, "", run("乙")).body == ("甲方A&B-1", "乙")


def test_page_numbers_are_known_on_the_page() -> None:
    """PAGE and NUMPAGES in a header, as fields of either notation, are known on each page."""
    header = run("第") + field(" PAGE ", run("1")) + run("页共")
    header += f'<w:fldSimple w:instr=" NUMPAGES \\* MERGEFORMAT ">{run("9")}</w:fldSimple>'
    assert shown(header=header).margins == (f"第{PAGE}页共{PAGES}",)


def test_numbers_of_another_notation_are_left_open() -> None:
    """Page numbers in Roman, or counted from another number, may show anything; how many pages
    there are is known all the same.
    """
    assert shown(field("PAGE \\* ROMAN", run("I"))).body == (ANYTHING,)
    counted = shown(field("PAGE", run("1")), section='<w:pgNumType w:start="5"/>')
    assert counted.body == (ANYTHING,)
    from_one = shown(field("PAGE", run("1")), section='<w:pgNumType w:start="1"/>')
    assert from_one.body == (PAGE,)
    odd = '<w:type w:val="oddPage"/>'
    assert shown(field("PAGE", run("1")), section=odd).body == (PAGE,)
    cover = paragraph(run("封"), form="<w:sectPr/>")
    later = shown(cover, field("PAGE", run("1")), section=odd)
    assert later.body[1] == ANYTHING
    total = shown(field("NUMPAGES", run("1")), section='<w:pgNumType w:start="5"/>')
    assert total.body == (PAGES,)


def test_shapes_of_powerpoint_show_what_only_it_knows() -> None:
    """As charts and diagrams do; their text is no paragraph of Word's."""
    locked = "http://schemas.openxmlformats.org/drawingml/2006/lockedCanvas"
    canvas = f'<w:drawing><lc:lockedCanvas xmlns:lc="{locked}"/></w:drawing>'
    assert shown(f"<w:r>{canvas}</w:r>", run("甲")).has_pictures_of_text
    assert not shown(run("甲")).has_pictures_of_text


def test_other_fields_are_left_open_and_links_are_not() -> None:
    """What a field stands for is known to the converter; a link shows what is stored."""
    date = field("DATE", run("2020") + field("PAGE", run("1")))
    told = shown(date + run("止"), field('HYPERLINK "a"', run("甲") + field("PAGEREF x", run("7"))))
    assert told.body == (f"{ANYTHING}止", f"甲{ANYTHING}")


def test_a_label_may_stand_before_a_numbered_paragraph() -> None:
    """Numbered by itself or by its style; symbols and marks of notes are left open, too."""
    numbered = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    style = '<w:pPr><w:pStyle w:val="Clause"/></w:pPr>'
    styles = (
        '<w:style w:type="paragraph" w:styleId="Clause"><w:name w:val="Clause"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    told = shown(
        numbered + run("甲"),
        style + run("乙"),
        run("丙") + '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>',
        styles=styles,
    )
    assert told.body == (f"{ANYTHING}甲", f"{ANYTHING}乙", f"丙{ANYTHING}")


def test_repeated_heads_of_tables_are_listed() -> None:
    """Rows that a table repeats are listed, and stand in the body as well."""
    cell = "<w:tc><w:p>{}</w:p></w:tc>"
    row = "<w:tr>{}" + cell + cell + "</w:tr>"
    head = row.format("<w:trPr><w:tblHeader/></w:trPr>", run("事项"), run("金额"))
    told = shown(f"<w:tbl>{head}{row.format('', run('甲'), run('1'))}</w:tbl>")
    assert told.heads == ("事项金额",)
    assert told.body == ("事项", "金额", "甲", "1")


def test_a_tables_style_may_have_its_head_repeated() -> None:
    """Its first row's, if a style it is based on says so."""
    head = '<w:tblStylePr w:type="firstRow"><w:trPr><w:tblHeader/></w:trPr></w:tblStylePr>'
    styles = (
        f'<w:style w:type="table" w:styleId="A"><w:name w:val="A"/>{head}</w:style>'
        '<w:style w:type="table" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>'
    )
    row = "<w:tr><w:tc><w:p>{}</w:p></w:tc></w:tr>"
    rows = row.format(run("项目")) + row.format(run("甲"))
    for style, heads in (("B", ("项目",)), ("TableGrid", ())):
        named = f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/></w:tblPr><w:tblGrid/>{rows}</w:tbl>'
        assert shown(named, styles=styles).heads == heads


def test_cells_of_a_row_are_told_apart() -> None:
    """Where each begins in the body; a row of one cell with text is none, and the outer counts."""
    inner = table((_block(run("乙")), _block(run("丙"))))
    row = table((_block(run("甲")), inner + "<w:p/>", "<w:p/>"), (_block(run("丁")), "<w:p/>"))
    told = shown(run("前"), row, table((_block(run("戊")) + inner + "<w:p/>",)))
    assert told.body == ("前", "甲", "乙", "丙", "丁", "戊", "乙", "丙")
    assert told.rows == ((1, 2, 4, 4), (6, 7, 8))


def test_a_title_page_may_have_no_header() -> None:
    """Where a title page has no header, no page has to show one."""
    assert shown(header=run("甲"), section="<w:titlePg/>").margins == ("甲", "")


def test_a_cover_may_have_no_header() -> None:
    """Where only a later section names a header, the pages of the first have none.

    One that names none goes on with the header before it.
    """

    def sections(document: Document, headed: int) -> None:
        document.add_paragraph("封面")
        document.add_section()
        document.add_paragraph("正文")
        header = document.sections[headed].header
        header.is_linked_to_previous = False
        header.paragraphs[0].text = "甲"

    assert shown_text(docx_with(lambda d: sections(d, 1))).margins == ("甲", "")
    assert shown_text(docx_with(lambda d: sections(d, 0))).margins == ("甲",)


def test_the_headers_of_a_title_page_are_its_own() -> None:
    """A title page has its own headers.

    All others share theirs, unless even pages have their own.
    """
    document = docx.Document()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "首页"
    section.header.paragraphs[0].text = "页眉"
    section.footer.paragraphs[0].text = "页脚"
    others = ("页眉", "页脚")
    assert shown_text(saved(document)).sides == (("首页",), others, others)
    document.settings.odd_and_even_pages_header_footer = True
    section.even_page_footer.paragraphs[0].text = "偶"
    assert shown_text(saved(document)).sides == (("首页",), ("偶",), others)


def test_a_document_whose_pages_are_alike_has_no_sides() -> None:
    """Without title page, with several sections, or a first page not number 1, there are no
    sides.
    """
    assert shown(header=run("甲")).sides == (None, None, None)
    assert shown(run("甲"), header=run("乙"), section='<w:titlePg w:val="0"/>').sides[0] is None
    document = docx.Document()
    document.sections[0].different_first_page_header_footer = True
    document.add_section()
    assert shown_text(saved(document)).sides == (None, None, None)


def test_the_fallback_of_a_drawing_is_not_read_twice() -> None:
    """A text box, which Word writes in two notations, is read once."""
    text = "<w:t>甲</w:t>"
    box = f'<mc:Choice Requires="wps">{text}</mc:Choice><mc:Fallback>{text}</mc:Fallback>'
    markup = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    content = f'<w:r><mc:AlternateContent xmlns:mc="{markup}">{box}</mc:AlternateContent></w:r>'
    assert shown(content).body == ("甲",)


def test_what_no_page_shows_is_told_apart() -> None:
    """Hidden text, alternative text of pictures, cells under a merge, instructions of fields."""
    picture = (
        '<w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="1" name="P"'
        ' descr="照片"/></wp:inline></w:drawing></w:r>'
    )
    made = made_by.word(
        made_by.paragraph(run("见"), run("隐", "<w:vanish/>"), picture)
        + made_by.table(
            made_by.cell("工资", '<w:vMerge w:val="restart"/>') + made_by.cell("一"),
            made_by.cell("被盖", "<w:vMerge/>") + made_by.cell("二"),
        )
    )
    told = shown_text(made)
    assert told.body == ("见", "工资", "一", "二")
    assert told.unseen == ("隐", "被盖", "照片")


def test_a_note_without_a_mark_is_not_seen() -> None:
    """Word keeps notes whose mark was deleted, and nobody draws them.

    Of one without text the label is drawn.
    """
    notes = "".join(
        f'<w:footnote w:id="{number}">{made_by.paragraph(run(text))}</w:footnote>'
        for number, text in ((2, "有号"), (3, "无号"), (4, ""))
    )
    marks = "".join(f'<w:r><w:footnoteReference w:id="{number}"/></w:r>' for number in (2, 4))
    files = parts(body(made_by.paragraph(run("甲"), marks)))
    files["word/_rels/document.xml.rels"] = relations(("rId1", "footnotes", "footnotes.xml"))
    files["word/footnotes.xml"] = f"<w:footnotes {WORD}>{notes}</w:footnotes>"
    told = shown_text(zipped(files))
    assert (told.notes, told.unseen) == (("有号", ANYTHING), ("无号",))


PIECES = (
    *("<w:r><w:t>甲</w:t></w:r>", "<w:r><w:t>乙 丙</w:t></w:r>", "<w:r><w:noBreakHyphen/></w:r>"),
    *(f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")),
    *(f"<w:r><w:instrText>{told}</w:instrText></w:r>" for told in ("PAGE", "TOC", "DATE")),
    '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>',
    "</w:p><w:p>",
)


@given(st.lists(st.sampled_from(PIECES)))
def test_paragraphs_are_read_one_by_one_as_all_at_once(pieces: list[str]) -> None:
    """What a field in one leaves open goes on in the next."""
    looks = looks_of({})
    paragraphs = [f"<w:p>{content}</w:p>" for content in "".join(pieces).split("</w:p><w:p>")]
    together = DrawnParagraphs(looks)
    together.read(*elements("<w:x>" + "".join(paragraphs) + "</w:x>"))
    assert shown_paragraphs(paragraphs, looks) == together.found
