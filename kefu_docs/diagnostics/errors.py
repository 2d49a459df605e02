"""Errors of the program and its surroundings, as opposed to findings in the user's records."""

from __future__ import annotations

from collections.abc import Iterable

from kefu_docs.diagnostics import Diagnostic, Message, Severity


class KefuError(Exception):
    """An error that ends a command.

    `slug` is its heading in docs/errors.md, `exit_code` what the shell sees, `hint` the next step.
    A kind without either would be a fault of the program's own. `lasts`: the same inputs give it
    again, so that it is remembered like a result; a crash or a hang may be gone the next time.
    """

    slug = "internal"
    exit_code = 70
    lasts = False

    def __init__(self, message: Message, hint: Message | None = None) -> None:
        super().__init__(message.text())
        self.message = message
        self.hint = hint

    def __reduce__(self) -> tuple[object, ...]:
        """Travel between processes with message and hint, whatever a subclass is made from."""
        return _again, (type(self), self.message, self.hint, self.lasts)


def _again(kind: type[KefuError], message: Message, hint: Message | None, lasts: bool) -> KefuError:
    error = kind.__new__(kind)
    KefuError.__init__(error, message, hint)
    error.lasts = lasts
    return error


class UsageError(KefuError):
    """The command was called with something that does not exist: an id, a month, a folder."""

    slug = "usage"
    exit_code = 2


class MissingShardError(KefuError):
    """A part of a build that was split is not there to be joined."""

    slug = "missing-shard"
    exit_code = 2


class MissingToolError(KefuError):
    """An outside program or a font that the job needs is not installed."""

    slug = "missing-tool"
    exit_code = 3


class ClusterError(KefuError):
    """The cluster that a build is to use is not there, or has no worker that fits."""

    slug = "cluster"
    exit_code = 3


class AttachmentError(KefuError):
    """A file named under `attachments` cannot become pages of a packet."""

    slug = "attachment"
    exit_code = 1
    lasts = True


class DataFileError(KefuError):
    """A picture or another file that a record names for its documents cannot be read."""

    slug = "data-file"
    exit_code = 1
    lasts = True


class SheetError(KefuError):
    """A file that is to be imported is no workbook, or none that can be read."""

    slug = "sheet"
    exit_code = 1


class IncompleteError(KefuError):
    """A document prints a key that its record does not have yet."""

    slug = "incomplete"
    exit_code = 1
    lasts = True


class GlyphError(KefuError):
    """A character that a document would print has a glyph in no face of the font set."""

    slug = "glyph"
    exit_code = 3
    lasts = True


class TemplateError(KefuError):
    """A template cannot be read, or asks for something the record does not have."""

    slug = "template"
    exit_code = 1
    lasts = True


class ConversionError(KefuError):
    """LibreOffice did not turn a document into a PDF.

    `lasts` where it answered that it cannot open the document, and where it crashed by a fault of
    its own each time it was tried: the same document makes the same LibreOffice do so again. A time
    that was over, or a process that was killed, may be the machine's.
    """

    slug = "conversion"
    exit_code = 4


class ProofError(KefuError):
    """A finished PDF does not show what its record says."""

    slug = "proof"
    exit_code = 5
    lasts = True


class DamagedStoreError(KefuError):
    """What the store holds is not what was put there."""

    slug = "damaged-store"
    exit_code = 1


class OutputNameError(KefuError):
    """An output's name is no name of a file, or would lead out of the build folder."""

    slug = "output-name"
    exit_code = 1
    lasts = True


class MachineError(KefuError):
    """The system refuses to read or write: a full disk, missing rights, no file handles left.

    74 is EX_IOERR of BSD's sysexits.h. :mod:`.machine_faults` makes these.
    """

    slug = "machine"
    exit_code = 74


class InternalError(KefuError):
    """A fault of the program's own, in one document or rule; the others are made all the same.

    70 is EX_SOFTWARE of BSD's sysexits.h. :class:`.fault_log.FaultLog` makes these. `lasts` where
    the same program meets it on the same inputs again: not where memory, a disk or another process
    had a hand in it.
    """

    slug = "internal"
    exit_code = 70


def exit_code_of(diagnostics: Iterable[Diagnostic], least: Severity = Severity.ERROR) -> int:
    """What the shell sees of findings: 70 of a fault of the program's own, 1 of one that weighs."""
    found = [d for d in diagnostics if d.severity >= least]
    if any(d.rule == InternalError.slug for d in found):
        return InternalError.exit_code
    return 1 if found else 0
