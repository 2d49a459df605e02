"""Where objects lie that machines share: a folder, or a bucket by its address."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterator
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import unquote, urlsplit

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import UsageError
from kefu_docs.store.atomic_write import publish
from kefu_docs.store.seal import missing_package

if TYPE_CHECKING:
    from obstore.store import ClientConfig, RetryConfig, S3Config

MOST = 64 * 1024**2
"""Bytes of the largest object that is sent or fetched: what lies there may be anybody's."""
SECONDS = 10
"""Seconds that one request may take."""
_NO_RANGE = "status code: 416 "
_NAME = re.compile(r"[0-9a-f]{2}/[0-9a-f]{64}")
_OSS_REGION = re.compile(r"oss-([a-z0-9-]+?)(?:-internal)?\.aliyuncs\.")
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class ObjectPlace(Protocol):
    """Objects by name. Each method may raise whatever the file system or the network gives."""

    def get(self, name: str) -> bytes | None:
        """The bytes; None where there are none."""

    def put(self, name: str, data: bytes) -> None:
        """Write an object in one step."""

    def names(self) -> Iterator[str]:
        """The objects that kefu-docs wrote; others are passed over."""

    def remove(self, name: str) -> None:
        """Delete an object."""


class _Files(Protocol):
    """What is used of a file system of fsspec's."""

    def cat_file(self, path: str, start: int, end: int) -> bytes: ...

    def pipe_file(self, path: str, value: bytes) -> None: ...

    def find(self, path: str) -> list[str]: ...

    def rm_file(self, path: str) -> None: ...


def place_at(address: str) -> ObjectPlace:
    """The place at s3://bucket/prefix, oss://…, file:///folder or a path.

    Raises UsageError of an address that nothing is known of, MissingToolError where the package
    for it is not installed.
    """
    scheme, found, rest = address.partition("://")
    if not found:
        return _Folder(Path(address))
    if scheme == "file":
        return _Folder(Path(unquote(rest)))
    if not rest.strip("/"):
        raise UsageError(
            Message("{address} names no bucket", {"address": address}),
            Message("write it like s3://bucket/prefix"),
        )
    return _Bucket(scheme, rest.strip("/"))


def shown(address: str) -> str:
    """An address as it may be printed: without a password that stands in it."""
    scheme, found, rest = address.partition("://")
    return f"{scheme}://{rest.partition('?')[0].rpartition('@')[2]}" if found else address


def _path(name: str) -> str:
    return f"{name[:2]}/{name}"


class _Folder:
    """A folder, such as one that machines mount."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, name: str) -> bytes | None:
        try:
            with (self._folder / _path(name)).open("rb") as file:
                return file.read(MOST)
        except FileNotFoundError:
            return None

    def put(self, name: str, data: bytes) -> None:
        publish(self._folder / _path(name), data)

    def names(self) -> Iterator[str]:
        for path in sorted(self._folder.glob("??/*")):
            if _NAME.fullmatch(path.relative_to(self._folder).as_posix()):
                yield path.name

    def remove(self, name: str) -> None:
        (self._folder / _path(name)).unlink(missing_ok=True)


class _Bucket:
    """A bucket behind one of fsspec's file systems; `root` is the bucket and the prefix."""

    def __init__(self, scheme: str, root: str) -> None:
        self._root = root
        self._files = _file_system(scheme, root.partition("/")[0])

    def get(self, name: str) -> bytes | None:
        try:
            data = self._files.cat_file(f"{self._root}/{_path(name)}", start=0, end=MOST)
        except FileNotFoundError:
            return None
        except Exception as error:
            # An empty object has no byte of any range (RFC 9110, 15.5.17), which obstore (0.12)
            # tells as it tells everything.
            if _NO_RANGE in str(error):
                return b""
            raise
        return bytes(data)

    def put(self, name: str, data: bytes) -> None:
        self._files.pipe_file(f"{self._root}/{_path(name)}", data)

    def names(self) -> Iterator[str]:
        for path in self._files.find(self._root):
            if _NAME.fullmatch(str(path)[-67:]):
                yield str(path)[-64:]

    def remove(self, name: str) -> None:
        self._files.rm_file(f"{self._root}/{_path(name)}")


