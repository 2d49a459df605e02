"""The portable engine: `soffice --convert-to`, one process a document."""

from __future__ import annotations

import subprocess
from pathlib import Path

from kefu_docs.convert.confinement import Confinement, confined_program
from kefu_docs.convert.engine import (
    EngineDiedError,
    OfficeProcess,
    crashed,
    ended,
    environment,
    no_answer,
    refused,
)
from kefu_docs.convert.profile_slot import Slot
from kefu_docs.convert.surroundings import surroundings
from kefu_docs.convert.worker.export_options import PDF_FILTER, PDF_OPTIONS
from kefu_docs.convert.worker.warmup_document import page


class Soffice:
    """Runs the soffice command with a profile of its own."""

    def __init__(
        self, program: Path, slot: Slot, fontconfig: Path, confinement: Confinement
    ) -> None:
        self._slot = slot
        self._docx = slot.temp / "document.docx"
        self._pdf = slot.temp / "document.pdf"
        command = [
            str(program),
            # Neither the recovery after a crash nor the lock of a killed process stops it.
            *("--headless", "--norestore", "--nolockcheck"),
            # Two processes of one profile are one: the second hands its document over and ends.
            f"-env:UserInstallation={slot.profile.as_uri()}",
            # Without the filter's name LibreOffice guesses, and converts a text file as well.
            *("--infilter=MS Word 2007 XML", "--convert-to", f"pdf:{PDF_FILTER}:{PDF_OPTIONS}"),
            *("--outdir", str(slot.temp), str(self._docx)),
        ]
        seen = surroundings(program.parent, fontconfig, slot.folder)
        command = confined_program(command, confinement, seen)
        self._process = OfficeProcess(command, environment(slot, fontconfig), slot)

    def launch(self) -> None:
        """See Engine.launch: a process serves one document."""

    def warm(self) -> None:
        """See Engine.warm."""

    def convert(self, docx: bytes, timeout: float) -> bytes:
        """See Engine.convert."""
        if not self._slot.has_untouched:
            self._run_once(page(), timeout)
            self._slot.keep_untouched()
        status, printed = self._run_once(docx, timeout)
        # soffice (7.4) ends with 0 also where it could not load the document, so the file decides
        # (test_a_bad_document_stops_no_other).
        if self._pdf.is_file() and status == 0:
            return self._pdf.read_bytes()
        if status < 0 or status > 128:  # by a signal, seen directly or through the shell
            self._slot.forget()
            raise EngineDiedError(ended(printed), crashed=crashed(status))
        raise refused(printed.strip())

    def rest(self) -> None:
        """See Engine.rest."""
        self._slot.clear()

    def close(self) -> None:
        """See Engine.close."""
        self._process.close()

    def release(self) -> None:
        """See Engine.release."""
        self._slot.release()

    def _run_once(self, docx: bytes, timeout: float) -> tuple[int, str]:
        """Run the command on a document, in a profile that has seen no other."""
        self._slot.renew()
        self._docx.write_bytes(docx)
        return self._run(timeout)

    def _run(self, timeout: float) -> tuple[int, str]:
        """Run the command; give its status and what it printed as errors."""
        nothing = subprocess.DEVNULL
        group = self._process.start(nothing, nothing, subprocess.PIPE)
        with group.process as process:
            try:
                _, printed = process.communicate(timeout=timeout)
            except subprocess.TimeoutExpired as error:
                group.end()
                self._slot.forget()
                raise EngineDiedError(no_answer(timeout)) from error
            finally:
                group.end()
                self._process.running = None
        return process.returncode, printed.decode(errors="replace")
