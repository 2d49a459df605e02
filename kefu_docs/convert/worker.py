"""The worker process: `python -m kefu_docs.convert.worker LIBRARY PROFILE TEMP`.

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
from typing import BinaryIO, NoReturn

from kefu_docs.convert.frames import Kind, read_frame, write_frame
from kefu_docs.convert.kit import Kit, KitError


def serve(kit: Kit, temp: Path, requests: BinaryIO, answers: BinaryIO) -> NoReturn:
    """Answer requests until the stream ends (EOFError)."""
    docx, pdf = temp / "document.docx", temp / "document.pdf"
    write_frame(answers, Kind.READY)
    while True:
        _, document = read_frame(requests)
        docx.write_bytes(document)
        try:
            kit.convert(docx, pdf)
            answer = Kind.PDF, pdf.read_bytes()
        except KitError as error:
            answer = Kind.REFUSED, str(error).encode()
        finally:
            docx.unlink()
            pdf.unlink(missing_ok=True)
        write_frame(answers, *answer)


def end_with_parent(requests: int) -> None:
    """End this process as soon as nobody holds the other end of the pipe, even in mid-document."""

    def wait() -> None:
        poll = select.poll()
        poll.register(requests, 0)  # POLLHUP is always reported
        poll.poll()
        os._exit(0)

    threading.Thread(target=wait, daemon=True).start()


def main(library: str, profile: str, temp: str) -> None:
    """Start LibreOffice and serve. Does not return: LibreOffice's teardown may crash."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    end_with_parent(sys.stdin.fileno())
    try:
        serve(Kit(Path(library), Path(profile)), Path(temp), sys.stdin.buffer, answers)
    except EOFError:
        os._exit(0)
    except (KitError, OSError) as error:
        print(error, file=sys.stderr, flush=True)
        os._exit(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
