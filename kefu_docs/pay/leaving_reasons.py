"""What a reason of leaving leads to: N, N+1, 2N or nothing (劳动合同法 36 to 48, 87)."""

from __future__ import annotations

import datetime as dt
import re

from kefu_docs.diagnostics import Message
from kefu_docs.model import Employee

_NUMERALS = (
    ("三十六", "36"),
    ("三十八", "38"),
    ("三十九", "39"),
    ("四十一", "41"),
    ("四十八", "48"),
    ("四十", "40"),
    ("八十七", "87"),
)
_NOTICE = dt.timedelta(days=30)
_Due = tuple[str, Message]

_PLAIN: dict[str, _Due] = {
    "agreement": ("N", Message("by agreement (36): N, if the employer proposed it (46)")),
    "expiry": (
        "N",
        Message("the term ends (44): N, unless the worker refused the same terms or better (46)"),
    ),
    "resignation": ("", Message("the worker resigns (37): nothing is due")),
    "retirement": ("", Message("retirement ends the contract (44): nothing is due by this law")),
    "death": ("", Message("death ends the contract (44): nothing is due by this law")),
}
_AT_FAULT: _Due = ("N", Message("the worker leaves because the employer is at fault (38): N (46)"))
_DISMISSED: dict[str, _Due] = {
    "39": ("", Message("dismissed for the worker's fault (39): nothing is due")),
    "40": ("N+1", Message("dismissed without 30 days' notice in writing (40): N+1")),
    "41": ("N", Message("dismissed for economic reasons (41): N (46)")),
    "48": ("2N", Message("dismissed against the law (48): 2N (87)")),
    "87": ("2N", Message("dismissed against the law (48): 2N (87)")),
}
_NO_ARTICLE: _Due = (
    "2N",
    Message("dismissed, no article named: 2N without a lawful ground (87); write leaving.article"),
)


def due_by_reason(employee: Employee, on: dt.date) -> _Due:
    """Which amount the reason on record leads to, empty for none, and why."""
    leaving = employee.leaving
    if leaving is None:
        return "", Message("no reason of leaving is on record: none of these is due by itself")
    articles = articles_of(leaving.article)
    if leaving.reason == "resignation" and "38" in articles:
        return _AT_FAULT
    if leaving.reason != "dismissal":
        return _PLAIN[leaving.reason]
    if "40" in articles and leaving.notice_on is not None and leaving.notice_on + _NOTICE <= on:
        return "N", Message("dismissed with 30 days' notice in writing (40): N (46)")
    return next((_DISMISSED[a] for a in sorted(articles) if a in _DISMISSED), _NO_ARTICLE)


def articles_of(text: str | None) -> set[str]:
    """The articles on leaving that a text names: 第四十条 and 劳动合同法40 are both 40."""
    written = text or ""
    for numeral, digits in _NUMERALS:
        written = written.replace(numeral, digits)
    return set(re.findall(r"(?<!\d)(?:3[689]|4[01]|48|87)(?!\d)", written))
