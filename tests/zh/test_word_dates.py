"""Dates by Word's pictures."""

from __future__ import annotations

import datetime as dt

import pytest

from kefu_docs.zh import word_date


@pytest.mark.parametrize(
    ("picture", "written"),
    [
        ("", "2026年4月5日"),
        ("yyyy年M月d日", "2026年4月5日"),
        ("yyyy-MM-dd", "2026-04-05"),
        ("yy/M/d", "26/4/5"),
        ("EEEE年O月A日", "二〇二六年四月五日"),
        ("yyyy年M月d日dddd", "2026年4月5日星期日"),
        ("'签于'yyyy", "签于2026"),
        ("yyy年", "yyy年"),
    ],
)
def test_pictures(picture: str, written: str) -> None:
    """Each date picture of Word prints a date as Word prints it in Chinese."""
    assert word_date(dt.date(2026, 4, 5), picture) == written
