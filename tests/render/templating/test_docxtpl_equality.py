"""The XML is the one docxtpl makes."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Inches
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree
from PIL import Image

from kefu_docs.model import Month, PacketEntry
from kefu_docs.render import (
    Template,
    contract_context,
    cover_context,
    summary_context,
    team_context,
    text_of,
)
from kefu_docs.render.word.cell_properties import with_cells_in_order
from kefu_docs.render.word.closing_paragraph import with_low_end
from kefu_docs.render.word.docx_zip import read_parts, stored
from kefu_docs.render.word.read_package import read_package
from kefu_docs.zh import FILTERS
from tests.support.builds import SAMPLE_TEMPLATES
from tests.support.render_samples import COMPANY, LABOR, SCHEME, SERVICE, TEAM, person_month
from tests.support.word import docx_with, paragraphs

TEMPLATES = SAMPLE_TEMPLATES
APRIL = Month(2026, 4)

CONTEXT: Mapping[str, object] = {
    "name": "张晓宇",
    "escaped": "A&B <甲> \"乙\" '丙'",
    "lines": "第一行\n第二行\t跳格",
    "split": "第一段\a第二段\f第三页",
    "items": ["一", "二", "三"],
    "rows": [("张晓宇", Decimal("800")), ("李静怡", Decimal("2660.5"))],
    "day": dt.date(2026, 3, 1),
    "shown": True,
    "hidden": False,
    "color": "EEEEEE",
}


class FieldsFirst(SandboxedEnvironment):
    """Finds a mapping's own `items` before the method of that name, as templates mean it."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Give what stands under the name, else the attribute."""
        return self.getitem(obj, attribute)


def expected(data: bytes, context: Mapping[str, object]) -> dict[str, bytes]:
    """What docxtpl makes of the template, by part."""
    compiler = FieldsFirst(undefined=StrictUndefined)
    compiler.filters.update(FILTERS)
    template = DocxTemplate(io.BytesIO(data))
    template.render(dict(context), compiler, autoescape=True)
    buffer = io.BytesIO()
    template.save(buffer)
    return read_parts(buffer.getvalue())


def assert_same(data: bytes, context: Mapping[str, object]) -> None:
    """Document, headers, footers and notes, in canonical XML, of a template in the one form."""
    data = stored(with_low_end(read_package("t.docx", data).parts))
    theirs = expected(data, context)
    ours = read_parts(Template("t.docx", data).render(context).docx)
    assert theirs.keys() == ours.keys()
    for path in theirs:
        if path.endswith(".xml") and path.startswith("word/"):
            expect = with_cells_in_order(theirs[path].decode()).encode()  # Word's order, not theirs
            assert canonical(ours[path]) == canonical(expect), path


def canonical(xml: bytes) -> bytes:
    """The canonical form: declarations of namespaces, quotes and order of attributes aside."""
    buffer = io.BytesIO()
    etree.ElementTree(etree.fromstring(xml)).write_c14n(buffer, exclusive=True)
    return buffer.getvalue()


def split_runs(document: Document) -> None:
    """Word breaks expressions over runs wherever the cursor once stood."""
    paragraph = document.add_paragraph("姓名：{")
    for piece in ("{ na", "me", " }", "}（", "{{day|", "date}}）"):
        paragraph.add_run(piece).bold = piece != "me"


