"""A document comes out of a composed batch as it comes out alone."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from typing import Any

import docx
import pikepdf
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Inches
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from kefu_docs.proof import Expected, prove
from kefu_docs.render import ComposeError, Template, compose, contract_context, shown_text, start_of
from kefu_docs.render.word.docx_zip import read_parts, stored
from kefu_docs.scheduler.layout_habits import Habits
from tests.support.builds import SAMPLE_TEMPLATES, Office
from tests.support.pdf import differences, glyphs
from tests.support.render_samples import COMPANY, LABOR, SCHEME
from tests.support.word import BREAK, paragraph, png, run, saved, set_family, word
from tests.support.word import table as table_of
from tests.support.word_drawings import anchored_picture, drawings

TEMPLATES = SAMPLE_TEMPLATES
RARE = "䶮㛃𠮷\U0002a6d6"


def field(paragraph: Any, instruction: str) -> None:
    """Add a field that Word would compute."""
    for kind in ("begin", "instr", "end"):
        run = paragraph.add_run()._r
        if kind == "instr":
            run.append(parse_xml(f"<w:instrText {nsdecls('w')}> {instruction} </w:instrText>"))
        else:
            run.append(parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="{kind}"/>'))


def margins(document: Document) -> None:
    """A header with a value, a footer with the fields of the contracts' own."""
    document.sections[0].header.paragraphs[0].text = "编号：{{ number }}"
    footer = document.sections[0].footer.paragraphs[0]
    footer.add_run("第 ")
    field(footer, "PAGE")
    footer.add_run(" 页 共 ")
    field(footer, r"NUMPAGES  \* MERGEFORMAT")
    footer.add_run(" 页")


def text(document: Document) -> None:
    """Paragraphs, one for each line of the record."""
    document.add_paragraph("{%p for line in lines %}")
    document.add_paragraph("{{ line }}")
    document.add_paragraph("{%p endfor %}")


def table(document: Document) -> None:
    """A table with a repeated head that runs over pages."""
    rows = document.add_table(rows=4, cols=2, style="Table Grid").rows
    for row, texts in zip(
        rows,
        (("项目", "内容"), ("{%tr for line in lines %}", ""), ("{{ number }}", "{{ line }}")),
        strict=False,
    ):
        for cell, content in zip(row.cells, texts, strict=True):
            cell.text = content
    rows[3].cells[0].text = "{%tr endfor %}"
    rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))


def image(document: Document) -> None:
    """A picture in the text and one in the header, as a letterhead has."""
    picture = io.BytesIO()
    Image.new("RGB", (60, 30), (200, 0, 0)).save(picture, "PNG")
    document.add_picture(picture, Inches(1))
    document.sections[0].header.paragraphs[0].add_run().add_picture(picture, Inches(0.5))


def numbered(document: Document) -> None:
    """Word's automatic numbers, set on the paragraphs."""
    for content in ("{%p for line in lines %}", "{{ line }}", "{%p endfor %}"):
        properties: Any = document.add_paragraph(content)._p.get_or_add_pPr()
        properties.append(
            parse_xml(
                f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{NUMBER}"/></w:numPr>'
            )
        )


def numbered_styles(document: Document) -> None:
    """List styles and numbered headings: their numbers belong to the style."""
    style: Any = document.styles["Heading 2"]
    properties = style.element.get_or_add_pPr()
    properties.get_or_add_numPr().get_or_add_numId().val = NUMBER
    own: Any = document.styles["List Number 2"]
    own.paragraph_format.left_indent = Inches(1)
    for content in ("{%p for line in lines %}", "{{ line }}", "{%p endfor %}"):
        document.add_paragraph(content, style="List Number")
    document.add_heading("标题 {{ number }}", 2)
    document.add_paragraph("缩进 {{ number }}", style="List Number 2")
    document.add_paragraph("又一项", style="List Number")
    document.add_paragraph("圆点 {{ number }}", style="List Bullet")
    document.add_heading("标题二", 2)


NUMBER = 3
FOOTER = 60
"""Points over a page's foot, below which its footer stands."""


