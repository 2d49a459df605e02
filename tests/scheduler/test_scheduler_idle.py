"""The scheduler leaves no LibreOffice without work while there is some, without LibreOffice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import cast

import pytest

from kefu_docs.convert.pool import Pool
from kefu_docs.model.jobs import PdfJob
from kefu_docs.scheduler import scheduler
from kefu_docs.scheduler.batch import Batches
from kefu_docs.scheduler.lane import Lane, Next, Result
from kefu_docs.scheduler.messages import Call, OwnExecutor
from kefu_docs.scheduler.scheduler import AHEAD, SEVERAL, Scheduler
from tests.scheduler.test_batch import LACKS_A_MARK, PLAIN, RIGHT

WORKERS = 2
Given = Callable[[str], object]
"""What a worker gives for a call of this name."""


@dataclass
class Machine:
    """A pool and an executor; of what is under way the oldest is done when the scheduler waits.

    LibreOffice is done before workers are. `log` has what was begun and done, in order.
    """

    given: Given
    log: list[str] = field(default_factory=list)
    jobs: int = WORKERS
    started: int = 1
    conversions: list[Future[bytes]] = field(default_factory=list)
    calls: list[tuple[str, Future[object]]] = field(default_factory=list)

    def start_another(self) -> None:
        """One more LibreOffice."""
        self.log.append("start")
        self.started += 1

    def submit(self, given: bytes | Call[object]) -> Future[bytes] | Future[object]:
        """Take a docx for LibreOffice, or a call for a worker."""
        if isinstance(given, bytes):
            self.log.append("convert")
            self.conversions.append(Future())
            return self.conversions[-1]
        self.log.append(given.function)
        self.calls.append((given.function, Future()))
        return self.calls[-1][1]

    def look_ahead(self, call: Call[None]) -> None:
        """Take what a worker may do beforehand."""
        self.log.append(call.function)

    def rest(self) -> None:
        """LibreOffice ends."""
        self.log.append("rest")

    def wait(self, _futures: object, **_how: object) -> None:
        """Have one thing done."""
        if self.conversions:
            self.log.append("converted")
            self.conversions.pop(0).set_result(b"%PDF-")
        else:
            name, call = self.calls.pop(0)
            self.log.append(f"{name} done")
            call.set_result(self.given(name))

    def results(self, monkeypatch: pytest.MonkeyPatch, lane: Lane, count: int) -> list[Result]:
        """Have so many documents of one template made."""
        monkeypatch.setattr(scheduler, "wait", self.wait)
        executor = cast(OwnExecutor, self)
        made = Scheduler(cast(Pool, self), executor, [lane], executor)
        return list(made.results(map(job, range(count)), {"t": count}))


def job(number: int) -> PdfJob:
    """A document."""
    made = SimpleNamespace(
        key=str(number),
        alone=False,
        document=SimpleNamespace(template="t"),
        rendering=SimpleNamespace(docx=PLAIN, paragraphs=2, size=len(PLAIN)),
        payload=None,
    )
    return cast(PdfJob, made)


class SheetsAndSet:
    """A lane that needs a worker for many documents, and then LibreOffice for a sheet."""

    def offer(self, jobs: Sequence[PdfJob], _size: int) -> Next:
        """Take a group."""
        many = [Step("set", needs_office=False)] * (AHEAD * WORKERS)
        return Next(tasks=[*many, Step("sheet", jobs)])

    def laid_out(self, _job: PdfJob, _pdf: bytes | None) -> Next:
        """Nothing follows."""
        return Next()

    def kept_back(self) -> Next:
        """Nothing is."""
        return Next()


@dataclass(frozen=True)
class Step:
    """A task with the results of `jobs`."""

    name: str
    jobs: Sequence[PdfJob] = ()
    needs_office: bool = True
    lays_out: bool = False

    def docx(self) -> bytes:
        """Anything."""
        return b"docx"

    def call(self) -> Call[object]:
        """Named like the task."""
        return Call("", self.name)

    def done(self, _result: object) -> Next:
        """The documents are done."""
        return Next(results=[Result(job, RIGHT) for job in self.jobs])

    def failed(self, error: Exception) -> Next:
        """Nothing fails here."""
        raise error


def test_what_waits_for_workers_keeps_no_sheet_from_libreoffice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """However many calls wait; else workers would have to wait for the sheet in the end."""
    machine = Machine(lambda _: None)
    assert len(machine.results(monkeypatch, SheetsAndSet(), 1)) == 1
    assert machine.log.index("convert") < machine.log.index("set done")


def test_what_was_kept_back_is_converted_while_workers_finish_the_rest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As soon as all documents are given out and a LibreOffice has nothing to do."""
    given = iter([[LACKS_A_MARK], [RIGHT], [RIGHT]])
    machine = Machine(lambda _: next(given))
    results = machine.results(monkeypatch, Batches(), 2)
    assert {result.job.key for result in results} == {"0", "1"}
    first, second = [n for n, what in enumerate(machine.log) if what == "finish_documents done"][:2]
    assert "convert" in machine.log[first:second]


@pytest.mark.parametrize(("count", "starts"), [(SEVERAL - 1, 0), (2 * SEVERAL, 1), (40, 1)])
def test_a_second_libreoffice_starts_while_the_first_documents_are_rendered(
    monkeypatch: pytest.MonkeyPatch, count: int, starts: int
) -> None:
    """Where there are several, before one is converted; for fewer it is not worth its start."""
    machine = Machine(lambda _: None)
    machine.results(monkeypatch, SheetsAndSet(), count)
    before = machine.log[: machine.log.index("convert")]
    assert before.count("start") == starts
    assert machine.log.count("start") == starts


def test_what_is_to_be_done_meanwhile_is_done_instead_of_waiting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its steps are done while LibreOffice has the document, as many as there is time for."""
    machine = Machine(lambda _: None)
    monkeypatch.setattr(scheduler, "wait", machine.wait)
    executor = cast(OwnExecutor, machine)
    made = Scheduler(cast(Pool, machine), executor, [SheetsAndSet()], executor)

    def steps() -> Iterator[None]:
        for step in ("first", "second"):
            machine.log.append(step)
            yield
        machine.wait(())
        yield

    given = list(made.results(map(job, range(1)), {"t": 1}, meanwhile=steps()))
    assert len(given) == 1
    begun = machine.log.index("convert")
    assert machine.log[begun : begun + 4] == ["convert", "first", "second", "converted"]


def test_a_worker_gets_what_was_begun_before_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """LibreOffice gets the document once, and ends while it is finished."""
    machine = Machine(lambda _: [RIGHT])
    monkeypatch.setattr(scheduler, "wait", machine.wait)
    executor = cast(OwnExecutor, machine)
    made = Scheduler(cast(Pool, machine), executor, [Batches()], executor)
    made.begin(job(0))
    made.advance()
    assert machine.log == ["convert", "look_ahead"]
    machine.wait(())
    made.advance()
    assert machine.log[2:] == ["converted", "finish_documents", "rest"]
    (result,) = made.results([job(0)], {"t": 1}, are_last=True)
    assert result.outcome is RIGHT
    assert machine.log[5:] == ["finish_documents done"]
