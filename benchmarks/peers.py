"""The peers that a build is measured against, on the same docx files and the same font set.

unoserver (PyPI) keeps LibreOffice warm behind XML-RPC. It needs Debian's python3-uno and lives in
an environment of its own, which `make bench` makes: build/bench/unoserver.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import tempfile
import time
import xmlrpc.client
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from queue import SimpleQueue

from kefu_docs.convert.probe import find_office

UNOSERVER = Path("build/bench/unoserver/bin/unoserver")
START_SECONDS = 60.0


def unoserver_pool(files: Sequence[Path], workers: int, fontconfig: Path) -> float:
    """Seconds in which a warm pool converts the files; each server has converted one before."""
    with ExitStack() as stack:
        ports = [stack.enter_context(_unoserver(fontconfig)) for _ in range(workers)]
        idle: SimpleQueue[int] = SimpleQueue()
        for port in ports:
            _ask(port, files[0])
            idle.put(port)

        def convert(file: Path) -> None:
            port = idle.get()
            try:
                _ask(port, file)
            finally:
                idle.put(port)

        start = time.perf_counter()
        with ThreadPoolExecutor(workers) as threads:
            list(threads.map(convert, files))
        return time.perf_counter() - start


def soffice_each(files: Sequence[Path], fontconfig: Path) -> float:
    """Seconds for `soffice --convert-to`, once for each file, its profile warm."""
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(2):
            start = time.perf_counter()
            for file in files:
                subprocess.run(
                    [
                        find_office().soffice,
                        "--headless",
                        f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
                        *("--convert-to", "pdf", "--outdir", folder, file),
                    ],
                    env={**os.environ, "FONTCONFIG_FILE": str(fontconfig)},
                    check=True,
                    capture_output=True,
                )
            taken = time.perf_counter() - start
        return taken


@contextmanager
def _unoserver(fontconfig: Path) -> Iterator[int]:
    """A server with a profile of its own; gives its port."""
    with tempfile.TemporaryDirectory() as folder:
        port, uno_port = _free_port(), _free_port()
        process = subprocess.Popen(
            [
                UNOSERVER,
                *("--port", str(port), "--uno-port", str(uno_port)),
                *("--user-installation", folder),
            ],
            env={**os.environ, "FONTCONFIG_FILE": str(fontconfig)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            _wait_for(port)
            yield port
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _ask(port: int, file: Path) -> None:
    with xmlrpc.client.ServerProxy(f"http://127.0.0.1:{port}", allow_none=True) as server:
        output = str(file.with_suffix(".uno.pdf"))
        server.convert(str(file), None, output, "pdf", None, [], False, None)


def _wait_for(port: int) -> None:
    end = time.monotonic() + START_SECONDS
    while True:
        try:
            with xmlrpc.client.ServerProxy(f"http://127.0.0.1:{port}", allow_none=True) as server:
                server.info()
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