def table_rows(document: Document) -> None:
    """Rows in a loop, with the merged heading and the shaded cell docxtpl knows."""
    table = document.add_table(rows=4, cols=2)
    cells = [
        ("{% colspan 2 %}工资", ""),
        ("{%tr for who, pay in rows %}", ""),
        ("{% cellbg color %}{{ who }}", "{{ pay|amount }}"),
        ("{%tr endfor %}", ""),
    ]
    for row, texts in zip(table.rows, cells, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    heading = table.rows[0]._tr
    heading.remove(heading.tc_lst[1])


def table_columns(document: Document) -> None:
    """Cells in a loop, which change the number of columns; cells merged down and across."""
    table = document.add_table(rows=2, cols=3)
    for cell, text in zip(
        table.rows[0].cells, ("{%tc for i in items %}", "{{ i }}", "{%tc endfor %}"), strict=True
    ):
        cell.text = text
    for cell, text in zip(
        table.rows[1].cells,
        ("{%tc for i in items %}", "{% hm %}合计", "{%tc endfor %}"),
        strict=True,
    ):
        cell.text = text
    merged = document.add_table(rows=3, cols=2)
    merged.rows[0].cells[0].text = "{%tr for who, pay in rows %}"
    merged.rows[1].cells[0].text = "{% vm %}部门"
    merged.rows[1].cells[1].text = "{{ who }}"
    merged.rows[2].cells[0].text = "{%tr endfor %}"


def margins(document: Document) -> None:
    """Header and footer, with a page field, and another header on the first page."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = "{{ escaped }}"
    section.first_page_header.paragraphs[0].text = "{% if shown %}首页{% endif %}{{ lines }}"
    footer = section.footer.paragraphs[0]
    footer.text = "{{ name }} 第"
    footer._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"/>'))
    document.add_paragraph("正文")


def drawings(document: Document) -> None:
    """Drawings in a loop, whose numbers docxtpl makes unique."""
    picture = io.BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "PNG")
    document.add_paragraph("{%p for i in items %}")
    document.add_picture(picture, Inches(0.1))
    document.add_paragraph("{%p endfor %}")


TEXTS: dict[str, tuple[str, ...]] = {
    "plain text": ("合同 {{ name }}", "无表达式 { } % #"),
    "escaping": ("{{ escaped }}", "{% if 1 < 2 %}{{ “引号” }}{% endif %}"),
    "breaks": ("前{{ lines }}后", "{{ split }}"),
    "paragraph blocks": ("{%p for i in items %}", "{{ loop.index }} {{ i }}", "{%p endfor %}"),
    "run blocks": ("前{%r if shown %}中{%r endif %}后",),
    "whitespace control": ("前{%- if shown %}", "中{% endif -%}", "后 {{- name -}} 末"),
    "comments and braces": ("{# 不印 #}{_{ 括号 }_} {_% 百分 %_}", "{#p 整段不印 #}", "末"),
    "raw": ("{% raw %}{{ name }}{% endraw %}",),
    "macros and sets": (
        "{% macro row(x) %}<{{ x }}>{% endmacro %}{{ row(escaped) }}",
        "{% set y = name ~ '＆' %}{{ y }}{{ items|join('、') }}",
    ),
    "nested conditions": ("{%p if hidden %}", "不印", "{%p elif shown %}", "印", "{%p endif %}"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_paragraphs(name: str) -> None:
    """Each notation of docxtpl in paragraphs gives the same XML by docxtpl and by Template."""
    assert_same(paragraphs(*TEXTS[name]), CONTEXT)


STRUCTURES = (split_runs, table_rows, table_columns, margins, drawings)


@pytest.mark.parametrize("write", STRUCTURES)
def test_structures(write: Callable[[Document], None]) -> None:
    """Tables, headers, pictures and runs split by Word give the same XML by docxtpl and by
    Template.
    """
    assert_same(docx_with(write), CONTEXT)


@pytest.mark.parametrize(
    "data", [*(paragraphs(*t) for t in TEXTS.values()), *map(docx_with, STRUCTURES)]
)
def test_the_text_alone_is_that_of_the_document(data: bytes) -> None:
    """The text printed without a docx, from a shorter template, is that of the docx."""
    template = Template("t", data)
    assert template.text(CONTEXT) == text_of(template.render(CONTEXT).docx)


SHIPPED = {
    "contract_labor": contract_context(COMPANY, LABOR, next(LABOR.all_contracts())[1], SCHEME),
    "contract_service": contract_context(COMPANY, LABOR, SERVICE, None),
    "summary": summary_context(COMPANY, LABOR, SERVICE, person_month("150"), APRIL),
    "summary of a team": team_context(COMPANY, TEAM, APRIL, [("张晓宇", person_month("150"))]),
    "packet_cover": cover_context(COMPANY, "合同", [PacketEntry("劳动合同", "张晓宇", "E001", 3)]),
}


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_templates(name: str) -> None:
    """The sample's templates give the same XML by docxtpl and by Template."""
    data = (TEMPLATES / f"{name.partition(' ')[0]}.docx").read_bytes()
    assert_same(data, SHIPPED[name])
