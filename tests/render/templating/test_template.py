"""What rendering gives besides the XML: printed values, stable bytes, and errors in words."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

import pytest
from docx.document import Document

from kefu_docs.diagnostics.errors import TemplateError
from kefu_docs.render import Template, text_of, told_of_template
from kefu_docs.render.templating import template
from kefu_docs.render.templating.compiled_part import CompiledPart
from kefu_docs.render.word.docx_zip import completed, read_parts, stored
from kefu_docs.render.word.read_package import read_package
from tests.support.word import docx_with, paragraph, paragraphs, run, simple_field, word

PERSON = {"name": "张晓宇", "phone": None}


def rendered_text(*texts: str, **context: object) -> str:
    """The body's text of a template with these paragraphs."""
    return text_of(Template("t.docx", paragraphs(*texts)).render(context).docx)


def error_of(*texts: str, **context: object) -> str:
    """The message of the error that a template with these paragraphs makes."""
    with pytest.raises(TemplateError) as caught:
        Template("t.docx", paragraphs(*texts)).render(context, "E001")
    return str(caught.value)


def test_printed_values_in_order() -> None:
    """The values that were printed come in order, unescaped, without blanks and template text."""
    data = paragraphs(
        "甲{{ name }}{{ note }}", "{%p for i in (1, 2) %}", "{{ i }}", "{%p endfor %}", "{{ sign }}"
    )
    context = {"name": "A&B", "note": "　　", "sign": "<乙>"}
    assert Template("t.docx", data).render(context).printed == ("A&B", "1", "2", "<乙>")


@pytest.mark.parametrize("few", [0, 64])
def test_its_text_is_that_of_the_document(monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    """However many are asked for, and whatever stands in values."""
    monkeypatch.setattr(template, "FEW_TEXTS", few)
    table = docx_with(lambda document: document.add_table(1, 2).cell(0, 1).add_paragraph("{{ b }}"))
    for data in paragraphs("{%p if a %}", "甲{{ a }}", "{%p endif %}", "乙", "{{ b }}"), table:
        made = Template("t.docx", data)
        for values in {"a": "<w:t>&", "b": "{{ a }}\t一\n二"}, {"a": "", "b": "{% if %}"}:
            assert made.text(values) == text_of(made.render(values).docx)


def test_printed_values_of_header_and_footer_come_last() -> None:
    """The body's first, whatever the order of the parts."""

    def write(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ number }}"
        document.sections[0].footer.paragraphs[0].text = "{{ name }}"
        document.add_paragraph("{{ day }}")

    rendered = Template("t.docx", docx_with(write)).render({"number": 7, "name": "甲", "day": "五"})
    assert rendered.printed == ("五", "7", "甲")


def test_a_part_without_tags_is_printed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A footer that says the same in all documents; a header with a name is printed for each."""

    def write(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ name }}"
        document.sections[0].footer.paragraphs[0].text = "劳动合同"

    made = Template("t.docx", docx_with(write))
    printed: list[str] = []
    whole = CompiledPart._printed

    def noted(self: CompiledPart, values: Mapping[str, object], subject: str) -> str:
        printed.append(self.path)
        return whole(self, values, subject)

    monkeypatch.setattr(CompiledPart, "_printed", noted)
    for name in "甲", "乙":
        parts = read_parts(made.render({"name": name}).docx)
        assert name in parts["word/header1.xml"].decode()
        assert "劳动合同" in parts["word/footer1.xml"].decode()
    assert printed.count("word/footer1.xml") == 1
    assert printed.count("word/header1.xml") == 2


def test_values_no_reader_sees_are_not_printed_values() -> None:
    """The width of a cell and the document's properties are on no page."""

    def write(document: Document) -> None:
        document.core_properties.title = "{{ name }}的合同"
        document.add_table(rows=1, cols=1).rows[0].cells[0].text = "{% colspan 3 %}{{ word }}"

    rendered = Template("t.docx", docx_with(write)).render({"word": "格", "name": "甲&乙"})
    assert rendered.printed == ("格",)
    assert b'<w:gridSpan w:val="3"/>' in read_parts(rendered.docx)["word/document.xml"]
    assert "甲&amp;乙的合同".encode() in read_parts(rendered.docx)["docProps/core.xml"]


