"""The proof of whole PDFs: real ones pass, and each fault is told in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

import docx
import pytest
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_LINE_SPACING
from docx.shared import Pt
from msgspec.structs import replace
from pikepdf import Array

from kefu_docs.finish import finish_batch
from kefu_docs.fonts import find_fonts
from kefu_docs.model import ShownText
from kefu_docs.model.document import DocumentInfo
from kefu_docs.model.fault_kind import FaultKind
from kefu_docs.proof import Expected, Proof, facts_of, prove
from kefu_docs.proof.compare import differences
from kefu_docs.proof.embedded_font import EmbeddedFont
from kefu_docs.proof.missing_text import cut_off, text_differs
from kefu_docs.proof.page_bodies import bodies_of
from kefu_docs.proof.page_order import PageOrder
from kefu_docs.proof.page_reader import PageReader
from kefu_docs.render import shown_text
from tests.support.builds import Office, SampleBuild
from tests.support.pdf import opened, text_pages
from tests.support.word import paragraph, run, saved, simple_field, table, turned_cells, word
from tests.support.word_features import text_box
from tests.support.word_features import word as boxed

ADDRESSES = [
    f"浙江省杭州市西湖区文三路{number}号" + "一二三四五六七八九十" * 14
    for number in range(100, 140)
]
NAMES = ["𠮷田", "䶮", "女⼀", "0571-8888-9999-0000-1111-LD-2026-001 " * 3]
FACE = "Noto Serif CJK SC"
Made = tuple[ShownText, bytes]


def docx_of(texts: Sequence[str], header: str = "", footer: str = "", rows: int = 0) -> bytes:
    """A docx of paragraphs and a table of `rows`; the page number stands behind the footer."""
    cells = [f"格{number}：" + "甲乙丙丁戊己庚辛" * 3 for number in range(3 * rows)]
    lines = [[paragraph(run(text)) for text in cells[i : i + 3]] for i in range(0, len(cells), 3)]
    return word(
        "".join(paragraph(run(text)) for text in texts)
        + (table(*lines, widths=(2880,) * 3) + "<w:p/>" if rows else ""),
        header=paragraph(run(header)),
        footer=paragraph(run(footer), simple_field("PAGE")),
        family=FACE,
    )


@pytest.fixture(scope="session")
def contract(office: Office) -> Made:
    """A contract-like document of several pages with header, footer, table, rare characters."""
    made = docx_of([*NAMES, *ADDRESSES], "编号 LD-2026-001", "第", rows=8)
    return shown_text(made), office(made)


def faults(proof: Proof) -> list[str]:
    """Each fault as it is read."""
    return [fault.text() for fault in proof.faults]


def with_body(shown: ShownText, change: Callable[[tuple[str, ...]], tuple[str, ...]]) -> Expected:
    """What to expect of a document that was rendered a little differently."""
    body = change(shown.body)
    rows = shown.rows if len(body) == len(shown.body) else ()
    return Expected(replace(shown, body=body, rows=rows))


def test_the_whole_text_is_proved(contract: Made) -> None:
    """Paragraphs of four lines run on over page breaks; the page number is a field."""
    shown, pdf = contract
    proof = prove(pdf, Expected(shown, ("LD-2026-001", *NAMES, *ADDRESSES)), "合同 张三")
    assert faults(proof) == []
    assert proof.facts.pages > 5
    assert {embedded for _, embedded in proof.facts.fonts} == {True}
    assert all("+" not in name for name, _ in proof.facts.fonts)
    assert facts_of(pdf) == proof.facts


def test_every_document_of_the_sample_is_proved(sample_build: SampleBuild) -> None:
    """Contracts and summaries, each against its own docx, and not against another one's."""
    files = sorted([*sample_build.build.glob("*/*.docx"), *sample_build.build.glob("*/*/*.docx")])
    texts = {file: shown_text(file.read_bytes()) for file in files}
    assert len(files) == 10
    for file in files:
        pdf = file.with_suffix(".pdf").read_bytes()
        assert faults(prove(pdf, Expected(texts[file]), file.stem)) == []
        others = [text for other, text in texts.items() if other != file]
        assert all(faults(prove(pdf, Expected(text), file.stem)) for text in others)


