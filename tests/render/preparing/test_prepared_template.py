"""What a template must not lose on its way to LibreOffice."""

from __future__ import annotations

import pytest

from kefu_docs.diagnostics.errors import TemplateError
from kefu_docs.render import Template, compose, for_libreoffice, text_of
from kefu_docs.render.word.docx_zip import read_parts
from tests.render.composing.test_compose import cut
from tests.support.builds import Office
from tests.support.pdf import differences
from tests.support.pdf import text_of as text_on
from tests.support.word_features import cell, paragraph, run, style, table, word

M = "<m:oMath>{}</m:oMath>"
R = "<m:r><m:t>{}</m:t></m:r>"


def error_of(body: str) -> str:
    """The message of a template that is refused."""
    with pytest.raises(TemplateError) as caught:
        Template("t.docx", word(body))
    return str(caught.value)


def printed(body: str, **context: object) -> str:
    """The text of a template, printed."""
    return text_of(Template("t.docx", word(body)).render(context).docx)


def fraction(top: str, bottom: str) -> str:
    """A fraction of two lines."""
    return f"<m:f><m:num>{R.format(top)}</m:num><m:den>{R.format(bottom)}</m:den></m:f>"


MATRIX = "<m:m>{}</m:m>".format(
    "".join(
        f"<m:mr><m:e>{R.format(a)}</m:e><m:e>{R.format(b)}</m:e></m:mr>" for a, b in ("ab", "cd")
    )
)


@pytest.mark.parametrize(
    ("formula", "line"),
    [
        (R.format("S=a+b"), "S=a+b"),
        (fraction("工资", "21.75"), "工资/21.75"),
        (fraction("a+1", "b"), "(a+1)/b"),
        (f"<m:sSup><m:e>{R.format('x')}</m:e><m:sup>{R.format('2')}</m:sup></m:sSup>", "x2"),
        (f"<m:rad><m:radPr/><m:deg/><m:e>{R.format('x')}</m:e></m:rad>", "√x"),
        (f"<m:d><m:e>{R.format('a')}</m:e></m:d>", "(a)"),
        (f"<m:d><m:e>{MATRIX}</m:e></m:d>", "(a, b; c, d)"),
        (
            f"<m:eqArr><m:e>{R.format('x=1')}</m:e><m:e>{R.format('y=2')}</m:e></m:eqArr>",
            "x=1; y=2",
        ),
        (
            f'<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>{R.format("i=1")}</m:sub>'
            f"<m:sup>{R.format('n')}</m:sup><m:e>{R.format('x')}</m:e></m:nary>",
            "∑i=1nx",
        ),
        (f"<m:nary><m:sub/><m:sup/><m:e>{R.format('x')}</m:e></m:nary>", "∫x"),
        (
            f"<m:limLow><m:e>{R.format('lim')}</m:e><m:lim>{R.format('x→0')}</m:lim></m:limLow>",
            "limx→0",
        ),
        (
            f'<m:acc><m:accPr><m:chr m:val="\u0304"/></m:accPr><m:e>{R.format("o")}</m:e></m:acc>',
            "ō",
        ),
        (
            f"<m:sPre><m:sub/><m:sup>{R.format('2')}</m:sup><m:e>{R.format('H')}</m:e></m:sPre>",
            "2H",
        ),
    ],
)
def test_formulas_are_lines_of_text(formula: str, line: str) -> None:
    """LibreOffice without Math would draw nothing."""
    assert printed(paragraph(run("式："), M.format(formula))) == f"式：{line}"
    shown = printed(f"<m:oMathPara>{M.format(formula)}</m:oMathPara>".join(("<w:p>", "</w:p>")))
    assert shown == line


def test_formulas_that_no_line_says_are_refused() -> None:
    """By what they have, with the formula."""
    accent = f'<m:acc><m:accPr><m:chr m:val="\u20d7"/></m:accPr><m:e>{R.format("v")}</m:e></m:acc>'
    told = error_of(paragraph(run("式："), M.format(R.format("p=m") + accent)))
    assert told == "t.docx, formula “p=mv”: it has an accent over it, which no line of text says"


