"""Records of people whose values are let go: they come back the same, with their places."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from benchmarks.people import write_people
from kefu_docs.model import Dataset
from kefu_docs.records import kept_records, load, load_dataset
from kefu_docs.records.kept_records import KeptRecord
from kefu_docs.store import Store

PEOPLE, MONTH = 5, "2026-04"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Five people and their month, each with texts of their own."""
    write_people(tmp_path / "data", PEOPLE, [MONTH], varied=True)
    return tmp_path / "data"


def loaded(data: Path) -> Dataset:
    """The dataset, without findings."""
    dataset, found = load_dataset(data)
    assert {d.rule for d in found} <= {"file-missing"}
    return dataset


def values(dataset: Dataset) -> list[object]:
    """All people's records and months, decoded."""
    return [record.value for record, employee in dataset.records() if employee]


def test_values_that_were_let_go_come_back(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is equal to what it was; no more are held than should be."""
    expected = values(loaded(data))
    monkeypatch.setattr(kept_records, "HELD", 3)
    monkeypatch.setattr(kept_records, "HELD_OF_MORE", 2)
    dataset = loaded(data)
    assert values(dataset) == values(dataset) == expected
    kept = [record for record, employee in dataset.records() if employee]
    assert len(kept) == 2 * PEOPLE
    assert all(isinstance(record, KeptRecord) for record in kept)
    (held,) = {record._values for record in kept if isinstance(record, KeptRecord)}
    assert len(held._held) == 2


def test_as_many_as_are_held_are_decoded_once(data: Path) -> None:
    """What was decoded is given again: no build of a small shop decodes anything twice."""
    dataset = loaded(data)
    first = values(dataset)
    assert all(a is b for a, b in zip(first, values(dataset), strict=True))


def test_places_are_read_from_the_file(data: Path) -> None:
    """Where a value stands is found although the bytes were let go."""
    record = loaded(data).employees["P00001"]
    written = Path(record.file).read_text("utf-8").splitlines()
    assert written[record.at("mobile").line - 1].startswith("mobile:")
    assert record.at("nothing").line == 1


@pytest.mark.parametrize("change", ["another", "gone"])
def test_a_file_that_changed_meanwhile_has_no_places(data: Path, change: str) -> None:
    """A finding then stands at the file: what is in it now is not what was checked."""
    record = loaded(data).employees["P00002"]
    file = Path(record.file)
    if change == "gone":
        file.unlink()
    else:
        file.write_text(f"# noted\n{file.read_text('utf-8')}", "utf-8")
    assert str(record.at("mobile")) == f"{record.file}:1:1"
    assert record.value.name


def contents(data: Path) -> dict[str, str]:
    """The SHA-256 of every record by path."""
    files = data.rglob("*.yaml")
    return {file.as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_a_file_of_known_bytes_is_not_read(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where its SHA-256 is known, and the store has its tree; a person's alone."""
    with Store(tmp_path / "store") as store:
        first = load_dataset(data, store)
        known = contents(data)
        changed = data / "employees/P00002.yaml"
        changed.write_text(f"# noted\n{changed.read_text('utf-8')}", "utf-8")
        known |= contents(data)
        read: list[str] = []
        read_bytes = load._Load._bytes

        def noted(self: load._Load, file: str) -> bytes | None:
            read.append(Path(file).name)
            return read_bytes(self, file)

        monkeypatch.setattr(load._Load, "_bytes", noted)
        second = load_dataset(data, store, contents=known)
        assert [name for name in read if name.startswith("P")] == ["P00002.yaml"]
        assert values(second[0]) == values(first[0])
        assert second == load_dataset(data, store)
        assert second[0].digest == load_dataset(data)[0].digest


def test_a_tree_that_is_none_of_the_record_is_not_believed(data: Path, tmp_path: Path) -> None:
    """What was put into the store under a record's digest, and fits no person, costs time alone."""
    with Store(tmp_path / "store") as store:
        first, _ = load_dataset(data, store)
        for record, employee in first.records():
            if employee:
                store.keep("record", record.digest, '{"name": 5}')
        again, _ = load_dataset(data, store, contents=contents(data))
        assert values(again) == values(first)
