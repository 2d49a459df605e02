"""Documents set after a model: the same bytes as LibreOffice's, or none."""

from __future__ import annotations

from itertools import chain

import pytest
from docx.document import Document
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from benchmarks.papers import SEAL, WATERMARK
from kefu_docs.fonts import FontSet
from kefu_docs.model.data_file import DataFile
from tests.support.builds import Office
from tests.support.kinds import outcome, word, works
from tests.support.photos import photo
from tests.support.word import BREAK, TAB, UNDERLINED, docx_with, paragraph, run, table

NAMES = ("张三丰", "李四光", "王五", "欧阳娜娜", "赵六一", "中")
RAISED = '<w:position w:val="8"/>'
LARGE = '<w:sz w:val="60"/>'
LONG = [{"v": "甲" * length} for length in (5, 6, 37, 38, 39, 7, 36, 35)]

TOLD = {
    "highlighted": paragraph(run("{{ v }}", '<w:highlight w:val="yellow"/>')),
    "shaded": paragraph(
        run("{{ v }}", '<w:shd w:val="clear" w:color="auto" w:fill="FFFF00"/>'), run("签字")
    ),
    "framed": paragraph(
        run("甲方："),
        run("{{ v }}", '<w:bdr w:val="single" w:sz="4" w:space="0" w:color="auto"/>'),
    ),
}


LABELLED = '<w:pStyle w:val="ListNumber"/>'
NUMBERED = paragraph(run("条款"), form=LABELLED) * 2
JUSTIFIED = '<w:jc w:val="both"/>'
FIELD = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
BOXED = (
    '<w:tblBorders><w:top w:val="single" w:sz="4"/><w:insideV w:val="single" w:sz="4"/>'
    '<w:insideH w:val="double" w:sz="4"/></w:tblBorders>'
)
EXACT = '<w:spacing w:line="440" w:lineRule="exact"/>'
TIGHT = '<w:spacing w:line="280" w:lineRule="exact"/>'
STOPS = '<w:tabs><w:tab w:val="center" w:pos="3000"/><w:tab w:val="right" w:pos="8000"/></w:tabs>'
CLAUSE = "合同各方应当遵守约定的内容与期限，并且承担相应的责任，Latin words 123.45，"


def in_cells(properties: str, rows: str) -> str:
    """A table whose cells have these properties."""
    return rows.replace("<w:tc>", f"<w:tc><w:tcPr>{properties}</w:tcPr>")


FEATURES = {
    "underlined": paragraph(run("甲方："), run("{{ a }}", UNDERLINED), run("，"), run("{{ b }}")),
    "justified": paragraph(
        run(CLAUSE), run("{{ a }}"), run(f"{CLAUSE}{{{{ b }}}}"), form=JUSTIFIED
    ),
    "exact": paragraph(run(CLAUSE), run("{{ a }}", UNDERLINED), run("。"), form=EXACT + JUSTIFIED)
    + paragraph(run("{{ b }}{{ a }}"), form=EXACT)
    + paragraph(run("{{ b }}"), run("小{{ a }}", '<w:sz w:val="36"/>'), form=TIGHT),
    "tabbed": paragraph(run("{{ a }}"), TAB, run("{{ b }}"), TAB, run("签字"), form=STOPS),
    "looks": paragraph(
        run("黑{{ a }}", '<w:rFonts w:eastAsia="黑体"/><w:b/>'),
        run("大{{ b }}", '<w:sz w:val="36"/>'),
        run("红{{ a }}", '<w:color w:val="FF0000"/><w:strike/>'),
        run("楷{{ b }}", '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="楷体"/>'),
        run("。"),
    ),
    "broken": paragraph(run("甲{{ a }}"), BREAK, run("乙{{ b }}"), form='<w:jc w:val="center"/>'),
    "cells": in_cells(
        '<w:shd w:val="clear" w:color="auto" w:fill="DDDDDD"/><w:vAlign w:val="bottom"/>',
        table(
            [paragraph(run("名")), paragraph(run("值") + run("{{ b }}")), paragraph(run("注"))],
            [
                paragraph(run("{{ a }}"), form='<w:jc w:val="right"/>'),
                paragraph(run("{{ b }}一")) + paragraph(run("二{{ a }}")),
                paragraph(run("三")),
            ],
            form=BOXED,
            widths=(2000, 3000, 2000),
        ),
    ),
    "pages": paragraph(run("文")) * 26 + paragraph(run(f"{CLAUSE}{{{{ a }}}}" * 3)),
    "repeated": paragraph(run("文"))
    + table([paragraph(run("头"))], *[[paragraph(run("{{ a }}行"))]] * 30).replace(
        "<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>", 1
    ),
    "numbered": NUMBERED
    + paragraph(run("{{ a }}"))
    + table(
        [paragraph(form=LABELLED), paragraph(run("{{ b }}"))],
        [paragraph(form=LABELLED), paragraph(run("{{ a }}项"))],
        [paragraph(form='<w:pStyle w:val="ListBullet"/>'), paragraph(run("{{ b }}项"))],
    ),
    "floating": paragraph(run("章{{ a }}"), SEAL, run("，{{ b }}")),
    "watermark": paragraph(run("{{ a }}"), WATERMARK) + paragraph(run("{{ b }}")),
    "narrow": paragraph(
        run("窄{{ a }}", '<w:w w:val="87"/>'), run("，{{ b }}"), run("{{ a }}", '<w:w w:val="66"/>')
    ),
    "heading": paragraph(run("第一条"), form='<w:pStyle w:val="Heading1"/>')
    + paragraph(run("{{ a }}"), run("，"), run("{{ b }}")),
}
HEADER = paragraph(run("编号：{{ b }}"), TAB, run("{{ a }}号"), form=STOPS)
HEADER += paragraph(run("第"), FIELD, run("页"), form='<w:jc w:val="right"/>')
VALUES = st.one_of(
    st.text("甲乙丙丁，。", max_size=3),
    st.text("甲乙丙丁、Ab1 ", min_size=8, max_size=40).map(str.strip),
    st.text("0123456789AVTo.", min_size=1, max_size=18),
    st.text("䶮㛃𠮷甲“”…—👍❤", min_size=1, max_size=6),
)


@settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)
@given(
    features=st.lists(st.sampled_from(sorted(FEATURES)), min_size=1, max_size=3, unique=True),
    values=st.lists(st.tuples(VALUES, VALUES), min_size=2, max_size=3, unique=True),
)
@example(features=["underlined", "looks"], values=[("张Ab三", "一"), ("", "乙")])
@example(features=["cells", "broken"], values=[("甲" * 12, "12.5"), ("甲" * 24, "A")])
@example(features=["justified", "pages"], values=[("约定" * 9, "甲"), ("期限" * 30, "乙")])
@example(features=["numbered", "repeated"], values=[("1.", "1"), ("2.2.", "4")])
@example(features=["narrow", "justified"], values=[("甲方Ab1", "12"), ("乙" * 30, "A")])
@example(features=["floating", "watermark", "cells"], values=[("约定甲", "1"), ("期限", "乙")])
@example(features=["exact", "justified"], values=[("👍好", "1"), ("甲乙☀️丙", "👍👍")])
@example(features=["repeated", "tabbed"], values=[("䶮", "AVATo"), ("𠮷甲", "11")])
def test_a_document_that_is_set_is_as_libreoffice_lays_it_out(
    office: Office, fonts: FontSet, features: list[str], values: list[tuple[str, str]]
) -> None:
    """Of any template and values a document that is set has the bytes that LibreOffice's has."""
    body = "".join(FEATURES[name] for name in features)
    # Each value also the other way round: as wide, and of the same faces.
    mirrored = chain.from_iterable(
        ((a, b), (a[::-1], b), (a, b[::-1]), (a[::-1], b[::-1])) for a, b in values
    )
    records = [{"a": a, "b": b} for a, b in mirrored]
    assert outcome(office, fonts, word(body, header=HEADER), records).wrong == []


@pytest.mark.parametrize("name", sorted(FEATURES.keys() - {"heading"}))
def test_documents_of_a_kind_are_set(office: Office, fonts: FontSet, name: str) -> None:
    """Documents with each of these features are set, not left to LibreOffice."""
    records = [{"a": a, "b": "12"} for a in ("甲乙", "乙丙", "丙丁")]
    found = outcome(office, fonts, word(FEATURES[name], header=HEADER), records)
    assert (found.set, found.wrong) == ([2], [])


def test_text_of_other_faces_is_set_where_lines_are_exact(office: Office, fonts: FontSet) -> None:
    """After a model with other characters that the text's own face lacks, wherever they stand."""
    body = paragraph(run(f"{CLAUSE}{{{{ a }}}}"), form=EXACT + JUSTIFIED)
    body += paragraph(run(f"{{{{ a }}}}{CLAUSE}"), form=EXACT)
    other = ("❤好好好好", "好❤❤评评评", "好评好评❤", "❤❤❤❤❤❤", "电话电话❤")
    values = (*other, "甲乙丙丁戊", "丁戊己庚辛", "庚辛壬癸子")
    found = outcome(office, fonts, word(body), [{"a": value} for value in values])
    assert (found.set, found.wrong) == ([2, 3, 4, 7], [])


