"""Names of fonts in an OpenDocument that LibreOffice has at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from kefu_docs.fonts import FontFile, FontSet
from kefu_docs.render.composing.odf_fonts import with_short_names

OWN = FontFile(Path("own.ttf"), ("My-Face", "方正兰亭"), "0", {"mine": "My-Face"})
SET = tuple(
    FontFile(Path(f"{family}-{weight}.ttc"), (family,), weight)
    for family in ("Noto Serif CJK SC", "Noto Sans CJK SC", "My-Face", "方正兰亭")
    for weight in ("Regular", "Bold")
)
KAI = FontFile(Path("kai.ttf"), ("LXGW WenKai",), "2")


@pytest.mark.parametrize(
    ("declared", "short"),
    [
        ("宋体", "notoserifcjksc"),
        ("'Times New Roman'", "notoserifcjksc"),
        ("'Noto Sans CJK SC'", "notosanscjksc"),
    ],
)
def test_a_name_is_that_of_the_family_that_draws_it(declared: str, short: str) -> None:
    """Small letters and digits without blanks, as LibreOffice keeps families."""
    xml = '<style:font-face style:name="A B" svg:font-family="{}" style:font-pitch="variable"/>'
    assert with_short_names(xml.format(declared), FontSet(SET)) == xml.format(short)


@pytest.mark.parametrize("declared", ["mine", "'My-Face'", "方正兰亭", "Unheard", "Arial, 宋体"])
def test_a_name_that_is_not_sure_stays(declared: str) -> None:
    """fontconfig would not know a name without its hyphen; of others LibreOffice's is unknown."""
    xml = f'<style:font-face style:name="a" svg:font-family="{declared}"/>'
    assert with_short_names(xml, FontSet((OWN, *SET))) == xml


@pytest.mark.parametrize("declared", ["楷体", "'LXGW WenKai'"])
def test_a_family_without_a_bold_face_keeps_the_name_it_is_asked_by(declared: str) -> None:
    """LibreOffice emboldens it by its own name alone, and batches would differ from docx."""
    xml = f'<style:font-face style:name="a" svg:font-family="{declared}"/>'
    assert with_short_names(xml, FontSet((*SET, KAI))) == xml
