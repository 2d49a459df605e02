"""The one document that a command asks for goes to LibreOffice while the rules are applied.

Rules and what publishes take as long to load and to run as LibreOffice takes for a document. If
they find an error in its record, nobody takes the PDF.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from kefu_docs.diagnostics import Diagnostic
from kefu_docs.diagnostics.errors import UsageError
from kefu_docs.model import Dataset, Document
from kefu_docs.pipeline.attachment_examiner import Examiner
from kefu_docs.pipeline.office_habits import OfficeHabits
from kefu_docs.pipeline.pdf_jobs import FAILURE, PdfJobs
from kefu_docs.pipeline.settings import BuildRequest, Settings
from kefu_docs.pipeline.stopped_files import files_with_errors, stopping
from kefu_docs.pipeline.template_values import context_of
from kefu_docs.pipeline.toolchain import Toolchain
from kefu_docs.pipeline.wanted import wanted
from kefu_docs.render.renderer import Renderer
from kefu_docs.scheduler.scheduler import Scheduler
from kefu_docs.store import Store
from kefu_docs.store.pdf_files import StoredPdfs


class Begun(Struct, frozen=True):
    """A build whose records are read: what it works with, the records, what reading them told.

    In a dry run there is no `scheduler`, and no `habits` of a LibreOffice.
    """

    settings: Settings
    request: BuildRequest
    store: Store
    tools: Toolchain
    renderer: Renderer
    jobs: PdfJobs
    scheduler: Scheduler | None
    habits: OfficeHabits | None
    dataset: Dataset
    told: Sequence[Diagnostic]
    examiner: Examiner


def begin(begun: Begun) -> None:
    """Begin with the document, if it is one and no store may have its PDF.

    What is wrong with it is told when it is made: nothing is raised here.
    """
    scheduler, store = begun.scheduler, begun.store
    is_elsewhere = store.second is not None or bool(store.beside)
    document = None if is_elsewhere else _only(begun)
    if scheduler is None or document is None:
        return
    try:
        job = begun.jobs.draft(document, partial(context_of, begun.dataset, document))
        alone = not begun.renderer.composable(document)
    except Exception:
        return
    if store.fact(FAILURE, job.key) is None and StoredPdfs(store).find(job.key) is None:
        scheduler.begin(replace(job, alone=alone))


def _only(begun: Begun) -> Document | None:
    """The one document that is asked for, if nothing is known to stop it.

    Only for people who are named: to plan for all takes its time, and is done later.
    """
    request, told = begun.request, begun.told
    if not request.ids or request.scope == "packets" or begun.settings.shard:
        return None
    try:
        documents = wanted(request, begun.dataset, told).documents
    except UsageError:
        return None
    is_free = len(documents) == 1 and not stopping(documents[0], files_with_errors(told))
    return documents[0] if is_free else None
