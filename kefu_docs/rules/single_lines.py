"""Values that documents show within a line, such as an address, and that are written over several.

A contract prints the break of a YAML block (`|`) where the sentence goes on. Free text may have
several lines: duties, what summaries say, values of templates. Fields of HR's own kinds declare it.
"""

from __future__ import annotations

from collections.abc import Iterator

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.model.broken_lines import broken_lines
from kefu_docs.rules.case import Case, Finding
from kefu_docs.rules.rule import Rule


def _several_lines(case: Case) -> Iterator[Finding]:
    for record, employee in case.dataset.records():
        for path in broken_lines(record.value):
            message = Message(
                "{key} has several lines, and documents show each by itself: write it in one line, "
                "without `|`",
                {"key": str(path[-1])},
            )
            yield Finding(record.at(*path), message, employee)


RULES: tuple[Rule, ...] = (
    Rule(
        "several-lines",
        Severity.WARNING,
        Message("consistency of the records"),
        Message("Documents show an address, a position or a number within a sentence or a cell."),
        _several_lines,
        acknowledgeable=True,
    ),
)
