"""Records rewritten in standard form: values, mistyped colons, characters that nobody sees."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from msgspec import Struct

from kefu_docs.diagnostics import Diagnostic, Severity
from kefu_docs.model import Path as KeyPath
from kefu_docs.pipeline.settings import Settings
from kefu_docs.records import load_dataset
from kefu_docs.records.edit import NotEditableError, edited
from kefu_docs.records.parsed import Tree, without_left_out
from kefu_docs.records.text import parse, without_refused
from kefu_docs.store.regular_file import read_regular
from kefu_docs.store.several_files import publish_all

# A key of a record with a full-width colon behind it, or without the space.
_COLON: Final = re.compile(
    r"^((?:[ ]|- )*[a-z_]+)(?:[:：](?=[^\s:：/])|：)[ \u3000]*", re.MULTILINE
)
_BOM: Final = "\ufeff"
_FORM: Final = "value-form"
_INVISIBLE: Final = "invisible-character"
_UNREAD: Final = frozenset(
    (
        *("yaml-syntax", "yaml-tab", "yaml-shape", "yaml-empty", "yaml-encoding"),
        "file-unreadable",
    )
)


class FormattedFile(Struct, frozen=True):
    """A record that is rewritten, and how many values of it."""

    path: Path
    data: bytes
    values: int


class Formatting(Struct, frozen=True):
    """The records that are not in standard form, and what keeps others from being read."""

    files: list[FormattedFile]
    unread: list[Diagnostic]


def formatted(settings: Settings) -> Formatting:
    """Read all records and put them in standard form; nothing is written."""
    found: list[FormattedFile] = []
    mended = dict(_mended(settings.data))
    _, findings = load_dataset(settings.data, templates=settings.templates)
    forms: dict[str, list[Diagnostic]] = defaultdict(list)
    for finding in findings:
        if finding.rule in {_FORM, _INVISIBLE}:
            forms[finding.location.file].append(finding)
    for path, text in mended.items():
        found.append(FormattedFile(path, text.encode(), _differing(path, text)))
    for file, told in forms.items():
        path = Path(file)
        if path in mended:  # its values come when its colons are there
            continue
        text = path.read_bytes().decode()
        new = _in_standard_form(file, text, told)
        if new != text:
            found.append(FormattedFile(path, new.encode(), len(told)))
    files = {path.as_posix() for path in mended}
    unread = [
        f
        for f in findings
        if f.rule in _UNREAD and f.severity is Severity.ERROR and f.location.file not in files
    ]
    return Formatting(sorted(found, key=lambda f: f.path), unread)


def write_formatted(files: list[FormattedFile]) -> None:
    """Write all of them or none. Raises OSError."""
    publish_all({file.path: file.data for file in files})


def _mended(data: Path) -> Iterator[tuple[Path, str]]:
    """The files that are no records for colons or what nobody sees, without these faults."""
    for path in sorted(data.rglob("*.yaml")):
        try:
            text = read_regular(path).decode()
        except (OSError, UnicodeDecodeError):
            continue
        name = path.as_posix()
        if not _is_faulty(name, text):
            continue
        new = _read_at_last(name, text)
        if new != text:
            yield path, new


def _read_at_last(name: str, text: str) -> str:
    """The text without what nobody sees; with colons in standard form if it is a record then."""
    seen = without_refused(name, text)
    if not _is_faulty(name, seen):
        return seen
    new = without_refused(name, _COLON.sub(r"\1: ", seen))
    return seen if _is_faulty(name, new) else new


def _is_faulty(file: str, text: str) -> bool:
    """Whether a text is no record for what its parser says."""
    parsed = parse(file, text.encode())
    return parsed.tree is None or any(d.severity is Severity.ERROR for d in parsed.diagnostics)


def _differing(path: Path, text: str) -> int:
    old = path.read_bytes().decode().splitlines()
    return sum(a != b for a, b in zip(old, text.splitlines(), strict=False))


def _in_standard_form(file: str, text: str, told: list[Diagnostic]) -> str:
    parsed = parse(file, text.encode())
    paths: Mapping[object, KeyPath] = {place: path for path, place in parsed.locations().items()}
    changes: dict[KeyPath, Tree] = {}
    for finding in told:
        path = paths.get(finding.location)
        if path is not None and finding.rule == _FORM:
            changes[path] = str(finding.message.values["meant"])
    bom, bare = (_BOM, text.removeprefix(_BOM)) if text.startswith(_BOM) else ("", text)
    bare = without_left_out(bare, (f.location for f in told if f.rule == _INVISIBLE))
    try:
        return bom + edited(bare, changes, ())
    except NotEditableError:
        return bom + bare
