"""Everything that docxtpl's users do in Word is printed, comes out of a batch as alone, is proved.

Each feature is a template of its own in tests/support/template_features.py.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kefu_docs.fonts import Coverage, FontSet
from kefu_docs.proof import Expected, prove
from kefu_docs.render import Template, compose, for_libreoffice, shown_text
from tests.render.composing.test_compose import cut
from tests.support.builds import Office
from tests.support.openxml import complaints
from tests.support.pdf import differences, glyphs, pixels, text_of
from tests.support.saved_by import PRINTED, SAVED_BY
from tests.support.template_features import (
    FEATURES,
    FIRST,
    PAGE,
    SECOND,
    drawn_in_header,
)


@pytest.mark.office
@pytest.mark.parametrize("name", FEATURES)
def test_a_feature_is_printed_composed_and_proved(
    office: Office, fonts: FontSet, name: str, tmp_path: Path
) -> None:
    """Two records whose values differ in length; Word opens what is made without repair.

    The docx names the face of ☑: of LibreOffice's own choice its glyphs stand behind the others.
    """
    feature = FEATURES[name]
    template = Template("t.docx", feature.docx, Coverage(fonts))
    assert [o.what.text() for o in template.obstacles] == [feature.obstacle] * bool(
        feature.obstacle
    )
    own = set(complaints(feature.docx, tmp_path))
    rendered = [template.render(context) for context in (FIRST, SECOND)]
    alone = [office(for_libreoffice(each.docx)) for each in rendered]
    for pdf, each, prints in zip(alone, rendered, (feature.first, feature.second), strict=True):
        # LibreOffice 25.2 draws footers before the text; the proof knows the order of reading.
        shown = [sorted(glyph.character for glyph in page) for page in glyphs(pdf)]
        assert shown == [sorted(page) for page in prints.split(PAGE)]
        proof = prove(pdf, Expected(shown_text(each.docx), each.printed), name)
        assert [str(fault) for fault in proof.faults if "font" not in str(fault)] == []
        assert set(complaints(each.docx, tmp_path)) <= own
    if not feature.obstacle:
        documents = [rendered[0].docx, rendered[1].docx, rendered[0].docx]
        batch = cut(office(compose(documents)), 3)
        found = [differences(a, b) for a, b in zip((*alone, alone[0]), batch, strict=True)]
        assert found == [[], [], []]


@pytest.mark.office
@pytest.mark.parametrize("program", SAVED_BY)
def test_a_template_of_each_program_is_printed_and_composed(office: Office, program: str) -> None:
    """Word, WPS, LibreOffice and Google Docs write one template in shapes of their own."""
    template = Template("t.docx", SAVED_BY[program]())
    assert template.obstacles == ()
    assert template.told == ()
    values = {"name": "张晓宇", "yes": True, "items": ("一", "二")}
    rendered = template.render(values)
    alone = office(for_libreoffice(rendered.docx))
    assert text_of(alone) == PRINTED
    assert not prove(alone, Expected(shown_text(rendered.docx), rendered.printed), "t").faults
    other = template.render({**values, "items": tuple("三" * 60)}).docx
    batch = cut(office(compose([other, rendered.docx])), 2)
    assert differences(alone, batch[1]) == []


@pytest.mark.office
def test_a_metafile_is_drawn_in_the_header(office: Office) -> None:
    """Black, 20 mm wide and half as high, alone and in a batch."""
    template = Template("t.docx", drawn_in_header())
    documents = [template.render(FIRST).docx] * 2
    alone = office(for_libreoffice(documents[0]))
    for pdf in (alone, *cut(office(compose(documents)), 2)):
        (page,) = pixels(pdf)
        assert 113 * 56 < page.count(0) < 114 * 58  # 144 dots an inch
