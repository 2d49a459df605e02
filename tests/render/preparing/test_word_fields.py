"""Word's fields are text, or stay where LibreOffice works them out as Word does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from lxml import etree

from kefu_docs.render import Template
from kefu_docs.render.preparing.word_fields import RefusedFieldError, freeze_fields, own_values
from kefu_docs.render.word.word_xml import W
from tests.support.word_features import cell, field, paragraph, run, table, tree, word

NONE = frozenset[str]()


def frozen(*content: str, bookmarks: frozenset[str] = NONE, sections: int = 1) -> str:
    """What is left of a paragraph: its text, and the instructions of fields in angle brackets."""
    root = tree(paragraph(*content))
    freeze_fields(root, bookmarks, sections)
    parts = []
    for element in root.iter(f"{W}t", f"{W}instrText", f"{W}fldSimple"):
        if element.tag == f"{W}t":
            parts.append(str(element.text or ""))
        else:
            told = element.text or element.get(f"{W}instr") or ""
            parts.append(f"<{told.strip()}>" if told else "")
    return "".join(parts)


def simple(instruction: str, result: str = "旧") -> str:
    """A field in one element."""
    return f'<w:fldSimple w:instr=" {instruction} ">{run(result)}</w:fldSimple>'


@pytest.mark.parametrize("write", [field, simple])
def test_stored_results_become_text(write: object) -> None:
    """Of fields that LibreOffice drops (IF) or shows by its own (AUTHOR, TITLE, NUMWORDS)."""
    assert callable(write)
    for name in ("IF 1 = 1", "AUTHOR", "TITLE", "NUMWORDS", "DOCPROPERTY x", "= 1 + 1"):
        assert frozen(run("前"), write(name), run("后")) == "前旧后"


@pytest.mark.parametrize("name", ["PAGE", "NUMPAGES", "HYPERLINK", "SEQ 图", "TOC", "FORMTEXT"])
def test_fields_of_the_page_stay(name: str) -> None:
    """And so do links, numbered captions, contents and text that is typed in."""
    assert frozen(field(name)) == f"<{name}>旧"


@pytest.mark.parametrize("write", [field, simple])
def test_a_number_of_pages_with_a_word_behind_it_is_one(write: Callable[[str], str]) -> None:
    """LibreOffice would show nothing for it; its switches stay."""
    for name in ("PAGE", "NUMPAGES"):
        assert frozen(write(f"{name} Page")) == f"<{name}>旧"
        assert frozen(write(f"{name} \\* MERGEFORMAT")) == f"<{name} \\* MERGEFORMAT>旧"


def test_references_stay_where_their_bookmark_is() -> None:
    """LibreOffice prints `Error: Reference source not found` where it is not."""
    assert frozen(field("REF a \\h"), bookmarks=frozenset("a")) == "<REF a \\h>旧"
    assert frozen(field("REF b \\h"), field("PAGEREF c", "3")) == "旧3"


def test_a_field_within_a_condition_goes_with_it() -> None:
    """What is compared is not printed."""
    inner = field("MERGEFIELD x", "值")
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'
    rest = field("", "真").partition("</w:r>")[2]
    assert frozen(begin, inner, rest, run("后")) == "真后"


def test_the_result_of_a_field_within_a_condition_may_be_instruction() -> None:
    """Word writes it so; LibreOffice would print the merge field's name, as if it stood alone."""
    begin, told, result = field("MERGEFIELD x", "«值»").partition("«值»")
    inner = (
        begin.rpartition("<w:t ")[0]
        + f"<w:instrText>{told}"
        + result.replace("</w:t>", "</w:instrText>")
    )
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'
    rest = field(' = "Y" "真"', "真").partition("</w:r>")[2]
    assert frozen(begin, inner, rest, run("后")) == "真后"


def test_a_fields_name_that_is_written_as_text_is_its_instruction() -> None:
    """Some programs write FORMTEXT so; a field that nothing ends is none."""
    for name, shown in (("FORMTEXT", "<FORMTEXT>旧"), ("DATE", frozen(field("DATE")))):
        written = field(name).replace("instrText", "t")
        assert frozen(run("前"), written, run("后")) == f"前{shown}后"
    begin = field("").partition("</w:r>")[0] + "</w:r>"
    assert frozen(begin, run("前"), run("后")) == "前后"


def test_marks_for_an_index_show_nothing() -> None:
    """Whatever is stored in them."""
    assert frozen(run("甲"), field('XE "甲"', "甲")) == "甲"


def test_pages_of_a_section_are_all_pages_where_there_is_one() -> None:
    """LibreOffice shows the number that Word stored; of several sections it is written later."""
    assert frozen(field("SECTIONPAGES", "9")) == "<NUMPAGES>9"
    assert frozen(field("SECTIONPAGES \\* MERGEFORMAT", "9")) == "<NUMPAGES>9"
    assert frozen(field("SECTIONPAGES \\* roman", "9")) == "<NUMPAGES \\* roman>9"
    assert frozen(field("SectionPages \\* roman", "9"), sections=2) == "<SECTIONPAGES \\* roman>9"


def test_pages_of_a_section_that_begins_within_a_page_are_refused() -> None:
    """Whose page that is, Word alone says."""
    with pytest.raises(RefusedFieldError, match="SECTIONPAGES") as refused:
        frozen(field("SECTIONPAGES", "9"), sections=0)
    assert "begins" in refused.value.why.text()


@pytest.mark.parametrize(
    "name",
    ["TIME", "EDITTIME", 'TIME \\@ "HH:mm"', 'TIME \\@ "yyyy年M月d日 h时"', "TIME \\@ AM/PM"],
)
def test_the_time_of_the_build_is_refused(name: str) -> None:
    """No record says it."""
    with pytest.raises(RefusedFieldError, match="TIME"):
        frozen(field(name))


