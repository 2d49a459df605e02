"""Documents taken apart: what they may differ in, and paragraphs set on a sheet."""

from __future__ import annotations

import re

import pytest

from kefu_docs.layout_reuse.docx_paragraphs import DocxParagraphs, flow_of, sheet_of, take_apart
from kefu_docs.layout_reuse.lines import Flow
from kefu_docs.model.document import ANYTHING, PAGE
from kefu_docs.render import shown_text
from kefu_docs.render.word.docx_zip import read_parts, stored
from kefu_docs.render.word.word_xml import R
from tests.support.kinds import word
from tests.support.word import UNDERLINED, paragraph, run, table

FIELD = '<w:fldSimple w:instr=" {} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
CELL = paragraph(run("格"))
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"


def floating(content: str) -> str:
    """A run with a drawing that floats."""
    anchor = f'<wp:anchor xmlns:wp="{WP}">{content}</wp:anchor>'
    return f"<w:r><w:drawing>{anchor}</w:drawing></w:r>"


def form(body: str, header: str = "", section: str = "") -> DocxParagraphs:
    """The form of a document."""
    made = take_apart(word(body, header=header, section=section))
    assert made
    return made


def test_paragraphs_are_those_of_header_body_and_footer() -> None:
    """The form lists the paragraphs of header, body and footer.

    Empty ones and fields are not plain.
    """
    made = form(
        paragraph(run("甲")) + "<w:p/>" + paragraph(FIELD.format("PAGE")) + table([CELL, CELL]),
        header=paragraph(run("编号")),
    )
    texts = [re.sub("<.*?>", "", xml) for xml in made.paragraphs]
    assert texts[0] == "编号"
    (section,) = made.sections
    above, below = section.sides[-1]
    assert (above, below) == (range(section.body.start), range(0))
    assert texts[section.body.start :] == ["甲", "1", "格", "格", "完", "后文"]
    assert {texts[number] for number in made.plain} == {"编号", "甲", "格", "完", "后文"}


def test_a_header_that_is_not_there_has_no_paragraphs() -> None:
    """A section may name one that the package does not have."""
    named = f'<w:headerReference xmlns:r="{R[1:-1]}" w:type="first" r:id="rId99"/>'
    made = form(CELL, section=f"{named}<w:titlePg/>")
    assert made.sections[0].sides[0] == (range(0), range(0))


def test_documents_of_one_frame_differ_in_plain_text_alone() -> None:
    """Other words, in as many runs of one look as may be, leave the frame as it is.

    Another look or number of paragraphs changes it.
    """
    one = form(paragraph(run("甲"), run("乙")))
    for alike in ((run("丙丁"), run("戊")), (run("甲"),)):
        assert form(paragraph(*alike)).frame == one.frame
    for other in (
        paragraph(run("甲"), run("乙", UNDERLINED)),
        paragraph(run("甲"), run("乙")) + paragraph(run("丙")),
        paragraph(run("甲"), run("乙"), form="<w:keepNext/>"),
        paragraph(run("甲"), run("")),
        paragraph(run("甲"), run("乙　")),
    ):
        assert form(other).frame != one.frame
        assert form(other).basis == one.basis


def test_a_frame_tells_which_faces_are_named_and_not_where() -> None:
    """A document has a font for each, be the characters it draws in one place or another."""
    face = "".join(f' w:{slot}="Symbola"' for slot in ("ascii", "hAnsi", "eastAsia", "cs"))
    picture = run("👍", f"<w:rFonts{face}/>")
    one, other, none = (
        form(paragraph(*runs))
        for runs in ((run("甲"), picture, run("乙")), (picture, run("甲")), (run("甲"),))
    )
    assert one.frame == other.frame != none.frame


EXACT = '<w:spacing w:line="440" w:lineRule="exact"/>'


