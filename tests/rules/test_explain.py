"""What a rule says of itself."""

from __future__ import annotations

import re

import pytest

from kefu_docs.diagnostics.errors import UsageError
from kefu_docs.diagnostics.language import translator
from kefu_docs.rules import RULES, Rule, explain


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_explain(rule: Rule) -> None:
    """`explain` gives a rule's id, severity, reason, basis and whether it can be acknowledged."""
    text = explain(rule.id).text()
    assert text.startswith(f"{rule.id} ({rule.severity.word})\n{rule.rationale.text()}\n")
    assert f"\nBasis: {rule.basis.text()}\n" in text
    assert ("cannot be acknowledged" in text) is not rule.acknowledgeable


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_explain_in_chinese(rule: Rule) -> None:
    """In Chinese the explanation has no English but ids and what stands in a record or program."""
    text = explain(rule.id).text(translator({"LANG": "zh_CN"}))
    rest = text.removeprefix(rule.id)
    for name in (
        "acknowledged",
        "original",
        "void-passage",
        "build/contracts",
        "ISO/IEC",
        "GB/T",
        "GB",
    ):
        rest = rest.replace(name, "")
    assert re.findall("[A-Za-z]+", rest) == []


def test_a_rule_says_since_when_it_is_law() -> None:
    """Where the law is younger than records may be."""
    assert "\nIt is law since 2026-07-01. " in explain("paid-past-retirement").text()
    assert "It is law since" not in explain("weekly-rest").text()


def test_an_unknown_rule_gets_the_nearest() -> None:
    """For an unknown rule the error names the nearest, as with every other unknown name."""
    with pytest.raises(UsageError, match="did you mean 'minimum-wage-month'"):
        explain("minimum-wage-mont")
