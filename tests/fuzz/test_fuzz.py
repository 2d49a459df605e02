"""Readers of foreign input keep their laws, on the corpus and on what is nearly like it."""

from __future__ import annotations

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz import laws
from tests.fuzz.laws import LAWS, TimeError, limited
from tests.fuzz.mutations import corpus, mutated

EXAMPLES = {"record": 600, "package": 300, "template": 60, "content": 3000, "packet": 600}
"""Inputs that take some five seconds of a law; the fast profile tries a fifth, `make fuzz` more."""


@pytest.mark.parametrize("name", LAWS)
def test_the_corpus_keeps_the_law(name: str) -> None:
    """Each saved input, among them those that once broke a law."""
    assert corpus(name)
    for data in corpus(name):
        with limited():
            LAWS[name](data)


@pytest.mark.parametrize("name", LAWS)
def test_what_is_nearly_right_keeps_the_law(name: str) -> None:
    """Saved inputs with a few changes."""

    profile = hypothesis.settings.default
    share = profile.max_examples / 100 if profile else 1

    @hypothesis.settings(max_examples=int(EXAMPLES[name] * share), database=None)
    @given(st.integers(0, 1 << 48))
    def tried(seed: int) -> None:
        with limited():
            LAWS[name](mutated(name, seed))

    tried()


def endless() -> None:
    """Work without an end."""
    while True:
        pass


def test_a_law_is_broken_by_what_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """A loop without an end is ended."""
    monkeypatch.setattr(laws, "SECONDS", 0.1)
    with pytest.raises(TimeError), limited():
        endless()


def test_a_law_is_broken_by_what_takes_too_much_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory that is given back counts, too."""
    monkeypatch.setattr(laws, "MEGABYTES", 20)
    with pytest.raises(MemoryError), limited():
        len(bytearray(100 << 20))
