"""The findings of every rule can be kept as JSON and are the same when they come back."""

from __future__ import annotations

import datetime as dt

import pytest

from kefu_docs.diagnostics import Diagnostic, Location, Message, Severity
from kefu_docs.diagnostics.stored_findings import (
    findings_from_json,
    findings_to_json,
    messages_from_json,
    messages_to_json,
)
from kefu_docs.rules import run_rules
from tests.support.rule_dataset import case_of, changed
from tests.support.rule_examples import EXAMPLES, Example


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_findings_come_back(example: Example) -> None:
    """Findings read back have their places, and messages that are filled alike in every
    language.
    """
    case = case_of(changed(example.failing), example.on)
    found = run_rules(case)
    kept = findings_from_json(findings_to_json(found))
    assert [d.order for d in kept] == [d.order for d in found]
    assert [d.message.pattern for d in kept] == [d.message.pattern for d in found]
    assert [d.message.text() for d in kept] == [d.message.text() for d in found]
    for judgement in case.judged.values():
        assert messages_from_json(messages_to_json(judgement)) == judgement


def test_a_value_of_an_unknown_type_is_refused() -> None:
    """A value that came back as another would be printed as another."""
    for value in (1.5, dt.datetime(2026, 4, 30), ["a"]):
        message = Message("{value}", {"value": value})
        finding = Diagnostic(Location("f"), Severity.ERROR, "r", message)
        with pytest.raises(TypeError):
            findings_to_json([finding])
        with pytest.raises(TypeError):
            messages_to_json({"r": (message,)})