GRID = '<w:docGrid w:type="lines" w:linePitch="312"/>'
APART = {
    "table first": table(
        [paragraph(run("名")), paragraph(run("{{ a }}"))],
        [paragraph(run("{{ b }}号")), paragraph(run("{{ a }}"), TAB, run("签字"))],
        form=BOXED,
    ),
    "table in a table": paragraph(run("甲{{ a }}"))
    + table(
        [
            paragraph(run("{{ a }}")),
            table([paragraph(run("{{ b }}号")), paragraph(run("内{{ a }}"))], form=BOXED)
            + paragraph(run("外{{ a }}")),
        ],
        [paragraph(run("签字")), paragraph(run("{{ a }}"), form='<w:jc w:val="right"/>')],
        form=BOXED,
        widths=(2000, 5000),
    ),
}


@pytest.mark.parametrize("name", sorted(APART))
def test_documents_that_cannot_be_composed_are_set(
    office: Office, fonts: FontSet, name: str
) -> None:
    """They have the bytes of each converted by itself."""
    template = word(APART[name], header=HEADER, section=GRID)
    records = [{"a": a, "b": "12"} for a in ("甲乙", "乙丙", "丙丁", "甲丁")]
    assert works(fonts, template, records)[0].alone
    found = outcome(office, fonts, template, records)
    assert (found.set, found.wrong) == ([2, 3], [])


def test_pages_with_headers_of_their_own_are_set(office: Office, fonts: FontSet) -> None:
    """A cover without header, a section's first page, even pages and others; all with values."""

    def write(document: Document) -> None:
        document.settings.odd_and_even_pages_header_footer = True
        document.add_paragraph("封面{{ a }}")
        section = document.add_section()
        section.different_first_page_header_footer = True
        for kind in ("first_page_header", "even_page_header", "header", "footer"):
            margin = getattr(section, kind)
            margin.is_linked_to_previous = False
            margin.paragraphs[0].text = f"{kind}{{{{ b }}}}"
        for _ in range(99):
            document.add_paragraph("文")
        document.add_paragraph("签字{{ a }}")

    records = [{"a": a, "b": b} for a, b in (("甲乙", "1"), ("乙丙", "1"), ("丙丁", "2"))]
    found = outcome(office, fonts, docx_with(write), records)
    assert (found.set, found.wrong) == ([2], [])


@pytest.mark.parametrize("body", TOLD.values(), ids=TOLD)
def test_what_is_drawn_as_wide_as_text_is_not_left_from_the_model(
    office: Office, fonts: FontSet, body: str
) -> None:
    """Names of three characters are as wide as each other; one of two is not."""
    assert outcome(office, fonts, word(body), [{"v": name} for name in NAMES]).wrong == []


def test_raised_text_is_not_taken_for_a_line(office: Office, fonts: FontSet) -> None:
    """On the first line of two or on the second, it has the same faces and sizes."""
    body = paragraph(run("甲{{ a }}"), run("{{ b }}", RAISED), run("方" * 20))
    records = [{"a": a * length, "b": "乙"} for a, length in (("合", 30), ("同", 30), ("合", 45))]
    assert outcome(office, fonts, word(body), records).wrong == []


def test_large_blanks_do_not_make_a_line_as_high_as_large_text(
    office: Office, fonts: FontSet
) -> None:
    """LibreOffice leaves them out of account where they stand alone."""
    body = paragraph(run("甲{{ a }}"), run("{{ b }} ", LARGE), run("方"))
    records = [
        {"a": a, "b": b} for a, b in ("甲方", "甲法", ("乙", ""), ("丙", ""), ("丁", ""), "丁甲")
    ]
    found = outcome(office, fonts, word(body), records)
    assert found.wrong == []
    assert found.set == [5, 4]


@pytest.mark.parametrize(
    "tail",
    [TAB * 4, run("\u3000" * 10, UNDERLINED), run(" " * 20, UNDERLINED)],
    ids=["tabs", "wide blanks", "blanks"],
)
def test_blanks_may_take_a_line_of_their_own(office: Office, fonts: FontSet, tail: str) -> None:
    """It shows nothing, but what follows stands lower."""
    assert outcome(office, fonts, word(paragraph(run("{{ v }}"), tail)), LONG).wrong == []


