"""What one machine made, another takes from the shared store, and builds whatever is amiss."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest
from click.testing import CliRunner

from kefu_docs.cli.commands import main
from kefu_docs.convert.kit_engine import KitWorker
from kefu_docs.convert.pool import Pool
from kefu_docs.diagnostics.errors import MissingToolError, UsageError
from kefu_docs.pipeline.settings import Settings, SharedStore
from kefu_docs.pipeline.wipe import wipe
from kefu_docs.store.second_level import second_level
from tests.pipeline.test_damage import outputs
from tests.support.buckets import SECRET, Bucket, failing, s3_bucket, seeded
from tests.support.builds import SampleBuild, build_contracts, build_packets, copy_sample


@pytest.fixture(scope="module")
def bucket(sample_build: SampleBuild) -> Iterator[Bucket]:
    """A bucket that has every document, cover and packet of the sample."""
    with s3_bucket() as bucket:
        seeded(bucket.address, sample_build.build / ".store")
        assert len(bucket.paths()) > 20
        yield bucket


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Another machine with the sample's records, which has built nothing yet."""
    copy_sample(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def shared(settings: Settings, address: str) -> Settings:
    """The same build with a second level."""
    return replace(settings, shared=SharedStore(address, SECRET))


def test_a_second_machine_converts_nothing_and_writes_the_same_bytes(
    bucket: Bucket, sample_build: SampleBuild, machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every document, cover and packet comes from the bucket, and nothing is sent to it again.

    LibreOffice is not even started.
    """
    monkeypatch.setattr(Pool, "submit", lambda *_: pytest.fail("something is converted"))
    monkeypatch.setattr(KitWorker, "launch", lambda _: pytest.fail("LibreOffice is started"))
    outcome = build_packets(shared(sample_build.settings, bucket.address))
    assert outcome.failures == []
    assert outputs(machine / "build") == outputs(sample_build.build)
    assert f"{len(bucket.paths())} objects found, 0 sent" in outcome.told[-1].text()


DAMAGES: tuple[Callable[[bytes], bytes], ...] = (
    lambda data: data[:-1] + bytes([data[-1] ^ 1]),
    lambda data: data[: len(data) // 2],
    lambda _: b"PDF",
)


def test_damaged_and_exchanged_objects_are_made_again(
    bucket: Bucket, sample_build: SampleBuild, machine: Path
) -> None:
    """Garbled, cut, emptied and in each other's place: the same bytes come out, and a notice.

    Afterwards the bucket has all that was damaged whole again.
    """
    paths = bucket.paths()
    held = {path: bucket.get(path) for path in paths}
    for path, damage in zip(paths[2::2], cycle(DAMAGES), strict=False):
        bucket.put(path, damage(held[path]))
    bucket.put(paths[0], held[paths[1]])
    bucket.put(paths[1], held[paths[0]])
    outcome = build_packets(shared(sample_build.settings, bucket.address))
    assert outcome.failures == []
    assert outputs(machine / "build") == outputs(sample_build.build)
    damaged = 2 + len(paths[2::2])
    told = [message.text() for message in outcome.told]
    assert f"{damaged} objects in {bucket.address} are damaged or foreign" in told
    assert f"{len(paths) - damaged} objects found, {damaged} sent" in told[-1]
    assert bucket.paths() == paths
    assert not [path for path in paths[2::2] if len(bucket.get(path)) != len(held[path])]


def test_a_server_that_fails_stops_no_build(
    bucket: Bucket, sample_build: SampleBuild, machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told once, the exit code is 0, and the bytes are the same."""
    monkeypatch.setattr(bucket, "disturb", failing)
    outcome = build_contracts(shared(sample_build.settings, bucket.address), "E001", "E002", "E003")
    assert outcome.exit_code == 0
    said = [m.text() for m in outcome.told if bucket.address in m.text()]
    assert said == [f"{bucket.address} is not used any more by this build: it fails (GenericError)"]
    made = machine / "build" / "contracts" / "E001.pdf"
    assert made.read_bytes() == (sample_build.build / "contracts" / "E001.pdf").read_bytes()


def test_wiping_a_person_empties_the_shared_store(settings: Settings, tmp_path: Path) -> None:
    """Whose an object is cannot be told, so they all go, as in the local store."""
    address = str(tmp_path / "team")
    level = second_level(address, SECRET)
    level.send("pdf", "key", lambda: b"a contract")
    level.close()
    assert len(list((tmp_path / "team").glob("*/*"))) == 1
    wiped = wipe(shared(settings, address), "E002")
    assert [message.text() for message in wiped.told] == [f"removed: 1 object in {address}"]
    assert list((tmp_path / "team").glob("*/*")) == []


def test_a_command_takes_the_address_from_the_environment_and_needs_a_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without one, exit 2 and the command that makes one."""
    copy_sample(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KEFU_STORE", str(tmp_path / "team"))
    monkeypatch.delenv("KEFU_STORE_SECRET", raising=False)
    told = CliRunner().invoke(main, ["packets"])
    assert told.exit_code == UsageError.exit_code, told.output
    assert "openssl rand -hex 32" in told.output


@pytest.mark.parametrize("package", ["fsspec", "obstore", "cryptography"])
def test_a_missing_package_is_named(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the command that installs it; exit 3."""
    for name in [name for name in sys.modules if name.partition(".")[0] == package]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingToolError) as raised:
        second_level("s3://bucket/team", SECRET)
    assert raised.value.exit_code == 3
    assert package in raised.value.message.text()
    assert raised.value.hint
    assert "pip install 'kefu-docs[object-store]'" in raised.value.hint.text()


def test_the_package_for_another_store_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is in no extra."""
    monkeypatch.setitem(sys.modules, "gcsfs", None)
    with pytest.raises(MissingToolError) as raised:
        second_level("gs://bucket/team", SECRET)
    assert raised.value.hint
    assert raised.value.hint.text().endswith("pip install gcsfs")


def test_a_machine_without_shared_store_is_asked_for_no_package(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who does not use it does not load it."""
    shutil.rmtree(settings.build)
    for name in ("fsspec", "obstore", "cryptography"):
        monkeypatch.setitem(sys.modules, name, None)
    assert build_contracts(replace(settings, dry_run=True)).exit_code == 0
