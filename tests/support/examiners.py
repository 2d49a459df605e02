"""What a process that examines attachments may do instead of answering."""

from __future__ import annotations

import os
import threading
from multiprocessing.connection import Connection
from pathlib import Path

from kefu_docs.fonts import FontSet
from kefu_docs.pipeline import attachment_examiner


def crash(connection: Connection, fonts: FontSet) -> None:
    """End at the first attachment, as a fault in a library would."""
    connection.recv_bytes()
    os._exit(11)


def crash_once(connection: Connection, fonts: FontSet) -> None:
    """Crash, and answer in the process that is started in its place."""
    marker = Path(os.environ["CRASHED"])
    if marker.exists():
        attachment_examiner._serve(connection, fonts)
    marker.touch()
    crash(connection, fonts)


def hang(connection: Connection, fonts: FontSet) -> None:
    """Never answer."""
    connection.recv_bytes()
    threading.Event().wait()
