"""The kinds of documents of a shop: those of the package, of documents.yaml, and dropped templates.

A .docx in templates/ that nobody declares is a kind by itself (docs/documents.md).
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path

from kefu_docs.diagnostics import Diagnostic
from kefu_docs.diagnostics.late_pattern import late
from kefu_docs.diagnostics.zip_damage import ZIP_DAMAGE
from kefu_docs.model import Record
from kefu_docs.model.document_kind import DocumentKind, Kinds, dropped_kind, kind_of
from kefu_docs.model.kind_declaration import (
    KindDeclaration,
    KindDeclarations,
    ShippedKind,
    ShippedKinds,
    is_kind_name,
)
from kefu_docs.model.kinds_in_doubt import KindsInDoubt
from kefu_docs.model.path_segment import folded
from kefu_docs.records.decode import decode
from kefu_docs.records.kind_findings import kind_findings
from kefu_docs.records.sound_kinds import name_of
from kefu_docs.store.regular_file import read_regular

DECLARATIONS = "documents.yaml"
"""The file below the data folder that declares a shop's own kinds."""

_SHIPPED = "shipped_kinds.yaml"
_PART = late(r"word/(?:document|header|footer)[^/]*\.xml")
_LARGEST_PART = 16 << 20  # larger ones are refused where the template is printed
_XML_TAG = late("<[^>]*>")
_PRINTED = late(r"\bdocument\.(\w+)")
# What says in a declaration that its documents go into packets of months, or are made for
# everybody: the key, as its value may be the slip; not [employee] alone.
_MONTHLY = late(
    r"packets(?!=None|: *\[ *(?:employee)? *\] *$|=\((?:'employee',)?\))|合订本", re.MULTILINE
)
_FOR_ALL = late(r"made(?!='named')|always|总是")


@cache
def _shipped_declarations() -> Mapping[str, ShippedKind]:
    data = files("kefu_docs.records").joinpath(_SHIPPED).read_bytes()
    record = decode(_SHIPPED, data, ShippedKinds).record
    if record is None:
        raise LookupError(_SHIPPED)
    return record.value.root


@cache
def shipped_kinds() -> Kinds:
    """The kinds that come with the program, by name."""
    return {name: kind_of(name, declared) for name, declared in _shipped_declarations().items()}


def kinds_of(
    declared: Record[KindDeclarations] | None,
    templates: Path | None,
    broken: tuple[str, ...] = (),
) -> tuple[Kinds, list[Diagnostic], KindsInDoubt | None]:
    """All kinds by name, what is wrong with those that are declared, and what that leaves open.

    `templates` is the folder of the templates; None where none is looked at. `broken` are the texts
    of declarations that are not among `declared`. A declaration with a fault makes its kind
    unknown; where its name is that of no template it may mean any, so that of one's own kinds none
    is known but those declared soundly.
    """
    shipped = shipped_kinds()
    names = template_names(templates) if templates else {}
    # A paper of the package that is not in the folder is not this shop's.
    kinds = {
        name: _as_dropped(kind, templates) or kind
        for name, kind in shipped.items()
        if templates is None or not kind.is_own or kind.template in names
    }
    declarations = declared.value.root if declared else {}
    known = names.keys() if templates else None
    faults = list(kind_findings(declared, shipped, known)) if declared else []
    wrong = {name for name, _ in faults}
    for name, declaration in declarations.items():
        if declared and name not in wrong:
            is_paper = name in shipped and kinds.get(name) == shipped[name]
            said = _with_paper(name, declaration) if is_paper else declaration
            kinds[name] = kind_of(name, said, declared.file)
    kinds |= {kind.name: kind for kind in _dropped(names, kinds)}
    unusable = {name_of(text) for text in broken} | wrong
    if unusable:
        kinds = {name: kind for name, kind in kinds.items() if _is_sure(kind, unusable, names)}
    found = {name: _of_file(kind, names) for name, kind in kinds.items()}
    doubt = _doubt(unusable, [*broken, *(repr(declarations[name]) for name in sorted(wrong))])
    return found, [finding for _, finding in faults], doubt


def _is_sure(kind: DocumentKind, unusable: Iterable[str], templates: Iterable[str]) -> bool:
    """Whether a kind is none of which an unusable declaration may speak."""
    if kind.source or not kind.is_own:
        return True
    meant = set(map(folded, unusable))
    return meant <= set(map(folded, templates)) and folded(kind.name) not in meant


def _doubt(unusable: Collection[str], texts: Collection[str]) -> KindsInDoubt | None:
    """What declarations leave open that cannot be used; `texts` is what is written in them."""
    if not unusable:
        return None
    return KindsInDoubt(
        frozenset(unusable),
        any(not text or _MONTHLY.search(text) for text in texts),
        any(not text or _FOR_ALL.search(text) for text in texts),
    )


def _with_paper(name: str, declared: KindDeclaration) -> ShippedKind:
    """The declaration of a paper of the package with what a shop says of it otherwise."""
    said = {key: getattr(declared, key) for key in declared.model_fields_set}
    return _shipped_declarations()[name].model_copy(update=said)


def _of_file(kind: DocumentKind, names: Mapping[str, str]) -> DocumentKind:
    """The kind with its template called as the file is."""
    file = names.get(kind.template, kind.template)
    return kind if file == kind.template else replace(kind, template=file)


def template_names(folder: Path) -> dict[str, str]:
    """The templates of a folder: file names without suffix, by their composed form, in order.

    What is typed is composed, and what a Mac calls a file often is not.
    """
    stems = sorted(path.stem for path in folder.glob("[!~.]*.docx"))
    return {unicodedata.normalize("NFC", stem): stem for stem in stems}


def _as_dropped(kind: DocumentKind, templates: Path | None) -> DocumentKind | None:
    """A shipped paper whose template is a shop's own by now: one that prints other values.

    It is then a kind by itself, as under any other name.
    """
    if templates is None or not kind.is_own:
        return None
    template = templates / f"{kind.template}.docx"
    is_own = _prints_other_values(template, kind)
    return dropped_kind(kind.name, kind.template) if is_own else None


def _prints_other_values(template: Path, kind: DocumentKind) -> bool:
    """Whether a template prints values that the kind does not have, or not those it must have."""
    try:
        data = read_regular(template)
        if data == _shipped_template(template.name):
            return False
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            wanted = [i for i in archive.infolist() if _PART.fullmatch(i.filename)]
            parts = [archive.read(i) for i in wanted if i.file_size <= _LARGEST_PART]
    except ZIP_DAMAGE:
        return template.exists()  # what is wrong with it is told where it is printed
    texts = (_XML_TAG.sub("", part.decode(errors="replace")) for part in parts)
    printed = {name for text in texts for name in _PRINTED.findall(text)}
    fields = kind.fields or {}
    needed = {name for name, field in fields.items() if field.required and field.default is None}
    return not needed <= printed <= set(fields)


@cache
def _shipped_template(name: str) -> bytes:
    return files("kefu_docs").joinpath("sample", "templates", name).read_bytes()


def _dropped(names: Iterable[str], kinds: Kinds) -> Iterator[DocumentKind]:
    """A kind for each template that no other kind prints."""
    used = {folded(kind.template) for kind in kinds.values()}
    known = used | {folded(name) for name in kinds}
    for name in names:
        if folded(name) not in known and is_kind_name(name):
            known.add(folded(name))
            yield dropped_kind(name, name)
