"""Tags in charts and diagrams are refused; diagrams without drawings and endnotes are told."""

from __future__ import annotations

import pytest

from kefu_docs.diagnostics.errors import TemplateError
from kefu_docs.render.preparing.unfilled_parts import refuse_unfilled, told_otherwise
from kefu_docs.render.word.word_package import DOCUMENT, DOCUMENT_RELATIONS, ENDNOTES
from kefu_docs.render.word.word_xml import PREFIXES
from tests.support.word_features import paragraph, run, tree

CHART = (
    f'<c:chart xmlns:c="{PREFIXES["c"]}" xmlns:a="{PREFIXES["a"]}">'
    "<a:p><a:r><a:t>{}</a:t></a:r><a:r><a:t>{}</a:t></a:r></a:p><c:v>{}</c:v></c:chart>"
)


@pytest.mark.parametrize("texts", [("{{ na", "me }}", "1"), ("甲", "乙", "{{ name }}")])
@pytest.mark.parametrize("part", ["word/charts/chart1.xml", "word/diagrams/data1.xml"])
def test_a_tag_that_nothing_fills_in_is_refused(part: str, texts: tuple[str, str, str]) -> None:
    """It would be printed as it is; braces alone are text."""
    parts = {part: CHART.format(*texts).encode()}
    with pytest.raises(TemplateError, match=r"t\.docx: nothing fills in {{ name }} in a chart"):
        refuse_unfilled("t.docx", parts)
    refuse_unfilled("t.docx", {part: CHART.format("{甲}", "{", "}").encode()})


def relations(*kinds: str) -> bytes:
    """The relationships of a document."""
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    made = (
        f'<Relationship Id="r{n}" Type="x/{kind}" Target="{n}"/>' for n, kind in enumerate(kinds)
    )
    return f'<Relationships xmlns="{namespace}">{"".join(made)}</Relationships>'.encode()


def test_a_diagram_without_a_drawing_is_told() -> None:
    """Word writes one with each diagram, which LibreOffice draws."""
    document = tree(paragraph(run("甲")))
    for kinds, count in ((("diagramData",), 1), (("diagramData", "diagramDrawing"), 0)):
        parts = {DOCUMENT: b"", DOCUMENT_RELATIONS: relations(*kinds)}
        assert len([*told_otherwise(parts, document)]) == count


def test_endnotes_are_told() -> None:
    """Where the text refers to one."""
    with_note = tree(paragraph(run("甲"), '<w:r><w:endnoteReference w:id="2"/></w:r>'))
    (told,) = told_otherwise({ENDNOTES: b""}, with_note)
    assert told.text().startswith("endnotes may stand on a page of their own")
    assert not [*told_otherwise({ENDNOTES: b""}, tree(paragraph(run("甲"))))]
