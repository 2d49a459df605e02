"""Void passages of the samples in the text of a contract."""

from __future__ import annotations

import pytest

from kefu_docs.rules.contract_text import plain_text
from kefu_docs.rules.void_passages import VOID_PASSAGES, void_passages
from tests.support.builds import ROOT

TESTS = ROOT / "tests"
SOURCE = (TESTS / "data" / "source_texts.txt").read_text(encoding="utf-8")
FIRST_SAMPLE, _, OTHER_SAMPLES = SOURCE.partition("淘宝客服合同范本2")


@pytest.mark.parametrize("passage", VOID_PASSAGES)
def test_every_fragment_is_in_the_sample_and_is_found(passage: tuple[str, str]) -> None:
    """A passage of the source, found alone, broken over lines and in full width."""
    fragment, _ = passage
    assert fragment in FIRST_SAMPLE
    wide = fragment.replace("60", "６０")
    for text in (fragment, "\n".join(fragment), f"甲 方{wide}。"):
        assert list(void_passages(plain_text(text))) == [passage]


def test_the_samples() -> None:
    """The labor sample has all the passages, the service samples have none."""
    assert list(void_passages(plain_text(FIRST_SAMPLE))) == list(VOID_PASSAGES)
    assert list(void_passages(plain_text(OTHER_SAMPLES))) == []


@pytest.mark.parametrize("employee", ["E002", "E003", "E004", "E005"])
def test_the_current_wording_is_clean(employee: str) -> None:
    """The contracts of the sample data with the current wording keep no void passage."""
    text = (TESTS / "golden" / "contracts" / f"{employee}.txt").read_text(encoding="utf-8")
    assert list(void_passages(plain_text(text))) == []