def sections(document: Document) -> None:
    """A landscape section between upright ones, the page numbers running on."""
    text(document)
    wide = document.add_section(WD_SECTION.NEW_PAGE)
    wide.orientation = WD_ORIENT.LANDSCAPE
    wide.page_width, wide.page_height = wide.page_height, wide.page_width
    document.add_paragraph("横页 {{ number }}")
    upright = document.add_section(WD_SECTION.NEW_PAGE)
    upright.orientation = WD_ORIENT.PORTRAIT
    upright.page_width, upright.page_height = upright.page_height, upright.page_width


def two_sides(document: Document) -> None:
    """Other headers on even pages and on the first."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.even_page_header.paragraphs[0].text = "偶数页 {{ number }}"
    section.first_page_header.paragraphs[0].text = "首页 {{ number }}"
    field(section.even_page_footer.paragraphs[0], "PAGE")
    field(section.first_page_footer.paragraphs[0], "NUMPAGES")
    text(document)


def later_headers(document: Document) -> None:
    """Sections that have a header and a footer which the first lacks; some documents have one."""
    text(document)
    for header in document.sections[0].header, document.sections[0].footer:
        header.is_linked_to_previous = True
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.different_first_page_header_footer = True
    for margin in section.header, section.footer, section.first_page_header:
        margin.is_linked_to_previous = False
        margin.paragraphs[0].text = "第二节 {{ number }}"
    text(document)


def columns(document: Document) -> None:
    """A part in two columns, then a section in three with a line between."""
    text(document)
    for count in 1, 2:
        section = document.add_section(WD_SECTION.CONTINUOUS)
        section._sectPr.find("{*}cols").set(qn("w:num"), str(count))
        text(document)
    last = document.add_section(WD_SECTION.NEW_PAGE)._sectPr.find("{*}cols")
    last.set(qn("w:num"), "3")
    last.set(qn("w:sep"), "1")
    text(document)


def links(document: Document) -> None:
    """Pictures that lead to addresses: in lines, on anchors, in the header."""
    image(document)
    anchored_picture(document.add_paragraph("图" * 20), "paragraph", "column", "Square")
    text(document)
    parts = (document.part, document.sections[0].header.part)
    for number, part in enumerate(parts):
        for picture in part.element.iter("{*}docPr"):
            address = f"https://example.com/{number}"
            relation = part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            link = f'<a:hlinkClick {nsdecls("a", "r")} r:id="{relation}"/>'
            picture.append(parse_xml(link))


def numbered_margins(document: Document) -> None:
    """All paragraphs numbered, by the style of those that name none; headers and footers, too."""
    number = document.styles["List Number"].element.pPr.numPr.numId.val
    normal: Any = document.styles["Normal"].element.get_or_add_pPr()
    normal.get_or_add_numPr().get_or_add_numId().val = number
    text(document)
    document.add_table(rows=1, cols=1).rows[0].cells[0].text = "格"
    document.add_paragraph()


def bookmarks(document: Document) -> None:
    """Word leaves bookmarks of its own; the same names in every document would clash."""
    paragraph: Any = document.add_paragraph("签订地：{{ number }}")
    for tag in ('Start {} w:id="0" w:name="_GoBack"/>', 'End {} w:id="0"/>'):
        paragraph._p.append(parse_xml(f"<w:bookmark{tag.format(nsdecls('w'))}"))
    text(document)


def captions(document: Document) -> None:
    """Two sequences of captions, which Word counts through the whole file."""
    for content in ("{%p for line in lines %}", "图", "表", "{%p endfor %}"):
        paragraph = document.add_paragraph(content)
        if len(content) == 1:
            field(paragraph, rf"SEQ {content} \* ARABIC")
            paragraph.add_run("　{{ line }}")


def references(document: Document) -> None:
    """A table of contents, a reference to a text and a link, forward, and one in the header."""
    field(document.add_paragraph("目录　"), r"PAGEREF _Toc1 \h")
    field(document.add_paragraph("见"), r"REF _Ref1 \h")
    link = parse_xml(
        f"<w:hyperlink {nsdecls('w')} w:anchor='_Toc1'><w:r><w:t>去</w:t></w:r></w:hyperlink>"
    )
    linked: Any = document.add_paragraph()
    linked._p.append(link)
    field(document.sections[0].header.paragraphs[0], r"PAGEREF _Toc1 \h")
    text(document)
    heading: Any = document.add_paragraph("第{{ number }}章")
    for id_, name in enumerate(("_Toc1", "_Ref1", "_Unused")):
        start = f"<w:bookmarkStart {nsdecls('w')} w:id='{id_}' w:name='{name}'/>"
        heading._p.insert(0, parse_xml(start))
        heading._p.append(parse_xml(f"<w:bookmarkEnd {nsdecls('w')} w:id='{id_}'/>"))


def small_letters(document: Document) -> None:
    """Fields as they are typed by hand: captions, references and the number of pages."""
    field(document.add_paragraph("见"), r"ref _Ref1 \h")
    field(document.add_paragraph("页"), r"PageRef _Ref1 \h")
    for _ in range(2):
        field(document.add_paragraph("图"), r"seq 图 \* arabic")
    field(document.sections[0].footer.paragraphs[0], "numpages")
    text(document)
    marked: Any = document.add_paragraph("第{{ number }}章")
    start = f"<w:bookmarkStart {nsdecls('w')} w:id='7' w:name='_Ref1'/>"
    marked._p.insert(0, parse_xml(start))
    marked._p.append(parse_xml(f"<w:bookmarkEnd {nsdecls('w')} w:id='7'/>"))


FEATURES = (
    *(text, table, image, drawings, numbered, numbered_styles, sections, two_sides, bookmarks),
    *(later_headers, columns, links, numbered_margins, captions, references),
    small_letters,
)


def template(feature: Callable[[Document], None]) -> Template:
    """A template with margins, a feature, and a paragraph at the end."""
    document = docx.Document()
    style: Any = document.styles["Normal"]
    style.font.name = "Times New Roman"
    style.element.rPr.rFonts.set(docx.oxml.ns.qn("w:eastAsia"), "宋体")
    margins(document)
    document.add_paragraph("合同 {{ number }}")
    feature(document)
    document.add_paragraph("完")
    return Template(f"{feature.__name__}.docx", saved(document))


def record(number: int, lines: int, words: str = RARE) -> dict[str, object]:
    """A record that fills `lines` paragraphs."""
    return {
        "number": f"HY-{number:03}",
        "lines": [f"{n} {words}，甲乙双方。" for n in range(lines)],
    }


def cut(pdf: bytes, count: int) -> list[bytes]:
    """The documents of a composed PDF, by their destinations."""
    with pikepdf.open(io.BytesIO(pdf)) as whole:
        pages = [page.obj.objgen for page in whole.pages]
        dests = whole.Root.Dests
        starts = [pages.index(dests[f"/{start_of(n)}"][0].objgen) for n in range(count)]
        found = []
        for start, end in zip(starts, [*starts[1:], len(pages)], strict=True):
            with pikepdf.new() as part:
                part.pages.extend(whole.pages[start:end])
                found.append(saved(part))
        return found


def assert_faithful(office: Office, documents: Sequence[bytes]) -> None:
    """Each document alone, uncomposed, against the same in the batch."""
    batch = cut(office(compose(documents)), len(documents))
    for alone, composed in zip(map(office, documents), batch, strict=True):
        assert differences(alone, composed) == []
        assert web_links(alone) == web_links(composed)


def web_links(pdf: bytes) -> list[tuple[str, list[int]]]:
    """The addresses that a PDF leads to, and where, in points."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [
            (str(link.A.URI), [round(float(side)) for side in link.Rect])
            for page in document.pages
            for link in page.get("/Annots", [])
            if "/URI" in link.get("/A", {})
        ]


