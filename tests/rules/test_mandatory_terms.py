"""The mandatory terms in the text of a contract."""

from __future__ import annotations

import pytest

from kefu_docs.rules import run_rules
from tests.support.builds import ROOT
from tests.support.rule_dataset import GONE, Changes, case_of, changed, location
from tests.support.rule_examples import C1, C2, E1, STATED, TEXT

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


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (f"{E1}:name", "待定"),
        (f"{E1}:id_number", "待补"),
        (f"{E1}:residence", "暂无"),
        (f"{C1}.position", "待填"),
        (f"{C1}.duties.0", "＿＿"),
        (f"{C2}.role", "…"),
        (f"{C2}.pay.monthly", "0"),
        ("company.yaml:name", "无"),
        ("company.yaml:address", "—"),
        ("company.yaml:legal_representative", "xx"),
        ("pay/standard.yaml:base", "0"),
    ],
)
def test_a_value_that_says_nothing_is_told_at_its_place(place: str, value: str) -> None:
    """In the record of the person, of the employer and of the pay."""
    files = changed({place: value})
    found = [d.location for d in run_rules(case_of(files)) if d.rule == "mandatory-term"]
    assert found == [location(files, place)]


@pytest.mark.parametrize(
    "changes",
    [
        {f"{C1}.workplace": "待定", f"{C1}.wording": "original"},
        {"pay/standard.yaml:base": "0", f"{C1}.wording": "original"},
        {"pay/standard.yaml:base": "1"},
    ],
)
def test_what_no_current_contract_prints_is_not_asked(changes: Changes) -> None:
    """What the original wording prints is judged as it stands; one yuan is an amount."""
    assert not [d for d in run_rules(case_of(changed(changes))) if d.rule == "mandatory-term"]


def test_the_original_wording_and_service_contracts_are_not_asked() -> None:
    """The one is reported by void-passage, the other is judged by service-employee."""
    assert _missing({TEXT: "", f"{C1}.wording": "original"}) == []
    assert _missing({"texts/E002/0": ""}) == []


def test_the_shipped_template_states_everything() -> None:
    """The golden text of a labor contract with the current wording, by its clauses alone."""
    text = (GOLDEN / "E002.txt").read_text(encoding="utf-8")
    clauses = {"工作时间", "休息", "社会保险", "劳动保护", "劳动条件", "职业危害防护"}
    assert not clauses & set(_missing({TEXT: text}))
