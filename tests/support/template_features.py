"""Small templates, each with one thing that docxtpl's users do in Word, and what it prints."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import struct
from collections.abc import Mapping
from dataclasses import dataclass

from PIL import Image

from kefu_docs.model.data_file import DataFile
from kefu_docs.render.word.docx_zip import read_parts, stored
from tests.support.word_features import cell, paragraph, run, table, word
from tests.support.word_xml import OFFICE, WORD, WORDPROCESSING

PAGE = "|"
"""Stands between pages in what a feature prints."""


def data_file(data: bytes, name: str) -> DataFile:
    """A file of a record's."""
    return DataFile(name, hashlib.sha256(data).hexdigest(), lambda: data)


def _photo(colour: str) -> DataFile:
    written = io.BytesIO()
    Image.new("RGB", (40, 20), colour).save(written, "PNG")
    return data_file(written.getvalue(), "photo.png")


def drawn_emf() -> bytes:
    """A metafile of 20 by 10 mm, all black: a rectangle filled with a brush of its own."""
    records = (
        struct.pack("<6I", 39, 24, 1, 0, 0, 0),  # CreateBrushIndirect, solid and black
        struct.pack("<3I", 37, 12, 1),  # SelectObject
        struct.pack("<2I4i", 43, 24, 0, 0, 200, 100),  # Rectangle
        struct.pack("<5I", 14, 20, 0, 0, 20),  # EOF
    )
    size = 88 + sum(map(len, records))
    head = struct.pack(
        "<2I8i4sIIIHHIIIiiii",
        *(1, 88, 0, 0, 200, 100, 0, 0, 2000, 1000),
        *(b" EMF", 0x10000, size, len(records) + 1, 2, 0, 0, 0, 0, 1000, 500, 100, 50),
    )
    return head + b"".join(records)


FIRST: Mapping[str, object] = {
    "name": "张晓宇",
    "yes": True,
    "level": "重要",
    "day": dt.date(2026, 3, 1),
    "items": ("一", "二", "三"),
    "rows": (("甲部", "张"), ("甲部", "王"), ("乙部", "李")),
    "text": "第一行\n第二行",
    "marked": "**粗**和[红字]{红}，__线__",
    "photo": _photo("red"),
    "drawn": data_file(drawn_emf(), "mark.emf"),
    "none": None,
}
SECOND: Mapping[str, object] = {
    **FIRST,
    "name": "李静",
    "yes": False,
    "level": "普通",
    "day": dt.date(2027, 11, 30),
    "items": ("四",),
    "rows": (("丙部", "赵"),),
    "text": "只一行",
    "marked": "平",
    "photo": _photo("blue"),
}


@dataclass(frozen=True)
class Feature:
    """A template, what it prints for FIRST and for SECOND, and what keeps it out of batches."""

    docx: bytes
    first: str
    second: str
    obstacle: str = ""


def control(kind: str, content: str) -> str:
    """A content control around runs, paragraphs or cells; `kind` says what it is."""
    names = '<w:alias w:val="栏"/><w:tag w:val="a"/>'
    return f"<w:sdt><w:sdtPr>{names}{kind}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


_CHOICES = (
    '<w:listItem w:displayText="普通" w:value="1"/><w:listItem w:displayText="重要" w:value="2"/>'
)
_DROP_DOWN = f"<w:dropDownList>{_CHOICES}</w:dropDownList>"
_DATE = (
    '<w:date w:fullDate="2020-01-01T00:00:00Z"><w:dateFormat w:val="yyyy年M月d日"/>'
    '<w:lid w:val="zh-CN"/><w:storeMappedDataAs w:val="dateTime"/>'
    '<w:calendar w:val="gregorian"/></w:date>'
)
_TICK = (
    '<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2611" '
    'w14:font="Segoe UI Symbol"/><w14:uncheckedState w14:val="2610" w14:font="Segoe UI Symbol"/>'
    "</w14:checkbox>"
)
_END = paragraph(run("完"))

