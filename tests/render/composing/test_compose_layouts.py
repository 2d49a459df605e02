"""Whatever a template's blocks, grid, settings and styles: a batch is as each document alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from kefu_docs.render import Template, compose, for_libreoffice
from kefu_docs.render.word.closing_paragraph import with_low_end
from kefu_docs.render.word.docx_zip import read_parts, stored
from kefu_docs.render.word.word_package import DOCUMENT
from kefu_docs.scheduler.layout_habits import Habits
from tests.render.composing.test_compose import are_unlike, cut
from tests.support.builds import Office
from tests.support.pdf import differences, glyphs, sizes, text_of
from tests.support.word import paragraph, run, word
from tests.support.word_layouts import (
    BLOCKS,
    GRIDS,
    SETTINGS,
    STYLES,
    layout_template,
    lists_of_every_format,
)

TEXT = "甲乙，Ab"


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    blocks=st.lists(st.sampled_from(list(BLOCKS)), min_size=1, max_size=3),
    grid=st.sampled_from(list(GRIDS)),
    setting=st.sampled_from(list(SETTINGS)),
    style=st.sampled_from(list(STYLES)),
)
@example(["text", "table"], "lines", "East Asian", "defaults")
@example(["text"], "lines and characters", "Word 2003", "justified")
@example(["bullet", "trailing blanks"], "characters", "none", "off the grid")
@example(["section", "table"], "pitch alone", "Word 2013", "plain")
@example(["empty", "text"], "lines", "none", "plain")
@example(["spaced", "empty"], "no grid", "none", "defaults")
@example(["number of a list style", "number of a list style", "text"], "no grid", "none", "plain")
@example(["columns", "text"], "pitch alone", "Word 2013", "defaults")
@example(["many", "columns", "text"], "lines", "none", "plain")
@example(["text", "floating table", "empty"], "no grid", "none", "plain")
@example(["empty", "long table", "text"], "lines", "tab stops", "plain")
@example(["long table", "long table", "text"], "no grid", "Word 2013", "defaults")
@example(["bullet", "number", "text"], "lines", "Word 2013", "themed")
@example(["spaced", "many"], "no grid", "none", "plain")
def test_any_layout_comes_out_of_a_batch_as_alone(
    office: Office, habits: Habits, blocks: list[str], grid: str, setting: str, style: str
) -> None:
    """Or the template has an obstacle, or this LibreOffice lays it out otherwise in some batches.

    Documents of 1, 40 and 3 words, and one by itself.
    """
    template = Template("t.docx", layout_template(*blocks, grid=grid, setting=setting, style=style))
    assume(not template.obstacles)
    documents = [template.render({"a": TEXT * count}).docx for count in (1, 40, 3)]
    assume(not are_unlike(habits, documents))
    batch = cut(office(compose(documents)), 3)
    for document, composed in zip(documents, batch, strict=True):
        alone = office(for_libreoffice(document))
        if breaks_first_page_otherwise(alone, composed):
            (alone,) = cut(office(compose([document])), 1)
        assert differences(alone, composed) == []
    (single,) = cut(office(compose(documents[1:2])), 1)
    assert differences(single, batch[1]) == []


def breaks_first_page_otherwise(alone: bytes, composed: bytes) -> bool:
    """Whether nothing differs but where the first page of a file ends (docs/decisions/003).

    LibreOffice 7.4 lays that page out before it knows what follows. With pages in front, as a build
    converts each document by itself, it does not.
    """
    if sizes(alone) != sizes(composed) or len(sizes(alone)) == 1:
        return False
    first = len(glyphs(alone)[0]), len(glyphs(composed)[0])
    return text_of(alone) == text_of(composed) and first[0] != first[1]


@pytest.mark.parametrize("language", ["zh-CN", "ru-RU"])
def test_every_number_format_comes_out_of_a_batch_as_alone(office: Office, language: str) -> None:
    """Also those that spell numbers in the language of the text."""
    template = Template("t.docx", lists_of_every_format(language))
    assert not template.obstacles
    documents = [template.render({"a": text}).docx for text in ("甲", "乙丙")]
    batch = cut(office(compose(documents)), 2)
    for document, composed in zip(documents, batch, strict=True):
        assert differences(office(for_libreoffice(document)), composed) == []


def test_a_list_of_a_list_style_begins_again_in_each_document() -> None:
    """Its levels are those of the style's list; the law above fails where it leads to the style."""
    template = Template("t.docx", layout_template("number of a list style", "text"))
    document = template.render({"a": TEXT}).docx
    parts = read_parts(compose([document] * 2))
    numbers = re.findall(r'<w:numId w:val="(\d+)"/>', parts[DOCUMENT].decode())
    own, copied = map(int, numbers)
    numbering = parts["word/numbering.xml"].decode()
    # The style's list is number 4, that which leads to it 3.
    assert own == 3
    assert f'<w:num w:numId="{copied}"><w:abstractNumId w:val="{copied + 1}"/></w:num>' in numbering
    assert numbering.count("<w:styleLink ") == 1


