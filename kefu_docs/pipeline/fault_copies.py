"""Copies of templates with a comment at each fault: build/templates/<name>.faults.docx."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec.structs import replace

from kefu_docs.diagnostics import Message
from kefu_docs.pipeline.queries import TemplateReport
from kefu_docs.pipeline.settings import Settings
from kefu_docs.render.lint.fault_comments import ToldFault, with_comments
from kefu_docs.render.lint.structure_faults import paragraphs_of
from kefu_docs.store import publish

Say = Callable[[Message], str]
"""Puts a message into the reader's language."""

_SUFFIX = ".faults.docx"


def write_fault_copies(
    settings: Settings, reports: Sequence[TemplateReport], say: Say
) -> list[Path]:
    """Write a copy of each template of which there is something to say; those written.

    A copy of earlier, of a template that is sound now, is removed.
    """
    folder = settings.build / "templates"
    written = []
    for report in reports:
        if report.used and Path(report.file).suffix == ".docx":
            path = folder / f"{Path(report.file).stem}{_SUFFIX}"
            copy = _copy(report, say)
            if copy is None:
                with suppress(FileNotFoundError):
                    path.unlink()
            else:
                publish(path, copy)
                written.append(path)
    return written


def _copy(report: TemplateReport, say: Say) -> bytes | None:
    """The template with what is said of it; None where nothing is, or it is no Word file."""
    told = [
        ToldFault(_paragraph(message), say(_here(message)), say(message))
        for message in _said(report)
    ]
    return with_comments(report.file, Path(report.file).read_bytes(), told) if told else None


def _said(report: TemplateReport) -> Iterator[Message]:
    errors = (*([report.error] if report.error else ()), *report.faults)
    for error in errors:
        yield error.message
        if error.hint:
            where = {"paragraph": _paragraph(error.message), "hint": error.hint}
            yield Message("hint: {hint}", where)
    yield from report.told
    yield from report.kept_out()


def _here(message: Message) -> Message:
    """The message without its place, at which it stands."""
    if "where" not in message.values:
        return message
    return replace(message, values={**message.values, "where": Message("here")})


def _paragraph(message: Message) -> str:
    return next(paragraphs_of(message), "")
