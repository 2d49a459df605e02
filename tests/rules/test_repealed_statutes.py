"""Repealed statutes in the text of a contract."""

from __future__ import annotations

import datetime as dt

import pytest

from kefu_docs.rules import run_rules
from kefu_docs.rules.contract_text import plain_text
from kefu_docs.rules.repealed_statutes import REPEALED, RepealedStatute, repealed_statutes
from tests.support.builds import ROOT
from tests.support.rule_dataset import GONE, LABOR, case_of, changed
from tests.support.rule_examples import C1, E1, TEXT

TESTS = ROOT / "tests"
SOURCE = (TESTS / "data" / "source_texts.txt").read_text(encoding="utf-8")
FIRST_SAMPLE, _, OTHER_SAMPLES = SOURCE.partition("淘宝客服合同范本2")


LATER = dt.date(2026, 4, 30)


def _statutes(text: str, signed_on: dt.date = LATER) -> list[str]:
    return [statute.name for statute in repealed_statutes(plain_text(text), signed_on)]


def test_the_samples() -> None:
    """The service samples cite two repealed statutes, the labor sample none."""
    assert _statutes(FIRST_SAMPLE) == []
    assert _statutes(OTHER_SAMPLES) == ["民法通则", "合同法"]


@pytest.mark.parametrize("employee", ["E002", "E003", "E004", "E005"])
def test_the_current_wording_is_clean(employee: str) -> None:
    """The contracts of the sample data with the current wording cite no repealed statute."""
    text = (TESTS / "golden" / "contracts" / f"{employee}.txt").read_text(encoding="utf-8")
    assert _statutes(text) == []


@pytest.mark.parametrize("name", [statute.name for statute in REPEALED])
def test_names_with_and_without_marks(name: str) -> None:
    """As a title, in full, bare, and broken by a line end."""
    full = f"中华人民共和国{name}"
    for text in (
        f"《{full}》",
        f"《{name}》",
        full,
        f"依据{name}，",
        f"《中华\n 人民共和国{name}》",
    ):
        assert _statutes(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "《中华人民共和国劳动合同法》",
        "劳动合同法第三十八条",
        "《中华人民共和国劳动合同法实施条例》",
        "《上海市劳动合同条例》",
        "劳动\n合同法",
        "本合同法定代表人",
        "担保法律关系",
        "《中华人民共和国民法典》",
    ],
)
def test_other_laws_and_words(text: str) -> None:
    """The labor contract law is in force, and not every 法 ends the name of one."""
    assert _statutes(text) == []


@pytest.mark.parametrize("statute", REPEALED, ids=lambda statute: statute.name)
def test_a_statute_has_an_end_a_successor_and_a_source(statute: RepealedStatute) -> None:
    """Cited before its end it is rightly cited."""
    assert statute.source
    assert statute.replaced_by not in {other.name for other in REPEALED}
    before = statute.ended_on - dt.timedelta(days=1)
    assert _statutes(f"《{statute.name}》", before) == []
    assert _statutes(f"《{statute.name}》", statute.ended_on) == [statute.name]


@pytest.mark.parametrize("brackets", ["〔〕", "[]", "()", "（）", "［］", "【】"])
def test_a_documents_year_stands_between_any_brackets(brackets: str) -> None:
    """劳社部发〔2008〕3号 is typed in many ways."""
    number = "2008".join(brackets)
    assert _statutes(f"按劳社部发{number}3号，月计薪天数为21.75天") == ["劳社部发〔2008〕3号"]


def test_one_right_citation_does_not_hide_a_wrong_one() -> None:
    """The name is looked for behind the first place, too."""
    assert _statutes("《劳动合同法》和《合同法》") == ["合同法"]
    assert _statutes("《上海市劳动合同条例》和《劳动合同条例》") == ["劳动合同条例"]


def test_a_statute_in_force_at_signature_is_rightly_cited() -> None:
    """The Civil Code replaced it on 2021-01-01."""
    assert _statutes("《合同法》", dt.date(2020, 12, 31)) == []
    assert _statutes("《合同法》", dt.date(2021, 1, 1)) == ["合同法"]


def test_the_original_wording_is_reported_once() -> None:
    """Its void passages by void-passage, a repealed statute all the same."""
    text = "根据《合同法》，不再支付，而不再另行计发"
    rules = {
        wording: [
            d.rule
            for d in run_rules(case_of(changed({f"{C1}.wording": wording, TEXT: text})))
            if d.rule in {"void-passage-text", "repealed-statute"}
        ]
        for wording in ("current", "original")
    }
    assert rules == {
        "current": ["repealed-statute", "void-passage-text"],
        "original": ["repealed-statute"],
    }


def test_a_text_belongs_to_its_contract() -> None:
    """The second contract's text is found at the second contract."""
    renewal = {**LABOR, "number": "L-2", "starts_on": "2027-03-01", "ends_on": "2028-02-29"}
    changes = {
        C1: GONE,
        f"{E1}:contracts": [LABOR, {**renewal, "wording": "current"}],
        "texts/E001/1": "《合同法》",
    }
    case = case_of(changed(changes))
    (found,) = [d for d in run_rules(case) if d.rule == "repealed-statute"]
    record = case.dataset.employees["E001"]
    assert found.location == record.places["contracts", 1, "wording"]