def test_an_empty_paragraph_at_the_beginning_has_no_mark() -> None:
    """On a line grid LibreOffice 25.2 would give it another line; the law above fails there."""
    template = Template("t.docx", layout_template("empty", "text", grid="lines"))
    document = template.render({"a": TEXT}).docx
    xml = read_parts(compose([document]))[DOCUMENT].decode()
    assert re.search(r'<w:p/><w:p><w:pPr>[^甲]*<w:bookmarkStart w:id="0" [^甲]*甲', xml)


@pytest.mark.parametrize("blocks", [(), ("empty",), ("empty", "empty")])
@pytest.mark.parametrize("style", ["plain", "defaults"])
def test_space_below_a_document_does_not_move_the_next(style: str, blocks: tuple[str, ...]) -> None:
    """No paragraph that a new document follows asks for space below, itself or by its style.

    LibreOffice 25.2 takes it from the space above the next, also from that of the last paragraph
    before hidden ones; the law above fails there without this.
    """
    template = Template("t.docx", layout_template("spaced", *blocks, style=style))
    document = template.render({"a": TEXT}).docx
    xml = read_parts(compose([document] * 3))[DOCUMENT].decode()
    found = re.findall(r'w:after="(\d+)"', xml)
    assert found == ["0"] * (2 + 3 * (1 + len(blocks)))
    assert xml.count('w:before="300"') == 3


OBSTACLES = {
    ("table", "text"): ("lines", "a table that begins pages with a line grid"),
    ("text", "section", "bordered table", "text"): (
        "lines and characters",
        "a table that begins pages with a line grid",
    ),
    ("text", "nested table", "text"): (
        "characters",
        "a table in a table on pages with a line grid",
    ),
    ("floating table", "text"): (
        "no grid",
        "a table at the beginning that text wraps around",
    ),
    ("text", "floating table", "text"): (
        "lines",
        "a table that text wraps around on pages with a line grid",
    ),
    ("text",): ("vertical text", "vertical text"),
    ("vertical cell", "text"): ("no grid", "vertical text"),
    ("text", "section"): ("no grid", "a section at the end that is empty"),
}


@pytest.mark.parametrize(("blocks", "grid", "obstacle"), [(b, *o) for b, o in OBSTACLES.items()])
def test_what_libreoffice_lays_out_otherwise_is_an_obstacle(
    blocks: tuple[str, ...], grid: str, obstacle: str
) -> None:
    """Found by the law above; without the obstacle it fails."""
    template = Template("t.docx", layout_template(*blocks, grid=grid))
    assert [o.what.text() for o in template.obstacles] == [obstacle]


@pytest.mark.parametrize("grid", ["no grid", "pitch alone"])
def test_tables_are_no_obstacle_without_a_grid(grid: str) -> None:
    """Word writes a grid without a type into most documents, and it does nothing."""
    template = Template("t.docx", layout_template("table", "nested table", "text", grid=grid))
    assert template.obstacles == ()


@pytest.mark.parametrize("length", range(0, 200, 17))
def test_hidden_paragraphs_at_the_end_keep_their_form(length: int) -> None:
    """The marks of a document stand in front of them, so that the count of its pages is its own."""
    spaced = paragraph(run("乙" * length + "甲"), form='<w:spacing w:after="200"/>')
    hidden = word(spaced + paragraph())
    document = stored(with_low_end(read_parts(hidden)))
    composed = read_parts(compose([document, document]))["word/document.xml"].decode()
    bodies = composed.split("甲")[1:]
    assert len(bodies) == 2
    for body in bodies:
        marks, low = body.split("</w:p>")[:2]
        assert "bookmark" in marks
        assert "w:vanish" in low
        assert 'w:line="20" w:lineRule="exact"/>' in low
        assert "bookmark" not in low