def test_a_lost_character_is_a_fault(contract: Made) -> None:
    """The text around the first character that differs is told."""
    shown, pdf = contract
    expected = with_body(
        shown, lambda body: (*body[:4], body[4].replace("一二", "一又二"), *body[5:])
    )
    (fault,) = faults(prove(pdf, expected, "合同 张三"))
    assert fault.startswith("合同 张三: page 1 does not show the whole paragraph “浙江省杭州市")
    assert "一又" in fault


def test_a_row_over_pages_is_proved(office: Office) -> None:
    """Each cell goes on on the next page; what one lacks is a fault, and their order is known."""
    cells = ["".join(f"{kind}格第{n}条，" for n in range(100, 300)) for kind in "甲乙丙"]
    made = word(
        table([paragraph(run(cell)) for cell in cells], widths=(2880,) * 3) + paragraph(run("完")),
        header=paragraph(run("编号")),
        family=FACE,
    )
    shown, pdf = shown_text(made), office(made)
    proof = prove(pdf, Expected(shown), "合同")
    assert faults(proof) == []
    assert proof.facts.pages > 3
    swapped = with_body(shown, lambda body: (body[1], body[0], *body[2:]))
    longer = with_body(shown, lambda body: tuple(b.replace("乙格第209", "乙格第509") for b in body))
    assert PageOrder(swapped.text).read([[page] for page in bodies(pdf, shown)]) is None
    assert faults(prove(pdf, longer, "合同"))


def bodies(pdf: bytes, shown: ShownText) -> list[str]:
    """The text of the pages without headers and footers."""
    with opened(pdf) as document:
        pages = [page.text for page in PageReader(document).pages()]
    return [readings[0] for readings in bodies_of(pages, shown)[0]]


def test_what_the_document_does_not_hold_is_a_fault(contract: Made) -> None:
    """Text of the PDF that the docx does not hold is told, such as what a field shows of its
    own.
    """
    shown, pdf = contract
    (fault,) = faults(prove(pdf, with_body(shown, lambda body: body[1:]), "合同"))
    assert fault.startswith("合同: the PDF shows 𠮷田, which the document does not hold; ")


def test_what_is_missing_is_told_with_its_place() -> None:
    """By the paragraph in front of it, where that stands on one page alone."""
    shown = ShownText(("甲方：", "第一条一", "缺失的话", "完"))
    (difference,) = differences(["甲方：", "第一条一完"], shown)
    told = str(text_differs(difference, ["甲方：", "第一条一完"], shown, "合同").text())
    assert told.startswith(
        "合同: the text 缺失的话 does not appear on page 2, where it should stand behind “第一条一”"
    )
    twice = ["第一条一", "第一条一完"]
    told = str(text_differs(difference, twice, shown, "合同").text())
    assert told.startswith("合同: the text 缺失的话 does not appear in the PDF")


def test_a_missing_value_is_a_fault(contract: Made) -> None:
    """A value that the template printed and no page shows, as one in a tooltip, is a fault."""
    shown, pdf = contract
    proof = prove(pdf, Expected(shown, ("王 五",)), "合同")
    assert faults(proof) == ["合同: the value 王 五 does not appear in the PDF"]
    assert proof.kind is FaultKind.OF_THE_DOCUMENT
    # It is told first, whatever else is wrong in this layout of the document.
    longer = with_body(shown, lambda body: (*body, "另一段"))
    first, *others = faults(prove(pdf, Expected(longer.text, ("王 五",)), "合同"))
    assert first == "合同: the value 王 五 does not appear in the PDF"
    assert others


def test_a_face_of_another_font_is_a_fault(contract: Made) -> None:
    """A font that is not of the set is a fault.

    Names are compared without the tag of the subset.
    """
    shown, pdf = contract
    names = {name for name, _ in prove(pdf, Expected(shown), "合同").facts.fonts}
    assert faults(prove(pdf, Expected(shown, faces=frozenset(names)), "合同")) == []
    (name, *others) = sorted(names)
    found = faults(prove(pdf, Expected(shown, faces=frozenset(others or {"Other"})), "合同"))
    assert f"合同: the font {name} is not one of the font set" in found


