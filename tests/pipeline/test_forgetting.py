"""What the store holds of people goes with their records; what was replaced, within a week."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import ConversionError
from kefu_docs.pipeline.forgetting import REPLACED, forget
from kefu_docs.pipeline.outcome import Failure, Outcome
from kefu_docs.pipeline.settings import Settings
from kefu_docs.records import load_dataset
from kefu_docs.store import Store, digest
from kefu_docs.store.entry import DAY
from tests.support.builds import build_packets

KEYS = [digest(name) for name in ("used", "old", "new")]


def store_of(folder: Path, days: int) -> Store:
    """A store with a fact and an object of three keys; the second was last used days ago."""
    with Store(folder) as store:
        for key in KEYS:
            store.put(key, "pdf", b"x")
        store.keep("font-names", KEYS[1], "x")
    now = time.time()
    with pytest.MonkeyPatch.context() as patch:
        for key in KEYS:
            ago = now - (days if key == KEYS[1] else 1) * DAY
            patch.setattr(time, "time", lambda ago=ago: ago)
            with Store(folder) as store:
                store.keep("inputs", key, "x")
            os.utime(folder / "objects" / key[:2] / f"{key[2:]}.pdf", (ago, ago))
    store = Store(folder)
    store.use("inputs", KEYS[:1])
    store.size(KEYS[0], "pdf")
    return store


def left(store: Store) -> list[tuple[bool, bool]]:
    """Whether there are fact and object, by key; asking is no use of this build's."""
    store.close()
    with Store(store.root) as other:
        return [(other.fact("inputs", k) is not None, other.size(k, "pdf") >= 0) for k in KEYS]


def test_without_a_record_all_that_was_not_used_goes(tmp_path: Path) -> None:
    """However new it is; what is no person's stays."""
    store = store_of(tmp_path, days=2)
    (half := tmp_path / "objects/aa/.new-0123456789abcdef").parent.mkdir()
    half.write_bytes(b"another build writes it")
    forget(store, Outcome([]), is_somebody_gone=True)
    assert left(store) == [(True, True), (False, False), (False, False)]
    with store:
        assert store.fact("font-names", KEYS[1]) == "x"
    assert half.exists()


@pytest.mark.parametrize(("days", "stays"), [(6, True), (8, False)])
def test_what_was_replaced_goes_within_a_week(tmp_path: Path, days: int, stays: bool) -> None:
    """It is kept so long because a change may be taken back."""
    store = store_of(tmp_path, days)
    forget(store, Outcome([]), is_somebody_gone=False)
    assert left(store) == [(True, True), (stays, stays), (True, True)]
    assert REPLACED == 7 * DAY


def test_it_is_looked_for_once_a_day(tmp_path: Path) -> None:
    """As it takes reading the names of all facts."""
    with store_of(tmp_path, days=1) as store:
        forget(store, Outcome([]), is_somebody_gone=False)
    with store_of(tmp_path, days=8) as store:
        forget(store, Outcome([]), is_somebody_gone=False)
        assert left(store)[1] == (True, True)


def test_an_error_in_a_record_is_waited_for(tmp_path: Path) -> None:
    """What was not used may be of documents that it stops; failed ones used what is theirs."""
    store = store_of(tmp_path, days=2)
    blocked = Outcome([], blocked={"contracts/E001": ("data/employees/E001.yaml",)})
    forget(store, blocked, is_somebody_gone=True)
    assert left(store)[1] == (True, True)
    failed = Outcome([], failures=[Failure("contracts/E001", ConversionError(Message("x")))])
    forget(store, failed, is_somebody_gone=False)
    assert left(store)[1] == (False, False)


@pytest.mark.office
def test_nothing_of_a_person_is_left_once_the_record_is_gone(settings: Settings) -> None:
    """Neither in what is read of the store nor in the bytes of its files."""
    person = load_dataset(settings.data)[0].employees["E002"].value
    words = [text.encode() for text in (person.name, person.id_number, person.mobile)]
    facts = settings.store / "facts.sqlite3"
    assert all(word in facts.read_bytes() for word in words)
    for record in settings.data.rglob("E002.yaml"):
        record.unlink()
    assert build_packets(settings).blocked  # by the packets and the team's totals with the person
    (settings.data / "months/2026-04/team.yaml").unlink()
    packets = settings.data / "packets.yaml"
    packets.write_text(packets.read_text("utf-8").replace("E002", "E001"), "utf-8")
    assert not build_packets(settings).blocked
    files = [path for path in settings.store.rglob("*") if path.is_file()]
    for word in words:
        assert not [path for path in files if word in path.read_bytes()]
    outputs = [path for path in settings.build.rglob("*") if path.suffix in {".pdf", ".docx"}]
    assert not [path for path in outputs if "E002" in path.name]
