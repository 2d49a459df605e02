"""What a process that examines attachments may do instead of answering."""

from __future__ import annotations

import os
import threading
from multiprocessing.connection import Connection

from kefu_docs.fonts import FontSet


def crash(connection: Connection, fonts: FontSet) -> None:
    """End at the first attachment, as a fault in a library would."""
    connection.recv_bytes()
    os._exit(11)


def hang(connection: Connection, fonts: FontSet) -> None:
    """Never answer."""
    connection.recv_bytes()
    threading.Event().wait()
