"""Other people's files through every stage: `make wild DIR=folder`.

Each .docx below the folder is a template of no values: it is checked (lint), printed, converted
alone and in a batch of three, finished, proved and bound into a packet; each .pdf is bound as an
attachment. What comes out is a table of what was refused, what differed and what crashed, by
reason. Files that are no Word documents, that are empty, or that ask for values of their own, are
counted apart; one that asks for a font which is not here is counted aside and goes on without it.
"""

from __future__ import annotations

import datetime as dt
import signal
import sys
import tempfile
import threading
import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kefu_docs.convert.pool import Pool
from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import KefuError
from kefu_docs.finish import ForeignPdfError, finish, finish_batch
from kefu_docs.fonts import Coverage, FontSet, find_fonts, fontconfig_xml
from kefu_docs.model import PacketEntry
from kefu_docs.model.document import ANYTHING, DocumentInfo, Rendered
from kefu_docs.packets import assemble
from kefu_docs.proof import Expected, prove
from kefu_docs.render import (
    ComposeError,
    Template,
    compose,
    for_libreoffice,
    shown_text,
    start_of,
)
from kefu_docs.render.preparing.word_fields import own_values
from kefu_docs.scheduler.batch import PARAGRAPHS
from kefu_docs.scheduler.other_layouts import another_layout, layouts
from tests.support.confinements import best

SECONDS = 60
"""What a file may take."""

_DAY = dt.date(2026, 4, 30)
_INFO = DocumentInfo("wild", "wild", "wild", (), _DAY)
# What tells a file that is no Word document from one that is refused.
_UNREADABLE = ("not a Word document", "is damaged", "protected by a password", "is not opened",
               "is empty")  # fmt: skip
_NOT_COUNTED = ("not a Word document", "asks for values", "empty", "asks for a font")
_TELLING = ("family", "element", "field", "reason", "characters", "slip", "tag", "what")
# Tags of the file's own, among them those of other programs (docxtemplater's `{#loop}`).
_ASKS = (
    *("is undefined", "is not allowed in a template", "Encountered", "No filter named"),
    *("begins a comment that nothing ends", "is no tag;", "there is no filter"),
    *("has nothing before it that it belongs to", "is not a tag and would be printed"),
    *("has no meaning in a tag", "something is missing before", "is expected where"),
    "nothing fills in",
)


class SlowError(Exception):
    """A file took too long."""


