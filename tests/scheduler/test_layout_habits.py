"""Which documents no batch takes hangs on how LibreOffice lays out."""

from __future__ import annotations

from kefu_docs.finish.text_grid import TENTH, TWIP
from kefu_docs.scheduler.layout_habits import Habits
from tests.support.word import all_numbered, paragraph, run, table, word

TEXT = paragraph(run("甲"))


def unlike(grid: int, **documents: bytes) -> set[str]:
    """Which of these documents are laid out otherwise in some batches."""
    return set(Habits(grid, composes=True).unlike_alone(documents))


def test_tables_are_parted_on_twips_alone() -> None:
    """Only those that begin a document, or whose rows are kept with what follows."""
    documents = {"plain": word(TEXT), "begun": word(table([TEXT]) + TEXT)}
    assert unlike(TENTH, **documents) == set()
    assert unlike(TWIP, **documents) == {"begun"}


def test_numbered_headers_count_on() -> None:
    """On tenths of a point only from section to section."""
    one = all_numbered(word(TEXT * 2, header=TEXT))
    two = all_numbered(word(paragraph(form="<w:sectPr/>") + TEXT, header=TEXT))
    assert unlike(TENTH, one=one, two=two) == {"two"}
    assert unlike(TWIP, one=one, two=two) == {"one", "two"}
