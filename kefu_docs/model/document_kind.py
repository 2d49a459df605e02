"""Kinds of documents: whatever differs between them is a field, so no code asks for one by name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kefu_docs.model.kind_declaration import FieldDeclaration, KindDeclaration, ShippedKind, Subject

Kinds = Mapping[str, "DocumentKind"]
"""The kinds that a shop has, by name: those of the package, then its own."""

OWN_FOLDER = "documents"
"""The folder below build/ of all kinds that do not name another one."""

OWN_HEADING = "其他文件"
"""The section of the page in which they are listed."""

MONTHLY_PACKETS: Mapping[str, str] = {"contracts": "签订合同", "summaries": "工作总结"}
"""The packets that there may be for each month, and their titles behind the month."""

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_FILES: Mapping[Subject, str] = {
    "employee": "{id}",
    "contract": "{number}",
    "month": "{month}/{id}",
    "team": "{month}/team",
    "company": "company",
    "packet": "{id}",
}
_PERSONAL = frozenset({"employee", "contract", "month"})
_MONTHLY = frozenset({"month", "team"})


def filled(pattern: str, names: Mapping[str, str]) -> str:
    """The pattern with each `{name}` replaced by what `names` has for it; others stay."""
    return _PLACEHOLDER.sub(lambda found: names.get(found[1], found[0]), pattern)


@dataclass(frozen=True)
class DocumentKind:
    """One kind of document.

    `name` is what records and commands call it, `manifest` what manifest.json does. `template` is
    the template's file without suffix. `title`, `file` and `label` are patterns: of the title, of
    the path below build/ without suffix, of the page labels in a packet. `packets` are the
    built-in packets it goes into: `employee`, or one of MONTHLY_PACKETS. `dated` is the field that
    dates a document. `fields` are None where any are taken. Without `always` only records that
    have the kind under `documents` have a document. `contract` narrows it to one form of contract.
    Behind a document with `attachments` stand those of the person. `source` is the file that
    declares the kind, empty where it is the package or nobody.
    """

    name: str
    subject: Subject
    template: str
    title: str
    file: str
    label: str
    packets: tuple[str, ...] = ()
    dated: str = "signed_on"
    always: bool = False
    fields: Mapping[str, FieldDeclaration] | None = field(default=None, hash=False)
    contract: str = ""
    attachments: bool = False
    manifest: str = ""
    heading: str = OWN_HEADING
    source: str = ""

    @property
    def folder(self) -> str:
        """The folder below build/ in which its files lie; a command may be named like it."""
        return self.file.partition("/")[0]

    @property
    def is_own(self) -> bool:
        """Whether it lies with the papers of one's own, and not in a folder of its kind alone."""
        return self.folder == OWN_FOLDER

    @property
    def is_shipped(self) -> bool:
        """Whether the package declares it."""
        return self.fields is not None and not self.source

    @cached_property
    def names_files(self) -> bool:
        """Whether its values may name pictures or documents."""
        return any(map(_names_files, (self.fields or {}).values()))

    @property
    def is_monthly(self) -> bool:
        """Whether there may be one for each month."""
        return self.subject in _MONTHLY

    @property
    def is_personal(self) -> bool:
        """Whether it is about one person."""
        return self.subject in _PERSONAL


def _names_files(declared: FieldDeclaration) -> bool:
    types = {declared.type, declared.of}
    inner = map(_names_files, declared.fields.values())
    return bool(types & {"picture", "file"}) or any(inner)


def kind_of(name: str, declared: KindDeclaration | ShippedKind, source: str = "") -> DocumentKind:
    """The kind that a declaration describes, with what it leaves out as it is by default."""
    subject = declared.for_
    shipped = declared if isinstance(declared, ShippedKind) else ShippedKind(**{"for": subject})
    month = "-{month}" if subject in _MONTHLY else ""
    packets = ("employee",) if subject in _PERSONAL else ()
    return DocumentKind(
        name=name,
        subject=subject,
        template=shipped.template or name,
        title=declared.title or name,
        file=f"{shipped.folder or f'{OWN_FOLDER}/{name}'}/{declared.file or _FILES[subject]}",
        label=shipped.label or f"{{file}}-{name}{month}",
        packets=packets if declared.packets is None else declared.packets,
        dated=declared.dated or _dated(subject, declared.fields),
        always=declared.made == "always",
        fields=declared.fields,
        contract=shipped.contract or "",
        attachments=bool(shipped.attachments),
        manifest=shipped.manifest or name,
        heading=shipped.heading or OWN_HEADING,
        source=source,
    )


def _dated(subject: Subject, fields: Mapping[str, FieldDeclaration] | None) -> str:
    """What dates a document whose kind does not say: its signing, else the contract's beginning."""
    is_signed = fields is None or "signed_on" in fields
    return "signed_on" if is_signed or subject != "contract" else "starts_on"


def dropped_kind(name: str, template: str) -> DocumentKind:
    """The kind that a template nobody declares is by itself: for an employee, of any fields."""
    file = f"{OWN_FOLDER}/{name}/{_FILES['employee']}"
    label = f"{{file}}-{name}"
    return DocumentKind(name, "employee", template, name, file, label, ("employee",), manifest=name)
