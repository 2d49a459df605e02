"""What LibreOffice lays out otherwise in some batches is told from the docx."""

from __future__ import annotations

import pytest

from kefu_docs.render.composing.batch_differences import counts_margins, has_sections, is_parted
from tests.support.word import all_numbered, paragraph, run, table, word

KEPT = "<w:keepNext/>"
LOOSE = '<w:keepNext w:val="0"/>'
HIDDEN = "<w:rPr><w:vanish/></w:rPr>"
STYLES = "".join(
    f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{more}</w:style>'
    for kind, name, more in (
        ("paragraph", "Kept", f"<w:pPr>{KEPT}</w:pPr>"),
        ("paragraph", "Based", '<w:basedOn w:val="Kept"/>'),
        ("paragraph", "Loose", f'<w:basedOn w:val="Kept"/><w:pPr>{LOOSE}</w:pPr>'),
        ("paragraph", "Hidden", HIDDEN),
        ("table", "Rows", f"<w:pPr>{KEPT}</w:pPr>"),
    )
)
TEXT = paragraph(run("甲"))


@pytest.mark.parametrize(
    ("form", "of_table", "expected"),
    [
        ("", "", False),
        (KEPT, "", True),
        (LOOSE, "", False),
        ('<w:pStyle w:val="Kept"/>', "", True),
        ('<w:pStyle w:val="Based"/>', "", True),
        ('<w:pStyle w:val="Loose"/>', "", False),
        (f'<w:pStyle w:val="Kept"/>{LOOSE}', "", False),
        ("", '<w:tblStyle w:val="Rows"/>', True),
        (LOOSE, '<w:tblStyle w:val="Rows"/>', False),
    ],
)
def test_rows_are_kept_with_what_follows(form: str, of_table: str, expected: bool) -> None:
    """By their own paragraphs or by a style, also in a table in a table."""
    made = table([paragraph(run("甲"), form=form)], form=of_table)
    for rows in made, table([made + TEXT]):
        assert is_parted(word(TEXT + rows + TEXT, styles=STYLES)) == expected


def test_what_is_kept_outside_of_tables_stays_so() -> None:
    """Nothing forgets that."""
    kept = paragraph(run("甲"), form=KEPT)
    assert not is_parted(word(kept + table([TEXT]) + TEXT))
    assert not is_parted(word(kept + TEXT))


def test_behind_the_last_table_nothing_may_follow() -> None:
    """But for a paragraph that is hidden."""
    last = TEXT + table([paragraph(run("甲"), form=KEPT)])
    assert is_parted(word(last + paragraph()))
    assert not is_parted(word(last + paragraph(form=HIDDEN)))


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("", True),
        (paragraph(run("甲", "<w:vanish/>"), form=HIDDEN), True),
        (paragraph(run("甲", "<w:vanish/>"), form='<w:pStyle w:val="Hidden"/>') * 2, True),
        (paragraph(), False),
        (TEXT, False),
    ],
)
def test_a_table_begins_a_document(front: str, expected: bool) -> None:
    """Behind nothing that takes a place."""
    assert is_parted(word(front + table([TEXT]) + TEXT, styles=STYLES)) == expected


def test_headers_count_on_where_all_paragraphs_are_numbered() -> None:
    """Not without one, nor where no paragraphs are."""
    assert counts_margins(all_numbered(word(TEXT, header=TEXT)))
    assert not counts_margins(all_numbered(word(TEXT)))
    assert not counts_margins(word(TEXT, header=TEXT))


def test_sections_are_counted() -> None:
    """The last of them belongs to the body."""
    assert not has_sections(word(TEXT * 2))
    assert has_sections(word(paragraph(form="<w:sectPr/>") + TEXT))