@pytest.mark.parametrize(
    ("body", "section", "is_exact"),
    [
        (paragraph(run("甲"), form=EXACT), "", True),
        (paragraph(run("甲"), form=EXACT), '<w:docGrid w:linePitch="312"/>', True),
        (paragraph(run("甲"), form=EXACT), '<w:docGrid w:type="default"/>', True),
        (paragraph(run("甲"), form=EXACT), '<w:docGrid w:type="lines" w:linePitch="312"/>', False),
        (paragraph(run("甲")), "", False),
        (table([paragraph(run("甲"), form=EXACT)]), "", False),
    ],
)
def test_lines_are_exact_by_their_paragraph(body: str, section: str, *, is_exact: bool) -> None:
    """Where no grid and no table has a say in it."""
    made = form(body, section=section)
    assert made.exact == ({0} if is_exact else set())
    flow = flow_of(word(body, section=section), made)
    assert flow
    assert flow.exact == made.exact


def test_what_is_not_plain_belongs_to_the_frame() -> None:
    """A paragraph that is not plain is part of the frame with its text."""
    frames = {form(paragraph(run(text)) + paragraph(run(f"{text}　"))).frame for text in "甲乙"}
    assert len(frames) == 2


def test_sheets_are_for_pages_of_one_width() -> None:
    """Another page width or style is another basis; the document's properties are not."""
    narrow = '<w:pgMar w:left="3000" w:right="3000" w:top="900" w:bottom="900"/>'
    one, other = form(CELL), form(CELL, section=narrow)
    assert one.basis != other.basis
    parts = read_parts(word(CELL))
    titled = {**parts, "docProps/core.xml": parts["docProps/core.xml"].replace(b"d", b"e")}
    styled = {**parts, "word/styles.xml": parts["word/styles.xml"] + b"\n"}
    found = [take_apart(stored(p)) for p in (parts, titled, styled)]
    assert all(found)
    bases = [f.basis for f in found if f]
    assert bases[0] == bases[1] != bases[2]


@pytest.mark.parametrize(
    ("body", "section", "settings"),
    [
        (CELL, '<w:cols w:num="2"/>', ""),
        (CELL, "", "<w:mirrorMargins/>"),
        (paragraph(form="<w:sectPr/>") + CELL, '<w:type w:val="continuous"/>', ""),
        (table([CELL], form='<w:tblpPr w:tblpX="9"/>'), "", ""),
        (paragraph(run("甲"), form='<w:framePr w:wrap="around"/>'), "", ""),
        (paragraph(run("甲"), form='<w:pStyle w:val="Framed"/>'), "", ""),
        (table([CELL], form='<w:tblStyle w:val="Marked"/>'), "", ""),
        (paragraph(run("甲"), '<w:r><w:footnoteReference w:id="1"/></w:r>'), "", ""),
        (paragraph(run("甲"), floating("<wp:wrapSquare/>")), "", ""),
        (
            paragraph(run("甲"), floating("<wp:wrapNone/><w:txbxContent><w:p/></w:txbxContent>")),
            "",
            "",
        ),
    ],
    ids=[
        *("columns", "mirrored", "section on a page", "floating"),
        *("frame", "frame by a style"),
        *("marked table", "note", "drawing in text", "text box"),
    ],
)
def test_pages_of_more_than_a_header_a_footer_and_one_flow_have_no_form(
    body: str, section: str, settings: str
) -> None:
    """Documents with columns, notes, text boxes and their like have no form."""
    marked = (
        '<w:style w:type="table" w:styleId="Marked"><w:tblStylePr w:type="firstRow"><w:rPr>'
        "<w:caps/></w:rPr></w:tblStylePr></w:style>"
        '<w:style w:type="paragraph" w:styleId="Framed"><w:pPr><w:framePr w:wrap="around"/></w:pPr>'
        "</w:style>"
    )
    assert take_apart(word(body, section=section, settings=settings, styles=marked)) is None


def test_a_paragraph_of_a_table_stands_alone_in_its_row() -> None:
    """On a sheet a table's row keeps its cells, and loses the text of the other ones."""
    head = [paragraph(run("头")), paragraph(run("尾"))]
    row = [paragraph(run("名")), paragraph(run("王")) + paragraph(run("李"))]
    made = form(table(head, row, form='<w:tblStyle w:val="TableGrid"/>'))
    number = next(n for n in made.plain if "李" in made.paragraphs[n])
    alone = made.alone(number)
    assert re.sub("<.*?>", "", alone) == "李"
    assert alone.startswith('<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/></w:tblPr><w:tblGrid>')
    assert (alone.count("<w:tc>"), alone.count("<w:tr>"), alone.count("<w:p>")) == (2, 1, 1)
    assert alone.count("<w:p/>") == 3  # the name, the paragraph above, the one behind the table


