"""What the rules look at beside the records: the pay of months, the texts of contracts.

A fault of the program's own in either is that person's: it is told at their record, which stops
their documents.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import partial

from kefu_docs.diagnostics import Diagnostic
from kefu_docs.diagnostics.errors import KefuError
from kefu_docs.diagnostics.fault_log import FaultLog
from kefu_docs.diagnostics.stored_findings import messages_from_json, messages_to_json
from kefu_docs.model import Dataset, Document, Month, Path, Record
from kefu_docs.model.statement import Statement
from kefu_docs.pipeline import plan
from kefu_docs.pipeline.pay_of_person import statements_of
from kefu_docs.pipeline.settings import Settings
from kefu_docs.pipeline.template_values import context_of
from kefu_docs.render.renderer import Renderer
from kefu_docs.rules import Agreement, Case, Judgement, Paper, Spot, judge, judge_paper, wages_of
from kefu_docs.store import Store

_JUDGEMENT, _PAPER = "judgement", "paper"


class RuleCase:
    """Prepares the case of one check; `faults` are the program's own on the way.

    `lasts`: the same records give the same case; not where a text took too long to print, or a
    fault of the program's was the machine's.
    """

    def __init__(
        self, settings: Settings, dataset: Dataset, store: Store, renderer: Renderer
    ) -> None:
        self._settings = settings
        self._dataset = dataset
        self._store = store
        self._renderer = renderer
        self._log = FaultLog(settings.log)
        self.faults: list[Diagnostic] = []
        self._passing = 0

    @property
    def lasts(self) -> bool:
        """See the class."""
        return not self._passing and all(fault.lasts for fault in self.faults)

    def case(self, unread: frozenset[str]) -> Case:
        """The case; `unread` are the files that could not be read."""
        return Case(
            self._dataset,
            self._settings.on,
            wages_of(self._dataset),
            unread,
            dict(self._statements()),
            dict(self._judged()),
            self._renderer.coverage,
            self._settings.law,
            tuple(self._papers()),
        )

    def _statements(self) -> Iterator[tuple[tuple[Month, str], Statement]]:
        """What each month pays; a month that cannot be paid has findings of its own."""
        for id_, record in self._dataset.employees.items():
            try:
                statements = statements_of(self._dataset, id_)
            except Exception as error:
                self.faults.append(self._log.finding(error, record.at(), f"the pay of {id_}"))
                continue
            for month, pay in statements.items():
                yield (month, id_), pay

    def _judged(self) -> Iterator[tuple[tuple[str, int], Judgement]]:
        """What the rules on texts say of each contract, from the store or asked now."""
        printed = list(self._printed())
        known = self._store.facts(_JUDGEMENT, [key for key, *_ in printed])
        for key, agreement, index, document in printed:
            if key in known:
                yield (agreement.employee, index), messages_from_json(known[key])
                continue
            try:
                judgement = self._asked(agreement, document)
            except KefuError as error:  # a template that fails is the build's to say
                self._passing += not error.lasts
                continue
            except Exception as error:
                place = agreement.record.at(*agreement.path)
                self.faults.append(self._log.finding(error, place, document.name))
                continue
            with suppress(TypeError):
                self._store.keep(_JUDGEMENT, key, messages_to_json(judgement))
            yield (agreement.employee, index), judgement

    def _papers(self) -> Iterator[Paper]:
        """What the rules on any paper say of the documents of people that are of one's own kind."""
        for document in self._own_documents():
            try:
                judgement = self._read(document)
            except (KefuError, KeyError) as error:  # a template that fails is the build's to say
                self._passing += isinstance(error, KefuError) and not error.lasts
                continue
            except Exception as error:
                place = self._dataset.employees[document.employee].at()
                self.faults.append(self._log.finding(error, place, document.name))
                continue
            if judgement:
                yield Paper(document.title, self._spot(document), judgement)

    def _own_documents(self) -> Iterator[Document]:
        has_kinds = any(kind.is_own for kind in self._dataset.kinds.values())
        is_printable = has_kinds and self._dataset.company is not None
        for document in plan.everything(self._dataset) if is_printable else ():
            if document.kind.is_own and document.employee in self._dataset.employees:
                yield document

    def _read(self, document: Document) -> Judgement:
        values = partial(context_of, self._dataset, document)
        key = self._renderer.key(document, values)
        known = self._store.fact(_PAPER, key)
        if known is not None:
            return messages_from_json(known)
        judgement = judge_paper(self._renderer.text(document, values))
        with suppress(TypeError):  # a message that cannot be kept is found again
            self._store.keep(_PAPER, key, messages_to_json(judgement))
        return judgement

    def _spot(self, document: Document) -> Spot:
        """Where a record asks for the document: a person's, a contract's, or a month's."""
        record: Record[object] = self._dataset.employees[document.employee]
        path: Path = ("documents", document.kind.name, document.entry)
        if document.kind.subject == "contract":
            contracts = list(self._dataset.employees[document.employee].value.all_contracts())
            path = (*contracts[document.contract][0], *path)
        elif document.kind.subject == "month":
            record = self._dataset.months[document.month][document.employee]
        return Spot(record, path, document.employee)

    def _asked(self, agreement: Agreement, document: Document) -> Judgement:
        text = self._renderer.text(document, partial(context_of, self._dataset, document))
        return judge(self._dataset, agreement, text)

    def _printed(self) -> Iterator[tuple[str, Agreement, int, Document]]:
        """The key of each contract that can be printed, the contract, its index, its document."""
        people = self._dataset.employees if self._dataset.company else {}
        for document in plan.contracts(self._dataset, people):
            record = people[document.employee]
            path, contract = list(record.value.all_contracts())[document.contract]
            with suppress(KefuError, KeyError):
                values = partial(context_of, self._dataset, document)
                key = self._renderer.key(document, values)
                agreement = Agreement(document.employee, record, path, contract)
                yield key, agreement, document.contract, document
