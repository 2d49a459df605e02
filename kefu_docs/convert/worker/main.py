"""The worker process: `python -m kefu_docs.convert.worker.main LIBRARY PROFILE TEMP WALLS`.

Reads docx frames on standard input and answers each with a PDF or with the reason of a refusal.
LibreOffice prints where it likes, so the answers go out on a private copy of standard output and
everything else goes to standard error.
"""

from __future__ import annotations

import os
import select
import sys
import threading
from pathlib import Path
from typing import BinaryIO

from kefu_docs.convert.worker.frames import FrameKind, read_frame, write_frame
from kefu_docs.convert.worker.libreofficekit import Kit, KitError
from kefu_docs.convert.worker.system_calls import filter_calls
from kefu_docs.convert.worker.walls import Walls, become_nobody, limit_cpu, put_up, read_walls
from kefu_docs.convert.worker.warmup_document import page


class Service:
    """Answers one request at a time."""

    def __init__(
        self, kit: Kit, temp: Path, walls: Walls, requests: BinaryIO, answers: BinaryIO
    ) -> None:
        self._kit = kit
        self._walls = walls
        self._temp = temp
        self._requests = requests
        self._answers = answers
        self._is_ready = False

    def step(self) -> None:
        """Convert a page, at first, and say that LibreOffice is ready; then answer a request.

        Ends the process where there are no more, because LibreOffice's teardown may crash.
        """
        if not self._is_ready:
            # LibreOffice loads filters and fonts with its first document, for 0.15 s: while nobody
            # waits for one.
            self._answer(FrameKind.DOCX, page())
            become_nobody(self._walls)
            write_frame(self._answers, FrameKind.READY)
            self._is_ready = True
        try:
            request = read_frame(self._requests)
        except EOFError:
            os._exit(0)
        limit_cpu()
        write_frame(self._answers, *self._answer(*request))

    def _answer(self, kind: FrameKind, document: bytes) -> tuple[FrameKind, bytes]:
        given = self._temp / ("document.docx" if document.startswith(b"PK") else "document.fodt")
        answer = FrameKind.ODF if kind is FrameKind.SAVE else FrameKind.PDF
        made = self._temp / ("made.fodt" if kind is FrameKind.SAVE else "document.pdf")
        given.write_bytes(document)
        try:
            self._kit.convert(given, made)
            return answer, made.read_bytes()
        except KitError as error:
            return FrameKind.REFUSED, str(error).encode()
        finally:
            given.unlink()
            made.unlink(missing_ok=True)


def end_with_parent(requests: int) -> None:
    """End this process as soon as nobody holds the other end of the pipe, even in mid-document."""

    def wait() -> None:
        poll = select.poll()
        poll.register(requests, 0)  # POLLHUP is always reported
        poll.poll()
        os._exit(0)

    threading.Thread(target=wait, daemon=True).start()


def main(library: str, profile: str, temp: str, walls_word: str) -> None:
    """Start LibreOffice within its walls and serve; does not return."""
    walls = read_walls(walls_word)
    put_up(walls)
    filter_calls()
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    end_with_parent(sys.stdin.fileno())
    try:
        kit = Kit(Path(library), Path(profile))
        kit.serve(Service(kit, Path(temp), walls, sys.stdin.buffer, answers).step)
    except (KitError, OSError) as error:
        print(error, file=sys.stderr, flush=True)
        os._exit(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
