"""The table of filters."""

import datetime as dt
from decimal import Decimal
from typing import Any, cast

import pytest

from kefu_docs.zh import FILTERS, masked_id


def test_every_filter_by_its_name() -> None:
    """Each filter, under its name in templates, prints a value of its type."""
    day = dt.date(2026, 3, 1)
    arguments: dict[str, object] = {
        "amount": Decimal(800),
        "blank": "0571",
        "capitals": Decimal(800),
        "checkbox": True,
        "chinese": 50,
        "clock": dt.time(9),
        "date": day,
        "formal_date": day,
        "lines": ("一", "二"),
        "masked_id": "330106199503080024",
        "month": day,
        "plain": Decimal("0.10"),
        "term": {"starts_on": day, "ends_on": None},
        "wan": Decimal(20000),
    }
    assert {name: FILTERS[name](arguments[name]) for name in FILTERS} == {
        "amount": "800.00",
        "blank": "0571",
        "capitals": "人民币捌佰元整",
        "checkbox": "☑",
        "chinese": "五十",
        "clock": "09:00",
        "date": "2026年3月1日",
        "formal_date": "二〇二六年三月一日",
        "lines": "一\n二",
        "masked_id": "330106********0024",
        "month": "2026年3月",
        "plain": "0.1",
        "term": "无固定期限",
        "wan": "2万",
    }


@pytest.mark.parametrize("name", sorted(set(FILTERS) - {"blank", "checkbox", "term"}))
def test_none_stays_none(name: str) -> None:
    """A missing value reaches `blank`, or the check that nothing missing is printed."""
    assert FILTERS[name](None) is None


def test_blank_is_ideographic_space() -> None:
    """`blank` prints eight ideographic spaces, or as many as asked for."""
    assert (FILTERS["blank"](None), FILTERS["blank"](None, 3)) == ("　" * 8, "　" * 3)


def test_the_table_cannot_be_changed() -> None:
    """No caller can add to what templates may call."""
    with pytest.raises(TypeError):
        cast(Any, FILTERS)["new"] = str


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        ("330106199503080024", "330106********0024"),
        ("ABC110100000123", "ABC110*****0123"),
        ("1234567890(A)", "123******0(A)"),
        ("H1234567801", "H12****7801"),
        ("1234567890", "12******90"),
        ("E12345678", "E1*****78"),
        ("H12345678", "H1*****78"),
        ("12345678", "12****78"),
        ("A123456", "*******"),
        ("", ""),
    ],
)
def test_the_middle_of_an_identity_number_is_masked(number: str, printed: str) -> None:
    """Of each paper's number at least four characters, and all of a short passport's."""
    assert masked_id(number) == printed


@pytest.mark.parametrize(
    ("value", "choice", "printed"),
    [
        (False, True, "☐"),
        (None, True, "☐"),
        ("重要", "普通", "☐"),
        ("普通", "普通", "☑"),
        (("普通", "重要"), "重要", "☑"),
        ((), "重要", "☐"),
        (None, "重要", "☐"),
        ("是", True, "☑"),
        ("Yes", True, "☑"),
        ("否", True, "☐"),
        ("no", True, "☐"),
        ("", True, "☐"),
    ],
)
def test_a_box_is_ticked_for_its_choice(value: object, choice: object, printed: str) -> None:
    """Ticked is what was chosen, alone or among others; what was left out is not."""
    assert FILTERS["checkbox"](value, choice) == printed


def test_a_word_that_is_neither_yes_nor_no_is_no_box() -> None:
    """An empty box would say no where the record says 同意."""
    with pytest.raises(TypeError, match="neither yes nor no"):
        FILTERS["checkbox"]("同意")


def test_lines_of_a_text_and_of_a_list() -> None:
    """A block of YAML ends in a line break, which makes no line of its own."""
    assert FILTERS["lines"]("一\n二\n") == FILTERS["lines"](["一\n", "二"]) == "一\n二"
    assert FILTERS["lines"](None) is None
