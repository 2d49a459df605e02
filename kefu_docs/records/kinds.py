"""The kinds of documents of a shop: those of the package, of documents.yaml, and dropped templates.

A .docx in templates/ that nobody declares is a kind by itself (docs/documents.md).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path, PurePosixPath

from kefu_docs.diagnostics import Diagnostic
from kefu_docs.model import Dataset, Record
from kefu_docs.model.document_kind import DocumentKind, Kinds, dropped_kind, kind_of
from kefu_docs.model.kind_declaration import KindDeclarations, ShippedKinds, is_kind_name
from kefu_docs.model.path_segment import folded
from kefu_docs.records.decode import decode
from kefu_docs.records.kind_findings import kind_findings

DECLARATIONS = "documents.yaml"
"""The file below the data folder that declares a shop's own kinds."""

_SHIPPED = "shipped_kinds.yaml"


@cache
def shipped_kinds() -> Kinds:
    """The kinds that come with the program, by name."""
    data = files("kefu_docs.records").joinpath(_SHIPPED).read_bytes()
    record = decode(_SHIPPED, data, ShippedKinds).record
    if record is None:
        raise LookupError(_SHIPPED)
    return {name: kind_of(name, declared) for name, declared in record.value.root.items()}


def kinds_of(
    declared: Record[KindDeclarations] | None, templates: Path | None
) -> tuple[Kinds, list[Diagnostic]]:
    """All kinds by name, and what is wrong with those that are declared.

    `templates` is the folder of the templates; None where none is looked at. With a fault in the
    declarations there are the shipped kinds alone.
    """
    shipped = shipped_kinds()
    names = template_names(templates) if templates else {}
    kinds = dict(shipped)
    if declared is not None:
        wrong = list(kind_findings(declared, shipped, names.keys() if templates else None))
        if wrong:
            return shipped, wrong
        for name, declaration in declared.value.root.items():
            kinds[name] = kind_of(name, declaration, declared.file)
    kinds |= {kind.name: kind for kind in _dropped(names, kinds)}
    return {name: _of_file(kind, names) for name, kind in kinds.items()}, []


def _of_file(kind: DocumentKind, names: Mapping[str, str]) -> DocumentKind:
    """The kind with its template called as the file is."""
    file = names.get(kind.template, kind.template)
    return kind if file == kind.template else replace(kind, template=file)


def declarations_of(dataset: Dataset, unread: Iterable[str]) -> Kinds | None:
    """The kinds of a dataset; None where documents.yaml is among the files that are unread."""
    broken = any(PurePosixPath(file).name == DECLARATIONS for file in unread)
    return None if broken else dataset.kinds


def template_names(folder: Path) -> dict[str, str]:
    """The templates of a folder: file names without suffix, by their composed form, in order.

    What is typed is composed, and what a Mac calls a file often is not.
    """
    stems = sorted(path.stem for path in folder.glob("[!~.]*.docx"))
    return {unicodedata.normalize("NFC", stem): stem for stem in stems}


def _dropped(names: Iterable[str], kinds: Kinds) -> Iterator[DocumentKind]:
    """A kind for each template that no other kind prints."""
    used = {folded(kind.template) for kind in kinds.values()}
    known = used | {folded(name) for name in kinds}
    for name in names:
        if folded(name) not in known and is_kind_name(name):
            known.add(folded(name))
            yield dropped_kind(name, name)
