"""What is asked of records and templates without building: findings, pay, what is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from kefu_docs.diagnostics import Diagnostic, Message
from kefu_docs.diagnostics.errors import KefuError, TemplateError, UsageError
from kefu_docs.diagnostics.nearest import did_you_mean
from kefu_docs.fonts import Coverage, character_lines, name_lines, set_lines
from kefu_docs.model import Dataset, Month
from kefu_docs.model.statement import Statement
from kefu_docs.pipeline import plan
from kefu_docs.pipeline.check import check
from kefu_docs.pipeline.pay_of_person import statement_of
from kefu_docs.pipeline.settings import Settings
from kefu_docs.pipeline.stopped_files import kinds_fault, one_person, unread_error, unread_files
from kefu_docs.pipeline.template_coverage import unprinted_fields
from kefu_docs.pipeline.template_law import law_told
from kefu_docs.pipeline.toolchain import coverage_of, fonts_of
from kefu_docs.records import choose_month, kinds_of, load_dataset, named_templates
from kefu_docs.reminders import Reminder, calendar, due
from kefu_docs.render import Obstacle, style_lines
from kefu_docs.render.context.context_names import names_given
from kefu_docs.render.lint.faults_behind import compiled
from kefu_docs.render.renderer import Renderer
from kefu_docs.store import Store, publish
from kefu_docs.store.regular_file import read_regular

CALENDAR = "due.ics"


def show(
    settings: Settings, id_: str, month: str | None = None
) -> tuple[dict[str, str], Statement]:
    """Whose month it is (id, name, month), and what it pays; without `month` their latest one.

    Raises UsageError where there is no such person or month, or where it cannot be read.
    """
    dataset, diagnostics = load_dataset(settings.data, templates=settings.templates)
    chosen = one_person(dataset, diagnostics, id_)
    unread = _unread_months(dataset, diagnostics, chosen)
    months = sorted({m for m, people in dataset.months.items() if chosen in people} | {*unread})
    if not months:
        raise UsageError(Message("there is no month on record for {id}", {"id": chosen}))
    (when,) = choose_month(month or str(months[-1]), months)
    if when in unread:
        raise unread_error(unread[when])
    name = dataset.employees[chosen].value.name
    return {"id": chosen, "name": name, "month": str(when)}, statement_of(dataset, chosen, when)


def _unread_months(
    dataset: Dataset, diagnostics: Sequence[Diagnostic], id_: str
) -> dict[Month, str]:
    """The files of a person's months that errors keep from being read."""
    files = map(PurePosixPath, unread_files(dataset, diagnostics))
    mine = [file for file in files if file.stem == id_ and file.parent.parent.name == "months"]
    return {Month.parse(file.parent.name): str(file) for file in mine}


def reminders(
    settings: Settings, within: dt.timedelta
) -> tuple[tuple[Reminder, ...], list[Diagnostic]]:
    """What is due from the build date on, and what keeps records from being read.

    The reminders go to build/due.ics as well, for a calendar.
    """
    dataset, diagnostics = load_dataset(settings.data, templates=settings.templates)
    found = due(dataset, settings.on, within)
    company = dataset.company.value.name if dataset.company else ""
    publish(settings.build / CALENDAR, calendar(found, company))
    return found, diagnostics


def check_records(settings: Settings) -> list[Diagnostic]:
    """Every finding on the records."""
    with Store(settings.store) as store:
        coverage = coverage_of(settings, store)
        return check(settings, store, Renderer(settings.templates, store, coverage))[1]


class TemplateReport(Struct, frozen=True):
    """What is told of a template's file: what keeps its documents out of batches, what of it
    is left out of them or changed, or why it is not used at all.
    """

    file: str
    obstacles: Sequence[Obstacle] = ()
    told: Sequence[Message] = ()
    error: KefuError | None = None
    faults: Sequence[KefuError] = ()  # what would fail in its documents
    used: bool = True  # it is read at all

    def kept_out(self) -> Iterator[Message]:
        """What keeps its documents out of batches, and how to mend that in Word."""
        for obstacle in self.obstacles:
            values = {"obstacle": obstacle.message, "remedy": obstacle.remedy}
            if obstacle.remedy is None:
                yield Message("converted one by one, because of {obstacle}", values)
            else:
                yield Message(
                    "converted one by one, because of {obstacle}; to mend that: {remedy}", values
                )


_OTHER_WORD = {".doc", ".docm", ".dot", ".dotx", ".odt", ".wps"}


