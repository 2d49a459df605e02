"""One loop over what is under way: LibreOffice's conversions, and the calls that follow them.

Rendering, conversion and finishing overlap: while LibreOffice lays some documents out, the caller
renders the next, and other processes cut, set and prove those before.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait

from msgspec import Struct

from kefu_docs.convert.pool import Pool
from kefu_docs.diagnostics.errors import ConversionError
from kefu_docs.model.jobs import PdfJob
from kefu_docs.scheduler.batch import batch_size
from kefu_docs.scheduler.calls_under_way import CallsUnderWay
from kefu_docs.scheduler.groups import LARGEST_GROUP, Group, following_size
from kefu_docs.scheduler.lane import Lane, Next, OneTask, Result
from kefu_docs.scheduler.messages import Call, Executor, OwnExecutor

AHEAD = 2
"""How many tasks are under way for each worker, so that none waits for its next."""

SEVERAL = 4
"""With this document a second LibreOffice starts, while the first group is rendered.

Until that is done a core has nothing to do, and later a start takes half a second of both.
"""


class _Entry(Struct, frozen=True):
    """A task, the number of its lane, and whether it runs with nothing else under way."""

    task: OneTask
    lane: int
    alone: bool = False


class Scheduler:
    """Runs the tasks of `lanes`: LibreOffice's part in `pool`, the calls in `executor`.

    Without a `pool` the executor converts, too, and a task is one call. Of lanes the first is
    offered every document; the last takes everything. `binder` is for whoever makes something of
    the results: it does calls on this machine.
    """

    def __init__(
        self, pool: Pool | None, executor: Executor, lanes: Sequence[Lane], binder: OwnExecutor
    ) -> None:
        self.binder = binder
        self._executor = executor
        self._pool = pool
        self._lanes = lanes
        self._queue: deque[_Entry] = deque()  # to be converted before anything new
        self._converting: dict[Future[bytes], _Entry] = {}
        self._calls = CallsUnderWay[_Entry](executor)
        self._results: list[Result] = []
        self._offered = 0
        self._newest: PdfJob | None = None
        self._begun = ""
        self._is_at_end = False

    def begin(self, job: PdfJob) -> None:
        """Have LibreOffice begin with the one document that `results` will be asked for, if any.

        LibreOffice will not be asked for anything else.
        """
        if self._pool is None:
            return
        self._begun = job.key
        self._offer([job], 1, 0)
        while self._queue:
            self._start(self._queue.popleft())
        self._newest = job
        self._expect_no_other()

    def advance(self) -> None:
        """Give a worker what LibreOffice has made of what was begun; `results` gives the rest."""
        self._collect()

    def results(
        self,
        jobs: Iterable[PdfJob],
        planned: Mapping[str, int],
        *,
        are_last: bool = False,
        meanwhile: Iterator[None] = iter(()),  # noqa: B008 - it is empty and stays so
    ) -> Iterator[Result]:
        """Give each document with its PDF or with the error that stopped it, as they are done.

        `jobs` is read in the caller's thread, a few groups ahead; `planned` says how many there are
        at most of each template, so that the workers share them evenly. `are_last`: LibreOffice
        will not be asked for anything else. `meanwhile` is what the caller has to do beside: where
        nothing is left but to wait, its next step is done. It may not come to its end.
        """
        self._offered = 0
        groups = self._groups(jobs, planned)
        is_more = True
        while True:
            self._collect()
            yield from self._results
            self._results.clear()
            most = AHEAD * self._executor.jobs
            if self._queue and self._with_office < most:
                self._start(self._queue.popleft())
            elif is_more and max(len(self._converting), len(self._calls)) < most:
                is_more = self._offer_more(groups)
                if are_last and not is_more and self._offered == 1:
                    self._expect_no_other()
            elif not is_more and self._has_idle_office and self._go_on_with_kept_back():
                continue  # while workers finish what may bring more of these
            elif self._converting or self._calls:
                for _ in meanwhile:
                    break
                else:
                    wait([*self._converting, *self._calls.futures], return_when=FIRST_COMPLETED)
            elif self._calls.has_suspects:
                self._calls.retry()
            elif not self._go_on_with_kept_back():
                return

    def _groups(
        self, jobs: Iterable[PdfJob], planned: Mapping[str, int]
    ) -> Iterator[tuple[list[PdfJob], int]]:
        """Documents of one template, and a batch's size; empty lists in between."""
        sizes = {name: batch_size(count, self._executor.jobs) for name, count in planned.items()}
        collected: defaultdict[str, Group] = defaultdict(Group)
        for number, job in enumerate(jobs, 1):
            if number == SEVERAL and self._pool:
                self._pool.start_another()
            name = job.document.template
            collected[name].add(job)
            if collected[name].is_whole(sizes[name]):
                yield collected.pop(name).jobs, sizes[name]
                # The first group is there soon; of larger ones a sheet takes less time each.
                sizes[name] = following_size(sizes[name], planned[name])
            yield [], 0
        for left in collected.values():
            # Fewer than planned need a PDF, or these are the last.
            yield left.jobs, batch_size(len(left.jobs), self._executor.jobs)

    def _offer_more(self, groups: Iterator[tuple[list[PdfJob], int]]) -> bool:
        """Offer the next group, where there is one."""
        group = next(groups, None)
        if group is None:
            return False
        if group[0]:
            self._offered += len(group[0])
            self._newest = group[0][-1]
            if self._newest.key != self._begun:
                self._offer(*group, 0)
        return True

    def _expect_no_other(self) -> None:
        """Know that there is one document; a worker reads it while LibreOffice has it."""
        if self._newest and self._pool and not self._is_at_end:
            docx = self._newest.rendering.docx
            self.binder.look_ahead(Call("kefu_docs.scheduler.tasks", "look_ahead", (docx,)))
        self._is_at_end = True

    @property
    def _with_office(self) -> int:
        """How many tasks LibreOffice has, or workers where these convert.

        Calls that wait for a worker keep nothing from LibreOffice: the last sheet would be set when
        all others are done, and two workers would wait for it.
        """
        return len(self._calls) if self._pool is None else len(self._converting)

    @property
    def _has_idle_office(self) -> bool:
        """Whether a LibreOffice that runs has nothing to do, or a worker where these convert."""
        engines = self._executor.jobs if self._pool is None else self._pool.started
        return not self._queue and self._with_office < engines

    def _go_on_with_kept_back(self) -> bool:
        """Start what lanes have kept back; False where that is nothing."""
        for number, lane in enumerate(self._lanes):
            following = lane.kept_back()
            if following.tasks:
                self._follow(following, number)
                return True
        return False

    def _offer(self, jobs: Sequence[PdfJob], size: int, lane: int) -> None:
        try:
            following = self._lanes[lane].offer(jobs, size)
        except Exception as error:
            following = self._not_offered(jobs, lane, error)
        self._follow(following, lane, size=size)

    def _not_offered(self, jobs: Sequence[PdfJob], lane: int, error: Exception) -> Next:
        """Offer documents with which a lane cannot begin one by one, and then to the next lane."""
        if len(jobs) > 1:
            for job in jobs:
                self._offer([job], 1, lane)
            return Next()
        if lane + 1 < len(self._lanes):
            return Next(returned=list(jobs))
        return Next(results=[Result(job, error) for job in jobs])

    def _follow(
        self, following: Next, lane: int, *, alone: bool = False, size: int = LARGEST_GROUP
    ) -> None:
        """Do what a lane answers: first the documents for the next lane, then its own tasks.

        `alone`: its tasks run with nothing else under way; `size`: of the next lane's batches.
        """
        if following.returned:
            self._offer(following.returned, size, lane + 1)
        for result in following.results:
            self._results.append(result)
            self._tell(result.job, result.model, lane)
        for job in following.no_models:
            self._tell(job, None, lane)
        for task in following.tasks:
            entry = _Entry(task, lane, alone)
            if task.needs_office:
                self._queue.append(entry)
            else:
                self._calls.submit(entry, task.call(), alone=alone)

    def _tell(self, job: PdfJob, pdf: bytes | None, lane: int) -> None:
        """Tell the other lanes what this one made; None where it is no model for others."""
        for number, other in enumerate(self._lanes):
            if number != lane:
                self._follow(other.laid_out(job, pdf), number)

    def _start(self, entry: _Entry) -> None:
        try:
            docx = entry.task.docx()
        except Exception as error:  # ComposeError, or a fault in one document
            self._follow(entry.task.failed(error), entry.lane, alone=entry.alone)
            return
        if self._pool is None:
            call = entry.task.call().converting(docx)
            self._calls.submit(entry, call, alone=entry.alone)
            return
        self._converting[self._pool.submit(docx)] = entry
        # One LibreOffice sets all sheets in time; to lay documents out takes longer.
        if sum(e.task.lays_out for e in self._converting.values()) > self._pool.started:
            self._pool.start_another()

    def _collect(self) -> None:
        """Take what is done."""
        for conversion in [future for future in self._converting if future.done()]:
            entry = self._converting.pop(conversion)
            try:
                pdf = conversion.result()
            except ConversionError as error:
                self._follow(entry.task.failed(error), entry.lane, alone=entry.alone)
            else:
                self._calls.submit(entry, entry.task.call().given(pdf), alone=entry.alone)
                if self._is_at_end and self._pool:
                    self._pool.rest()  # while the one document is finished
        for entry, future, alone in self._calls.done():
            try:
                following = entry.task.done(future.result())
            except Exception as error:  # BrokenExecutor, or a fault in one document
                following = entry.task.failed(error)
            self._follow(following, entry.lane, alone=alone)
