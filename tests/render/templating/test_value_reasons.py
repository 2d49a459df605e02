"""Why an expression fails on its values is told in words that are translated."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from kefu_docs.diagnostics.errors import TemplateError
from kefu_docs.render import Template
from tests.support.word import paragraphs

VALUES = {
    "text": "甲",
    "number": Decimal(-3),
    "day": dt.date(2026, 4, 1),
    "none": None,
    "people": (),
}


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        ("{{ text + number }}", "+ does not take text and a number"),
        ("{{ number - day }}", "- does not take a number and a date"),
        ("{% if text < number %}{% endif %}", "text and a number cannot be compared"),
        ("{% for x in number %}{% endfor %}", "a number has no entries"),
        ("{% for a, b in ['甲'] %}{% endfor %}", "the entries have not as many parts as"),
        ("{{ number / 0 }}", "nothing can be divided by 0"),
        ("{{ number|capitals }}", "an amount below 0 has no capitals"),
        ("{{ number|chinese }}", "-3 is too large, or below 0"),
        ("{{ day|term }}", "the filter term does not take a date"),
        ("{{ 'a'|date }}", "the filter date does not take text"),
        ("{{ day|date(3) }}", "the filter date has other arguments"),
    ],
)
def test_a_reason_is_told(tag: str, told: str) -> None:
    """What Python and the filters say in English is read from their texts."""
    with pytest.raises(TemplateError) as caught:
        Template("t.docx", paragraphs(tag)).render(VALUES, "E001")
    assert told in str(caught.value)
