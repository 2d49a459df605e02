"""The mandatory terms in the text of a contract."""

from __future__ import annotations

import pytest

from kefu_docs.rules import run_rules
from tests.support.builds import ROOT
from tests.support.rule_dataset import GONE, Changes, case_of, changed
from tests.support.rule_examples import C1, STATED, TEXT

GOLDEN = ROOT / "tests" / "golden" / "contracts"


def _missing(changes: Changes) -> list[str]:
    """The terms that are found missing."""
    return [
        str(d.message.values["way"])
        for d in run_rules(case_of(changed(changes)))
        if d.rule == "mandatory-term-text"
    ]


@pytest.mark.parametrize("line", STATED.split())
def test_each_term_is_missed(line: str) -> None:
    """A labor contract's text without one of the mandatory terms is a finding on that term."""
    assert _missing({TEXT: STATED}) == []
    assert len(set(_missing({TEXT: STATED.replace(line, "")}))) == 1


def test_space_and_width_do_not_count() -> None:
    """A value may be broken over lines and written in full width."""
    assert _missing({TEXT: "\n".join(STATED).replace("2660", "２６６０")}) == []


def test_an_open_ended_contract_says_so() -> None:
    """An open-ended contract states its term without a last day."""
    changes = {f"{C1}.ends_on": GONE}
    assert _missing({**changes, TEXT: STATED}) == ["无固定期限"]
    assert _missing({**changes, TEXT: STATED + "无固定期限"}) == []


def test_the_original_wording_and_service_contracts_are_not_asked() -> None:
    """The one is reported by void-passage, the other is judged by service-employee."""
    assert _missing({TEXT: "", f"{C1}.wording": "original"}) == []
    assert _missing({"texts/E002/0": ""}) == []


def test_the_shipped_template_states_everything() -> None:
    """The golden text of a labor contract with the current wording, by its clauses alone."""
    text = (GOLDEN / "E002.txt").read_text(encoding="utf-8")
    clauses = {"工作时间", "休息", "社会保险", "劳动保护", "劳动条件", "职业危害防护"}
    assert not clauses & set(_missing({TEXT: text}))