def test_a_row_that_shows_more_than_text_cannot_stand_alone() -> None:
    """A row with more than text in another cell cannot be put on a sheet for one paragraph."""
    made = form(table([CELL, paragraph(FIELD.format("PAGE"))], [CELL, CELL]))
    assert ["格" in made.paragraphs[n] for n in sorted(made.plain)][:3] == [True, True, False]


def test_a_paragraph_of_a_table_in_a_table_is_plain() -> None:
    """It stands in its rows of both on a sheet, and one beside the inner table in its row alone."""
    made = form(table([CELL, table([CELL, paragraph(run("内"))]) + CELL]))
    inner = next(n for n in made.plain if "内" in made.paragraphs[n])
    alone = [made.alone(n) for n in (inner - 2, inner, inner + 1)]
    assert [re.sub("<.*?>", "", xml) for xml in alone] == ["格", "内", "格"]
    assert [xml.count("<w:tbl>") for xml in alone] == [1, 2, 1]


def test_without_series_documents_of_one_frame_have_the_same_paragraphs() -> None:
    """Two short paragraphs and one that is taken for two lines share a frame with series alone."""
    close = '<w:spacing w:after="0"/>'
    two = word(paragraph(run("甲" * 30), form=close) * 2)
    one = word(paragraph(run("甲" * 60), form=close))
    for has_series in (True, False):
        found = [take_apart(docx, has_series=has_series) for docx in (two, one)]
        frames = {apart.frame for apart in found if apart}
        assert len(frames) == (1 if has_series else 2)


def test_a_flow_is_what_paragraphs_show() -> None:
    """Page numbers are known on the page, and so are labels; other fields are not."""
    body = paragraph(run("甲 乙")) + "<w:p><w:pPr/></w:p>"
    docx = word(body, header=paragraph(run("第"), FIELD.format("PAGE")))
    made = take_apart(docx)
    assert made
    assert flow_of(docx, made) == Flow((f"第{PAGE}", "", "甲乙", "", "完", "后文"), made.sections)
    docx = word(numbered("甲"))
    made = take_apart(docx)
    assert made
    assert flow_of(docx, made) == Flow.of((f"{ANYTHING}甲", "完", "后文"))
    for xml, header in ((paragraph(FIELD.format("DATE")), ""), ("", numbered("甲"))):
        docx = word(xml, header=header)
        made = take_apart(docx)
        assert made
        assert flow_of(docx, made) is None


def numbered(text: str) -> str:
    """A paragraph with a label in front."""
    return paragraph(run(text), form='<w:numPr><w:numId w:val="1"/></w:numPr>')


def test_heads_are_the_paragraphs_of_rows_that_tables_repeat() -> None:
    """The paragraphs of repeated rows are listed table by table, by their numbers."""
    head = "<w:tr><w:trPr><w:tblHeader/></w:trPr>"
    repeated = table([CELL, CELL], [CELL, CELL]).replace("<w:tr>", head, 1)
    docx = word(CELL + repeated + table([CELL]) + repeated)
    made = take_apart(docx)
    assert made
    flow = flow_of(docx, made)
    assert flow
    assert flow.heads == (range(1, 3), range(6, 8))


def test_a_sheet_holds_its_paragraphs_and_nothing_else() -> None:
    """A sheet has the document's page and the chosen paragraphs, without header and footer."""
    docx = word(CELL, header=paragraph(run("编号")), section='<w:pgSz w:w="9000" w:h="9000"/>')
    made = take_apart(docx)
    assert made
    sheet = sheet_of(docx, [made.alone(n) for n in sorted(made.plain)])
    assert shown_text(sheet).body == ("编号", "格", "完", "后文")
    xml = read_parts(sheet)["word/document.xml"].decode()
    assert "headerReference" not in xml
    assert xml.count('<w:pgSz w:w="9000" w:h="9000"/>') == 1
