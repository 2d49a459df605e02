"""What a template and its records have to do with each other, both ways.

Which names it uses, and which of them the records lack; which fields of its kind it never prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import KefuError, TemplateError, UsageError
from kefu_docs.diagnostics.nearest import did_you_mean
from kefu_docs.model import Dataset, Document, DocumentKind
from kefu_docs.model.kind_declaration import FieldDeclaration
from kefu_docs.pipeline import plan
from kefu_docs.pipeline.settings import Settings
from kefu_docs.pipeline.stopped_files import kinds_fault
from kefu_docs.pipeline.template_values import context_of
from kefu_docs.records import load_dataset
from kefu_docs.render import Template
from kefu_docs.render.context.context_names import names_given
from kefu_docs.render.lint.template_lint import template_faults
from kefu_docs.render.lint.used_names import ENTRY, Names, used_names, values_at


class NameUse(Struct, frozen=True):
    """A name that a template uses: in which paragraphs, and which documents have nothing there."""

    name: str
    paragraphs: tuple[str, ...]
    lacking: tuple[str, ...] = ()


class TemplateCoverage(Struct, frozen=True):
    """A template, the documents that the records ask of it, and what each has of the other.

    `faults` are the names that nothing has and the like; `unprinted` the fields of its kinds that
    it never prints, with their labels.
    """

    file: str
    documents: tuple[str, ...]
    uses: tuple[NameUse, ...]
    faults: tuple[TemplateError, ...]
    unprinted: tuple[tuple[str, str], ...]


def template_coverage(settings: Settings, name: str) -> TemplateCoverage:
    """What the template of a kind uses, lacks and leaves out; `name` is the kind's or the file's.

    Raises UsageError where there is none of that name, TemplateError where it does not compile or
    documents.yaml has a fault.
    """
    dataset = _with_kinds(settings)
    stem = name.removesuffix(".docx").rpartition("/")[2]
    kinds = [kind for kind in dataset.kinds.values() if stem in (kind.name, kind.template)]
    path = settings.templates / f"{kinds[0].template if kinds else stem}.docx"
    if not kinds or not path.is_file():
        known = sorted({kind.template for kind in dataset.kinds.values()})
        values = {"name": stem, "hint": did_you_mean(stem, known)}
        if not stem:
            names = {"names": ", ".join(known)}
            raise UsageError(Message("say which template: NAME=…; there are: {names}", names))
        raise UsageError(Message("there is no template {name}{hint}", values))
    template = Template(path.as_posix(), path.read_bytes())
    kinds = [kind for kind in dataset.kinds.values() if kind.template == kinds[0].template]
    given = dict(_given(dataset, kinds))
    paragraphs: dict[tuple[Names, str], list[str]] = {}
    for used in used_names(template):
        paragraphs.setdefault((used.names, used.dotted), []).append(used.paragraph)
    uses = tuple(
        NameUse(dotted, tuple(texts), tuple(_lacking(names, given)))
        for (names, dotted), texts in sorted(paragraphs.items())
    )
    faults = template_faults(template, names_given(kinds))
    unprinted = tuple(_unprinted(kinds, [names for names, _ in paragraphs]))
    return TemplateCoverage(path.as_posix(), tuple(given), uses, faults, unprinted)


def _with_kinds(settings: Settings) -> Dataset:
    """The records; TemplateError where a fault leaves the kinds of documents unknown."""
    dataset, findings = load_dataset(settings.data, templates=settings.templates)
    if fault := kinds_fault(dataset, findings):
        values = {"place": str(fault.location), "fault": fault.message}
        raise TemplateError(Message("{place}: {fault}", values))
    return dataset


def unprinted_fields(template: Template, kinds: Iterable[DocumentKind]) -> Iterator[Message]:
    """The declared fields of its kinds that a template never prints, in words."""
    for field, label in _unprinted(kinds, [used.names for used in used_names(template)]):
        yield unprinted_told(field, label)


def unprinted_told(field: str, label: str) -> Message:
    """A field that a template never prints, with its label, in words."""
    values = {"field": f"{field} ({label})" if label else field}
    return Message("the template never prints {field}", values)


def _given(
    dataset: Dataset, kinds: Iterable[DocumentKind]
) -> Iterator[tuple[str, Mapping[str, object]]]:
    """The values of each document of the kinds, by its name; those that have none are left out."""
    names = {kind.name for kind in kinds}
    documents: Iterable[Document] = plan.of_kinds(dataset, names, ()) if dataset.company else ()
    for document in documents:
        try:
            yield document.name, context_of(dataset, document)
        except (KefuError, LookupError):
            continue  # its record is in error, which check says


def _lacking(names: Names, given: Mapping[str, Mapping[str, object]]) -> Iterator[str]:
    """The documents that have nothing at a path of names.

    Where all of the first name is missing, such as `team` for a person's month, the template has
    another branch for it.
    """
    for document, values in given.items():
        found = () if values.get(names[0]) is None else values_at(values, names)
        if any(value in (None, "", ()) for value in found):
            yield document


def _unprinted(kinds: Iterable[DocumentKind], used: Iterable[Names]) -> Iterator[tuple[str, str]]:
    """The declared fields that the template never uses, alone or with the group they are in.

    A group of which it uses one field is not used as a whole.
    """
    paths = set(used)
    through = {path[:length] for path in paths for length in range(1, len(path) + 1)}
    inner = {path[:length] for path in paths for length in range(1, len(path))}
    whole = paths - inner
    for kind in kinds:
        for names, field in _fields(kind.fields or {}, ("document",)):
            around = {names[:length] for length in range(1, len(names))}
            if names not in through and not around & whole:
                dotted = ".".join(names).replace(f".{ENTRY}", ENTRY)
                yield dotted, field.label or ""


def _fields(
    fields: Mapping[str, FieldDeclaration], around: Names
) -> Iterator[tuple[Names, FieldDeclaration]]:
    """Each field with its path, those of groups behind their group."""
    for name, field in fields.items():
        here = (*around, name)
        yield here, field
        inner = (*here, ENTRY) if field.type == "list" else here
        yield from _fields(field.fields, inner)
