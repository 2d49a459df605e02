"""Words of cells, as records have them."""

from __future__ import annotations

import pytest

from kefu_docs.imports.cell_text import CellRefusedError, text_of
from kefu_docs.model import Employee
from kefu_docs.model.columns import columns_of

COLUMNS = {column.key: column for column in columns_of(Employee)}


@pytest.mark.parametrize(
    ("key", "written", "read"),
    [
        ("gender", "女性", "女"),
        ("id_type", "身份证", "居民身份证"),
        ("id_type", "居民身份证", "居民身份证"),
        ("id_type", "台胞证", "台湾居民来往大陆通行证"),
        ("id_type", "回乡证", "港澳居民来往内地通行证"),
        ("id_type", "护照", "护照"),
    ],
)
def test_what_people_call_the_words_of_a_choice(key: str, written: str, read: str) -> None:
    """A roster names genders and papers as people do."""
    assert text_of(written, COLUMNS[key]) == read


def test_another_word_is_none_of_them() -> None:
    """军官证 proves who somebody is to others."""
    with pytest.raises(CellRefusedError, match="军官证"):
        text_of("军官证", COLUMNS["id_type"])


@pytest.mark.parametrize(
    ("number", "day"),
    [(46113.0, "2026-04-01"), (46113.375, "2026-04-01"), (20260401.0, "2026-04-01")],
)
def test_a_number_is_a_day(number: float, day: str) -> None:
    """Counted from 1900, with the time of day behind the point, or its digits in a row."""
    assert text_of(number, COLUMNS["hired_on"]) == day


@pytest.mark.parametrize("number", [20260401.5, 26.0, 4.1])
def test_another_number_is_no_day(number: float) -> None:
    """It is left as it is, and the record's decoding says what is wrong."""
    assert text_of(number, COLUMNS["hired_on"]) == f"{number:g}"
