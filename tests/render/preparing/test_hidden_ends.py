"""Paragraphs with hidden ends: not counted, or told."""

from __future__ import annotations

import pytest

from kefu_docs.render.expected.run_looks import Looks
from kefu_docs.render.preparing.hidden_ends import (
    do_not_count_hidden,
    told_hidden_drawings,
    told_joined,
)
from kefu_docs.render.word.styles import Styles
from kefu_docs.render.word.word_xml import PREFIXES, W, value
from tests.support.word_features import paragraph, run, style, tree

HIDDEN = "<w:vanish/>"
HIDDEN_END = f"<w:rPr>{HIDDEN}</w:rPr>"
NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>'
STYLES = Looks(
    Styles(
        (
            f'<w:styles xmlns:w="{PREFIXES["w"]}">'
            + style("hidden", f"<w:rPr>{HIDDEN}</w:rPr>")
            + style("numbered", f"<w:pPr>{NUMBERED}</w:pPr>")
            + "</w:styles>"
        ).encode()
    )
)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        (paragraph(run("隐", HIDDEN), properties=NUMBERED + HIDDEN_END), "0"),
        (paragraph(properties=NUMBERED + HIDDEN_END), "0"),
        (paragraph(run("隐"), properties=f'<w:pStyle w:val="hidden"/>{NUMBERED}'), "0"),
        (paragraph(run("隐", HIDDEN), properties=f'<w:pStyle w:val="numbered"/>{HIDDEN_END}'), "0"),
        (paragraph(run("显"), properties=NUMBERED + HIDDEN_END), "7"),
        (paragraph(run("隐", HIDDEN), properties=NUMBERED), "7"),
    ],
)
def test_a_hidden_paragraph_is_not_counted(written: str, number: str) -> None:
    """Where its text and its end are hidden, by itself or by its style."""
    root = tree(written)
    assert do_not_count_hidden(root, STYLES) == (number == "0")
    (found,) = root.iter(f"{W}p")
    assert value(found, "pPr", "numPr", "numId") == number


def test_text_before_a_hidden_end_is_told() -> None:
    """As Word's style separator writes it; a hidden paragraph, and a tag's, are not."""
    separated = paragraph(run("一、标题"), properties=HIDDEN_END)
    rest = paragraph(run("正文"))
    hidden = paragraph(run("隐", HIDDEN), properties=HIDDEN_END)
    tag = paragraph(run("{%p if x %}"), properties=HIDDEN_END)
    (told,) = told_joined(tree(separated + rest), STYLES)
    assert told.text().startswith("the end of paragraph “一、标题” is hidden, behind which Word")
    assert not [*told_joined(tree(hidden + tag + rest), STYLES)]


def test_a_hidden_drawing_is_told() -> None:
    """Which Word's Selection Pane hides; others are not."""
    drawing = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x"{}/></wp:inline></w:drawing></w:r>'
    )
    (told,) = told_hidden_drawings(tree(paragraph(run("甲"), drawing.format(' hidden="1"'))))
    assert told.text().startswith("a drawing that is hidden in Word is printed, in paragraph “甲”")
    assert not [*told_hidden_drawings(tree(paragraph(run("甲"), drawing.format(""))))]
