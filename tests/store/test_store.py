"""The store: what comes back, what is pruned, and two builds at once."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from kefu_docs.store import Store, digest
from tests.support.store_writers import write_facts

LONG_AGO = time.time() - 30 * 24 * 3600


def put_unused(root: Path, name: str, size: int, days_ago: float) -> str:
    """Put an object by a build of some days ago; give its key."""
    key = digest(name)
    with Store(root) as store:
        store.put(key, "pdf", bytes(size))
    used = time.time() - days_ago * 24 * 3600
    os.utime(root / "objects" / key[:2] / f"{key[2:]}.pdf", (used, used))
    return key


def test_objects_come_back_by_key_and_kind(tmp_path: Path) -> None:
    """An object is read by its key and kind; one that was never put is None."""
    with Store(tmp_path) as store:
        store.put(digest(b"x"), "pdf", b"1")
        assert store.get(digest(b"x"), "pdf") == b"1"
        assert store.size(digest(b"x"), "pdf") >= 0
        assert store.get(digest(b"x"), "json") is None
        assert store.size(digest(b"y"), "pdf") == -1


def test_pruning_starts_with_what_was_used_longest_ago(tmp_path: Path) -> None:
    """Pruning takes the objects used longest ago, and stops as soon as the rest fits."""
    keys = [put_unused(tmp_path, str(days), 1000, days) for days in (3, 9, 6)]
    with Store(tmp_path) as store:
        assert store.prune(2000) == 1000
        assert [store.size(key, "pdf") >= 0 for key in keys] == [True, False, True]


def test_pruning_never_takes_what_this_build_used(tmp_path: Path) -> None:
    """What this build used is not pruned, not even where the limit is smaller."""
    old, older = put_unused(tmp_path, "a", 1000, 5), put_unused(tmp_path, "b", 1000, 9)
    with Store(tmp_path) as store:
        assert store.get(older, "pdf") == bytes(1000)
        store.keep("text", "k", "kept")
        store.prune(0)
        assert store.size(older, "pdf") >= 0
        assert store.fact("text", "k") == "kept"
        assert store.size(old, "pdf") == -1


def test_facts_are_pruned_with_the_objects(tmp_path: Path) -> None:
    """A fact is newer than an object of last week, and goes where the limit asks for it."""
    key = put_unused(tmp_path, "a", 1000, 7)
    with Store(tmp_path) as store:
        store.keep("text", "k", "x" * 1000)
    with Store(tmp_path) as store:
        store.prune(1500)
        assert store.size(key, "pdf") == -1
    with Store(tmp_path) as store:
        store.prune(500)
        assert store.fact("text", "k") is None


def test_use_renews_an_object(tmp_path: Path) -> None:
    """An old object that a build reads is the youngest for pruning."""
    keys = [put_unused(tmp_path, str(days), 1000, days) for days in (30, 20)]
    with Store(tmp_path) as store:
        store.get(keys[0], "pdf")
    with Store(tmp_path) as store:
        store.prune(1000)
        assert [store.size(key, "pdf") >= 0 for key in keys] == [True, False]


def test_a_little_more_is_not_counted(tmp_path: Path) -> None:
    """Until it has become a hundredth of the limit, over as many builds as that takes."""
    limit = 100_000
    with Store(tmp_path) as store:
        store.put("0" * 64, "pdf", bytes(limit))
        store.prune(limit)
    for number, is_pruned in enumerate((False, False, True), 1):
        (tmp_path / "objects/00").mkdir(exist_ok=True)
        left_over = tmp_path / "objects/00" / f"{number}.pdf"
        left_over.write_bytes(bytes(limit))
        os.utime(left_over, (0, 0))
        with Store(tmp_path) as store:
            store.put(str(number) * 64, "pdf", bytes(400))
            assert (store.prune(limit) > 0) is is_pruned


def test_left_overs_of_an_interrupted_build_are_pruned(tmp_path: Path) -> None:
    """A part that was never moved to its place is the first to go."""
    put_unused(tmp_path, "a", 1000, 1)
    left_over = next((tmp_path / "objects").iterdir()) / ".new-abc"
    left_over.write_bytes(bytes(1000))
    os.utime(left_over, (LONG_AGO, LONG_AGO))
    with Store(tmp_path) as store:
        store.prune(1000)
    assert not left_over.exists()


def test_a_carried_store_is_the_same_store(tmp_path: Path) -> None:
    """CI copies the folder from run to run, under whatever path, and may lose files of it."""
    with Store(tmp_path / "one") as store:
        store.put(digest("a"), "pdf", b"a")
        store.put(digest("b"), "pdf", b"b")
        store.keep("text", "k", "kept")
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    shutil.rmtree(tmp_path / "one")
    shutil.rmtree(tmp_path / "two" / "objects" / digest("b")[:2])
    with Store(tmp_path / "two") as store:
        assert store.get(digest("a"), "pdf") == b"a"
        assert store.get(digest("b"), "pdf") is None
        assert store.fact("text", "k") == "kept"


def test_two_processes_write_at_once(tmp_path: Path) -> None:
    """Nothing of either is lost, though they make the file at the same moment."""
    spawn = multiprocessing.get_context("spawn")
    count = 1200
    with ProcessPoolExecutor(2, mp_context=spawn) as pool:
        writers = [pool.submit(write_facts, tmp_path, name, count) for name in ("a", "b")]
        assert [writer.result() for writer in writers] == [count, count]
    keys = [str(number) for number in range(count)]
    with Store(tmp_path) as store:
        assert store.facts("shared", keys) == dict(zip(keys, keys, strict=True))
        for name in ("a", "b"):
            assert set(store.facts("own", [name + key for key in keys]).values()) == {name}
        assert all(store.size(f"{number:064}", "pdf") >= 0 for number in range(count))
