"""Packets: their covers made, bound with the documents, and published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass
from functools import cached_property, partial

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import AttachmentError, ConversionError, KefuError
from kefu_docs.model import Dataset, Document, DocumentKind, PacketEntry, PacketPlan
from kefu_docs.model.attachment import page_count
from kefu_docs.pipeline.attachment_examiner import Examiner, examiner
from kefu_docs.pipeline.built_document import BuiltDocument
from kefu_docs.pipeline.make_documents import Documents
from kefu_docs.pipeline.publish import Publisher
from kefu_docs.pipeline.rebuild_reasons import packet_reasons_of
from kefu_docs.pipeline.settings import Settings
from kefu_docs.pipeline.template_values import attachments_of, holds_attachments
from kefu_docs.records import files_with_unbound_attachments
from kefu_docs.render import cover_context
from kefu_docs.render.renderer import Context
from kefu_docs.scheduler.batch import too_long
from kefu_docs.scheduler.calls_under_way import each_done
from kefu_docs.scheduler.messages import Call, CallTooLongError, PacketPayload, ProvedPdf
from kefu_docs.store import digest, program_digest
from kefu_docs.store.pdf_files import StoredPdf


@dataclass(frozen=True)
class _PacketJob:
    """A packet to bind; `key` is the digest of all that goes into it."""

    name: str
    plan: PacketPlan
    key: str
    payload: PacketPayload
    documents: tuple[BuiltDocument, ...]


class Binder:
    """Binds packets of documents that are built, and publishes them."""

    def __init__(
        self, settings: Settings, dataset: Dataset, maker: Documents, publisher: Publisher
    ) -> None:
        self._dataset = dataset
        self._maker = maker
        self._publisher = publisher
        self._outcome = publisher.outcome
        self._unbound = files_with_unbound_attachments(publisher.outcome.diagnostics)
        self._settings = settings

    @cached_property
    def _cover_kind(self) -> DocumentKind:
        """The kind that is made for packets."""
        return next(kind for kind in self._dataset.kinds.values() if kind.subject == "packet")

    def bind(self, plans: Iterable[PacketPlan], built: Mapping[str, BuiltDocument]) -> None:
        """Bind those packets all of whose documents are built."""
        complete = {f"packets/{p.name}": p for p in plans if self._is_ready(p, built)}
        entries = dict(self._entries(complete, built))
        ready = {name: plan for name, plan in complete.items() if name in entries}
        wanted = [self._cover(name, plan, entries[name]) for name, plan in ready.items()]
        covers = {made.document.name: made for made in self._maker.made(wanted)}
        jobs = []
        for name, plan in ready.items():
            documents = tuple(built[d.name] for d in plan.documents)
            if name in covers:
                jobs.append(self._job(plan, covers[name], entries[name], documents))
            elif self._settings.dry_run:
                self._explain(name, documents)
        for job, file in self._bound(jobs):
            read = partial(self._maker.pdfs.read, file)
            try:
                self._publisher.packet(job.plan, file, read, job.documents)
            except KefuError as error:
                self._maker.failed(job.name, error)
            else:
                self._settings.watcher.done()

    def _is_ready(self, packet: PacketPlan, built: Mapping[str, BuiltDocument]) -> bool:
        """Whether every document of the packet was built; a packet never goes out short."""
        name = f"packets/{packet.name}"
        missing = tuple(d.name for d in packet.documents if d.name not in built)
        held = tuple(
            file
            for d in packet.documents
            if holds_attachments(d)
            and (file := self._dataset.employees[d.employee].file) in self._unbound
        )
        if self._settings.dry_run and missing and self._outcome.reasons.keys() >= set(missing):
            self._outcome.reasons[name] = [Message("its documents change")]
        elif missing or packet.blocked_by or held:
            self._outcome.blocked[name] = (*missing, *packet.blocked_by, *held)
        else:
            return True
        self._settings.watcher.done()
        return False

    def _entries(
        self, plans: Mapping[str, PacketPlan], built: Mapping[str, BuiltDocument]
    ) -> Iterator[tuple[str, tuple[PacketEntry, ...]]]:
        """What is in each packet, with its attachments.

        One that changed since it was checked, and cannot be read now, fails its packets.
        """
        with examiner(self._maker.store, self._maker.tools.fonts) as asked:
            for name, plan in plans.items():
                try:
                    yield name, tuple(self._entry(built[d.name], asked) for d in plan.documents)
                except AttachmentError as error:
                    self._maker.failed(name, error)

    def _cover(
        self, name: str, packet: PacketPlan, entries: Sequence[PacketEntry]
    ) -> tuple[Document, Context]:
        """The packet's cover, and what its template is given."""
        company = self._dataset.employer
        document = Document(
            name=name,
            title=packet.title,
            person="",
            employee="",
            month=max(d.month for d in packet.documents),
            date=max(d.date for d in packet.documents),
            keywords=(packet.name,),
            inputs=(),
            kind=self._cover_kind,
        )
        return document, partial(cover_context, company, packet.title, entries)

    def _entry(self, made: BuiltDocument, asked: Examiner) -> PacketEntry:
        document = made.document
        attachments = attachments_of(self._dataset, document)
        return PacketEntry(
            title=document.title,
            person=document.person,
            label=document.page_label,
            pages=made.pdf.facts.pages,
            attachments=attachments,
            attached_pages=sum(page_count(asked.notes(data)) for _, data in attachments),
        )

    def _job(
        self,
        plan: PacketPlan,
        cover: BuiltDocument,
        entries: tuple[PacketEntry, ...],
        documents: tuple[BuiltDocument, ...],
    ) -> _PacketJob:
        files = tuple(made.pdf for made in documents)
        attached = [digest(name, data) for e in entries for name, data in e.attachments]
        key = digest(program_digest(), cover.pdf.key, *(file.key for file in files), *attached)
        payload = PacketPayload(self._maker.info(cover.document), cover.pdf, entries, files)
        return _PacketJob(cover.document.name, plan, key, payload, documents)

    def _bound(self, jobs: Iterable[_PacketJob]) -> Iterator[tuple[_PacketJob, StoredPdf]]:
        """Each packet, from the store or bound now by workers."""
        missing = []
        for job, file in self._maker.pdfs.sought((job, job.key) for job in jobs):
            if file:
                yield job, file
            elif failure := self._maker.known_failure(job.key):
                self._maker.failed(job.name, failure)
            else:
                missing.append(job)
                self._explain(job.name, job.documents)
        if not missing or self._maker.scheduler is None:
            return
        calls = ((job, _bind_call(job.payload)) for job in missing)
        for job, future in each_done(self._maker.scheduler.binder, calls):
            try:
                result = future.result()
            except CallTooLongError as error:
                self._maker.failed(job.name, ConversionError(too_long(error)))
            except BrokenExecutor:
                message = Message("a PDF in the packet cannot be read")
                self._maker.failed(job.name, ConversionError(message))
            except Exception as error:  # one packet's fault is that packet's
                self._maker.failed(job.name, error, job.key)
            else:
                yield job, self._maker.pdfs.keep(job.key, result.pdf, result.facts)

    def _explain(self, name: str, documents: Iterable[BuiltDocument]) -> None:
        before = self._publisher.inputs_before(name)
        now = {f"{made.document.name}.pdf": made.pdf.digest for made in documents}
        self._outcome.reasons[name] = packet_reasons_of(before, now)


def _bind_call(payload: PacketPayload) -> Call[ProvedPdf]:
    attached = sum(len(data) for entry in payload.entries for _, data in entry.attachments)
    weight = len(payload.entries) + attached / 1e6
    return Call("kefu_docs.scheduler.tasks", "bind_packet", (payload,), weight)