def test_values_of_a_macro_are_noted_once() -> None:
    """The macro's own result is not a second value."""
    data = paragraphs("{% macro m(x) %}[{{ x }}]{% endmacro %}{{ m(name) }}")
    assert Template("t.docx", data).render(PERSON).printed == ("张晓宇",)


def test_what_is_told_needs_no_compiling() -> None:
    """A template that does not compile is read for what is told of it; both tell the same."""
    sound = word(paragraph(simple_field("AUTHOR", "甲")))
    told = Template("t.docx", sound).told
    assert len(told) == 1
    assert told_of_template("t.docx", sound) == told
    assert told_of_template("t.docx", paragraphs("{{ a | nothing }}")) == ()


def test_bytes_are_a_function_of_template_and_context() -> None:
    """Two templates compiled from the same file give the same bytes, with no clock in them."""
    data = paragraphs("{{ name }}")
    first, second = (Template("t.docx", data).render(PERSON).docx for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None


def test_parts_without_expressions_stay_as_they_are() -> None:
    """Also the dates in docProps/core.xml, of a template in the one form."""
    data = stored(read_package("t.docx", paragraphs("{{ name }}")).parts)
    before, after = read_parts(data), read_parts(Template("t.docx", data).render(PERSON).docx)
    assert before.keys() == after.keys()
    assert {path for path in before if before[path] != after[path]} == {"word/document.xml"}


def test_one_template_serves_many_threads() -> None:
    """Each render has its own printed values."""
    template = Template("t.docx", paragraphs(*["{{ number }}"] * 20))
    with ThreadPoolExecutor(4) as pool:
        results = pool.map(lambda n: template.render({"number": n}).printed, range(40))
    assert list(results) == [(str(n),) * 20 for n in range(40)]


def test_filters_and_blanks() -> None:
    """The filters can be used in a template, and `blank` prints blanks for None."""
    text = rendered_text("{{ day|date }} {{ phone|blank(2) }}", day=dt.date(2026, 3, 1), **PERSON)
    assert text == "2026年3月1日 　　"
    assert rendered_text("{{ phone|join('、')|blank(1) }}甲", **PERSON) == "　甲"


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (("甲{{ name }}", "乙{{ nmae }}丙"), ("乙{{ nmae }}丙", "“nmae”")),
        (("{{ name.first }}",), ("{{ name.first }}", "“first”")),
        (("{{ nmae|date }}",), ("{{ nmae|date }}", "“nmae”")),
        (("首", "{%p for x in people %}", "{{ x }}", "{%p endfor %}"), ("“people”", "for x in")),
        (("电话{{phone}}，{{name}}",), ("电话{{phone}}，{{name}}", "phone is empty", "|blank")),
        (("{{ phone|date }}",), ("phone|date is empty",)),
        (("{{ phone|join }}",), ("phone|join is empty", "|blank")),
        (("{{ phone|first }}",), ("phone|first goes through a list", "{% if … %} and")),
        (("{% for x in phone %}{% endfor %}",), ("for x in phone goes through a list",)),
        (("{{ phone|length }}",), ("phone|length goes through a list",)),
        (("{{ name|date }}",), ("name|date cannot be printed",)),
        (("{{ 1 // 0 }}",), ("1 // 0 cannot be printed",)),
        (("{{ name.__class__ }}",), ("not allowed", "__class__")),
        (("{% if name > other %}x{% endif %}",), ("name > other", "“other”")),
    ],
)
def test_failures_name_template_paragraph_and_record(
    texts: tuple[str, ...], words: tuple[str, ...]
) -> None:
    """An error of a tag names the file, the paragraph's text, the undefined name and the record."""
    message = error_of(*texts, **PERSON)
    assert message.startswith("t.docx, paragraph “")
    assert "for E001: " in message
    for each in words:
        assert each in message


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (("甲", "乙{{ name|nosuch }}"), ("乙{{ name|nosuch }}", "nosuch")),
        (("甲", "{% if name %}乙"), ("{% if name %}乙", "if")),
        (("甲", "{{ name name }}"), ("{{ name name }}",)),
        (("甲", "{{ name }"), ("{{ name }",)),
    ],
)
def test_what_does_not_compile_is_found_before_any_record(
    texts: tuple[str, ...], words: tuple[str, ...]
) -> None:
    """Syntax errors and unknown filters name the file and the paragraph."""
    with pytest.raises(TemplateError) as caught:
        Template("t.docx", paragraphs(*texts))
    message = str(caught.value)
    assert message.startswith("t.docx, paragraph “")
    assert "甲" not in message
    for each in words:
        assert each in message