@dataclass
class Table:
    """What became of the files: reasons by outcome, files by reason."""

    files: dict[str, dict[str, list[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    seconds: dict[str, float] = field(default_factory=dict)

    def add(self, outcome: str, reason: str, file: str) -> None:
        """Note a file."""
        self.files[outcome][reason].append(file)

    def count(self, outcome: str) -> int:
        """How many files came out so."""
        return sum(map(len, self.files[outcome].values()))

    def lines(self) -> Iterator[str]:
        """The table, the outcomes and reasons with most files first."""
        total = sum(map(self.count, self.files))
        readable = total - sum(map(self.count, _NOT_COUNTED))
        yield f"{total} files, {readable} that can be built without values of their own"
        for outcome in sorted(self.files, key=self.count, reverse=True):
            count = self.count(outcome)
            share = f", {count / readable:.1%}" if readable else ""
            yield f"\n{outcome}: {count}{share}"
            if outcome == "built":
                continue
            for reason, files in sorted(self.files[outcome].items(), key=lambda i: -len(i[1])):
                yield f"  {len(files):4}  {reason}"
                yield from (f"          {file}" for file in files[:5])


class Wild:
    """The stages, with one office process and one font set."""

    def __init__(self, fonts: FontSet, pool: Pool) -> None:
        self._fonts = fonts
        self._pool = pool
        self._coverage = Coverage(fonts)
        self._cover: bytes | None = None
        self.without_font: set[str] = set()
        self.fonts_asked: Counter[str] = Counter()

    def docx(self, name: str, data: bytes) -> tuple[str, str]:
        """The outcome of a Word file, and its reason."""
        template = self._template(name, data)
        rendered = template.render(own_values(name, _DAY), "wild")
        text = shown_text(rendered.docx)
        for made in _attempts(rendered.docx):
            alone = self._finished(self._pool.submit(made).result(SECONDS))
            faults = prove(alone, Expected(text, rendered.printed), "").faults
            if not faults:
                break
        if faults:
            if "is blank" in faults[0].pattern and not "".join(text.body).strip(ANYTHING):
                return "empty", "nothing in it is seen"
            if name in self.without_font and any("glyph" in f.pattern for f in faults):
                return "asks for a font", "no font of the set draws its characters"
            return "refused by the proof", _reason(faults[0])
        if not template.obstacles and self._differs_in_batch(rendered):
            return "differs in a batch", "other bytes"
        self._bind(alone)
        return "built", ""

    def _template(self, name: str, data: bytes) -> Template:
        """A file as a template; where it asks for a font that is not here, that is noted aside."""
        try:
            return Template(name, data, self._coverage)
        except KefuError as error:
            if "font" not in error.message.pattern:
                raise
            self.without_font.add(name)
            self.fonts_asked[str(error.message.values.get("family", "a character"))] += 1
            return Template(name, data)

    def pdf(self, name: str, data: bytes) -> tuple[str, str]:
        """The outcome of a PDF that is attached, and its reason."""
        if self._cover is None:
            return "not bound", "no Word document was built before, for a cover"
        self._bind(self._cover, (name, data))
        return "built", ""

    def _finished(self, pdf: bytes) -> bytes:
        try:
            return finish_batch(pdf, [], [_INFO], self._fonts)[0]
        except ForeignPdfError:
            return finish(pdf, _INFO)

    def _differs_in_batch(self, rendered: Rendered) -> bool:
        """Whether a document comes out among others in another way than by itself.

        What cannot be composed, or not be cut apart, is converted alone, and so is what is too long
        for a batch of three.
        """
        if 3 * rendered.paragraphs > PARAGRAPHS:
            return False
        try:
            made = [self._composed(rendered, count) for count in (1, 3)]
        except (ComposeError, ForeignPdfError):
            return False
        return made[0][0] != made[1][1]

    def _composed(self, rendered: Rendered, count: int) -> list[bytes]:
        pdf = self._pool.submit(compose([rendered.docx] * count)).result(SECONDS)
        starts = [start_of(number) for number in range(count)]
        return finish_batch(pdf, starts, [_INFO] * count, self._fonts)

    def _bind(self, pdf: bytes, *attachments: tuple[str, bytes]) -> None:
        self._cover = self._cover or pdf
        entry = PacketEntry("t", "p", "l", 1, attachments)
        assemble(self._cover, [(entry, pdf)], _INFO, self._fonts)


def _attempts(docx: bytes) -> Iterator[bytes]:
    """A document as a build converts it by itself, and again where the proof refuses it."""
    ready = for_libreoffice(docx)
    yield ready
    yield from (another_layout(ready, number) for number in range(1, layouts(docx) + 1))


Stages = Callable[[str, bytes], tuple[str, str]]


def outcome(stages: Stages, name: str, data: bytes) -> tuple[str, str]:
    """Run a file's stages; what they raise is an outcome, too."""
    try:
        with _limited():
            return stages(name, data)
    except KefuError as error:
        reason = _reason(error.message)
        if any(word in reason for word in _UNREADABLE):
            return "not a Word document", reason
        if any(word in reason for word in _ASKS):
            return "asks for values", "tags of its own"
        return f"refused ({error.slug})", reason
    except (SlowError, TimeoutError):
        return "slow", f"more than {SECONDS} s"
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno}"
        return "crashed", f"{type(error).__name__} in {where}: {error}"


def _reason(message: Message) -> str:
    """A message's pattern, with the values that tell reasons apart."""
    told = {name: value for name, value in message.values.items() if name in _TELLING}
    return f"{message.pattern} {told or ''}"


@contextmanager
def _limited() -> Iterator[None]:
    """Raise SlowError inside after SECONDS; by a thread, as rendering uses the process's timer."""

    def stop(*_: object) -> None:
        raise SlowError

    before = signal.signal(signal.SIGUSR1, stop)
    thread = threading.main_thread().ident or 0
    timer = threading.Timer(SECONDS, signal.pthread_kill, (thread, signal.SIGUSR1))
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        signal.signal(signal.SIGUSR1, before)


def main(folder: str, *kinds: str) -> None:
    """Print the table for the files below a folder, of the given kinds or of both."""
    table = Table()
    fonts = find_fonts(None)
    with tempfile.TemporaryDirectory() as state:
        configuration = Path(state, "fonts.conf")
        configuration.write_text(fontconfig_xml(fonts), encoding="utf-8")
        with Pool(1, "auto", configuration, Path(state), best()) as pool:
            wild = Wild(fonts, pool)
            stages = {"docx": wild.docx, "pdf": wild.pdf}
            for kind in kinds or stages:
                for path in sorted(Path(folder).rglob(f"*.{kind}")):
                    name = path.relative_to(folder).as_posix()
                    begun = time.perf_counter()
                    table.add(*outcome(stages[kind], name, path.read_bytes()), name)
                    table.seconds[name] = time.perf_counter() - begun
    print("\n".join(table.lines()))
    asked = ", ".join(f"{family} ({n})" for family, n in wild.fonts_asked.most_common(20))
    print(f"\n{wild.fonts_asked.total()} ask for a font that is not here: {asked}")
    slowest = sorted(table.seconds.items(), key=lambda pair: -pair[1])[:5]
    print("\nslowest: " + ", ".join(f"{name} {taken:.1f} s" for name, taken in slowest))


if __name__ == "__main__":
    main(*sys.argv[1:])
