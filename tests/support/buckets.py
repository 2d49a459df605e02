"""An S3 server on loopback (moto's), whose answers can be disturbed."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server

from kefu_docs.store import Store
from kefu_docs.store.pdf_files import StoredPdfs
from kefu_docs.store.second_level import second_level

SECRET = "a secret that only machines which build have"  # noqa: S105

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


@dataclass
class Bucket:
    """A bucket of the server; `disturb` may answer in its stead, or wait, or do nothing."""

    port: int
    disturb: Callable[[str], int | None] = lambda _path: None
    requests: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    is_host: bool = False
    """Whether it is asked as a host of its own: its name is in no path then."""

    address = "s3://bucket/team"

    @property
    def url(self) -> str:
        """The server's own address."""
        return f"http://127.0.0.1:{self.port}"

    def ask(self, method: str, path: str, data: bytes | None = None) -> bytes:
        """Do something as whoever has the rights; the server looks at no signature."""
        request = Request(f"{self.url}/{path}", data=data, method=method)  # noqa: S310
        request.add_header("Content-Type", "application/octet-stream")
        request.add_header(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/s3/aws4_request, "
            "SignedHeaders=host, Signature=b",
        )
        with urlopen(request) as answer:  # noqa: S310
            answered: bytes = answer.read()
            return answered

    def put(self, path: str, data: bytes) -> None:
        """Write an object."""
        self.ask("PUT", f"bucket/{path}", data)

    def get(self, path: str) -> bytes:
        """Read an object."""
        return self.ask("GET", f"bucket/{path}")

    def paths(self) -> list[str]:
        """Every object's path."""
        text = self.get("?list-type=2").decode()
        return [part.partition("</Key>")[0] for part in text.split("<Key>")[1:]]


@contextmanager
def s3_bucket() -> Iterator[Bucket]:
    """Start the server on a free port, with one empty bucket; the environment names it."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    inner = DomainDispatcherApplication(create_backend_app)

    def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        path = f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}"
        bucket.requests.append(path)
        bucket.headers.append({name: str(value) for name, value in environ.items()})
        status = bucket.disturb(path)
        if status is not None:
            start(f"{status} Disturbed", [("Content-Length", "0")])
            return [b""]
        if bucket.is_host:
            names = ("PATH_INFO", "RAW_URI", "REQUEST_URI")
            environ |= {name: f"/bucket{environ[name]}" for name in names if name in environ}
        answer: Iterable[bytes] = inner(environ, start)
        return answer

    server = make_server("127.0.0.1", 0, application, threaded=True)
    bucket = Bucket(server.server_port)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    environ = {
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": bucket.url,
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environ.items():
            patch.setenv(name, value)
        bucket.ask("POST", "moto-api/reset")
        bucket.ask("PUT", "bucket")
        try:
            yield bucket
        finally:
            server.shutdown()
            server.server_close()


def seeded(address: str, store: Path) -> None:
    """Send every PDF of a build's store to a second level, as the build would have."""
    with Store(store) as kept:
        kept.second = second_level(address, SECRET)
        pdfs = StoredPdfs(kept)
        for path in (store / "objects").glob("??/*.pdf"):
            file = pdfs.find(path.parent.name + path.stem)
            if file is not None:
                pdfs.keep(file.key, pdfs.read(file), file.facts)
        kept.second.close()


def failing(_path: str) -> int:
    """Every request fails."""
    return 500


def refusing(_path: str) -> int:
    """Nobody has the right."""
    return 403


def slow(seconds: float) -> Callable[[str], None]:
    """Every request waits first."""
    return lambda _path: time.sleep(seconds)
