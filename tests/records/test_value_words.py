"""A word that a field does not take: which of its own is meant."""

from __future__ import annotations

import pytest

from kefu_docs.records.value_words import said_of

GENDERS = "'男' or '女'"
HOURS = "'standard', 'comprehensive' or 'flexible'"


def said(value: str, expected: str) -> str:
    """What is told of a value in place of the words that are expected."""
    error = {"type": "literal_error", "input": value, "loc": (), "msg": "", "ctx": {}}
    return said_of(error | {"ctx": {"expected": expected}}).text()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "expected", "meant"),
    [
        ("M m Male 男性 男士 先生 ｍａｌｅ “男” 男生", GENDERS, "男"),
        ("F f female FEMALE 女性 女士 小姐 Ｆ ♀", GENDERS, "女"),
        ("STANDARD 标准 标准工时 标准工时制", HOURS, "standard"),
        ("综合 综合工时制 综合计算工时工作制 Comprehensive", HOURS, "comprehensive"),
        ("不定时 不定时工作制", HOURS, "flexible"),
        ("劳动 劳动合同 labour Labor", "'labor', 'service'", "labor"),
        ("聘用合同 劳务 劳务合同", "'labor', 'service'", "service"),
        ("无 无投诉", "'none', 'without_fine' or 'with_fine'", "none"),
        ("辞职 离职 协商", "'resignation', 'agreement'", None),
        ("单独计税 单独", "'apart' or 'with_wages'", "apart"),
    ],
)
def test_the_word_that_is_meant_is_told(values: str, expected: str, meant: str | None) -> None:
    """In English or Chinese, in any width and case, as people and as sheets call it."""
    for value in values.split(" "):
        told = said(value, expected)
        assert ("write one of" not in told) if meant is None else told.endswith(f"write {meant}")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("保密", GENDERS),
        ("1", GENDERS),
        ("有", "'none', 'without_fine' or 'with_fine'"),
        ("", HOURS),
    ],
)
def test_what_may_mean_several_words_or_none_is_not_guessed(value: str, expected: str) -> None:
    """All that are allowed are listed."""
    assert "write one of: " in said(value, expected)
