"""What shards made is joined to the bytes of a build in one go; a missing shard is told by name."""

from __future__ import annotations

import contextlib
import shutil
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest

from kefu_docs.convert.pool import Pool
from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import MissingShardError
from kefu_docs.pipeline.settings import Settings, SharedStore
from kefu_docs.pipeline.shard import Shard
from kefu_docs.store.second_level import SecondLevel
from tests.pipeline.test_damage import outputs
from tests.support.buckets import SECRET, seeded
from tests.support.builds import SampleBuild, build_packets, copy_sample
from tests.support.records import edit

COUNT = 3


@pytest.fixture(scope="module")
def team(sample_build: SampleBuild, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shared store that has the whole sample, so that shards need no LibreOffice."""
    folder = tmp_path_factory.mktemp("team")
    seeded(str(folder), sample_build.build / ".store")
    return folder


@pytest.fixture(scope="module")
def shards(
    sample_build: SampleBuild, team: Path, tmp_path_factory: pytest.TempPathFactory
) -> list[Path]:
    """The build folders of three shards, each built on a machine of its own."""
    roots = [tmp_path_factory.mktemp(f"shard{number}") for number in range(1, COUNT + 1)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Pool, "submit", lambda *_: pytest.fail("something is converted"))
        for number, root in enumerate(roots, 1):
            copy_sample(root)
            with contextlib.chdir(root):
                part = shared(sample_build.settings, team, shard=Shard(number, COUNT))
                assert build_packets(part).exit_code == 0
    return [root / "build" for root in roots]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The machine that joins, which has built nothing yet."""
    copy_sample(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def shared(settings: Settings, folder: Path, **how: Shard | tuple[Path, ...]) -> Settings:
    """The same build with a second level, of a part or of what parts made."""
    return replace(settings, shared=SharedStore(str(folder), SECRET), **how)  # type: ignore[arg-type]


def test_a_shard_builds_its_people_and_nobody_else(
    shards: list[Path], sample_build: SampleBuild
) -> None:
    """Each output of the whole is made by one shard, but for packets of several people and sheets;
    all are the same bytes.
    """
    whole = outputs(sample_build.build)
    parts = [outputs(build) for build in shards]
    for part in parts:
        made = {name: data for name, data in part.items() if "/" in name}
        assert made.items() <= whole.items()
    made_by_all = [name for part in parts for name in part if "/" in name]
    assert len(made_by_all) == len(set(made_by_all))
    left = {name for name in whole if "/" in name} - set(made_by_all)
    assert {name.partition("/")[0] for name in left} <= {"packets", "excel"}
    assert "packets/employee-E001.pdf" in made_by_all


def test_folders_are_joined_to_the_bytes_of_one_build(
    shards: list[Path],
    sample_build: SampleBuild,
    machine: Path,
) -> None:
    """The join converts nothing but the covers of packets of several people.

    One folder is handed over as its store alone, as CI keeps it.
    """
    folders = (shards[0], shards[1] / ".store", shards[2])
    with patch.object(Pool, "submit", autospec=True, side_effect=Pool.submit) as submit:
        assert build_packets(replace(sample_build.settings, join=folders)).exit_code == 0
    assert outputs(machine / "build") == outputs(sample_build.build)
    own = {path.name for build in shards for path in build.glob("packets/*.pdf")}
    covers = {path.name for path in (machine / "build/packets").iterdir()} - own
    assert 0 < submit.call_count <= len(covers)


def test_the_shared_store_alone_is_enough(
    shards: list[Path],
    team: Path,
    sample_build: SampleBuild,
    machine: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Without a folder, the marks and the PDFs are found in the shared store."""
    monkeypatch.setattr(Pool, "submit", lambda *_: pytest.fail("something is converted"))
    assert build_packets(shared(sample_build.settings, team, join=())).exit_code == 0
    assert outputs(machine / "build") == outputs(sample_build.build)


def test_missing_shards_are_named(
    shards: list[Path], sample_build: SampleBuild, machine: Path
) -> None:
    """Nothing is built before all are there."""
    with pytest.raises(MissingShardError) as raised:
        build_packets(replace(sample_build.settings, join=(shards[1],)))
    assert raised.value.message.text() == "missing shards: 1/3, 3/3"
    assert raised.value.hint
    assert raised.value.hint.text() == "build them with --shard 1/3"
    assert raised.value.exit_code == 2
    assert not (machine / "build" / "packets").exists()


def test_a_shared_store_that_fails_is_the_reason_told(
    sample_build: SampleBuild, machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shards are not called missing that nobody could ask for."""
    monkeypatch.setattr(SecondLevel, "trouble", Message("it refuses access"))
    with pytest.raises(MissingShardError) as raised:
        build_packets(shared(sample_build.settings, machine / "empty", join=()))
    assert raised.value.message.text().endswith("it refuses access")


def test_shards_of_other_records_are_named(
    shards: list[Path], sample_build: SampleBuild, machine: Path
) -> None:
    """They would not be what the join's own records ask for."""
    edit(machine / "data/employees/E002.yaml", "residence: 浙江省", "residence: 江苏省")
    with pytest.raises(MissingShardError) as raised:
        build_packets(replace(sample_build.settings, join=tuple(shards)))
    for number in range(1, COUNT + 1):
        assert f"{number}/3 (" in raised.value.message.text()


def test_a_damaged_object_of_a_shard_is_made_again(
    shards: list[Path],
    team: Path,
    sample_build: SampleBuild,
    machine: Path,
) -> None:
    """It is not published, wherever it lay; what lies in the shared store is taken instead."""
    folders = []
    for number, build in enumerate(shards):
        shutil.copytree(build / ".store", machine / str(number))
        for path in (machine / str(number)).rglob("*.pdf"):
            path.write_bytes(b"%PDF-1.7")
        folders.append(machine / str(number))
    joined = shared(sample_build.settings, team, join=tuple(folders))
    assert build_packets(joined).exit_code == 0
    assert outputs(machine / "build") == outputs(sample_build.build)
