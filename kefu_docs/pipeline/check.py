"""Reading and checking: the step before every build."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress

from kefu_docs.diagnostics import Diagnostic, in_order
from kefu_docs.diagnostics.errors import InternalError
from kefu_docs.diagnostics.fault_log import FaultLog
from kefu_docs.diagnostics.stored_findings import findings_from_json, findings_to_json
from kefu_docs.model import Dataset
from kefu_docs.pipeline.attachment_examiner import Examiner, examiner
from kefu_docs.pipeline.findings_by_person import FindingsByPerson
from kefu_docs.pipeline.rule_case import RuleCase
from kefu_docs.pipeline.settings import Settings
from kefu_docs.pipeline.shard import Shard
from kefu_docs.pipeline.stopped_files import files_with_errors
from kefu_docs.pipeline.template_notices import template_notices
from kefu_docs.records import (
    NamedFile,
    attachment_findings,
    data_file_findings,
    load_dataset,
    named_files,
    whose_places_are_lost,
)
from kefu_docs.render.renderer import Renderer
from kefu_docs.rules import faults_of_rules
from kefu_docs.store import Store, digest, program_digest


def check(settings: Settings, store: Store, renderer: Renderer) -> tuple[Dataset, list[Diagnostic]]:
    """Read all records and apply every rule."""
    dataset, told = load_dataset(settings.data, store, settings.templates)
    with examiner(store, renderer.coverage.fonts) as asked:
        return dataset, findings(settings, store, renderer, dataset, told, asked)


def findings(
    settings: Settings,
    store: Store,
    renderer: Renderer,
    dataset: Dataset,
    told: Sequence[Diagnostic],
    asked: Examiner,
    meanwhile: Callable[[], None] = lambda: None,
) -> list[Diagnostic]:
    """What is found in records, beside what reading them `told`; `store` has what was found on just
    these records.

    `asked` is asked of attachments; `meanwhile` is called now and then before it is waited for. Of
    a shard the rules on people look at its own alone: the others' shards, and the join, tell.
    """
    diagnostics = [*told]
    unread = frozenset(files_with_errors(diagnostics))
    files = tuple(named_files(dataset))
    own = _of_shard(dataset, settings.shard)
    asked.start(own)  # while the rules are applied
    diagnostics += _of_rules(settings, dataset, unread, files, store, renderer)
    meanwhile()
    diagnostics += template_notices(settings.templates, dataset, store)
    meanwhile()
    diagnostics += attachment_findings(own, asked.notes)
    diagnostics += data_file_findings(files)
    return in_order(diagnostics)


def _of_shard(dataset: Dataset, shard: Shard | None) -> Dataset:
    """The records of the people of a shard, or all."""
    return dataset.of_people(set(filter(shard.has_person, dataset.employees))) if shard else dataset


def _of_rules(
    settings: Settings,
    dataset: Dataset,
    unread: frozenset[str],
    files: Sequence[NamedFile],
    store: Store,
    renderer: Renderer,
) -> Iterator[Diagnostic]:
    """What the rules find, from the store where all is as it was."""
    surroundings = _surroundings(settings, renderer)
    key = _key(f"{surroundings} {settings.shard}", dataset, unread, files)
    kept = store.fact("findings", key)
    known = None if kept is None else findings_from_json(kept)
    if known is not None and _has_its_log(settings, known):
        yield from known
        return
    by_person = FindingsByPerson(settings, dataset, store, surroundings, unread, files)
    try:
        found, faults = by_person.found(renderer)
        lasts = by_person.lasts
    except Exception:
        found, faults, lasts = _where_rules_fail(settings, dataset, unread, store, renderer)
    yield from found
    yield from faults
    if lasts and not whose_places_are_lost(dataset):  # else it is tried again
        with suppress(TypeError):  # a rule's message that cannot be kept is found again
            store.keep("findings", key, findings_to_json([*found, *faults]))


def _has_its_log(settings: Settings, found: Iterable[Diagnostic]) -> bool:
    """Whether the log is there that faults of the program's own name, if there are any."""
    is_fault = any(finding.rule == InternalError.slug for finding in found)
    return not is_fault or FaultLog(settings.log).exists


def _where_rules_fail(
    settings: Settings,
    dataset: Dataset,
    unread: frozenset[str],
    store: Store,
    renderer: Renderer,
) -> tuple[list[Diagnostic], list[Diagnostic], bool]:
    """What the rules find where one of them fails, the program's own faults, and whether the same
    records give all that again.
    """
    prepared = RuleCase(settings, dataset, store, renderer)
    sound, faults = faults_of_rules(prepared.case(unread), FaultLog(settings.log))
    lasts = prepared.lasts and all(fault.lasts for fault in faults)
    return sound, [*prepared.faults, *faults], lasts


def _surroundings(settings: Settings, renderer: Renderer) -> str:
    """The digest of what the rules look at beside records, and of how locations begin."""
    # An editor may leave a lock here: Emacs a link that leads nowhere, Word a file (~$x.docx) that
    # a share lets nobody else read. Of a template that cannot be read the documents tell.
    templates = sorted(path.stem for path in settings.templates.glob("*.docx"))
    return digest(
        program_digest(),
        renderer.coverage.fonts.digest,
        settings.data.as_posix(),
        settings.on.isoformat(),
        str(settings.law),
        *(part for name in templates for part in (name, renderer.template_digest(name))),
    )


def _key(
    surroundings: str, dataset: Dataset, unread: Collection[str], files: Sequence[NamedFile]
) -> str:
    """The digest of all that the rules look at."""
    months = (str(month) for month in dataset.months)  # a folder may be empty
    named = (file.digest if file.fault is None else file.fault.text() for file in files)
    return digest(surroundings, dataset.digest, *months, *sorted(unread), "files", *named)
