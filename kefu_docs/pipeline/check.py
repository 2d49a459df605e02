"""Reading and checking: the step before every build, and which files it found wanting."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from functools import partial
from io import BytesIO
from pathlib import Path, PurePosixPath

from kefu_docs.diagnostics import Diagnostic, Severity, in_order
from kefu_docs.diagnostics.errors import KefuError
from kefu_docs.diagnostics.stored_findings import (
    findings_from_json,
    findings_to_json,
    messages_from_json,
    messages_to_json,
)
from kefu_docs.fonts import Coverage
from kefu_docs.model import Dataset, Document, Month
from kefu_docs.model.statement import Statement
from kefu_docs.pipeline import plan
from kefu_docs.pipeline.settings import Settings
from kefu_docs.pipeline.template_values import context_of, statements_of
from kefu_docs.records import attachment_findings, choose, load_dataset
from kefu_docs.render.renderer import Renderer
from kefu_docs.rules import Agreement, Case, Judgement, judge, run_rules, wages_of
from kefu_docs.store import Store, digest, program_digest

_JUDGEMENT = "judgement"


def check(settings: Settings, store: Store, renderer: Renderer) -> tuple[Dataset, list[Diagnostic]]:
    """Read all records and apply every rule; what was found on just these records is in `store`."""
    dataset, diagnostics = load_dataset(settings.data, store)
    unread = frozenset(files_with_errors(diagnostics))
    key = _key(settings, dataset, unread, renderer.coverage)
    kept = store.fact("findings", key)
    if kept is not None:
        found = findings_from_json(kept)
    else:
        found = run_rules(_case(settings, dataset, unread, store, renderer))
        with suppress(TypeError):  # a rule's message that cannot be kept is found again
            store.keep("findings", key, findings_to_json(found))
    diagnostics += found
    diagnostics += attachment_findings(dataset, partial(_is_archival, store))
    return dataset, in_order(diagnostics)


def _key(settings: Settings, dataset: Dataset, unread: Collection[str], coverage: Coverage) -> str:
    """The digest of all that the rules look at, and of the name that locations begin with."""
    templates = sorted(settings.templates.glob("*.docx"))
    return digest(
        program_digest(),
        coverage.fonts.digest,
        dataset.digest,
        settings.data.as_posix(),
        settings.on.isoformat(),
        *sorted(unread),
        *(part for path in templates for part in (path.name, path.read_bytes())),
    )


def _is_archival(store: Store, path: Path) -> bool:
    """Whether an attachment is PDF/A-2u; a file whose bytes are known is not opened as a PDF."""
    data = path.read_bytes()
    key = digest(program_digest(), data)
    fact = store.fact("archival", key)
    if fact is None:
        from kefu_docs.packets import is_archival

        fact = json.dumps(is_archival(BytesIO(data)))
        store.keep("archival", key, fact)
    return bool(json.loads(fact))


def _case(
    settings: Settings,
    dataset: Dataset,
    unread: frozenset[str],
    store: Store,
    renderer: Renderer,
) -> Case:
    return Case(
        dataset,
        settings.on,
        wages_of(dataset),
        unread,
        dict(_statements(dataset)),
        dict(_judged(dataset, renderer, store)),
        renderer.coverage,
    )


def _statements(dataset: Dataset) -> Iterator[tuple[tuple[Month, str], Statement]]:
    """What each month pays; a month that cannot be paid has findings of its own."""
    for id_ in dataset.employees:
        for month, pay in statements_of(dataset, id_).items():
            yield (month, id_), pay


def _judged(
    dataset: Dataset, renderer: Renderer, store: Store
) -> Iterator[tuple[tuple[str, int], Judgement]]:
    """What the rules on texts say of each contract; a template that fails is the build's to say."""
    printed = list(_printed(dataset, renderer))
    known = store.facts(_JUDGEMENT, [key for key, *_ in printed])
    for key, agreement, index, document in printed:
        if key in known:
            judgement: Judgement = messages_from_json(known[key])
        else:
            try:
                text = renderer.text(document, partial(context_of, dataset, document))
            except KefuError:
                continue
            judgement = judge(dataset, agreement, text)
            with suppress(TypeError):
                store.keep(_JUDGEMENT, key, messages_to_json(judgement))
        yield (agreement.employee, index), judgement


def _printed(
    dataset: Dataset, renderer: Renderer
) -> Iterator[tuple[str, Agreement, int, Document]]:
    """The key of each contract that can be printed, the contract, its index and its document."""
    for id_, record in dataset.employees.items() if dataset.company else ():
        documents = plan.contracts(dataset, [id_])
        contracts = record.value.all_contracts()
        for index, (document, (path, contract)) in enumerate(
            zip(documents, contracts, strict=True)
        ):
            with suppress(KefuError, KeyError):
                key = renderer.key(document, partial(context_of, dataset, document))
                yield key, Agreement(id_, record, path, contract), index, document


def chosen_people(
    dataset: Dataset, diagnostics: Iterable[Diagnostic], ids: Iterable[str]
) -> tuple[str, ...]:
    """The people asked for; one whose record cannot be read has been reported and is left out."""
    broken = {PurePosixPath(file).stem for file in unread_files(dataset, diagnostics)}
    return choose(ids, dataset.employees, broken)


def files_with_errors(diagnostics: Iterable[Diagnostic]) -> set[str]:
    """The files in which an error stands."""
    return {d.location.file for d in diagnostics if d.severity is Severity.ERROR}


def unread_files(dataset: Dataset, diagnostics: Iterable[Diagnostic]) -> set[str]:
    """The files with errors that are no record of the dataset."""
    read = {record.file for record, _ in dataset.records()}
    return files_with_errors(diagnostics) - read
