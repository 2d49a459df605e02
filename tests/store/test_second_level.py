"""The store's second level on an S3 server: found again, and never the reason why a build stops."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from kefu_docs.diagnostics.errors import UsageError
from kefu_docs.store import places
from kefu_docs.store import second_level as module
from kefu_docs.store.places import place_at
from kefu_docs.store.second_level import SecondLevel, second_level, wiped
from tests.support.buckets import SECRET, Bucket, failing, refusing, s3_bucket, slow


@pytest.fixture(scope="module")
def server() -> Iterator[Bucket]:
    """One server for all these tests."""
    with s3_bucket() as bucket:
        yield bucket


@pytest.fixture
def bucket(server: Bucket, request: pytest.FixtureRequest) -> Iterator[Bucket]:
    """The server, disturbed by nothing; each test has a prefix of its own."""
    server.address = f"s3://bucket/{request.node.name}"
    server.requests.clear()
    server.headers.clear()
    yield server
    server.disturb = lambda _path: None
    server.is_host = False


def filled(address: str, **objects: bytes) -> SecondLevel:
    """A second level to which these were sent, opened anew."""
    level = second_level(address, SECRET)
    for key, data in objects.items():
        level.send("pdf", key, partial(bytes, data))
    told = [message.text() for message in level.close()]
    assert told == [f"{address}: 0 objects found, {len(objects)} sent, 1 kB"]
    return second_level(address, SECRET)


def told_by(level: SecondLevel) -> list[str]:
    """What the user is told at the end."""
    return [message.text() for message in level.close()]


@pytest.mark.parametrize("scheme", ["s3", "file", "path"])
def test_what_one_machine_sends_another_finds(bucket: Bucket, tmp_path: Path, scheme: str) -> None:
    """In a bucket or a folder; what is not there is not there."""
    address = {"s3": bucket.address, "file": f"file://{tmp_path}/a", "path": f"{tmp_path}/b"}
    level = filled(address[scheme], one=b"a contract", two=b"")
    assert level.ask("pdf", "one").wait() == b"a contract"
    assert level.ask("pdf", "two").wait() == b""
    assert level.ask("pdf", "three").wait() is None
    assert level.ask("shard", "one").wait() is None
    assert told_by(level) == [f"{address[scheme]}: 2 objects found, 0 sent, 1 kB"]


def test_oss_is_asked_by_the_protocol_of_s3(
    bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Aliyun's OSS knows no bucket in a path, and no content in chunks."""
    monkeypatch.setenv("OSS_ENDPOINT", bucket.url)
    monkeypatch.setenv("OSS_ACCESS_KEY_ID", "key of OSS")
    monkeypatch.setenv("OSS_ACCESS_KEY_SECRET", "testing")
    bucket.is_host = True
    address = bucket.address.replace("s3:", "oss:")
    level = filled(address, one=b"a contract")
    assert level.ask("pdf", "one").wait() == b"a contract"
    level.close()
    assert wiped(address).text() == f"removed: 1 object in {address}"
    assert {path.split()[0] for path in bucket.requests} == {"PUT", "GET", "POST"}
    assert not [path for path in bucket.requests if path.split()[1].startswith("/bucket")]
    for headers in bucket.headers:
        assert "Credential=key of OSS/" in headers["HTTP_AUTHORIZATION"]
        assert "aws-chunked" not in headers.get("HTTP_CONTENT_ENCODING", "")
        assert not headers["HTTP_X_AMZ_CONTENT_SHA256"].startswith("STREAMING")