def _file_system(scheme: str, bucket: str) -> _Files:
    try:
        import fsspec
    except ImportError:
        raise missing_package("fsspec") from None
    try:
        if scheme in {"s3", "oss"}:
            return _s3() if scheme == "s3" else _oss(bucket)
        if _needs_more(scheme):
            raise UsageError(
                Message(
                    "a store at {scheme}:// asks for more than its address", {"scheme": scheme}
                ),
                Message("write an address such as s3://bucket/prefix, or a folder"),
            )
        files: _Files = fsspec.filesystem(scheme)
    except ImportError:
        is_ours = scheme in {"s3", "oss"}
        raise missing_package("obstore" if is_ours else _package(scheme)) from None
    except ValueError:
        raise UsageError(
            Message("nothing is known of {scheme}://", {"scheme": scheme}),
            Message("s3://, oss://, file:// and the other kinds of fsspec are"),
        ) from None
    return files


def _needs_more(scheme: str) -> bool:
    """Whether a kind of file system asks for what does not stand in an address, such as ftp."""
    from fsspec import get_filesystem_class

    asked = signature(get_filesystem_class(scheme).__init__).parameters.values()
    named = [p for p in asked if p.kind not in {p.VAR_POSITIONAL, p.VAR_KEYWORD}]
    return any(p.default is p.empty for p in named[1:])  # behind self


def _package(scheme: str) -> str:
    """The package that fsspec would load for a kind of address: gcsfs for gs."""
    from fsspec.registry import known_implementations

    return str(known_implementations[scheme]["class"]).partition(".")[0]


def _s3(endpoint: str = "", config: S3Config | None = None) -> _Files:
    """S3 through obstore: a request costs 0.8 ms of processor time, through s3fs 6 ms.

    Its settings are those of the environment, unless they are given.
    """
    from obstore.fsspec import FsspecStore

    named = os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL", "")
    endpoint = endpoint or named
    options: ClientConfig = {"timeout": f"{SECONDS}s", "connect_timeout": "5s"}
    if urlsplit(endpoint).scheme == "http":
        _refuse_clear(endpoint)
        # obstore 0.8 to 0.12 look at AWS_ALLOW_HTTP only where no client_options are given.
        options["allow_http"] = True
    retries: RetryConfig = {"max_retries": 2, "retry_timeout": dt.timedelta(seconds=SECONDS)}
    # fsspec gives the same object for the same arguments, and it keeps the endpoint of its day.
    FsspecStore.clear_instance_cache()
    files: _Files = FsspecStore("s3", config=config, client_options=options, retry_config=retries)
    return files


def _refuse_clear(endpoint: str) -> None:
    """Raise UsageError of a server beyond this machine that is asked without TLS unasked."""
    url = urlsplit(endpoint)
    allowed = os.environ.get("AWS_ALLOW_HTTP", "").lower() in {"1", "true", "yes", "on"}
    if url.hostname not in _LOOPBACK and not allowed:
        raise UsageError(
            Message("the way to {place} is not encrypted", {"place": url.hostname or endpoint}),
            Message("name an https address, or set AWS_ALLOW_HTTP=true in a network you trust"),
        )


def _oss(bucket: str) -> _Files:
    """Aliyun's OSS by the protocol of S3: the bucket is a host there, and never part of a path."""
    endpoint = os.environ.get("OSS_ENDPOINT", "")
    if not endpoint:
        raise UsageError(
            Message("{variable} is not set", {"variable": "OSS_ENDPOINT"}),
            Message("set it to {url}", {"url": "https://oss-cn-hangzhou.aliyuncs.com"}),
        )
    url = urlsplit(endpoint if "://" in endpoint else f"https://{endpoint}")
    place = url.netloc.removeprefix("s3.")
    if url.hostname not in _LOOPBACK:
        place = f"{bucket}.s3.{place}"
    address = f"{url.scheme}://{place}"
    region = _OSS_REGION.search(place)
    config: S3Config = {
        "endpoint": address,
        "virtual_hosted_style_request": True,
        "region": region[1] if region else "cn-hangzhou",
        "access_key_id": os.environ.get("OSS_ACCESS_KEY_ID", ""),
        "secret_access_key": os.environ.get("OSS_ACCESS_KEY_SECRET", ""),
    }
    if token := os.environ.get("OSS_SESSION_TOKEN"):
        config["session_token"] = token
    return _s3(address, config)