CONTROLS: Mapping[str, Feature] = {
    "drop-down": Feature(
        word(paragraph(run("密级："), control(_DROP_DOWN, run("{{ level }}")), run("。")) + _END),
        "密级：重要。完",
        "密级：普通。完",
    ),
    "drop-down of a paragraph": Feature(
        word(control(_DROP_DOWN, paragraph(run("{{ level }}"))) + _END), "重要完", "普通完"
    ),
    "combo box": Feature(
        word(paragraph(control(f"<w:comboBox>{_CHOICES}</w:comboBox>", run("{{ level }}"))) + _END),
        "重要完",
        "普通完",
    ),
    "date": Feature(
        word(paragraph(run("于"), control(_DATE, run("{{ day|date }}")), run("签")) + _END),
        "于2026年3月1日签完",
        "于2027年11月30日签完",
    ),
    "box to tick": Feature(
        word(paragraph(control(_TICK, run("{{ yes|checkbox }}")), run("同意")) + _END),
        "☑同意完",
        "☐同意完",
    ),
    "boxes to tick for a choice": Feature(
        word(
            paragraph(
                control(_TICK, run("{{ level|checkbox('普通') }}")) + run("普通"),
                control(_TICK, run("{{ level|checkbox('重要') }}")) + run("重要"),
            )
            + _END
        ),
        "☐普通☑重要完",
        "☑普通☐重要完",
    ),
    "control of a cell": Feature(
        word(table(control("<w:text/>", cell("{{ name }}")) + cell("{{ level }}")) + _END),
        "张晓宇重要完",
        "李静普通完",
    ),
    "control of a row": Feature(
        word(
            table(control("", f"<w:tr>{cell('{{ name }}')}{cell('格')}</w:tr>"))
            .replace("<w:tr><w:sdt>", "<w:sdt>")
            .replace("</w:sdt></w:tr>", "</w:sdt>")
            + _END
        ),
        "张晓宇格完",
        "李静格完",
    ),
    "control around a loop": Feature(
        word(
            control(
                "<w15:repeatingSection/>",
                paragraph(run("{%p for item in items %}"))
                + paragraph(run("{{ item }}"))
                + paragraph(run("{%p endfor %}")),
            )
            + _END
        ),
        "一二三完",
        "四完",
    ),
}
"""Content controls of Word (Developer, Controls)."""


def _table(*rows: tuple[str, ...]) -> str:
    return table(*("".join(map(cell, row)) for row in rows))


def _paragraphs(*texts: str) -> str:
    return "".join(paragraph(run(text)) for text in texts)


_PAGE_BREAK = '<w:r><w:br w:type="page"/></w:r>'
_EXACTLY = '<w:spacing w:after="0" w:line="{}" w:lineRule="exact"/>'
_COLUMN_BREAK = '<w:r><w:br w:type="column"/></w:r>'

TABLES: Mapping[str, Feature] = {
    "rows by a loop": Feature(
        word(
            _table(
                ("部门", "姓名"),
                ("{%tr for a, b in rows %}", ""),
                ("{{ a }}", "{{ b }}"),
                ("{%tr endfor %}", ""),
            )
            + _END
        ),
        "部门姓名甲部张甲部王乙部李完",
        "部门姓名丙部赵完",
    ),
    "columns by a loop": Feature(
        word(
            table("".join(map(cell, ("{%tc for i in items %}", "{{ i }}", "{%tc endfor %}"))))
            + _END
        ),
        "一二三完",
        "四完",
    ),
    "merged down by value": Feature(
        word(
            _table(
                ("{%tr for part in rows|groupby(0) %}", ""),
                ("{%tr for a, b in part.list %}", ""),
                ("{% vm %}{{ part.grouper }}", "{{ b }}"),
                ("{%tr endfor %}", ""),
                ("{%tr endfor %}", ""),
            )
            + _END
        ),
        "乙部李甲部张王完",
        "丙部赵完",
    ),
    "merged across": Feature(
        word(
            table(
                "".join(map(cell, ("{%tc for i in items %}", "{% hm %}合计", "{%tc endfor %}"))),
            )
            + _END
        ),
        "合计完",
        "合计完",
    ),
    "cells over several columns": Feature(
        word(
            table(
                cell("{% colspan items|length %}{{ name }}"),
                "".join(map(cell, ("{%tc for i in items %}", "{{ i }}", "{%tc endfor %}"))),
            )
            + _END
        ),
        "张晓宇一二三完",
        "李静四完",
    ),
    "coloured cells": Feature(
        word(_table(("{% cellbg 'FFFF00' if yes else 'FFFFFF' %}{{ name }}", "格")) + _END),
        "张晓宇格完",
        "李静格完",
    ),
    "a table in a table": Feature(
        word(
            table(
                cell("外").replace(
                    "</w:tc>",
                    _table(
                        ("{%tr for i in items %}", ""), ("{{ i }}", "内"), ("{%tr endfor %}", "")
                    )
                    + "</w:tc>",
                )
                + cell("{{ name }}")
            )
            + _END
        ),
        "外一内二内三内张晓宇完",
        "外四内李静完",
    ),
    "a table in the header": Feature(
        word(
            _END * 2,
            header=_table(
                ("{%tr for i in items %}", ""), ("{{ i }}", "眉"), ("{%tr endfor %}", "")
            ),
            footer=_table(("{{ name }}", "脚")),
        ),
        "一眉二眉三眉完完张晓宇脚",
        "四眉完完李静脚",
    ),
    "rows that stay together": Feature(
        word(
            # Lines are of one height: LibreOffice 26.2 makes those without a font higher.
            paragraph(run("行"), properties=_EXACTLY.format(500)) * 22
            + _table(
                ("{%tr for i in items %}", ""), ("{{ i }}", "格"), ("{%tr endfor %}", "")
            ).replace("<w:pPr></w:pPr>", f"<w:pPr><w:keepNext/>{_EXACTLY.format(700)}</w:pPr>")
            + _END,
            section='<w:pgSz w:w="11906" w:h="16838"/>',
        ),
        "行" * 22 + "|一格二格三格完",
        "行" * 22 + "四格完",
    ),
}
"""Tables of docxtpl's tags, as the chapters on tables of its documentation have them."""

