"""The order of the stages: records, rules, render, convert, finish, proof, packets, report.

Look-ups in the store and scheduling live here and nowhere else. A document that fails, in whatever
stage, leaves its earlier files as they are and never stops another.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict

from kefu_docs import __version__, plan
from kefu_docs.checking import (
    check,
    chosen_people,
    coverage_of,
    files_with_errors,
    unread_files,
)
from kefu_docs.contexts import attachments_of, context_of, statement_of
from kefu_docs.convert import Pool, engine_version
from kefu_docs.diagnostics import Diagnostic, Message
from kefu_docs.errors import (
    ConversionError,
    KefuError,
    ProofError,
    UsageError,
)
from kefu_docs.fonts import fontconfig_xml
from kefu_docs.fonts.faceset import faces
from kefu_docs.model import (
    Dataset,
    Document,
    PacketEntry,
    PacketPlan,
    PdfFacts,
)
from kefu_docs.model.statement import Statement
from kefu_docs.outcome import Built, Failure, Outcome, Settings
from kefu_docs.packets import DocumentInfo, ForeignPdfError, assemble, finish, finish_batch
from kefu_docs.proof import Expected, facts_of, prove
from kefu_docs.publishing import Publisher
from kefu_docs.records import (
    choose,
    choose_month,
    load_dataset,
)
from kefu_docs.reminders import Reminder, calendar, due
from kefu_docs.render import cover_context, shown_text
from kefu_docs.rendering import Renderer, Rendering
from kefu_docs.store import Store, digest, publish

CALENDAR = "due.ics"


def show(
    settings: Settings, id_: str, month: str | None = None
) -> tuple[dict[str, str], Statement]:
    """Whose month it is (id, name, month), and what it pays; without `month` their latest one.

    Raises UsageError where there is no such person or month.
    """
    dataset, _ = load_dataset(settings.data)
    (chosen,) = choose((id_,), dataset.employees)
    months = sorted(m for m, people in dataset.months.items() if chosen in people)
    if not months:
        raise UsageError(Message("there is no month on record for {id}", {"id": chosen}))
    (when,) = choose_month(month or str(months[-1]), months)
    name = dataset.employees[chosen].value.name
    return {"id": chosen, "name": name, "month": str(when)}, statement_of(dataset, chosen, when)


def reminders(
    settings: Settings, within: dt.timedelta
) -> tuple[tuple[Reminder, ...], list[Diagnostic]]:
    """What is due from the build date on, and what keeps records from being read.

    The reminders go to build/due.ics as well, for a calendar.
    """
    dataset, diagnostics = load_dataset(settings.data)
    found = due(dataset, settings.on, within)
    company = dataset.company.value.name if dataset.company else ""
    publish(settings.build / CALENDAR, calendar(found, company))
    return found, diagnostics


def check_records(settings: Settings) -> list[Diagnostic]:
    """Every finding on the records."""
    with _store(settings) as store:
        return check(settings, store)[1]


def build_contracts(settings: Settings, ids: Iterable[str]) -> Outcome:
    """Build the contracts of these people, of everybody where none is named."""
    with _store(settings) as store:
        dataset, diagnostics = check(settings, store)
        chosen = chosen_people(dataset, diagnostics, ids)
        return _Build(settings, store, dataset, diagnostics).run(plan.contracts(dataset, chosen))


def build_summaries(settings: Settings, month: str | None, ids: Iterable[str]) -> Outcome:
    """Build the summaries of a month, or of all; of these people, or of all and the team."""
    with _store(settings) as store:
        dataset, diagnostics = check(settings, store)
        asked = tuple(ids)
        chosen_people(dataset, diagnostics, asked)
        documents = [
            document
            for chosen in choose_month(month, dataset.months)
            for document in plan.summaries(dataset, chosen, asked)
        ]
        return _Build(settings, store, dataset, diagnostics).run(documents)


def build_packets(settings: Settings) -> Outcome:
    """Build every document and every packet, and take away outputs whose records are gone."""
    with _store(settings) as store:
        dataset, diagnostics = check(settings, store)
        documents = plan.contracts(dataset, dataset.employees)
        for month in dataset.months:
            documents += plan.summaries(dataset, month, ())
        unread = sorted(unread_files(dataset, diagnostics))
        packets = plan.packets(dataset, documents, unread)
        return _Build(settings, store, dataset, diagnostics).run(
            documents, packets, complete=not unread
        )


def _store(settings: Settings) -> Store:
    return Store(settings.build / ".store")


class _Build:
    """One build: the tools it found, and what became of each document."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        dataset: Dataset,
        diagnostics: list[Diagnostic],
    ) -> None:
        self.settings = settings
        self.dataset = dataset
        self.outcome = Outcome(diagnostics)
        self.broken = files_with_errors(diagnostics)
        self.store = store
        coverage = coverage_of(settings, store)
        self.fonts = coverage.fonts
        self.renderer = Renderer(settings.templates, store, coverage)
        self.tools = {
            "kefu-docs": __version__,
            "fonts": self.fonts.digest,
            "office": engine_version(settings.engine),
        }
        self.publisher = Publisher(settings.build, self.outcome, self.tools)

    def run(
        self,
        documents: list[Document],
        packets: Iterable[PacketPlan] = (),
        *,
        complete: bool = False,
    ) -> Outcome:
        """Build and publish; `complete` says that `documents` is all there is to build."""
        built: dict[str, Built] = {}
        for result in self._pdfs(self._rendered(documents)):
            built[result.document.name] = result
            self.publisher.document(result)
        ready = [p for p in packets if self._is_ready(p, built)]
        covers = self._pdfs(self._covers(ready, built))
        by_name = {f"packets/{packet.name}": packet for packet in ready}
        for cover in covers:
            self._bind(by_name[cover.document.name], cover, built)
        self.publisher.report(self.dataset, complete=complete)
        return self.outcome

    def _rendered(self, documents: list[Document]) -> Iterator[tuple[Document, Rendering]]:
        for document in documents:
            stopped_by = tuple(f for f in document.inputs if f in self.broken)
            if self.dataset.company is None or stopped_by:
                company = (self.settings.data / "company.yaml").as_posix()
                self.outcome.blocked[document.name] = stopped_by or (company,)
                continue
            try:
                rendered = self.renderer.rendered(document, context_of(self.dataset, document))
            except KefuError as error:
                self.outcome.failures.append(Failure(document.name, error))
                continue
            yield document, rendered

    def _pdfs(self, rendered: Iterable[tuple[Document, Rendering]]) -> Iterator[Built]:
        """Each document's PDF, from the store or converted, finished and proved."""
        wanted: dict[str, tuple[Document, Rendering]] = {}
        for document, result in rendered:
            info = self._info(document)
            key = digest(result.digest, *self.tools.values(), repr(info))
            pdf, facts = self.store.get(key, "pdf"), self.store.get(key, "json")
            if pdf is not None and facts is not None:
                values = json.loads(facts)
                fonts = tuple((str(name), bool(embedded)) for name, embedded in values["fonts"])
                yield Built(document, result.docx, pdf, PdfFacts(values["pages"], fonts), key)
            else:
                wanted[key] = (document, result)
        if not wanted:
            return
        with self._pool(len(wanted)) as pool:
            tasks = ((key, result.docx) for key, (_, result) in wanted.items())
            for key, pdf_or_error in pool.convert_all(tasks):
                document, result = wanted[key]
                try:
                    yield self._finished(key, document, result, pdf_or_error)
                except KefuError as error:
                    self.outcome.failures.append(Failure(document.name, error))

    def _finished(
        self, key: str, document: Document, rendered: Rendering, pdf: bytes | ConversionError
    ) -> Built:
        if isinstance(pdf, ConversionError):
            raise pdf
        info = self._info(document)
        try:
            (pdf,) = finish_batch(pdf, (), (info,), self.fonts)
        except ForeignPdfError:
            pdf = finish(pdf, info)
        names = frozenset(faces(self.fonts))
        expected = Expected(shown_text(rendered.docx), rendered.printed, names)
        proof = prove(pdf, expected, document.name)
        if proof.faults:
            raise ProofError(proof.faults[0])
        self.store.put(key, "pdf", pdf)
        self.store.put(key, "json", json.dumps(asdict(proof.facts)).encode())
        return Built(document, rendered.docx, pdf, proof.facts, key)

    def _pool(self, tasks: int) -> Pool:
        state = self.settings.build / ".store" / "convert"
        configuration = state / "fonts.conf"
        xml = fontconfig_xml(self.fonts, (state / "fontconfig").resolve())
        publish(configuration, xml.encode())
        jobs = min(self.settings.jobs, tasks)
        return Pool(jobs, self.settings.engine, configuration.resolve(), state.resolve())

    def _info(self, document: Document) -> DocumentInfo:
        author = self.dataset.company.value.name if self.dataset.company else ""
        return DocumentInfo(
            title=f"{document.title} {document.person}".strip(),
            author=author,
            subject=document.name,
            keywords=document.keywords,
            date=document.date,
        )

    def _is_ready(self, packet: PacketPlan, built: Mapping[str, Built]) -> bool:
        """Whether every document of the packet was built; a packet never goes out short."""
        missing = tuple(d.name for d in packet.documents if d.name not in built)
        if missing or packet.blocked_by:
            self.outcome.blocked[f"packets/{packet.name}"] = (*missing, *packet.blocked_by)
            return False
        return True

    def _covers(
        self, packets: Iterable[PacketPlan], built: Mapping[str, Built]
    ) -> Iterator[tuple[Document, Rendering]]:
        for packet in packets:
            assert self.dataset.company is not None
            entries = [self._packet_entry(d, built) for d in packet.documents]
            document = Document(
                name=f"packets/{packet.name}",
                template="packet_cover",
                title=packet.title,
                person="",
                employee=None,
                month=max(d.month for d in packet.documents),
                date=max(d.date for d in packet.documents),
                keywords=(packet.name,),
                inputs=(),
            )
            try:
                context = cover_context(self.dataset.company.value, packet.title, entries)
                rendered = self.renderer.rendered(document, context)
            except KefuError as error:
                self.outcome.failures.append(Failure(document.name, error))
                continue
            yield document, rendered

    def _packet_entry(self, document: Document, built: Mapping[str, Built]) -> PacketEntry:
        made = built[document.name]
        return PacketEntry(
            title=document.title,
            person=document.person,
            label=plan.page_label(document),
            pdf=made.pdf,
            pages=made.facts.pages,
            attachments=attachments_of(self.dataset, document),
        )

    def _bind(self, packet: PacketPlan, cover: Built, built: Mapping[str, Built]) -> None:
        """Bind a packet, unless the store has it, and publish it."""
        entries = [self._packet_entry(d, built) for d in packet.documents]
        attached = [digest(name, data) for e in entries for name, data in e.attachments]
        key = digest(cover.key, *(built[d.name].key for d in packet.documents), *attached)
        name = cover.document.name
        try:
            pdf = self.store.get(key, "packet.pdf")
            if pdf is None:
                pdf = assemble(cover.pdf, entries, self._info(cover.document), self.fonts)
                self.store.put(key, "packet.pdf", pdf)
            facts = facts_of(pdf)
        except KefuError as error:
            self.outcome.failures.append(Failure(name, error))
            return
        self.publisher.packet(packet, pdf, facts, [built[d.name] for d in packet.documents])
