"""The order of the stages: records, rules, render, convert, finish, proof, packets, report.

What follows the records is loaded when they are read: LibreOffice may have begun by then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager

from kefu_docs.convert.pool import Pool
from kefu_docs.fonts import Coverage
from kefu_docs.layout_reuse.on_demand import LayoutReuseOnDemand
from kefu_docs.pipeline.attachment_examiner import examiner
from kefu_docs.pipeline.begin import Begun, begin
from kefu_docs.pipeline.office_habits import OfficeHabits
from kefu_docs.pipeline.office_patterns import OfficePatterns
from kefu_docs.pipeline.outcome import Outcome
from kefu_docs.pipeline.pdf_jobs import PdfJobs
from kefu_docs.pipeline.settings import BuildRequest, Settings
from kefu_docs.pipeline.toolchain import Toolchain
from kefu_docs.records import load_dataset
from kefu_docs.render.renderer import Renderer
from kefu_docs.scheduler.batch import Batches
from kefu_docs.scheduler.lane import Lane
from kefu_docs.scheduler.messages import Executor, Workplace
from kefu_docs.scheduler.odf_lane import OdfBatches
from kefu_docs.scheduler.scheduler import Scheduler
from kefu_docs.scheduler.worker_pool import WorkerProcesses
from kefu_docs.store import Store
from kefu_docs.store.machine_notes import MachineNotes


def build(
    settings: Settings,
    request: BuildRequest,
    store: Store,
    tools: Toolchain,
    pool: Pool | None,
    cluster: Executor | None,
    contents: Mapping[str, str],
) -> Outcome:
    """Build what is asked for.

    LibreOffice is in this machine's `pool` or on a `cluster`; in a dry run there is neither.
    `contents` has the SHA-256 of records by path, as far as it is known.
    """
    with ExitStack() as stack:
        scheduler, habits = None, None
        if not settings.dry_run:
            opened = _scheduler(settings, request, store, tools, pool, cluster)
            scheduler, habits = stack.enter_context(opened)
        renderer = Renderer(settings.templates, store, Coverage(tools.fonts, MachineNotes(store)))
        dataset, told = load_dataset(settings.data, store, settings.templates, contents)
        jobs = PdfJobs(tools, renderer, dataset.company.value.name if dataset.company else "")
        begun = Begun(
            *(settings, request, store, tools, renderer, jobs),
            *(scheduler, habits, dataset, told),
            stack.enter_context(examiner(store, tools.fonts)),
        )
        begin(begun)
        if settings.shard is None:
            begun.examiner.start(dataset)
        from kefu_docs.pipeline.rest_of_build import rest_of_build

        return rest_of_build(begun)


@contextmanager
def _scheduler(
    settings: Settings,
    request: BuildRequest,
    store: Store,
    tools: Toolchain,
    pool: Pool | None,
    cluster: Executor | None,
) -> Iterator[tuple[Scheduler, OfficeHabits]]:
    workplace = Workplace(tools.fonts, settings.store)
    # These processes are forked before the pool has threads, and while this one is small. Of few
    # people, or where a build was before, one is enough most of the time. With a cluster they bind
    # packets, and nothing else: the PDFs are in this machine's store, and would travel again.
    several = 1 if (settings.build / "manifest.json").is_file() else settings.jobs
    ready = min(len(request.ids) or several, settings.jobs) if cluster is None else 0
    with WorkerProcesses(settings.jobs, workplace, ready=ready) as processes:
        executor = processes if cluster is None else cluster
        habits = OfficeHabits(store, tools, pool, executor)
        lanes: list[Lane] = [batches := Batches(habits)]
        if pool is not None and pool.saves:
            lanes.insert(0, OdfBatches(batches, OfficePatterns(store, tools)))
        if settings.layout_reuse:
            lanes.insert(0, LayoutReuseOnDemand(habits=habits))
        yield Scheduler(pool, executor, lanes, binder=processes), habits