def test_a_picture_in_a_symbol_font_is_told(
    contract: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the document has pictures with text; else the font's fault is told alone."""
    shown, pdf = contract
    monkeypatch.setattr(EmbeddedFont, "undrawn", lambda _: {"\uf03d"})
    pictured = replace(shown, has_pictures_of_text=True)
    proof = prove(pdf, Expected(pictured), "合同")
    first, *_ = faults(proof)
    assert proof.kind is FaultKind.OF_THE_DOCUMENT
    assert first.startswith(
        "合同: a picture (EMF, WMF), such as a formula of the old equation editor"
    )
    assert not [f for f in faults(prove(pdf, Expected(shown), "合同")) if "picture" in f]


def test_a_wrong_page_number_is_a_fault(contract: Made) -> None:
    """Page 1 shown as page 2, and so on: the footer is not the expected one."""
    shown, pdf = contract
    with opened(pdf) as document:
        first = document.pages[0]
        del document.pages[0]
        document.pages.append(first)
        turned = saved(document)
    found = faults(prove(turned, Expected(shown), "合同"))
    assert "合同: page 1 lacks its header or footer “第1”" in found


def test_a_font_that_is_not_embedded_is_a_fault() -> None:
    """A font that is not embedded is a fault, told once however many pages use it."""
    proof = prove(text_pages(["one", "two"]), Expected(ShownText(("one", "two"))), "合同")
    assert "合同: the font Helvetica is not embedded" in faults(proof)
    assert proof.facts.fonts == (("Helvetica", False),)
    assert proof.facts.pages == 2


def test_what_is_wrong_is_of_one_kind_or_several(office: Office) -> None:
    """By that it is known which other layouts may help."""
    made = word(paragraph(run("甲")), header=paragraph(run("乙")), family=FACE)
    shown, pdf = shown_text(made), office(made)
    longer = paragraph(run("甲")) + "<w:p/>" * 60
    blank = office(word(longer, header=paragraph(run("乙")), family=FACE))
    bare = office(word(paragraph(run("甲")), family=FACE))
    more = replace(shown, body=(*shown.body, "丁"))
    kinds = [
        prove(pdf_, Expected(text), "").kind
        for pdf_, text in ((blank, shown), (bare, shown), (pdf, more), (bare, more))
    ]
    assert kinds == [FaultKind.OTHER, FaultKind.MARGINS, FaultKind.OTHER, FaultKind.OTHER]


def test_a_blank_page_is_a_fault() -> None:
    """A page without text, or of spaces alone, is a fault."""
    found = faults(prove(text_pages(["one", "", "  "]), Expected(ShownText(("one",))), "合同"))
    assert [fault.partition(";")[0] for fault in found if "blank" in fault] == [
        "合同: page 2 is blank",
        "合同: page 3 is blank",
    ]


def test_a_page_of_header_and_footer_alone_is_blank(office: Office) -> None:
    """A page that empty last paragraphs leave behind, with header and footer alone, is blank."""
    made = docx_of(["甲方", *[""] * 32], header="编号", footer="第")
    proof = prove(office(made), Expected(shown_text(made)), "合同")
    assert proof.facts.pages == 2
    (fault,) = faults(proof)
    assert fault.startswith("合同: page 2 is blank; delete the empty paragraphs")


@pytest.mark.parametrize("header", ["", paragraph(run("编号"))])
def test_a_page_of_an_empty_table_is_not_blank(header: str, office: Office) -> None:
    """A grid to be filled in by hand; a page of the header alone behind it is."""
    sides = "".join(f'<w:{s} w:val="single" w:sz="4"/>' for s in ("top", "bottom", "insideH"))
    rows = [[paragraph(), paragraph()] for _ in range(14)]
    grid = table(*rows, form=f"<w:tblBorders>{sides}</w:tblBorders>", widths=(2880, 2880))
    new_page = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    body = paragraph(run("甲方")) + new_page + grid + paragraph() * 60 + paragraph(run("乙方"))
    made = word(body, header=header, family=FACE)
    found = faults(prove(office(made), Expected(shown_text(made)), "合同"))
    assert [f for f in found if "page 2 is blank" in f] == []
    assert found[0].startswith("合同: page 3 is blank")


def test_a_character_without_meaning_is_a_fault() -> None:
    """A glyph mapped to U+FFFD can be seen, not searched."""
    found = faults(prove(text_pages(["A"], "\ufffd"), Expected(ShownText(("A",))), "合同"))
    assert "合同: page 1 has a character that cannot be copied or searched" in found


@pytest.mark.parametrize("name", ["Heading 1", "标题 1", "1", "&quot;heading 1&quot;"])
def test_the_text_of_a_style_in_a_header_is_that_of_the_document(name: str, office: Office) -> None:
    """Stored by Word when the template was made, it may be another than what was rendered."""
    field = f"STYLEREF {name}" if " " not in name or "&" in name else f"STYLEREF &quot;{name}&quot;"
    title = paragraph(run("保密协议"), form='<w:pStyle w:val="Heading1"/>')
    right, wrong = (
        word(title + paragraph(run("甲方")), header=paragraph(simple_field(field, stored)))
        for stored in ("保密协议", "{{ title }}")
    )
    shown = [shown_text(made) for made in (right, wrong)]
    assert [text.margins for text in shown] == [("保密协议",), ("保密协议",)]
    if name == "1":  # one of them is converted
        found = faults(prove(office(right), Expected(shown[0]), "合同"))
        assert [fault for fault in found if "header" in fault] == []


def test_a_selector_of_a_form_that_the_face_lacks_is_right(office: Office) -> None:
    """The plain character is drawn, and nothing for the selector: records say so by a notice."""
    made = word(paragraph(run("甲☎\ufe0f葛\U000e0100乙")), family=FACE)
    info = DocumentInfo("合同", "公司", "合同", (), dt.date(2026, 4, 30))
    (pdf,) = finish_batch(office(made), [], [info], find_fonts(None))
    assert faults(prove(pdf, Expected(shown_text(made)), "合同")) == []


def test_text_in_too_small_a_cell_is_a_fault(office: Office) -> None:
    """A row of fixed height hides its second line; whole words are lost or cut in half."""
    document = docx.Document()
    document.styles["Normal"].font.name = FACE
    row = document.add_table(1, 1).rows[0]
    row.height, row.height_rule = Pt(20), WD_ROW_HEIGHT_RULE.EXACTLY
    row.cells[0].text = "甲乙丙丁戊己庚辛" * 12
    made = saved(document)
    pdf = office(made)
    found = faults(prove(pdf, Expected(shown_text(made)), "合同"))
    assert found[0].startswith("合同: page 1 does not show the whole paragraph “甲乙丙丁戊己庚辛")


def test_text_in_too_low_a_line_is_a_fault(office: Office) -> None:
    """Of a line of exact height the upper part of large text is cut off."""
    document = docx.Document()
    document.styles["Normal"].font.name = FACE
    row = document.add_table(1, 1).rows[0]
    row.height, row.height_rule = Pt(12), WD_ROW_HEIGHT_RULE.EXACTLY
    paragraph = row.cells[0].paragraphs[0]
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = Pt(40)
    paragraph.add_run("大").font.size = Pt(40)
    made = saved(document)
    pdf = office(made)
    assert any(
        "cuts off" in f or "大" in f for f in faults(prove(pdf, Expected(shown_text(made)), "合同"))
    )


def test_an_indent_beyond_the_paper_is_told_with_page_and_paragraph(office: Office) -> None:
    """A paragraph indented by 300 mm runs off the paper, though the PDF holds all its text."""
    beyond = '<w:ind w:left="17000"/>'
    made = word(
        paragraph(run("第一段")) + paragraph(run("写到纸外去了的一段，谁也看不见"), form=beyond),
        family=FACE,
    )
    (fault,) = faults(prove(office(made), Expected(shown_text(made)), "合同"))
    assert fault.startswith(
        "合同: page 1 cuts off the text 写到纸外去了的一段，谁也看不见, which reaches out of"
    )


def test_the_paragraph_of_a_line_that_is_cut_off_is_told() -> None:
    """Where the text is a part of one paragraph alone, its beginning is told, too."""
    shown = ShownText(("甲方：杭州某公司，住所地杭州市西湖区", "乙方：张三"))
    told = cut_off(2, "杭州市西湖区", shown, "合同").text()
    assert told.startswith(
        "合同: page 2 cuts off the text 杭州市西湖区 of the paragraph “甲方：杭州某公司"
    )
    assert "of the paragraph" not in cut_off(2, "乙方：张三", shown, "合同").text()


def test_a_bracket_that_is_cut_off_is_told_by_what_stands_in_front(office: Office) -> None:
    """Many paragraphs have one; what is before it on the page tells which it is."""
    shown = ShownText(("甲方（盖章）", "乙方（签字）", "（签字）"))
    assert "of the paragraph" not in cut_off(2, "）", shown, "合同").text()
    told = cut_off(2, "）", shown, "合同", before="（盖 章").text()
    assert told.startswith("合同: page 2 cuts off the text ） of the paragraph “甲方（盖章）”")
    for before in ("（签字", "别处"):
        assert "of the paragraph" not in cut_off(2, "）", shown, "合同", before=before).text()
    box = text_box(paragraph(run("乙方（签字），甲方（盖章）")), 80, 44)
    body = paragraph(box).join((paragraph(run("前（盖章）")), paragraph(run("后（盖章）"))))
    made = boxed(body)
    (cut,) = (
        f for f in faults(prove(office(made), Expected(shown_text(made)), "合同")) if "cuts" in f
    )
    assert "of the paragraph “乙方（签字），甲方（盖章）”" in cut


def test_what_is_in_front_of_a_cut_off_text_may_end_the_paragraph_before(office: Office) -> None:
    """Of two cells turned up the second is too narrow; “期盖” stands within the first alone."""
    first, second = "日期盖章签字日期签字地址邮编日期", "盖章签字日期签字地址邮编日期电话日期"
    made = turned_cells({first: 200, second: 30}, 40, FACE)
    found = faults(prove(office(made), Expected(shown_text(made)), "合同"))
    assert any(f"cuts off the text 盖 of the paragraph “{second}”" in fault for fault in found)
    shown = ShownText(("前言", "甲方", "签字", "甲方签字如下"))
    assert "of the paragraph" not in cut_off(1, "签", shown, "合同", before="甲方").text()


def test_text_beside_the_page_is_a_fault(contract: Made) -> None:
    """Text outside of the page's crop box is a fault."""
    shown, pdf = contract
    with opened(pdf) as document:
        document.pages[0].obj.CropBox = Array([0, 0, 300, 842])
        cropped = saved(document)
    found = faults(prove(cropped, Expected(shown), "合同"))
    assert any(fault.startswith("合同: page 1 cuts off the text 0571-88") for fault in found)


def test_blanks_that_end_a_line_may_reach_out(office: Office) -> None:
    """As in a form to be filled in; what stands before them may not."""
    made = word(paragraph(run("姓名：" + "\u3000" * 60)), family=FACE)
    shown, pdf = shown_text(made), office(made)
    assert faults(prove(pdf, Expected(shown), "表")) == []
    with opened(pdf) as document:
        left, low, _, high = map(float, document.pages[0].cropbox)
        document.pages[0].obj.CropBox = Array([left, low, left + 100, high])
        cropped = saved(document)
    assert "姓名：" in "".join(faults(prove(cropped, Expected(shown), "表")))


def test_hidden_text_is_a_fault(contract: Made) -> None:
    """Text in the invisible rendering mode is a fault.

    It can be copied and searched, and not be seen.
    """
    shown, pdf = contract
    with opened(pdf) as document:
        page = document.pages[0].obj
        page.Contents = document.make_stream(
            page.Contents.read_bytes().replace(b"BT\n", b"BT\n3 Tr\n", 1)
        )
        hidden = saved(document)
    found = faults(prove(hidden, Expected(shown), "合同"))
    assert found == ["合同: the proof cannot read how the PDF shows its text (hidden text)"]


@pytest.mark.parametrize("content", [b"garbage", text_pages([])], ids=["garbage", "no-pages"])
def test_what_is_no_pdf_is_a_fault(content: bytes) -> None:
    """Bytes that are no PDF, and a PDF without pages, are a fault, not an exception."""
    proof = prove(content, Expected(ShownText(("甲",))), "合同")
    assert faults(proof) == ["合同: the result is not a PDF with pages"]
    assert proof.facts.pages == 0
