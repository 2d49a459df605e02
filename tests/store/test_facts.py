"""Facts: what is read back, and what becomes of a file that is damaged, foreign or locked."""

from __future__ import annotations

import math
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.store import Store, facts
from kefu_docs.store.entry import USED
from kefu_docs.store.facts import Facts

FILE = "facts.sqlite3"
TEXTS = st.dictionaries(
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=6),
    st.text(max_size=40),
    max_size=20,
)


def build(root: Path, kept: dict[str, str]) -> dict[str, str]:
    """What a build finds that keeps these facts first."""
    with Store(root) as store:
        for key, text in kept.items():
            store.keep("text", key, text)
        return store.facts("text", kept)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that several examples write to."""
    return tmp_path_factory.mktemp("store")


@given(TEXTS, TEXTS)
def test_the_last_text_kept_is_the_one_read(
    root: Path, first: dict[str, str], last: dict[str, str]
) -> None:
    """Before and after the batch is written, whatever the characters; no NUL ends a text early."""
    assert build(root, first) == first
    assert build(root, last) == last
    with Store(root) as store:
        assert store.facts("text", {**first, **last}) == {**first, **last}
        assert store.facts("other kind", first) == {}


def test_more_facts_than_a_batch(tmp_path: Path) -> None:
    """Ten thousand facts kept are read by one call."""
    kept = {str(number): "x" for number in range(10_000)}
    build(tmp_path, kept)
    with Store(tmp_path) as store:
        assert store.facts("text", kept) == kept


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + bytes(84)])
def test_a_file_that_is_no_database_is_replaced(tmp_path: Path, content: bytes) -> None:
    """The facts are lost, the build goes on, the next one finds its facts."""
    (tmp_path / FILE).write_bytes(content)
    assert build(tmp_path, {"a": "1"}) == {"a": "1"}
    with Store(tmp_path) as store:
        assert store.fact("text", "a") == "1"


def test_a_file_damaged_inside_is_replaced(tmp_path: Path) -> None:
    """Its head is whole, so only reading finds it out."""
    build(tmp_path, {str(number): "x" * 500 for number in range(2000)})
    file = tmp_path / FILE
    data = file.read_bytes()
    file.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    with Store(tmp_path) as store:
        assert store.fact("text", "7") is None
        store.keep("text", "7", "again")
    with Store(tmp_path) as store:
        assert store.fact("text", "7") == "again"
        assert store.fact("text", "8") is None


def test_a_file_of_another_version_is_replaced(tmp_path: Path) -> None:
    """A facts file of another version is replaced, because its table may mean something else."""
    build(tmp_path, {"a": "1"})
    connection = sqlite3.connect(tmp_path / FILE)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with Store(tmp_path) as store:
        assert store.fact("text", "a") is None
        store.keep("text", "a", "2")
    with Store(tmp_path) as store:
        assert store.fact("text", "a") == "2"


def test_where_nothing_can_be_written_facts_last_as_long_as_the_build(tmp_path: Path) -> None:
    """A file stands where the folder would be."""
    (tmp_path / "file").touch()
    assert build(tmp_path / "file" / "store", {"a": "1"}) == {"a": "1"}


def test_a_store_nobody_asks_for_facts_makes_no_file(tmp_path: Path) -> None:
    """It is opened at its first use."""
    with Store(tmp_path / "store"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_locked_file_costs_facts_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another build writes for longer than this one waits."""
    build(tmp_path, {"a": "1"})
    monkeypatch.setattr("kefu_docs.store.facts._PATIENCE", 0.05)
    other = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert build(tmp_path, {"a": "2"}) == {"a": "2"}
    other.execute("ROLLBACK")
    other.close()
    with Store(tmp_path) as store:
        assert store.fact("text", "a") == "1"


def test_a_fact_is_written_within_a_second_of_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that a build that is killed again and again makes headway."""
    monkeypatch.setattr(facts, "_SECONDS", 0.0)
    with closing(Facts(tmp_path / FILE)) as killed, closing(Facts(tmp_path / FILE)) as other:
        killed.keep("kind", "key", "text")  # not closed, as if killed, before the other reads
        assert other.one("kind", "key") == "text"


def test_texts_that_are_asked_for_once_are_not_held(tmp_path: Path) -> None:
    """Those of others are, until they take too much: the oldest go, and are read again."""
    with closing(Facts(tmp_path / "facts")) as facts:
        for key in "abc":
            facts.keep("kind", key, key * 100)
    with closing(Facts(tmp_path / "facts")) as facts:
        assert facts.many("kind", ["a", "b"], is_held=False) == {"a": "a" * 100, "b": "b" * 100}
        assert not facts._read
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("kefu_docs.store.facts._HELD", 250)
            assert len(facts.many("kind", ["a", "b", "c"])) == 3
        assert len(facts._read) == 2
        assert [facts.one("kind", key) for key in "abc"] == ["a" * 100, "b" * 100, "c" * 100]


def test_all_facts_are_seen_a_few_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """None is left out at the end of a page, and those that this build used are told."""
    monkeypatch.setattr("kefu_docs.store.facts._BATCH", 3)
    with closing(Facts(tmp_path / "facts")) as facts:
        for number in range(8):
            facts.keep("kind", str(number), "text")
    with closing(Facts(tmp_path / "facts")) as facts:
        facts.one("kind", "5")
        entries = {entry.name: entry.last_used for entry in facts.entries()}
        assert set(entries) == {("kind", str(number)) for number in range(8)}
        assert [name for name, last in entries.items() if last == USED] == [("kind", "5")]
        unused = [("kind", str(number)) for number in range(8) if number != 5]
        assert sorted(facts.unused(math.inf)) == unused
        assert facts.unused(0.0) == []
