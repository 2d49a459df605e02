"""Attachments are examined in a process of its own, which may crash, hang or want too much memory.

What is found follows from the bytes alone and is kept in the store, so that a process is started
only where there is a file that was never seen.
"""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.stored_findings import messages_from_json, messages_to_json
from kefu_docs.fonts import FontSet
from kefu_docs.model import Dataset
from kefu_docs.model.attachment import AttachmentKind, AttachmentNote
from kefu_docs.store import Store, digest, program_digest

_KIND = "attachment"
_SECONDS = 60.0  # a scan of 50 MB takes one or two
_TRIES = 2
_MEMORY = 4 << 30  # bytes of address space, of which fonts and libraries take up to one

_UNKNOWN = AttachmentNote(
    AttachmentKind.BROKEN,
    Message("cannot be read: reading it takes too long, or too much memory"),
    Message("open it, and save or print it as a PDF once more"),
    lasts=False,
)

Notes = tuple[AttachmentNote, ...]


class Examiner:
    """Says what is to be said of attachments, by their bytes; see packets.examine."""

    def __init__(self, store: Store, fonts: FontSet) -> None:
        self._store = store
        self._fonts = fonts
        self._process: multiprocessing.process.BaseProcess | None = None
        self._connection: Connection | None = None

    def notes(self, data: bytes) -> Notes:
        """What is to be said of the PDF with these bytes."""
        key = digest(program_digest(), self._fonts.digest, data)
        fact = self._store.fact(_KIND, key)
        if fact is not None:
            return _from_json(fact)
        notes = self._asked(data)
        if notes is None:
            return (_UNKNOWN,)
        with suppress(TypeError):  # what cannot be kept is looked for again
            self._store.keep(_KIND, key, _to_json(notes))
        return notes

    def start(self, people: Dataset) -> None:
        """Start the process ahead of the first question, if there will be one.

        That is in a store that knows of none before, where somebody has attachments.
        """
        key = digest(program_digest(), self._fonts.digest)
        everybody = people.employees.values()
        if self._store.fact(_KIND, key) is None and any(r.value.attachments for r in everybody):
            self._store.keep(_KIND, key, "")
            self._connection = self._start()

    def close(self) -> None:
        """End the process, if there is one."""
        if self._process is not None and self._connection is not None:
            self._connection.close()
            self._process.kill()
            self._process.join()
            self._process.close()
        self._process = self._connection = None

    def _asked(self, data: bytes) -> Notes | None:
        """Ask the process; None where it did not answer, and was ended.

        One that crashed may have been killed for want of memory: another is asked once more.
        """
        for _ in range(_TRIES):
            if self._connection is None:
                self._connection = self._start()
            try:
                self._connection.send_bytes(data)
                if self._connection.poll(_SECONDS):
                    notes: Notes = self._connection.recv()
                    return notes
            except (EOFError, OSError):  # it crashed
                self.close()
            else:
                break
        self.close()
        return None

    def _start(self) -> Connection:
        # Not forked: the main process has threads by now, and what they hold would stay locked.
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        self._process = context.Process(target=_serve, args=(there, self._fonts), daemon=True)
        self._process.start()
        there.close()
        return here


@contextmanager
def examiner(store: Store, fonts: FontSet) -> Iterator[Examiner]:
    """Give an Examiner, and end its process afterwards."""
    made = Examiner(store, fonts)
    try:
        yield made
    finally:
        made.close()


def _serve(connection: Connection, fonts: FontSet) -> None:
    """Examine what comes along the connection until it is closed."""
    from kefu_docs.packets import examine

    _limit_memory()
    with suppress(EOFError, KeyboardInterrupt):
        while True:
            connection.send(examine(connection.recv_bytes(), fonts))


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource

        with suppress(ValueError, OSError):  # it is lower already
            resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _to_json(notes: Notes) -> str:
    """Notes as JSON: each a pair of kind and number with its messages."""
    said = {
        f"{number} {note.kind.value}": (note.message, *([note.remedy] if note.remedy else []))
        for number, note in enumerate(notes)
    }
    return messages_to_json(said)


def _from_json(text: str) -> Notes:
    return tuple(
        AttachmentNote(
            AttachmentKind(key.partition(" ")[2]), said[0], said[1] if said[1:] else None
        )
        for key, said in messages_from_json(text).items()
    )
