"""What follows when the records are read: rules, documents, packets, report.

A document that fails, in whatever stage, leaves its earlier files as they are and never stops
another.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import chain

from kefu_docs.diagnostics import Diagnostic, Message
from kefu_docs.diagnostics.errors import KefuError, OutputNameError
from kefu_docs.model import Dataset, Document
from kefu_docs.model.path_segment import folded
from kefu_docs.pipeline.begin import Begun
from kefu_docs.pipeline.built_document import BuiltDocument, MadeDocument
from kefu_docs.pipeline.check import findings
from kefu_docs.pipeline.forgetting import forget
from kefu_docs.pipeline.make_documents import Documents
from kefu_docs.pipeline.make_packets import Binder
from kefu_docs.pipeline.outcome import Outcome
from kefu_docs.pipeline.publish import Publisher
from kefu_docs.pipeline.settings import Settings
from kefu_docs.pipeline.stopped_files import files_with_errors, stopping
from kefu_docs.pipeline.template_values import context_of
from kefu_docs.pipeline.wanted import Wanted, wanted
from kefu_docs.render.renderer import Context
from kefu_docs.store import Store


def rest_of_build(begun: Begun) -> Outcome:
    """Apply the rules, then make and publish what no finding stops."""
    settings, store, dataset = begun.settings, begun.store, begun.dataset
    outcome = Outcome(_found(begun))
    publisher = Publisher(settings.build, store, outcome, verify=settings.verify)
    maker = Documents(
        settings, store, begun.tools, begun.renderer, begun.jobs, begun.scheduler, publisher
    )
    asked = wanted(begun.request, dataset, outcome.diagnostics, settings.shard)
    _make(settings, dataset, asked, maker, publisher)
    if begun.request.scope == "packets" and settings.shard is None:
        _make_sheets(settings, dataset, store, publisher)
    if begun.habits and begun.habits.told:
        outcome.told.append(begun.habits.told)
    if not settings.dry_run:
        whole = asked.is_complete
        tools = begun.tools.reported
        gone = publisher.report(dataset, tools, on=settings.on, complete=whole)
        if whole:
            forget(store, outcome, is_somebody_gone=gone)
    return outcome


def _found(begun: Begun) -> list[Diagnostic]:
    """What is found in the records; a worker gets what LibreOffice makes in that time."""
    records = begun.settings, begun.store, begun.renderer, begun.dataset, begun.told
    meanwhile = begun.scheduler.advance if begun.scheduler else lambda: None
    found = findings(*records, begun.examiner, meanwhile)
    begun.examiner.close()
    return found


def _make(
    settings: Settings, dataset: Dataset, asked: Wanted, maker: Documents, publisher: Publisher
) -> None:
    """Make and publish what no finding stops."""
    settings.watcher.expect(len(asked.documents) + len(asked.packets))
    ready = list(_ready(settings, dataset, asked, maker, publisher.outcome))
    built: dict[str, BuiltDocument] = {}

    def publish(made: MadeDocument) -> None:
        try:
            publisher.document(made, partial(maker.pdfs.read, made.pdf))
        except KefuError as error:
            maker.failed(made.document.name, error)
        else:
            built[made.document.name] = made.built
            settings.watcher.done()
        made.rendering.let_go()

    aside = chain(settings.watcher.found(publisher.outcome.diagnostics), publisher.prepare())
    maker.make(ready, publish, are_last=not asked.packets, aside=aside)
    Binder(settings, dataset, maker, publisher).bind(asked.packets, built)


def _make_sheets(settings: Settings, dataset: Dataset, store: Store, publisher: Publisher) -> None:
    """Make and publish workbooks; what writes them is loaded by builds of packets alone."""
    from kefu_docs.pipeline.make_sheets import SheetMaker

    sheets = SheetMaker(dataset, store, publisher, dry_run=settings.dry_run)
    sheets.make(sheets.asked())


def _ready(
    settings: Settings, dataset: Dataset, asked: Wanted, maker: Documents, outcome: Outcome
) -> Iterator[tuple[Document, Context]]:
    """The documents that no error in a record stops, with what their templates are given."""
    broken = files_with_errors(outcome.diagnostics)
    names: set[str] = set()
    for document in asked.documents:
        stopped_by = stopping(document, broken)
        if dataset.company is None or stopped_by:
            company = (settings.data / "company.yaml").as_posix()
            outcome.blocked[document.name] = stopped_by or (company,)
            settings.watcher.done()
        elif folded(document.name) in names:
            values = {"name": document.name}
            message = Message("there are two documents of the name {name}", values)
            maker.failed(document.name, OutputNameError(message))
        else:
            names.add(folded(document.name))
            yield document, partial(context_of, dataset, document)