@pytest.mark.parametrize("feature", FEATURES, ids=lambda f: f.__name__)
def test_a_batch_is_faithful_to_each_document(
    office: Office, habits: Habits, feature: Callable[[Document], None]
) -> None:
    """Pages, places, faces and page numbers of a document are the same in a batch as alone.

    Or this LibreOffice is known to number headers otherwise in some batches.
    """
    made = template(feature)
    assert made.obstacles == ()
    documents = [made.render(record(n, n % 3 * 40 + 1)).docx for n in (1, 2, 3, 5)]
    if are_unlike(habits, documents):
        assert feature is numbered_margins
        return
    assert_faithful(office, documents)


def are_unlike(habits: Habits, documents: Sequence[bytes]) -> bool:
    """Whether some are laid out otherwise in some batches."""
    return bool(habits.unlike_alone({str(n): docx for n, docx in enumerate(documents)}))


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    feature=st.sampled_from(FEATURES),
    records=st.lists(
        st.tuples(st.integers(0, 70), st.text("甲乙丙、，。Ab1 " + RARE, min_size=1, max_size=60)),
        min_size=2,
        max_size=4,
    ),
)
def test_any_records_can_be_composed(
    office: Office,
    habits: Habits,
    feature: Callable[[Document], None],
    records: list[tuple[int, str]],
) -> None:
    """Whatever their length, their text and what their template has, or the proof says no.

    LibreOffice 25.2 may forget that a page in a batch is a document's first.
    """
    made = template(feature)
    documents = [made.render(record(n, *rest)).docx for n, rest in enumerate(records)]
    if are_unlike(habits, documents):
        assert feature is numbered_margins
        return
    try:
        composition = compose(documents)
    except ComposeError:  # text that leaves a section of one paragraph: each is converted alone
        assert feature is later_headers
        return
    batch = cut(office(composition), len(documents))
    for document, composed in zip(documents, batch, strict=True):
        if differences(office(document), composed) != []:
            assert prove(composed, Expected(shown_text(document)), "").faults


