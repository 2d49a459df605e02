"""Reading and checking: the step before every build."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress

from kefu_docs.diagnostics import Diagnostic, in_order
from kefu_docs.diagnostics.fault_log import FaultLog
from kefu_docs.diagnostics.stored_findings import findings_from_json, findings_to_json
from kefu_docs.fonts import Coverage
from kefu_docs.model import Dataset
from kefu_docs.pipeline.attachment_examiner import examiner
from kefu_docs.pipeline.rule_case import RuleCase
from kefu_docs.pipeline.settings import Settings
from kefu_docs.pipeline.stopped_files import files_with_errors
from kefu_docs.pipeline.template_notices import template_notices
from kefu_docs.records import attachment_findings, data_file_findings, load_dataset
from kefu_docs.render.renderer import Renderer
from kefu_docs.rules import faults_of_rules, run_rules
from kefu_docs.store import Store, digest, program_digest


def check(settings: Settings, store: Store, renderer: Renderer) -> tuple[Dataset, list[Diagnostic]]:
    """Read all records and apply every rule; what was found on just these records is in `store`."""
    dataset, diagnostics = load_dataset(settings.data, store, settings.templates)
    unread = frozenset(files_with_errors(diagnostics))
    key = _key(settings, dataset, unread, renderer.coverage)
    kept = store.fact("findings", key)
    if kept is not None:
        diagnostics += findings_from_json(kept)
    else:
        found, faults = _apply(settings, dataset, unread, store, renderer)
        diagnostics += [*found, *faults]
        if not faults:  # what failed is tried again
            with suppress(TypeError):  # a rule's message that cannot be kept is found again
                store.keep("findings", key, findings_to_json(found))
    with examiner(store, renderer.coverage.fonts) as asked:
        diagnostics += attachment_findings(dataset, asked.notes)
    diagnostics += data_file_findings(dataset)
    diagnostics += template_notices(settings.templates, dataset, store)
    return dataset, in_order(diagnostics)


def _apply(
    settings: Settings,
    dataset: Dataset,
    unread: frozenset[str],
    store: Store,
    renderer: Renderer,
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """What the rules find, and the program's own faults in finding it."""
    prepared = RuleCase(settings, dataset, store, renderer)
    case = prepared.case(unread)
    try:
        return run_rules(case), prepared.faults
    except Exception:
        sound, faults = faults_of_rules(case, FaultLog(settings.log))
        return sound, [*prepared.faults, *faults]


def _key(settings: Settings, dataset: Dataset, unread: Collection[str], coverage: Coverage) -> str:
    """The digest of all that the rules look at, and of the name that locations begin with."""
    templates = sorted(settings.templates.glob("*.docx"))
    return digest(
        program_digest(),
        coverage.fonts.digest,
        dataset.digest,
        settings.data.as_posix(),
        settings.on.isoformat(),
        str(settings.law),
        *sorted(unread),
        *(part for path in templates for part in (path.name, path.read_bytes())),
    )
