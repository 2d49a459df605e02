"""Words of cells, as records have them."""

from __future__ import annotations

import datetime as dt

import pytest

from kefu_docs.excel.cells import RawValue
from kefu_docs.imports.cell_text import CellRefusedError, text_of
from kefu_docs.model import Employee, PersonMonth
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


@pytest.mark.parametrize(
    ("cell", "time"),
    [
        (0.0, "00:00"),
        (0.375, "09:00"),
        (17.5 / 24, "17:30"),
        (dt.time(9, 30), "09:30"),
        (dt.datetime(2026, 4, 1, 9, 30), "09:30"),
        (dt.timedelta(hours=17, minutes=30), "17:30"),
        (86385 / 86400, "23:59"),
        (dt.time(23, 59, 45), "23:59"),
        (dt.timedelta(hours=23, minutes=59, seconds=45), "23:59"),
        (dt.timedelta(hours=8, minutes=59, seconds=45), "08:59"),
        (dt.timedelta(days=1), "1"),
        (1.0, "1"),
        (9.5, "9.5"),
    ],
)
def test_a_part_of_a_day_is_a_time(cell: RawValue, time: str) -> None:
    """Excel keeps half past five as 0.7291…; what is a day or more is no time and stays."""
    assert text_of(cell, COLUMNS["contract.hours.starts"]) == time


def test_a_day_or_a_time_elsewhere_is_refused() -> None:
    """A day has no time of its own; a name and an address are neither."""
    assert text_of(dt.datetime(2026, 4, 1, 9, 30), COLUMNS["hired_on"]) == "2026-04-01"
    for value in (dt.date(2026, 4, 1), dt.time(9), dt.timedelta(hours=9)):
        with pytest.raises(CellRefusedError, match="is a date or a time"):
            text_of(value, COLUMNS["residence"])


def test_half_a_ticket_is_not_rounded() -> None:
    """The record's decoding says what is wrong with it."""
    dispatched = {column.key: column for column in columns_of(PersonMonth)}["tickets.dispatched"]
    assert (text_of(3450.0, dispatched), text_of(2.5, dispatched)) == ("3450", "2.5")