def contract_with(lines: int) -> bytes:
    """The project's labor contract, its text moved down by some lines."""
    data = (TEMPLATES / "contract_labor.docx").read_bytes()
    made = Template("contract_labor.docx", data)
    ((_, contract),) = LABOR.all_contracts()
    docx = made.render(contract_context(COMPANY, LABOR, contract, SCHEME)).docx
    parts = read_parts(docx)
    body = parts["word/document.xml"].decode()
    second = body.index("<w:p>", body.index("</w:p>"))
    line = '<w:p><w:pPr><w:pStyle w:val="Party"/></w:pPr><w:r><w:t>行</w:t></w:r></w:p>'
    parts["word/document.xml"] = (body[:second] + line * lines + body[second:]).encode()
    return stored(parts)


def test_headings_stay_with_their_text_wherever_a_document_stands(office: Office) -> None:
    """The same pages alone, first in a batch and last in it, and no heading at a page's foot.

    So they are in a batch of seven and in one of many more than a thousand paragraphs.
    """
    documents = [contract_with(lines) for lines in range(28)]
    alone = [cut(office(compose([document])), 1)[0] for document in documents]
    for size in (7, 28):
        for start in range(0, len(documents), size):
            batch = cut(office(compose(documents[start : start + size])), size)
            for one, other in zip(alone[start : start + size], batch, strict=True):
                assert differences(one, other) == []
    for pdf in alone:
        for page in glyphs(pdf):
            lowest = min(glyph.y for glyph in page if glyph.y > FOOTER)
            last = "".join(
                glyph.character for glyph in page if glyph.y < lowest + 0.1 and glyph.y > FOOTER
            )
            assert not re.match("[一二三四五六七八九十]、", last), last


SPACED = (
    '<w:style w:type="paragraph" w:styleId="Web"><w:name w:val="Normal (Web)"/><w:pPr>'
    '<w:spacing w:beforeAutospacing="1" w:afterAutospacing="1"/></w:pPr></w:style>'
)
ENTRY = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


@pytest.mark.parametrize(
    "end",
    [
        paragraph(BREAK, run("乙", '<w:sz w:val="20"/>')),
        paragraph(run("乙"), form=f'<w:pStyle w:val="Web"/>{ENTRY}')
        + paragraph(run("丙"), form=ENTRY),
    ],
)
def test_an_end_that_would_be_laid_out_otherwise_is_not_composed(end: str) -> None:
    """A line break that begins the last paragraph; a list with automatic spacing.

    The last document of a batch may end so.
    """
    broken, sound = (
        word(paragraph(run("甲")) + blocks, styles=SPACED) for blocks in (end, end + paragraph())
    )
    assert compose([broken])
    assert compose([sound, broken])
    with pytest.raises(ComposeError):
        compose([broken, sound])


