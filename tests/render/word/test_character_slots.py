"""Each character is drawn in a family of its kind; only those are asked for."""

from __future__ import annotations

from typing import Any

import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from kefu_docs.render.word.character_slots import slots_of
from tests.support.typeface_samples import fonts_of_style, typefaces
from tests.support.word import docx_with


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("Ab1", {"ascii"}),
        ("字，", {"eastAsia"}),
        ("é", {"hAnsi", "eastAsia"}),
        ("“①", {"hAnsi", "eastAsia"}),
        ("שלום", {"cs"}),
        (" \u3000\t", set()),
        ("a字", {"ascii", "eastAsia"}),
    ],
)
def test_a_character_is_drawn_in_the_family_of_its_kind(text: str, slots: set[str]) -> None:
    """Where Word decides by a hint, in either; blanks in none."""
    assert slots_of(text) == slots


@pytest.mark.parametrize(
    ("text", "families"),
    [("Ab", {"A"}), ("字", {"E"}), ("{{ name }}", {"A", "H", "E"}), ("", set()), ("שלום", {"C"})],
)
def test_only_families_that_draw_something_are_asked_for(text: str, families: set[str]) -> None:
    """A theme may name fonts of Korean in a document that has none of its text."""

    def write(document: Document) -> None:
        fonts_of_style(document, "Normal", ascii="A", hAnsi="H", eastAsia="E", cs="C")
        document.add_paragraph(text)

    assert {asked.family for asked in typefaces(docx_with(write)).asked()} == families


@pytest.mark.parametrize(
    ("switch", "family"), [("<w:rtl {}/>", "C"), ('<w:cs {} w:val="0"/>', "A")]
)
def test_a_run_of_complex_script_has_one_family(switch: str, family: str) -> None:
    """Whatever its characters, as long as the switch is on."""

    def write(document: Document) -> None:
        fonts_of_style(document, "Normal", ascii="A", hAnsi="H", eastAsia="E", cs="C")
        run: Any = document.add_paragraph().add_run("ab")._r
        run.get_or_add_rPr().append(parse_xml(switch.format(nsdecls("w"))))

    assert [asked.family for asked in typefaces(docx_with(write)).asked()] == [family]