TAGS: Mapping[str, Feature] = {
    "paragraphs by a loop": Feature(
        word(
            _paragraphs("{%p for i in items %}", "{{ loop.index }}{{ i }}", "{%p endfor %}") + _END
        ),
        "1一2二3三完",
        "1四完",
    ),
    "paragraphs by a condition": Feature(
        word(_paragraphs("{%p if yes %}", "同意", "{%p else %}", "不同意", "{%p endif %}") + _END),
        "同意完",
        "不同意完",
    ),
    "runs by a condition": Feature(
        word(
            paragraph(
                run("前"), run("{%r if yes %}"), run("中", "<w:b/>"), run("{%r endif %}"), run("后")
            )
            + _END
        ),
        "前中后完",
        "前后完",
    ),
    "a condition within a paragraph": Feature(
        word(_paragraphs("甲{% if yes %}乙{% else %}丙{% endif %}丁") + _END),
        "甲乙丁完",
        "甲丙丁完",
    ),
    "paragraphs joined by dashes": Feature(
        word(_paragraphs("前{%- if yes %}", "中{% endif -%}", "后") + _END), "前中后完", "前后完"
    ),
    "per cent, braces and quotes in tags": Feature(
        word(
            _paragraphs(
                "{{ '50%}' }}{{ '{' ~ name ~ '}' }}{{ “引” }}{{ ‘单’ }}{{ 7 % 4 }}{{ '%' }}"
            )
            + _END
        ),
        "50%}{张晓宇}引单3%完",
        "50%}{李静}引单3%完",
    ),
    "a tag over several runs": Feature(
        word(
            paragraph(
                *(run(piece, "<w:b/>" if n % 2 else "") for n, piece in enumerate("{{ name }}")),
                '<w:proofErr w:type="spellStart"/>',
                run("{"),
                run("%if"),
                run(" yes%"),
                run("}"),
                run("是"),
                run("{% endif"),
                run("%}"),
            )
            + _END
        ),
        "张晓宇是完",
        "李静完",
    ),
    "comments": Feature(
        word(_paragraphs("前{# 不印 #}后", "{#p 整段不印 #}") + _END), "前后完", "前后完"
    ),
    "several lines": Feature(
        word(paragraph(run("{{ text|lines }}", "<w:b/>")) + _END), "第一行第二行完", "只一行完"
    ),
    "marks in a text": Feature(
        word(paragraph(run("{{ marked|rich }}", '<w:sz w:val="30"/>')) + _END),
        "粗和红字，线完",
        "平完",
    ),
    "a link": Feature(
        word(_paragraphs("见{{ name|link('https://example.com/a') }}") + _END),
        "见张晓宇完",
        "见李静完",
    ),
    "a page break": Feature(
        word(paragraph(run("{{ name }}"), _PAGE_BREAK) + paragraph(run("二"))),
        "张晓宇|二",
        "李静|二",
    ),
    "a page for each": Feature(
        word(
            _paragraphs("{%p for i in items %}")
            + _paragraphs("{%p if not loop.first %}")
            + paragraph(_PAGE_BREAK)
            + _paragraphs("{%p endif %}", "{{ i }}", "{%p endfor %}")
        ),
        "一|二|三",
        "四",
    ),
    "a new page before each": Feature(
        word(
            _paragraphs("{%p for i in items %}")
            + paragraph(run("{{ i }}"), properties="<w:pageBreakBefore/>")
            + _paragraphs("{%p endfor %}")
        ),
        "一|二|三",
        "四",
    ),
    "a column break": Feature(
        word(
            paragraph(run("{{ name }}"), _COLUMN_BREAK, run("右栏")) + _END,
            section='<w:cols w:num="2" w:space="400"/>',
        ),
        "张晓宇右栏完",
        "李静右栏完",
    ),
    "a tag in the header of several pages": Feature(
        word(
            paragraph(run("{{ name }}"), _PAGE_BREAK, run("二")) + _END,
            header=paragraph(run("{{ level }}：{% if yes %}是{% endif %}")),
        ),
        "重要：是张晓宇|重要：是二完",
        "普通：李静|普通：二完",
    ),
    "inserted text, tracked": Feature(
        word(
            paragraph(
                run("甲"),
                f'<w:ins w:id="90" w:author="王">{run("{{ name }}")}</w:ins>',
                '<w:del w:id="91" w:author="王"><w:r><w:delText>{{ nobody }}</w:delText></w:r>'
                "</w:del>",
            )
            + _END
        ),
        "甲张晓宇完",
        "甲李静完",
    ),
    "a list of a style called by its name": Feature(
        word(
            _paragraphs("{%p for i in items %}")
            + paragraph(run("{{ i }}"), properties='<w:pStyle w:val="List Number"/>')
            + _paragraphs("{%p endfor %}")
            + _END
        ),
        "1.一2.二3.三完",
        "1.四完",
    ),
    "a number that restarts": Feature(
        word(
            "".join(
                paragraph(run(text), properties='<w:pStyle w:val="ListNumber"/>')
                for text in ("{%p for i in items %}", "{{ i }}", "{%p endfor %}")
            )
            + _END
        ),
        "1.一2.二3.三完",
        "1.四完",
    ),
}
"""Tags in paragraphs, values of several lines and looks, breaks."""


