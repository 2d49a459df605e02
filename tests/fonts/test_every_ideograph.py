"""Every character of the two standards is drawn, by the face it should be, and can be read back."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import groupby

import pytest

from kefu_docs.convert.pool import Pool
from kefu_docs.fonts import Coverage, find_fonts
from kefu_docs.render import Template
from tests.support.builds import closed_fonts
from tests.support.confinements import best
from tests.support.ideographs import GENERAL_STANDARD, LEVEL_3, Printed, page_template, printed

FONTS = find_fonts(None)
COVERAGE = Coverage(FONTS)
PAGE = 2700
PROGRAMS = {
    "Noto Serif CJK SC": "NotoSerifCJK",
    "Noto Sans CJK SC": "NotoSansCJK",
    "HanaMinA": "HanaMinA",
    "HanaMinB": "HanaMinB",
    "LXGW WenKai": "LXGWWenKai-Regular",
    "LXGW WenKai Light": "LXGWWenKai-Light",
}
SECOND_OF_A_GLYPH = {"\U00029fd7"}
"""A double of U+29FCE, which Noto draws by one glyph with it."""

Pages = list[tuple[tuple[str, str], Printed]]
TEXTS = {
    "宋体": "".join(LEVEL_3),
    **dict.fromkeys(("黑体", "楷体", "仿宋"), "".join(GENERAL_STANDARD)),
}


def test_the_standards_are_whole() -> None:
    """As many characters as they say; every one of the first is in the second."""
    assert len(set(GENERAL_STANDARD)) == len(GENERAL_STANDARD) == 8105
    assert len(set(LEVEL_3)) == len(LEVEL_3) == 87887
    assert set(GENERAL_STANDARD) <= set(LEVEL_3)


def test_names_are_in_one_face() -> None:
    """Each face for text has all of 通用规范汉字表, so that no name is drawn by two."""
    for family in FONTS.text_families:
        assert [c for c in GENERAL_STANDARD if not COVERAGE.draws(family, c)] == []


def without(text: str, characters: str) -> str:
    """The text with these left out."""
    return "".join(c for c in text if c not in characters)


def documents() -> Iterator[tuple[tuple[str, str], bytes]]:
    """A page of each family's text, with that text, as the program renders it."""
    for family, text in TEXTS.items():
        template = Template("page.docx", page_template(family), COVERAGE)
        for start in range(0, len(text), PAGE):
            page = text[start : start + PAGE]
            yield (family, page), template.render({"text": page}).docx


@pytest.fixture(scope="module")
def pages(
    tmp_path_factory: pytest.TempPathFactory,
) -> Pages:
    """Each page converted and finished: family and text, then what is in the PDF."""
    folder = tmp_path_factory.mktemp("ideographs")
    spawn = multiprocessing.get_context("spawn")
    with (
        Pool(2, "auto", closed_fonts(folder), folder, best()) as pool,
        ProcessPoolExecutor(2, spawn) as finishers,
    ):
        pool.start_another()
        conversions = [(key, pool.submit(docx)) for key, docx in documents()]
        futures = [
            (key, finishers.submit(partial(printed, pdf.result(), FONTS)))
            for key, pdf in conversions
        ]
        return [(key, future.result()) for key, future in futures]


@pytest.mark.office
@pytest.mark.parametrize("family", TEXTS)
def test_every_character_prints(family: str, pages: Pages) -> None:
    """What is read from the pages is what went in; no box is drawn."""
    count = 0
    for (asked, text), page in pages:
        if asked == family:
            assert set(page.replaced) <= SECOND_OF_A_GLYPH
            assert "".join(stretch for _, stretch in page.stretches) == without(text, page.replaced)
            assert page.undrawn == 0
            count += len(text)
    assert count == len(TEXTS[family])


@pytest.mark.office
@pytest.mark.parametrize("family", TEXTS)
def test_every_character_is_drawn_by_the_face_that_should(family: str, pages: Pages) -> None:
    """Each character comes from the first face that has it, whatever stands beside it."""
    for (asked, text), page in pages:
        if asked == family:
            read = without(text, page.replaced)
            expected = [
                (PROGRAMS[str(drawn)], "".join(group))
                for drawn, group in groupby(read, lambda c: COVERAGE.family_for(family, c))
            ]
            found = [
                (next(p for p in PROGRAMS.values() if font.startswith(p)), stretch)
                for font, stretch in page.stretches
            ]
            assert found == expected
