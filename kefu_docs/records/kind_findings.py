"""What is wrong with the kinds that documents.yaml declares, each at its key."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from msgspec.structs import replace
from pydantic import TypeAdapter, ValidationError

from kefu_docs.diagnostics import Diagnostic, Message, Severity
from kefu_docs.diagnostics.nearest import did_you_mean
from kefu_docs.model import Path, Record
from kefu_docs.model.document_kind import Kinds, kind_of
from kefu_docs.model.kind_declaration import (
    FieldDeclaration,
    KindDeclaration,
    KindDeclarations,
    Subject,
)
from kefu_docs.model.path_segment import segment_fault
from kefu_docs.records.kind_models import SINGLE_TYPES, field_type
from kefu_docs.records.value_words import IN_CHINESE, said_of

RULE = "document-kind"

PLACEHOLDERS: Mapping[Subject, tuple[str, ...]] = {
    "employee": ("id", "name"),
    "contract": ("number", "id", "name"),
    "month": ("id", "month", "name"),
    "team": ("month",),
    "company": (),
}
"""What may stand between braces in a file name and a title, by what the kind is for."""

_TELLING: Mapping[Subject, tuple[tuple[str, ...], ...]] = {
    "employee": (("id",),),
    "contract": (("number", "id"),),
    "month": (("month",), ("id",)),
    "team": (("month",),),
    "company": (),
}
"""Of each group one must stand in the file name, or two documents have one name."""

_SINGLE = frozenset({("title",), ("file",), ("dated",), ("of",)})
"""The keys whose faults stand in their values."""

_FULL_WIDTH = re.compile(r"[｛｝]")
_CONTRACT_DATES = frozenset({"signed_on", "starts_on"})
_BRACED = re.compile(r"\{([^{}]*)\}")
_Said = Iterator[tuple[Path, Message]]


def kind_findings(
    declared: Record[KindDeclarations], shipped: Kinds, templates: Collection[str] | None
) -> Iterator[tuple[str, Diagnostic]]:
    """An error for each fault, with the kind's name.

    `templates` are those there are, None where that is not known.
    """
    for name, kind in declared.value.root.items():
        found = [
            *_name(name, shipped, templates),
            *_patterns(kind),
            *_dated(name, kind),
            *_fields(kind.fields or {}, ("fields",)),
        ]
        for path, message in found:
            is_value = path[-1:] in _SINGLE
            place = declared.at(name, *path) if is_value else declared.at_key(name, *path)
            yield name, Diagnostic(place, Severity.ERROR, RULE, message)


def _name(name: str, shipped: Kinds, templates: Collection[str] | None) -> _Said:
    built_in = shipped.get(name)
    if built_in is not None and not built_in.is_own:
        yield (
            (),
            Message(
                "{name} comes with the program and is declared there; give yours another name",
                {"name": name},
            ),
        )
    elif templates is not None and name.lower().endswith(".docx"):
        plain = {"name": name[: -len(".docx")]}
        yield (), Message("a kind has the name of its template without .docx: write {name}", plain)
    elif templates is not None and name not in templates:
        values = {"name": name, "hint": did_you_mean(name, templates)}
        yield (), Message("there is no template {name}.docx in the templates folder{hint}", values)


def _patterns(kind: KindDeclaration) -> _Said:
    """Faults of the patterns of title and file name."""
    for key, pattern in (("title", kind.title), ("file", kind.file)):
        if pattern and _FULL_WIDTH.search(pattern):
            yield (key,), Message("full-width braces stand here; write {{ }}")
            return
    for said in _placeholders(kind.for_, kind.title or ""):
        yield ("title",), said
    if kind.file is None:
        return
    if unknown := list(_placeholders(kind.for_, kind.file)):
        yield from ((("file",), said) for said in unknown)
        return
    there = set(_BRACED.findall(kind.file))
    missing = (group[0] for group in _TELLING[kind.for_] if not there.intersection(group))
    if wanted := next(missing, None):
        said = Message(
            "all documents of the kind would have one name; put {wanted} into it",
            {"wanted": "{" + wanted + "}"},
        )
        yield ("file",), said
    segments = ((written, _BRACED.sub("x", written)) for written in kind.file.split("/"))
    faults = ((written, segment_fault(plain)) for written, plain in segments)
    if found := next(((written, said) for written, said in faults if said), None):
        yield ("file",), replace(found[1], values={**found[1].values, "name": found[0]})


def _placeholders(subject: Subject, pattern: str) -> Iterator[Message]:
    known = PLACEHOLDERS[subject]
    allowed = ", ".join("{" + name + "}" for name in known) or Message("nothing")
    for name in _BRACED.findall(pattern):
        if name not in known:
            values = {"name": "{" + name + "}", "allowed": allowed}
            yield Message("{name} stands for nothing here; there may be: {allowed}", values)


def _dated(name: str, kind: KindDeclaration) -> _Said:
    """A document's date must be that of a field, and a company's document has no other."""
    dated = kind_of(name, kind).dated
    field = (kind.fields or {}).get(dated)
    if kind.fields is None or (kind.for_ == "contract" and dated in _CONTRACT_DATES):
        return
    if kind.dated is not None and (field is None or field.type != "date"):
        dates = [key for key, each in kind.fields.items() if each.type == "date"]
        labelled = [key for key in dates if kind.fields[key].label == dated]
        meant = labelled[0] if len(labelled) == 1 else dated
        values = {"name": dated, "hint": did_you_mean(meant, dates)}
        yield ("dated",), Message("{name} is no field of the kind with the type date{hint}", values)
    elif kind.for_ == "company" and (field is None or field.type != "date" or not field.required):
        yield (
            (),
            Message(
                "a document of the company needs a date: declare the field signed_on with the type "
                "date, or name another one under dated"
            ),
        )


def _fields(fields: Mapping[str, FieldDeclaration], path: Path) -> _Said:
    for name, field in fields.items():
        here = (*path, name)
        if shape := list(_shape(field)):
            yield from (((*here, key) if key else here, said) for key, said in shape)
            continue
        yield from _fields(field.fields, (*here, "fields"))
        if field.default is not None:
            yield from (((*here, "default"), wrong) for wrong in _default(name, field))


def _shape(field: FieldDeclaration) -> Iterator[tuple[str, Message]]:
    """The key that is wrong or missing for the field's type, and what is to be said of it."""
    values = {"type": field.type}
    if field.type in {"choice", "list"}:
        yield from _of(field)
    elif field.of is not None:
        yield "of", Message("of belongs to a choice or a list, not to the type {type}", values)
    is_group = field.type == "group" or (field.type == "list" and field.of in {None, "group"})
    if field.fields and not is_group:
        yield "fields", Message("fields belong to a group, not to the type {type}", values)
    if not field.fields and (field.type == "group" or field.of == "group"):
        yield "", Message("a group needs fields")
    if field.lines and field.type != "text":
        yield "lines", Message("only a text has lines, not the type {type}", values)


def _of(field: FieldDeclaration) -> Iterator[tuple[str, Message]]:
    """Faults of `of`: a choice has words, a list those of its entries, or their type."""
    if field.type == "choice":
        if not isinstance(field.of, tuple):
            said = Message("a choice needs the words to choose from, such as `of: [甲, 乙]`")
            yield ("of" if field.of else ""), said
    elif isinstance(field.of, tuple):
        return
    elif field.of == "choice":
        yield "of", Message("write the words of which a list's entries are: `of: [甲, 乙]`")
    elif field.of not in {None, "group", *SINGLE_TYPES}:
        if meant := IN_CHINESE.get(str(field.of)):
            values = {"of": field.of, "meant": meant}
            yield "of", Message("{of} is no type of an entry; write {meant}", values)
            return
        types = {"of": field.of, "types": ", ".join([*SINGLE_TYPES, "group"])}
        yield "of", Message("{of} is no type of an entry; there are: {types}", types)


def _default(key: str, field: FieldDeclaration) -> Iterator[Message]:
    """What is wrong with a default, by the field's own type."""
    try:
        TypeAdapter(field_type(key, field)).validate_python(field.default)
    except ValidationError as error:
        yield said_of(error.errors()[0])