def test_a_line_under_blanks_that_are_not_drawn_is_not_lost(office: Office, fonts: FontSet) -> None:
    """On a grid of characters LibreOffice draws the line under a blank, but not the blank."""
    grid = '<w:docGrid w:type="linesAndChars" w:linePitch="312" w:charSpace="400"/>'
    body = paragraph(run("甲"), BREAK, run("{{ v }}", UNDERLINED))
    records = [{"v": v} for v in ("张A三", "李B四", " 王C五", "赵D六")]
    assert outcome(office, fonts, word(body, section=grid), records).wrong == []


def test_a_sheet_that_shows_the_models_wording_otherwise_is_not_followed(
    office: Office, fonts: FontSet
) -> None:
    """The only row on a sheet is a table's first row, which this style gives a look of its own.

    Model and witness say the same there, so that these two do not tell.
    """
    look = '<w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:noHBand="0" w:noVBand="1"/>'
    body = table(
        [paragraph(run("名")), paragraph(run("字"))],
        [paragraph(run("名{{ v }}")), paragraph(run("字"))],
        form=f'<w:tblStyle w:val="Banded"/>{look}',
    )
    banded = (
        '<w:style w:type="table" w:styleId="Banded"><w:name w:val="Banded"/>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:color w:val="FF0000"/></w:rPr></w:tblStylePr>'
        "</w:style>"
    )
    records = [{"v": v, "w": w} for v, w in ("甲乙", "甲丙", "甲丁", "戊丙")]
    found = outcome(office, fonts, word(body + paragraph(run("{{ w }}")), styles=banded), records)
    assert (found.set, found.refused) == ([2], [3])
    assert found.wrong == []


PHOTO = paragraph(run("{{ p|picture(width='20mm') }}"))
RED, BLUE, GREEN, GREY = (photo("JPEG", colour) for colour in ("red", "blue", "green", "grey"))
PIXELS = {
    "jpeg": (RED, BLUE, GREEN, GREY),
    "png": tuple(photo("PNG", colour) for colour in ("red", "blue", "green", "grey")),
    "transparent": tuple(photo("PNG", c, "RGBA") for c in ("red", "blue", "green", "grey")),
    "palette": tuple(photo("PNG", c, "P") for c in ("red", "blue", "green", "grey")),
    "grey": tuple(photo("JPEG", c, "L") for c in ("red", "blue", "green", "grey")),
    "black and white": tuple(photo("PNG", c, "1") for c in ("red", "blue", "green", "grey")),
}


@pytest.mark.parametrize("pictures", PIXELS.values(), ids=PIXELS)
def test_documents_that_differ_in_a_picture_are_set(
    office: Office, fonts: FontSet, pictures: tuple[DataFile, ...]
) -> None:
    """A photo beside cells, of whatever kind of pixels, with numbered paragraphs below."""
    body = table([paragraph(run("{{ a }}")), PHOTO]) + NUMBERED
    records = [{"a": a, "p": p} for a, p in zip("甲乙丙丁", pictures, strict=True)]
    found = outcome(office, fonts, word(body, header=HEADER.replace("{{ b }}", "一")), records)
    assert (found.set, found.wrong) == ([2, 3], [])


def test_pictures_of_several_kinds_of_pixels_are_not_exchanged_for_each_other(
    office: Office, fonts: FontSet
) -> None:
    """One that shines through is two objects; equal ones are one."""
    body = PHOTO + PHOTO.replace("{{ p", "{{ q")
    clear = [photo("PNG", colour, "RGBA") for colour in ("red", "blue", "green")]
    pairs = [
        *((RED, BLUE), (BLUE, GREEN), (GREEN, RED), (GREY, BLUE)),
        *((RED, RED), (BLUE, BLUE), (GREEN, GREEN)),
        *((clear[0], RED), (clear[1], GREEN), (clear[2], GREY)),
    ]
    records = [{"p": p, "q": q} for p, q in pairs]
    found = outcome(office, fonts, word(body), records)
    assert found.wrong == []
    assert sorted(found.set) == [2, 3, 6, 9]


def test_a_picture_that_the_template_has_too_is_not_exchanged(
    office: Office, fonts: FontSet
) -> None:
    """LibreOffice writes both as one image, so that a document with another has one more."""
    records = [{"p": p, "q": RED} for p in (RED, BLUE, GREEN, GREY)]
    found = outcome(office, fonts, word(PHOTO + PHOTO.replace("{{ p", "{{ q")), records)
    assert found.wrong == []
    assert found.set == [3]
