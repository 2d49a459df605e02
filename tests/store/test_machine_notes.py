"""What is known of the machine outlives a build folder, and nothing foreign is taken for it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kefu_docs.store import Store
from kefu_docs.store.machine_notes import MachineNotes


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's cache folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "kefu-docs" / "machine"


def kept(folder: Path, text: str = "7.4") -> None:
    """Keep the version in a store of its own."""
    with Store(folder) as store:
        MachineNotes(store).keep("office", "stamp", text)


def known(folder: Path, key: str = "stamp") -> str | None:
    """What is known with a store that is new."""
    with Store(folder) as store:
        return MachineNotes(store).fact("office", key)


def test_a_new_build_folder_knows_it(cache: Path, tmp_path: Path) -> None:
    """Under the same key; the folder is the user's alone."""
    kept(tmp_path / "one")
    assert known(tmp_path / "two") == "7.4"
    assert known(tmp_path / "two", "another") is None
    (file,) = cache.iterdir()
    assert (cache.stat().st_mode & 0o777, file.stat().st_mode & 0o777) == (0o700, 0o600)
    file.unlink()
    assert known(tmp_path / "two") == "7.4"  # it is in the store by now


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1] + b"5")


def _empty(file: Path) -> None:
    file.write_bytes(b"")


def _shared(file: Path) -> None:
    file.chmod(0o620)


def _shared_folder(file: Path) -> None:
    file.parent.chmod(0o770)


def _linked(file: Path) -> None:
    file.rename(file.parent.parent / "elsewhere")
    file.symlink_to(file.parent.parent / "elsewhere")


def _of_another(file: Path) -> None:
    file.rename(file.with_name("0" * 64))


def _pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file, 0o600)


@pytest.mark.parametrize(
    "harm", [_cut, _empty, _shared, _shared_folder, _linked, _of_another, _pipe]
)
def test_what_is_not_the_users_own_is_not_believed(
    cache: Path, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    """What was damaged, what others may write and what is of another key is found out again."""
    kept(tmp_path / "one")
    harm(next(cache.iterdir()))
    assert known(tmp_path / "two") is None


def test_without_a_cache_folder_the_store_knows_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where it cannot be made, nothing fails."""
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null/cache")
    kept(tmp_path / "one")
    assert known(tmp_path / "one") == "7.4"
    assert known(tmp_path / "two") is None


@pytest.mark.parametrize("is_there", [True, False])
def test_root_leaves_nothing_in_anothers_home(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_there: bool
) -> None:
    """As with sudo that keeps HOME: what it made there, the user's own programs could not use."""
    base = cache.parents[1]
    if is_there:
        base.mkdir()
    state = os.stat_result((0o40755, 1, 1, 1, 1000, 1000, 0, 0, 0, 0))
    whose = base if is_there else base.parent
    stat = Path.stat
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(Path, "stat", lambda p, **k: state if p == whose else stat(p, **k))
    kept(tmp_path / "one")
    assert not cache.exists()
    assert base.exists() == is_there
    assert known(tmp_path / "one") == "7.4"
