"""What readers of foreign input promise: a result or an error for users, in little time and memory.

A law takes the bytes of one input. It returns where the promise holds and raises otherwise:
whatever a reader raised that is no KefuError, TimeError or MemoryError where it took too much.
"""

from __future__ import annotations

import datetime as dt
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from types import FrameType

from pydantic import BaseModel

from kefu_docs.diagnostics.errors import KefuError
from kefu_docs.finish.libreoffice_content import ContentReader
from kefu_docs.finish.libreoffice_fonts import Codes, Glyph
from kefu_docs.fonts import FontSet, find_fonts
from kefu_docs.model import (
    Company,
    DocumentInfo,
    Employee,
    MinimumWages,
    PacketEntry,
    PacketSpecs,
    PayScheme,
    PersonMonth,
    TeamMonth,
)
from kefu_docs.model.attachment import FAULTS
from kefu_docs.packets import assemble, examine
from kefu_docs.records.decode import decode
from kefu_docs.render import Template, shown_text
from tests.support.named_face import SONG
from tests.support.pdf import marked_pages
from tests.support.word import paragraphs

SECONDS = 10.0
"""Of processor time for one input; a template has five of its own."""

MEGABYTES = 500
"""That one input may add at most to what the process holds."""

_PEAK = Path("/proc/self/clear_refs")
_STATUS = Path("/proc/self/status")

_MODELS: tuple[type[BaseModel], ...] = (
    Employee,
    PersonMonth,
    Company,
    PayScheme,
    TeamMonth,
    PacketSpecs,
    MinimumWages,
)
_CODES: dict[bytes, Codes] = {
    b"F1": {1: Glyph(SONG, 0x4E00, 1000, "一"), 2: Glyph(SONG, 0x4E8C, 1000, "二")},
}
_INFO = DocumentInfo("卷宗", "杭州示例贸易有限公司", "packets/all", ("all",), dt.date(2026, 3, 1))
_VALUES: Mapping[str, object] = {
    "name": "张三",
    "items": ["一", "二"],
    "day": dt.date(2026, 3, 1),
    "person": {"name": "李四", "age": 30},
}


class TimeError(Exception):
    """An input took more processor time than it may."""


def record(data: bytes) -> None:
    """A file of records, read as each kind of record: a record or findings."""
    for model in _MODELS:
        for finding in decode("data/x.yaml", data, model).diagnostics:
            finding.message.text()


def package(data: bytes) -> None:
    """A Word file, read and compiled as a template: a template or a KefuError."""
    with suppress(KefuError):
        Template("x.docx", data).render(_VALUES)


def template(data: bytes) -> None:
    """Text with tags, a paragraph a line: a printed document or a KefuError."""
    text = data.decode(errors="replace")
    lines = ["".join(c for c in line if c.isprintable()) for line in text.splitlines()]
    with suppress(KefuError):
        shown_text(Template("x.docx", paragraphs(*lines)).render(_VALUES).docx)


def content(data: bytes) -> None:
    """A content stream: the stream rewritten, or ForeignPdfError."""
    with suppress(KefuError):
        ContentReader(_CODES).read(data).written({}, {})


def packet(data: bytes) -> None:
    """A PDF that is attached: what `check` lets pass is bound, and what it refuses is not."""
    fonts = _fonts()
    is_refused = any(note.kind in FAULTS for note in examine(data, fonts))
    entry = PacketEntry("劳动合同", "张三", "E001", 1, (("x.pdf", data),))
    try:
        assemble(marked_pages("cover"), [(entry, marked_pages("E001"))], _INFO, fonts)
    except KefuError:
        assert is_refused, "check lets pass what cannot be bound"
    else:
        assert not is_refused, "check refuses what can be bound"


LAWS: Mapping[str, Callable[[bytes], None]] = {
    law.__name__: law for law in (record, package, template, content, packet)
}


@contextmanager
def limited() -> Iterator[None]:
    """Raise TimeError inside, or MemoryError behind, where that takes more than it may."""

    def too_long(_number: int, _frame: FrameType | None) -> None:
        raise TimeError(f"more than {SECONDS} seconds")

    before = signal.signal(signal.SIGPROF, too_long)
    held = _peak()
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    if _highest() - held > MEGABYTES:
        raise MemoryError(f"more than {MEGABYTES} MB")


def _peak() -> float:
    """Forget how much the process held at most, and give what it holds now, in MB."""
    _PEAK.write_text("5", encoding="ascii")  # proc(5): resets VmHWM
    return _highest()


def _highest() -> float:
    lines = _STATUS.read_text(encoding="ascii", errors="replace").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


@cache
def _fonts() -> FontSet:
    return find_fonts(None)