def test_name_and_date_are_the_documents_own() -> None:
    """Whatever day it is, and wherever it is built; in the notation the field asks for."""
    values = own_values("summaries/2026-04/E001", dt.date(2026, 4, 30))
    made = Template(
        "t.docx",
        word(
            paragraph(run("甲"), field("FILENAME \\p"), field('DATE \\@ "yyyy年MM月d日"'))
            + paragraph(simple("SAVEDATE"), simple("FILENAME")),
            footer=paragraph(field("DATE \\@ EEEE年O月A日")),
        ),
    )
    printed = made.render(values).printed
    assert printed == (
        *("E001.docx", "2026年04月30日", "2026年4月30日", "E001.docx", "二〇二六年四月三十日"),
    )


@pytest.mark.parametrize(
    "picture", ['"yyyy年M月d日"', '"EEEE年O月A日"', "\"M'm'-d\"", "yyyy-MM-dd"]
)
def test_a_time_that_shows_a_day_is_the_records(picture: str) -> None:
    """Word in Chinese puts in TIME for a date."""
    shown = frozen(field(f"TIME \\@ {picture}"))
    assert shown == frozen(field(f"DATE \\@ {picture}"))


def refused(*content: str) -> str:
    """Why a paragraph's field is refused, and the field as it is told."""
    with pytest.raises(RefusedFieldError) as error:
        frozen(*content)
    return f"{error.value.field}: {error.value.why.text()}"


def around(before: str, inner: str, behind: str, result: str) -> str:
    """A field with another one in its instruction."""
    begin, rest = field(f"{before}|{behind}", result).split("|")
    told = '</w:instrText></w:r>{}<w:r><w:instrText xml:space="preserve">'
    return begin + told.format(inner) + rest


@pytest.mark.parametrize("name", ["PAGE", "NUMPAGES", "PAGEREF b"])
def test_a_field_that_is_worked_out_from_pages_is_refused(name: str) -> None:
    """LibreOffice would show the number of the page, and of IF nothing else."""
    inner = field(name, "1")
    for before, behind in (("= ", " + 1"), ("IF ", ' = 1 "首页" "他页"')):
        told = refused(run("前"), around(before, inner, behind, "首页"))
        assert told.startswith(f"{before}{{{name}}}{behind}: is worked out from the numbers of")
    assert frozen(field("IF 1 = 1", run("第") + field("PAGE"))) == "第<PAGE>旧"
    assert (
        frozen(around("IF ", field("REF b", "乙"), " = 乙", "真"), bookmarks=frozenset("b")) == "真"
    )


def test_a_tag_in_an_instruction_is_refused() -> None:
    """What stands there is not printed, and the stored result is that of nobody."""
    told = refused(field("IF &quot;{{ employee.gender }}&quot; = &quot;男&quot;", "先生"))
    assert told.endswith("has a tag in its instruction, which is not worked out")
    assert frozen(field("QUOTE {{ name }}", "{{ name }}")) == "{{ name }}"
    assert frozen(field("XE {{ name }}", "")) == ""
    assert frozen(field("HYPERLINK {{ name }}")) == "<HYPERLINK {{ name }}>旧"


def test_a_sum_of_cells_that_are_filled_in_is_refused() -> None:
    """What Word stored is the sum of the tags, which is none; a table of figures stays as it is."""
    for sum_ in ("=SUM(ABOVE)", "=A1+1"):
        with pytest.raises(RefusedFieldError, match="=") as error:
            freeze_fields(filled_table("{{ x }}", sum_), NONE, 1)
        assert error.value.why.text().startswith("reckons with cells that are filled in")
        assert freeze_fields(filled_table("3", sum_), NONE, 1)
    assert freeze_fields(filled_table("{{ x }}", "=1+2"), NONE, 1)


def filled_table(text: str, instruction: str) -> etree._Element:
    """A table of a text and a field."""
    return tree(table(cell(text), cell("").replace(run(""), field(instruction, "3"))))


def test_references_that_libreoffice_does_not_know_are_text() -> None:
    """It writes `above` in English for Word's 上文, and leaves these switches out."""
    bookmarks = frozenset("a")
    for switch in ("\\p", "\\t", "\\d -", "\\r \\p \\h"):
        assert frozen(field(f"REF a {switch}"), bookmarks=bookmarks) == "旧"
    assert frozen(field("REF a \\r \\h"), bookmarks=bookmarks) == "<REF a \\r \\h>旧"


def test_a_field_in_one_run_leaves_the_text_beside_it() -> None:
    """Some programs write so; the run's own look goes with each piece."""
    inside = field("DATE", "旧").replace("</w:r><w:r>", "").replace("<w:rPr></w:rPr>", "")
    one = inside.replace("<w:r>", "<w:r><w:rPr><w:b/></w:rPr><w:t>前</w:t>", 1)
    root = tree(paragraph(one.replace("</w:r>", "<w:t>后</w:t></w:r>")))
    freeze_fields(root, NONE, 1)
    texts = ["".join(map(str, r.itertext(f"{W}t"))) for r in root.iter(f"{W}r")]
    assert texts == ["前", "{{ document_itself.date|word_date('') }}", "后"]
    assert all(r.find(f"{W}rPr/{W}b") is not None for r in root.iter(f"{W}r"))


def test_a_part_without_fields_is_left_as_it_is() -> None:
    """Nothing is written anew."""
    root = tree(paragraph(run("甲"), field("PAGE")))
    before = etree.tostring(root)
    assert freeze_fields(root, NONE, 1) == 0
    assert etree.tostring(root) == before