def test_a_label_alone_at_the_end_is_not_composed() -> None:
    """Whatever its format, and wherever the document stands: LibreOffice may not draw it there."""
    style = (
        '<w:style w:type="paragraph" w:styleId="Nr"><w:name w:val="Nr"/><w:pPr>{}</w:pPr></w:style>'
    )
    for form in (ENTRY, '<w:pStyle w:val="Nr"/>'):
        label = word(paragraph(form=form), styles=style.format(ENTRY))
        text = word(paragraph(run("甲"), form=form), styles=style.format(ENTRY))
        assert compose([text, text])
        for documents in ([label], [label, text], [text, label]):
            with pytest.raises(ComposeError):
                compose(documents)


def test_an_end_in_the_list_that_is_none_is_composed(office: Office) -> None:
    """As WPS leaves a paragraph that was in a list: it has no label, in a batch as alone."""
    none = ENTRY.replace('numId w:val="1"', 'numId w:val="0"')
    docx = word(paragraph(run("甲")) + table_of([paragraph(run("乙"))]) + paragraph(form=none))
    (alone,) = cut(office(compose([docx])), 1)
    assert [differences(alone, each) for each in cut(office(compose([docx] * 2)), 2)] == [[], []]


def test_a_break_within_the_end_is_composed(office: Office) -> None:
    """The line in front of it is as high as alone; where it begins the end, that is told."""
    small = '<w:sz w:val="20"/>'
    broken = word(paragraph(run("甲")) + paragraph(BREAK, run("乙", small)))
    (obstacle,) = Template("t.docx", broken).obstacles
    assert obstacle.what.text() == "a line break that begins the last paragraph"
    sound = word(paragraph(run("甲")) + paragraph(run("丙"), BREAK, run("乙", small)))
    (alone,) = cut(office(compose([sound])), 1)
    assert [differences(alone, each) for each in cut(office(compose([sound] * 2)), 2)] == [[], []]


def test_a_picture_on_a_grid_stands_alike_in_every_batch(office: Office) -> None:
    """What stands in its line is as high in one document as in each of twenty-two."""
    document: Any = docx.Document()
    set_family(document.styles["Normal"].element, "宋体")
    grid = document.sections[0]._sectPr.find(qn("w:docGrid"))
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), "312")
    for _ in range(25):
        document.add_paragraph("前文")
    line = document.add_paragraph("看")
    line.add_run().add_picture(io.BytesIO(png()), Inches(0.8))
    made = saved(document)
    (alone,), several = (heights(office(compose([made] * n)), "看") for n in (1, 22))
    assert several == [alone] * 22


def heights(pdf: bytes, character: str) -> list[float]:
    """How high a character stands, wherever it does."""
    return [g.y for page in glyphs(pdf) for g in page if g.character == character]


def test_small_tables_stand_before_many_nodes() -> None:
    """Where cells and paragraphs are more than a document alone would have, and nowhere else."""
    few = word(table_of(*[[paragraph(run("甲"))] * 2] * 40) + paragraph(run("乙")))
    counts = [compose([few] * n).count(b"<w:tbl>") - n for n in (1, 2, 3, 6, 12)]
    assert counts[:3] == [0, 0, 0]
    assert 0 < counts[3] < counts[4]


def test_a_lone_paragraph_is_not_composed() -> None:
    """Where its section has a header: LibreOffice would take the page before for its own.

    A template may have more, of which a record's conditions leave one.
    """
    one, two = (word(paragraph(run("甲")) * count, header=paragraph(run("乙"))) for count in (1, 2))
    assert compose([two, two])
    with pytest.raises(ComposeError):
        compose([one])
    sections = paragraph(run("甲"), form="<w:sectPr/>") + paragraph(run("丙"))
    with pytest.raises(ComposeError):
        compose([word(sections, header=paragraph(run("乙")))])
    assert compose([word(sections)])


def test_a_place_on_a_page_of_the_web_keeps_its_name() -> None:
    """Word saves `https://…/a#price` as an address and an anchor, which is no bookmark here."""
    document = docx.Document()
    relation = document.part.relate_to(
        "https://example.com/a", RELATIONSHIP_TYPE.HYPERLINK, is_external=True
    )
    link = f'<w:hyperlink {nsdecls("w", "r")} r:id="{relation}" w:anchor="price"/>'
    linked: Any = document.add_paragraph("价目")
    linked._p.append(parse_xml(link))
    document.add_paragraph("完")
    made = read_parts(compose([saved(document)] * 2))["word/document.xml"]
    assert re.findall(b'w:anchor="([^"]*)"', made) == [b"price", b"price"]
