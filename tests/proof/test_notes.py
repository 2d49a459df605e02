"""Notes are taken out of the pages' text with the labels in front of them."""

from __future__ import annotations

import pytest

from kefu_docs.model.document import ANYTHING
from kefu_docs.proof.notes import without_notes


@pytest.mark.parametrize(
    ("text", "notes", "left"),
    [
        ("甲乙1注丙", ["注"], "甲乙丙"),
        # The text, and a note, end in figures; the labels go on.
        ("至20261见167页2同上3再见", ["见167页", "同上", "再见"], "至2026"),
        ("第1996年7见S1678同上", ["见S167", "同上"], "第1996年"),
        ("甲1注一乙20262注二", ["注一", "注二"], "甲乙2026"),
        ("甲*注一†注二", ["注一", "注二"], "甲"),
        # The word of a note stands in the text behind it, too.
        ("甲1同上乙同上丙", ["同上"], "甲乙同上丙"),
        # One goes on at the foot of the next page, with a link of its own in it.
        ("甲1注很长见第九页乙丙2丁注在此丁", ["注很长见第{}页在此", "丁注"], "甲乙丙丁"),
    ],
)
def test_notes_are_taken_out_with_their_labels(text: str, notes: list[str], left: str) -> None:
    """Their numbers are those that go on, so that figures at the end of a text stay."""
    shown = [ANYTHING + note.format(ANYTHING) for note in notes]
    assert without_notes(text, shown) == (left, [])


def test_a_note_that_is_not_there_is_named() -> None:
    """One of which a part is lost, too."""
    assert without_notes("甲1注", [f"{ANYTHING}注", f"{ANYTHING}另注"])[1] == ["另注"]
