"""Paragraphs that differ in the faces of their text."""

from __future__ import annotations

import pytest

from benchmarks.papers import SEAL
from kefu_docs.layout_reuse.named_faces import faces_in, without_faces
from tests.support.word import TAB, UNDERLINED, paragraph, run

OWN = '<w:rFonts w:hint="eastAsia"/>'
NAMED = '<w:rFonts w:ascii="F" w:hAnsi="F" w:eastAsia="F" w:cs="F"/>'


def text(look: str = "") -> str:
    """A run of text as it stands in the form."""
    return f"<w:r>{look and f'<w:rPr>{look}</w:rPr>'}<w:t></w:t></w:r>"


@pytest.mark.parametrize("look", ["", UNDERLINED])
def test_runs_of_text_that_differ_in_their_faces_are_one(look: str) -> None:
    """Whether a stretch of another face stands in front, in between, behind, or is all there is."""
    plain, other = run("", OWN + look), run("", NAMED + look)
    forms = [(plain,), (other,), (plain, other, plain), (other, plain), (plain, other)]
    assert {without_faces(paragraph(*runs)) for runs in forms} == {paragraph(text(look))}


def test_other_looks_stay_apart() -> None:
    """So do tabs, with the faces that say how high they are, and what floats."""
    assert without_faces(paragraph(run("", OWN), run("", NAMED + UNDERLINED))) == paragraph(
        text(), text(UNDERLINED)
    )
    tab = f"<w:r><w:rPr>{NAMED}</w:rPr><w:tab/></w:r>"
    assert without_faces(paragraph(run("", NAMED), tab, run("", OWN))) == paragraph(
        text(), tab, text()
    )
    floating = paragraph(text(), SEAL, text())
    assert without_faces(floating) == floating
    assert without_faces(paragraph(TAB)) == paragraph(TAB)


def test_faces_are_told() -> None:
    """Each once, as the runs name them."""
    assert faces_in(paragraph(run("", NAMED), run("", OWN), run("", NAMED))) == {NAMED, OWN}