@pytest.mark.parametrize(
    ("endpoint", "region"),
    [
        ("https://oss-cn-hangzhou.aliyuncs.com", "cn-hangzhou"),
        ("oss-cn-beijing-internal.aliyuncs.com", "cn-beijing"),
        ("https://s3.oss-ap-southeast-1.aliyuncs.com", "ap-southeast-1"),
    ],
)
def test_oss_has_a_host_for_each_bucket(
    endpoint: str, region: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That which Aliyun names for programs that speak S3, whichever of its endpoints is set."""
    made: list[Any] = []
    monkeypatch.setattr(places, "_s3", lambda *arguments: made.append(arguments))
    monkeypatch.setenv("OSS_ENDPOINT", endpoint)
    place_at("oss://team-files/kefu")
    [(address, config)] = made
    host = endpoint.removeprefix("https://").removeprefix("s3.")
    assert address == config["endpoint"] == f"https://team-files.s3.{host}"
    assert config["region"] == region
    monkeypatch.delenv("OSS_ENDPOINT")
    with pytest.raises(UsageError, match="OSS_ENDPOINT is not set"):
        place_at("oss://team-files/kefu")


def test_a_bucket_shows_no_text_and_no_key(bucket: Bucket) -> None:
    """Whoever may read there sees names and bytes that tell nothing."""
    filled(bucket.address, E001=b"330106199503080024").close()
    (path,) = (path for path in bucket.paths() if path.startswith("test_a_bucket_shows"))
    assert "E001" not in path
    assert b"330106199503080024" not in bucket.get(path)


def emptied(data: bytes) -> bytes:
    """Nothing is left."""
    return data[:0]


def cut(data: bytes) -> bytes:
    """The second half is missing."""
    return data[: len(data) // 2]


def garbled(data: bytes) -> bytes:
    """The last byte is another."""
    return data[:-1] + bytes([data[-1] ^ 1])


def foreign(data: bytes) -> bytes:
    """Somebody else's file."""
    return b"%PDF-1.7 somebody else's"


@pytest.mark.parametrize("damage", [emptied, cut, garbled, foreign])
def test_a_damaged_object_is_as_good_as_none(
    bucket: Bucket, damage: Callable[[bytes], bytes]
) -> None:
    """It is asked for, does not open, and is written over by the one that is made anew."""
    level = filled(bucket.address, one=b"a contract")
    (path,) = (p for p in bucket.paths() if p.startswith(bucket.address[12:]))
    bucket.put(path, damage(bucket.get(path)))
    assert level.ask("pdf", "one").wait() is None
    level.send("pdf", "one", lambda: b"a contract")
    told = f"1 object in {bucket.address} is damaged or foreign"
    assert told_by(level) == [told, f"{bucket.address}: 0 objects found, 1 sent, 1 kB"]
    assert second_level(bucket.address, SECRET).ask("pdf", "one").wait() == b"a contract"


def test_an_object_in_anothers_place_is_as_good_as_none(bucket: Bucket) -> None:
    """Who may write in the bucket cannot have one person's contract go out as another's."""
    level = filled(bucket.address, one=b"one", two=b"two")
    one, two = (p for p in bucket.paths() if p.startswith(bucket.address[12:]))
    ours, theirs = bucket.get(one), bucket.get(two)
    bucket.put(one, theirs)
    bucket.put(two, ours)
    assert {level.ask("pdf", key).wait() for key in ("one", "two")} == {None}
    assert told_by(level) == [f"2 objects in {bucket.address} are damaged or foreign"]


@pytest.mark.parametrize(
    ("disturb", "why"), [(failing, "it fails (GenericError)"), (refusing, "it refuses access")]
)
def test_a_server_that_fails_is_left_and_told_of_once(
    bucket: Bucket, disturb: Callable[[str], int], why: str
) -> None:
    """After five failures in a row nothing more is asked of it, and nothing waits."""
    level = filled(bucket.address, one=b"a contract")
    bucket.disturb = disturb
    assert [level.ask("pdf", "one").wait() for _ in range(8)] == [None] * 8
    count = len(bucket.requests)
    level.send("pdf", "two", lambda: b"another")
    assert told_by(level) == [f"{bucket.address} is not used any more by this build: {why}"]
    assert len(bucket.requests) == count


def test_a_slow_answer_is_told_as_that(bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
    """And not as a server that is gone, for which obstore has the same words."""
    monkeypatch.setattr(places, "SECONDS", 1)
    level = second_level(bucket.address, SECRET)
    bucket.disturb = slow(2.0)
    assert level.ask("pdf", "one").wait() is None
    assert told_by(level) == [f"1 request to {bucket.address} failed: it does not answer"]


def test_a_server_that_is_gone_is_told(bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
    """In words, not by the name of a class of obstore's."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    level = second_level(bucket.address, SECRET)
    assert [level.ask("pdf", "one").wait() for _ in range(5)] == [None] * 5
    assert told_by(level) == [
        f"{bucket.address} is not used any more by this build: it cannot be reached"
    ]


def test_a_server_without_tls_is_asked_where_that_is_allowed(
    bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as MinIO in a shop's own network; the server of the tests counts as one of these."""
    monkeypatch.setattr(places, "_LOOPBACK", set())
    with pytest.raises(UsageError, match=r"the way to 127\.0\.0\.1 is not encrypted"):
        second_level(bucket.address, SECRET)
    monkeypatch.setenv("AWS_ALLOW_HTTP", "true")
    filled(bucket.address, one=b"a contract")
    assert second_level(bucket.address, SECRET).ask("pdf", "one").wait() == b"a contract"


def test_a_failure_now_and_then_is_none(bucket: Bucket) -> None:
    """What answers again is asked again: a request is tried more than once."""
    level = filled(bucket.address, one=b"a contract")
    bucket.disturb = lambda _path: 500 if len(bucket.requests) % 2 else None
    assert [level.ask("pdf", "one").wait() for _ in range(3)] == [b"a contract"] * 3
    assert not level.is_left


def test_a_few_failures_are_told_at_the_end(bucket: Bucket) -> None:
    """A build of one document must not hide that nothing is shared."""
    level = second_level(bucket.address, SECRET)
    bucket.disturb = refusing
    level.send("pdf", "one", lambda: b"a contract")
    assert told_by(level) == [f"1 request to {bucket.address} failed: it refuses access"]


def test_a_server_that_does_not_answer_is_waited_for_once(
    bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was asked for at the same time is given up at the same time."""
    level = filled(bucket.address, one=b"a contract")
    monkeypatch.setattr(module, "PATIENCE", 0.2)
    bucket.disturb = slow(2.0)
    began = time.monotonic()
    answers = [level.ask("pdf", "one") for _ in range(8)]
    assert [answer.wait() for answer in answers] == [None] * 8
    assert time.monotonic() - began < 2.0
    level.send("pdf", "two", lambda: b"another")
    assert told_by(level) == [
        f"{bucket.address} is not used any more by this build: it does not answer"
    ]


def test_what_cannot_be_sent_in_time_is_told(bucket: Bucket) -> None:
    """A build ends, though the network is slow."""
    level = second_level(bucket.address, SECRET)
    bucket.disturb = slow(0.5)
    level.send("pdf", "one", lambda: b"a contract")
    assert [m.text() for m in level.close(0.05)] == [
        f"1 object could not be sent to {bucket.address} in time"
    ]


def test_wiping_deletes_what_kefu_docs_wrote_and_nothing_else(bucket: Bucket) -> None:
    """All secrets' objects below the prefix, and no other file."""
    prefix = bucket.address[12:]
    level = filled(bucket.address, one=b"one", two=b"two")
    bucket.put(f"{prefix}/notes.txt", b"mine")
    assert wiped(bucket.address).text() == f"removed: 2 objects in {bucket.address}"
    assert level.ask("pdf", "one").wait() is None
    assert [p for p in bucket.paths() if p.startswith(prefix)] == [f"{prefix}/notes.txt"]


def test_a_place_that_lets_nothing_be_deleted_is_told(bucket: Bucket) -> None:
    """What a person wants gone must not stay unnoticed."""
    bucket.disturb = refusing
    said = wiped(bucket.address).text()
    assert said.startswith(f"delete by hand what lies in {bucket.address}: it ")


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("s3://", "s3:// names no bucket"),
        ("gopher://hole/x", "nothing is known of gopher://"),
        ("ftp://host/x", "a store at ftp:// asks for more than its address"),
    ],
)
def test_an_address_that_means_nothing_is_told(address: str, message: str) -> None:
    """Before anything is built."""
    with pytest.raises(UsageError) as raised:
        second_level(address, SECRET)
    assert raised.value.message.text() == message


def test_a_missing_bucket_is_told(bucket: Bucket) -> None:
    """Not a word of passwords that stand in the address."""
    level = second_level("s3://key:password@nowhere/x", SECRET)
    for key in "abcdef":
        level.send("pdf", key, lambda: b"a contract")
    (told,) = told_by(level)
    assert told.startswith("s3://nowhere/x is not used any more by this build: ")