def _unused(path: Path, dataset: Dataset, asked: Collection[str]) -> list[Message]:
    """What is told of a file that no document is made from; `asked` are templates of documents."""
    if path.suffix != ".docx":
        return [Message("no document is made from this file; save it as .docx")]
    kind = next((k for k in dataset.kinds.values() if k.template == path.stem), None)
    if kind is None:
        return [Message("no document can be called like this file; give it another name")]
    if kind.is_shipped or path.stem in asked:
        return []
    others = [k.template for k in dataset.kinds.values() if k is not kind]
    values = {"name": kind.name, "hint": did_you_mean(path.stem, others)}
    return [Message("no record asks for this document; write {name} under documents{hint}", values)]


def _records(settings: Settings) -> tuple[Dataset, TemplateReport | None]:
    """The records, and a fault of documents.yaml as a report.

    Without a data folder there are the kinds that the templates make alone.
    """
    if not settings.data.is_dir():
        return Dataset(None, kinds=kinds_of(None, settings.templates)[0]), None
    dataset, findings = load_dataset(settings.data, templates=settings.templates)
    fault = kinds_fault(dataset, findings)
    return dataset, _of_kinds(fault) if fault else None


def _of_kinds(fault: Diagnostic) -> TemplateReport:
    """What is told of documents.yaml among the templates."""
    hint = Message("until this is mended, the template of this kind is checked without its fields")
    error = TemplateError(fault.message, hint)
    return TemplateReport(str(fault.location), error=error, used=False)


def lint_templates(settings: Settings) -> list[TemplateReport]:
    """A report on each template.

    Raises UsageError where there is no template.
    """
    with Store(settings.store) as store:  # open for as long as the coverage asks it
        return _reports(settings, coverage_of(settings, store))


def _reports(settings: Settings, coverage: Coverage) -> list[TemplateReport]:
    paths = sorted(settings.templates.glob("[!~.]*.docx"))
    if not paths:
        folder = settings.templates.as_posix()
        raise UsageError(Message("there is no template in {folder}", {"folder": folder}))
    dataset, fault = _records(settings)
    asked = {document.template for document in plan.everything(dataset)}
    asked.update(name.removesuffix(".docx") for name in named_templates(dataset))
    others = (p for p in settings.templates.iterdir() if p.suffix.lower() in _OTHER_WORD)
    found = [
        TemplateReport(p.as_posix(), (), _unused(p, dataset, asked), used=False) for p in others
    ]
    for path in paths:
        report = _report(path, coverage, dataset, settings.on)
        # With a fault in documents.yaml nobody knows what the file is a template of.
        unused = _unused(path, dataset, asked) if fault is None else []
        found.append(replace(report, told=[*unused, *report.told]))
    found.sort(key=lambda report: report.file)
    return [fault, *found] if fault else found


def _report(path: Path, coverage: Coverage, dataset: Dataset, on: dt.date) -> TemplateReport:
    """What a template says; of one that does not compile, what stands behind its faults, too."""
    file = path.as_posix()
    try:
        data = read_regular(path)
    except OSError:
        unread = TemplateError(Message("the template {file} cannot be read", {"file": file}))
        return TemplateReport(file, [], [], unread, [])
    made = [kind for kind in dataset.kinds.values() if kind.template == path.stem]
    looked = compiled(file, data, coverage)
    errors = looked.errors
    faults = [*errors[1:], *looked.faults(names_given(made))]
    template = looked.template
    told = [*template.told] if template else []
    if template and not errors:
        told += unprinted_fields(template, made)
    with suppress(KefuError):  # told already
        told += law_told(file, data, made, on)
    return TemplateReport(
        file,
        template.kept_apart if template else (),
        told,
        errors[0] if errors else None,
        faults,
    )


def font_lines(settings: Settings) -> Iterator[Message]:
    """The font set, the names that mean it, and what draws each style of each template."""
    with Store(settings.store) as store:
        fonts = fonts_of(settings, store)
        yield from (*set_lines(fonts), *name_lines(fonts))
        for template in sorted(settings.templates.glob("[!~.]*.docx")):
            yield from style_lines(template.as_posix(), read_regular(template), fonts)


def glyph_lines(settings: Settings, text: str) -> Iterator[Message]:
    """Which font draws each character of `text`."""
    with Store(settings.store) as store:
        yield from character_lines(coverage_of(settings, store), text)
