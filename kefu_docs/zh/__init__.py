"""Chinese numerals, dates, amounts in words: the template filters.

filters     all filters, by name
numerals    whole numbers
amounts     money and plain numbers
dates       dates, times of day, the length of a term
terms       how terms in months and years are counted
word_dates  dates as Word's fields write them
yes_no      the words for yes and no
widths      full-width characters in half width
identity    ID numbers as documents show them
"""

from kefu_docs.zh.amounts import amount, capitals, parse_capitals, plain, wan
from kefu_docs.zh.dates import clock, date, formal_date, month, term
from kefu_docs.zh.filters import FILTERS
from kefu_docs.zh.identity import masked_id
from kefu_docs.zh.numerals import chinese
from kefu_docs.zh.terms import (
    SEVERANCE_SINCE,
    last_day,
    months_after,
    severance_months,
    whole_months,
)
from kefu_docs.zh.widths import narrowed
from kefu_docs.zh.word_dates import word_date
from kefu_docs.zh.yes_no import NO, YES

__all__ = [
    "FILTERS",
    "NO",
    "SEVERANCE_SINCE",
    "YES",
    "amount",
    "capitals",
    "chinese",
    "clock",
    "date",
    "formal_date",
    "last_day",
    "masked_id",
    "month",
    "months_after",
    "narrowed",
    "parse_capitals",
    "plain",
    "severance_months",
    "term",
    "wan",
    "whole_months",
    "word_date",
]