def test_a_failure_in_a_header_names_its_paragraph() -> None:
    """An error of a tag in a header names the header's paragraph."""

    def write(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "页眉{{ nmae }}"

    with pytest.raises(TemplateError, match="页眉"):
        Template("t.docx", docx_with(write)).render(PERSON, "E001")


def broken_in_body(document: Document) -> None:
    """A value that may hold anything, in the body."""
    document.add_paragraph("{{ control }}")


def broken_in_header(document: Document) -> None:
    """A value that may hold anything."""
    document.sections[0].header.paragraphs[0].text = "{{ control }}"


@pytest.mark.parametrize("write", [broken_in_body, broken_in_header])
def test_broken_xml_is_refused(write: Callable[[Document], None]) -> None:
    """XML that is not well-formed, which docxtpl's parser would drop in silence, is an error."""
    with pytest.raises(TemplateError, match="E001 is not a Word document"):
        Template("t.docx", docx_with(write)).render({"name": "", "control": "甲\x01乙"}, "E001")


def test_a_tag_outside_of_paragraphs_is_named_alone() -> None:
    """The paragraph before it has nothing to do with it."""
    message = error_of("首{{ name }}", "{%p for x in people %}", "{%p endfor %}", name="甲")
    assert message.startswith("t.docx, paragraph “{%p for x in people %}”, for E001: ")


def test_templates_cannot_change_what_they_are_given() -> None:
    """A template that appends to a list it was given is refused."""
    given = [1]
    assert "not allowed" in error_of("{{ given.append(2) }}", given=given)
    assert given == [1]


@pytest.mark.parametrize("lacking", [None, "word/document.xml", "[Content_Types].xml"])
def test_what_is_not_a_word_document_is_refused(lacking: str | None) -> None:
    """Bytes that are no zip, and a zip without a document's parts, are refused."""
    parts = read_parts(paragraphs("甲"))
    data = b"no zip"
    if lacking:
        del parts[lacking]
        data = completed(b"", parts)
    with pytest.raises(TemplateError, match=re.escape("t.docx is not a Word document")):
        Template("t.docx", data)


@pytest.mark.parametrize(
    ("texts", "printed"),
    [
        (("前", "{% if yes %}甲 {%- else -%} 乙{% endif %}丙"), "前\n甲丙"),
        (("前", "{% if not yes %}甲 {%- else -%} 乙{% endif %}丙", "后"), "前\n乙丙\n后"),
        (("前", "{%- if yes %}接{% endif %}", "后"), "前接\n后"),
        (("前{% if yes -%}", "接{% endif %}"), "前接"),
        (("前", "{% if yes -%} 中{% endif %}", "后"), "前\n中\n后"),
    ],
)
def test_trimmed_tags_join_paragraphs_at_their_borders_alone(
    texts: tuple[str, ...], printed: str
) -> None:
    """Within a paragraph the mark takes white space away, where docxtpl takes the text before."""
    assert rendered_text(*texts, yes=True).strip() == printed


def test_a_torn_trimmed_tag_keeps_the_text_before_it() -> None:
    """Word tears a tag anywhere, also between its brace and its mark."""
    runs = "".join(map(run, ("{% if yes %}甲{", "%", "- else -", "%", "}乙{% endif %}")))
    made = Template("t.docx", word(paragraph(run("前")) + paragraph(runs)))
    texts = [text_of(made.render({"yes": yes}).docx).strip() for yes in (True, False)]
    assert texts == ["前\n甲", "前\n乙"]