def with_notes(docx: bytes, note: str) -> bytes:
    """The docx with a footnote part of one note, number 2, of this text."""
    mark = "<w:r><w:footnoteRef/></w:r>"
    notes = (
        f'<w:footnotes {WORD}><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/>'
        '</w:r></w:p></w:footnote><w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:r>'
        '<w:continuationSeparator/></w:r></w:p></w:footnote><w:footnote w:id="2">'
        f"{paragraph(mark, run(note))}</w:footnote></w:footnotes>"
    )
    parts = read_parts(docx)
    types, relations = "[Content_Types].xml", "word/_rels/document.xml.rels"
    declared = (
        '<Override PartName="/word/footnotes.xml" ContentType="'
        f'{WORDPROCESSING}.footnotes+xml"/></Types>'
    )
    related = (
        f'<Relationship Id="rIdNotes" Type="{OFFICE}/footnotes" Target="footnotes.xml"/>'
        "</Relationships>"
    )
    parts[types] = parts[types].replace(b"</Types>", declared.encode())
    parts[relations] = parts[relations].replace(b"</Relationships>", related.encode())
    return stored({**parts, "word/footnotes.xml": notes.encode()})


_NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'

OTHER_PARTS: Mapping[str, Feature] = {
    "tags in a footnote": Feature(
        with_notes(
            word(paragraph(run("{{ name }}"), _NOTE) + _END), "{% if yes %}注{% endif %}{{ level }}"
        ),
        "张晓宇1完1注重要",
        "李静1完1普通",
        "a footnote",
    ),
    "a footnote in a loop": Feature(
        with_notes(
            word(
                paragraph(run("{%p for each in items %}"))
                + paragraph(run("{{ each }}"), _NOTE)
                + paragraph(run("{%p endfor %}"))
                + _END
            ),
            "注{{ name }}",
        ),
        "一1二2三3完1注张晓宇2注张晓宇3注张晓宇",
        "四1完1注李静",
        "a footnote",
    ),
    "pictures in header, cell and footer": Feature(
        word(
            table(cell("{{ photo|picture(height='5mm') }}") + cell("{{ name }}")) + _END,
            header=paragraph(run("{{ drawn|picture(width='20mm') }}眉")),
            footer=paragraph(run("{{ drawn|picture(width='10mm') }}脚")),
        ),
        "眉张晓宇完脚",
        "眉李静完脚",
    ),
    "tags in header and footer": Feature(
        word(
            _END * 2,
            header=paragraph(run("{% if yes %}是{% else %}否{% endif %}{{ name }}")),
            footer=_paragraphs("{%p for i in items %}", "{{ i }}", "{%p endfor %}"),
        ),
        "是张晓宇完完一二三",
        "否李静完完四",
    ),
}
"""Tags outside of the body."""

FEATURES: Mapping[str, Feature] = {**CONTROLS, **TABLES, **TAGS, **OTHER_PARTS}
"""All of them, by name."""


def drawn_in_header() -> bytes:
    """A template with a metafile in its header."""
    return word(_END * 2, header=paragraph(run("{{ drawn|picture(width='20mm') }}")))
