"""The pages of the sample look as they did when somebody looked at them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from kefu_docs.convert.probe import find_office, office_version
from tests.support.builds import GOLDEN, SampleBuild
from tests.support.gallery import pdfs_of
from tests.support.pictures import Picture, beside, differing, marked, pictures_of, read, write

DOTS_PER_INCH = 50
PAGES = GOLDEN / "pages"
DIFFERENCES = Path("build/gallery-differences")
# A character drawn a little otherwise by another release of a font is no moved line.
FEW_DOTS = 24


def pages_of(build: Path) -> Iterator[tuple[str, Picture]]:
    """Every page of the documents and the first of each packet, by name."""
    for pdf in pdfs_of(build):
        pages = pictures_of(pdf, DOTS_PER_INCH)
        name = pdf.relative_to(build).with_suffix("").as_posix()
        for number, picture in enumerate(islice(pages, 1 if "packets" in name else None), 1):
            yield f"{name}-{number}.png", picture


def reviewed_folder() -> Path:
    """The pages of this LibreOffice: each release lays rows of tables out a little otherwise."""
    version = re.search(r"\d+\.\d+", office_version(find_office()))
    assert version
    return PAGES / version[0]


def test_pages_look_as_reviewed(sample_build: SampleBuild, request: pytest.FixtureRequest) -> None:
    """A page that differs is shown beside the reviewed one, the differences marked in black."""
    folder = reviewed_folder()
    shown = dict(pages_of(sample_build.build))
    if request.config.getoption("--update-golden"):
        shutil.rmtree(folder, ignore_errors=True)
        for name, picture in shown.items():
            write(picture, folder / name)
        return
    assert folder.is_dir(), f"nobody has looked at the pages of this LibreOffice: {folder}"
    reviewed = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*.png")}
    assert shown.keys() == reviewed.keys()
    different = []
    for name, picture in shown.items():
        expected = read(reviewed[name])
        places = differing(expected, picture)
        if len(places) > FEW_DOTS:
            write(beside(expected, picture, marked(picture, places)), DIFFERENCES / name)
            different.append(f"{DIFFERENCES / name}: {len(places)} dots differ")
    assert not different, "\n".join(different)


@pytest.fixture(scope="module")
def page(sample_build: SampleBuild) -> Picture:
    """The first page of a contract."""
    return next(pictures_of(sample_build.build / "contracts/E001.pdf", DOTS_PER_INCH))


def test_a_page_smoothed_otherwise_is_the_same(page: Picture) -> None:
    """A page whose edges stand a third of a dot further to the right is no difference."""
    shifted = Picture(
        tuple(
            bytes((2 * grey + left) // 3 for left, grey in zip(row[:1] + row, row, strict=False))
            for row in page.rows
        )
    )
    assert shifted != page
    assert len(differing(page, shifted)) <= FEW_DOTS


@pytest.mark.parametrize("dots", [2, 3])
def test_a_line_that_moved_is_found(page: Picture, dots: int) -> None:
    """A page with one line of text a millimetre further down is different."""
    blank = bytes([15]) * page.size[0]
    top = next(y for y, row in enumerate(page.rows) if y > 60 and row != blank)
    end = next(y for y in range(top, len(page.rows)) if page.rows[y] == blank)
    rows = list(page.rows)
    rows[top : end + dots] = [blank] * dots + rows[top:end]
    moved = Picture(tuple(rows))
    assert len(moved.rows) == len(page.rows)
    assert len(differing(page, moved)) > FEW_DOTS


def test_pictures_are_read_as_they_were_written(page: Picture, tmp_path: Path) -> None:
    """A picture of any width is read as it was written."""
    odd = Picture(tuple(row[:411] for row in page.rows))
    for picture in (page, odd, marked(page, [(0, 0)]), beside(page, odd)):
        write(picture, tmp_path / "picture.png")
        assert read(tmp_path / "picture.png") == picture


def test_a_page_of_another_size_differs_everywhere(page: Picture) -> None:
    """A page in Letter instead of A4 differs everywhere."""
    width, height = page.size
    assert len(differing(page, Picture(page.rows[:-10]))) == width * height