def test_a_bound_control_shows_its_own_text() -> None:
    """LibreOffice would show the property that it is bound to."""
    binding = (
        '<w:dataBinding w:prefixMappings="" w:xpath="/ns1:coreProperties[1]/ns0:creator[1]"'
        ' w:storeItemID="{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"/>'
    )
    control = f"<w:sdt><w:sdtPr>{binding}<w:text/></w:sdtPr><w:sdtContent>{run('{{ name }}')}"
    template = Template("t.docx", word(paragraph(f"{control}</w:sdtContent></w:sdt>")))
    made = template.render({"name": "甲"})
    assert text_of(made.docx) == "甲"
    assert b"dataBinding" not in made.docx


def test_a_cell_without_properties_is_shaded() -> None:
    """docxtpl would write the shade where Word does not look for it."""
    for properties in ("<w:tcPr/>", ""):
        body = table(f"<w:tc>{properties}{paragraph(run('{% cellbg colour %}甲'))}</w:tc>")
        template = Template("t.docx", word(body))
        xml = template.render({"colour": "FF0000"}).docx
        document = read_parts(xml)["word/document.xml"].decode()
        assert '<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="FF0000"/>' in document


@pytest.mark.parametrize(
    "slip",
    [
        *("｛｛ name ｝｝", "{ name }}", "{{ name }", "{ % if name % }", "{ { name } }"),
        *("｛% if name %｝", "{{ name ｝｝", "name }}", "｛employee.name｝", "{company.name}"),
    ],
)
def test_mistyped_braces_are_found(slip: str) -> None:
    """They would be printed as they stand."""
    message = error_of(paragraph(run(f"姓名：{slip}。")))
    assert "paragraph “姓名：" in message


def test_a_slip_behind_a_tag_is_quoted_by_itself() -> None:
    """Without what stands for the tag on the way."""
    message = error_of(paragraph(run("{{ name }}岁 }} 止")))
    assert ": 岁 }} is not a tag" in message


@pytest.mark.parametrize(
    "text",
    [
        "{{ name }}",
        "{_{ name }_}",
        "{% raw %}{{ x }{% endraw %}",
        "｛注｝",
        "{1，2}",
        "{ANYONE}",
        "{ { is",
    ],
)
def test_braces_that_are_meant_pass(text: str) -> None:
    """Tags, docxtpl's own way to write braces, sets."""
    printed(paragraph(run(text)), name="甲")


@pytest.mark.parametrize(
    "body",
    [
        paragraph(run("甲方应付。{%p if name %}")) + paragraph(run("{%p endif %}")),
        paragraph(run("{%p if name %}")) + paragraph(run("{%p endif %}乙方应守。")),
        paragraph(run("{%p if name %}{%p endif %}甲方")),
        table(
            cell("{%tr for x in name %}") + cell("甲方"), cell("{{ x }}"), cell("{%tr endfor %}")
        ),
    ],
)
def test_text_beside_a_tag_that_takes_all_is_found(body: str) -> None:
    """docxtpl would take it away with its paragraph or row."""
    assert "would be lost" in error_of(body)


def test_text_beside_a_comment_goes_with_it() -> None:
    """Which is what such a comment is for."""
    assert printed(paragraph(run("{#p 旧 #}甲")) + paragraph(run("乙"))) == "乙"


def test_a_tag_from_cell_to_cell_is_found() -> None:
    """It would repeat the border between the cells."""
    body = table(cell("{% for x in names %}{{ x }}") + cell("{% endfor %}"))
    assert error_of(body).startswith("t.docx: {% for x in names %} begins in one cell")


