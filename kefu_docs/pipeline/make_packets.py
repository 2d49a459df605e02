"""Packets: their covers made, bound with the documents, and published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import BrokenExecutor
from functools import cached_property, partial

from msgspec import Struct

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import AttachmentError, ConversionError, KefuError
from kefu_docs.model import Dataset, Document, DocumentKind, PacketPlan
from kefu_docs.pipeline.attachment_examiner import examiner
from kefu_docs.pipeline.built_document import BuiltDocument, MadeDocument
from kefu_docs.pipeline.make_documents import Documents
from kefu_docs.pipeline.packet_contents import PacketContents
from kefu_docs.pipeline.publish import Publisher
from kefu_docs.pipeline.rebuild_reasons import packet_reasons_of
from kefu_docs.pipeline.settings import Settings
from kefu_docs.pipeline.template_values import holds_attachments
from kefu_docs.records import files_with_unbound_attachments
from kefu_docs.render import cover_context
from kefu_docs.render.renderer import Context
from kefu_docs.scheduler.batch import too_long
from kefu_docs.scheduler.calls_under_way import each_done
from kefu_docs.scheduler.messages import Call, CallTooLongError, PacketPayload, ProvedPdf
from kefu_docs.store import digest, program_digest
from kefu_docs.store.pdf_files import StoredPdf


class _PacketJob(Struct, frozen=True):
    """A packet to bind; `key` is the digest of all that goes into it."""

    name: str
    plan: PacketPlan
    key: str
    cover: BuiltDocument
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
        """Bind those packets all of whose documents are built.

        Of thousands of packets no more are in memory at once than are being bound.
        """
        ready = {f"packets/{p.name}": p for p in plans if self._is_ready(p, built)}
        with examiner(self._maker.store, self._maker.tools.fonts) as asked:
            contents = PacketContents(self._dataset, built, asked)
            jobs = self._jobs(ready, self._covers(ready, contents), contents)
            for job, file in self._bound(jobs, contents):
                read = partial(self._maker.pdfs.content, file)
                try:
                    self._publisher.packet(job.plan, file, read, job.documents)
                except KefuError as error:
                    self._maker.failed(job.name, error)
                else:
                    self._settings.watcher.done()

    def _covers(
        self, ready: Mapping[str, PacketPlan], contents: PacketContents
    ) -> dict[str, BuiltDocument]:
        """The covers of packets, by their names; one that cannot be made fails its packet."""
        wanted = [self._cover(name, plan, contents) for name, plan in ready.items()]
        covers = {}

        def keep(made: MadeDocument) -> None:
            covers[made.document.name] = made.built
            made.rendering.let_go()

        self._maker.make(wanted, keep)
        return covers

    def _jobs(
        self,
        ready: Mapping[str, PacketPlan],
        covers: Mapping[str, BuiltDocument],
        contents: PacketContents,
    ) -> Iterator[_PacketJob]:
        for name, plan in ready.items():
            documents = contents.documents(plan)
            if name in covers:
                files = (covers[name].pdf.key, *(made.pdf.key for made in documents))
                key = digest(program_digest(), *files, *contents.digests(plan))
                yield _PacketJob(name, plan, key, covers[name], documents)
            elif self._settings.dry_run:
                self._explain(name, documents)

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

    def _cover(
        self, name: str, packet: PacketPlan, contents: PacketContents
    ) -> tuple[Document, Context]:
        """The packet's cover, and what its template is given."""
        company = self._dataset.employer

        def context() -> Mapping[str, object]:
            return cover_context(company, packet.title, contents.entries(packet))

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
        return document, context

    def _bound(
        self, jobs: Iterable[_PacketJob], contents: PacketContents
    ) -> Iterator[tuple[_PacketJob, StoredPdf]]:
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
        for job, future in each_done(self._maker.scheduler.binder, self._calls(missing, contents)):
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
                yield job, self._kept(job, result)

    def _calls(
        self, jobs: Iterable[_PacketJob], contents: PacketContents
    ) -> Iterator[tuple[_PacketJob, Call[ProvedPdf | StoredPdf]]]:
        """What workers are asked for; an attachment that cannot be read fails its packet."""
        for job in jobs:
            try:
                entries = contents.whole(job.plan)
            except AttachmentError as error:
                self._maker.failed(job.name, error)
                continue
            info, files = self._maker.jobs.info(job.cover.document), [d.pdf for d in job.documents]
            payload = PacketPayload(info, job.cover.pdf, entries, tuple(files), job.key)
            yield job, _bind_call(payload)

    def _kept(self, job: _PacketJob, result: ProvedPdf | StoredPdf) -> StoredPdf:
        if isinstance(result, StoredPdf):
            return self._maker.pdfs.noted(result)
        return self._maker.pdfs.keep(job.key, result.pdf, result.facts)

    def _explain(self, name: str, documents: Iterable[BuiltDocument]) -> None:
        if not self._settings.gives_reasons:
            return
        before = self._publisher.inputs_before(name)
        now = {f"{made.document.name}.pdf": made.pdf.digest for made in documents}
        self._outcome.reasons[name] = packet_reasons_of(before, now)


def _bind_call(payload: PacketPayload) -> Call[ProvedPdf | StoredPdf]:
    attached = sum(len(data) for entry in payload.entries for _, data in entry.attachments)
    weight = len(payload.entries) + attached / 1e6
    return Call("kefu_docs.scheduler.tasks", "bind_packet", (payload,), weight)