def test_ampersands_in_tags_are_what_they_say() -> None:
    """As text and in comparisons."""
    text = "{% if '售前&amp;售后' == title %}同{% endif %}：{{ 'A &amp; B' }}&amp;"
    assert printed(paragraph(run(text)), title="售前&售后") == "同：A & B&"


def test_changes_are_told() -> None:
    """Tracked ones and formulas, whatever else there is."""
    inserted = f'<w:ins w:id="1" w:author="甲">{run("乙")}</w:ins>'
    template = Template("t.docx", word(paragraph(run("甲"), inserted, M.format(R.format("x")))))
    told = [str(message.text()) for message in template.told]
    assert len(told) == 2
    assert "paragraph “甲乙”" in told[0]


def test_a_style_that_is_not_there_is_none(office: Office) -> None:
    """LibreOffice would leave its paragraph's spaces out, and in a batch not."""
    there = style("Spaced", '<w:pPr><w:spacing w:after="400"/></w:pPr>')
    lost = paragraph(run("甲", '<w:rStyle w:val="No"/>'), properties='<w:pStyle w:val="No"/>')
    kept = paragraph(run("乙"), properties='<w:pStyle w:val="Spaced"/>')
    template = Template("t.docx", word(lost + kept + paragraph(run("丙")), styles=there))
    made = template.render({}).docx
    xml = read_parts(made)["word/document.xml"]
    assert b'"No"' not in xml
    assert b'<w:pStyle w:val="Spaced"/>' in xml
    alone = office(for_libreoffice(made))
    for pdf in cut(office(compose([made] * 3)), 3):
        assert differences(alone, pdf) == []


def test_a_field_in_a_control_of_paragraphs() -> None:
    """LibreOffice would show PAGE2 for 2; Word's own gallery of page numbers stays as it is.

    Every other control gives way to what stands in it, but that would leave a cell without a
    paragraph.
    """
    number = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )

    def control(content: str, properties: str = "") -> str:
        return f"<w:sdt>{properties}<w:sdtContent>{content}</w:sdtContent></w:sdt>"

    def kept(body: str) -> int:
        docx = Template("t.docx", word(body)).render({}).docx
        return read_parts(docx)["word/document.xml"].count(b"<w:sdt>")

    inner = control(paragraph(number))
    assert [kept(inner), kept(control(inner)), kept(control(paragraph(run("甲"))))] == [0, 0, 0]
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="a"/></w:docPartObj></w:sdtPr>'
    assert kept(control(paragraph(number), gallery)) == 1
    assert kept(paragraph(run("甲"), control(""))) == 0
    assert kept(table(f"<w:tc>{control('')}</w:tc>")) == 1


def test_what_was_chosen_from_a_list_is_drawn_alone(office: Office) -> None:
    """LibreOffice would show the list's first entry beside it."""
    choices = '<w:listItem w:value="请选择"/><w:listItem w:displayText="杭州" w:value="杭州"/>'
    properties = f"<w:showingPlcHdr/><w:comboBox>{choices}</w:comboBox>"
    control = f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{{}}</w:sdtContent></w:sdt>"
    body = paragraph(run("甲")) + control.format(paragraph(run("{{ city }}"))) + paragraph()
    made = Template("t.docx", word(body)).render({"city": "杭州"}).docx
    assert "".join(text_on(office(made)).split()) == "甲杭州"


def test_a_control_at_the_end_stays_in_its_document(office: Office) -> None:
    """LibreOffice would draw it at the beginning of the batch's next document."""
    control = f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{run('末')}</w:sdtContent></w:sdt>"
    template = Template("t.docx", word(paragraph(run("首")) + paragraph(control)))
    made = template.render({}).docx
    for pdf in cut(office(compose([made] * 3)), 3):
        assert "".join(text_on(pdf).split()) == "首末"


def test_a_paragraph_within_a_paragraph_is_refused() -> None:
    """LibreOffice draws neither, and Word repairs the file."""
    assert "“乙”" in error_of(f"<w:p><w:p>{run('乙')}</w:p></w:p>")
