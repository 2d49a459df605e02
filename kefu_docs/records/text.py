"""The bytes of a record file to its tree: what is no text, and what is no YAML."""

from __future__ import annotations

import re

from ruamel.yaml.error import MarkedYAMLError, YAMLError

from kefu_docs.diagnostics import Diagnostic, Location, Message, Severity
from kefu_docs.diagnostics.characters import CONTROL, LINE_BREAKS, MEANINGLESS, invisible
from kefu_docs.diagnostics.encodings import encoded_text
from kefu_docs.records.parsed import Parsed, split_lines
from kefu_docs.records.slips import explain
from kefu_docs.records.tree import read_tree

_UTF8_BOM = b"\xef\xbb\xbf"
# How .docx and .xlsx, .doc and .xls, PDF and RTF files begin.
_OTHER_PROGRAMS = (b"PK\3\4", b"\xd0\xcf\x11\xe0", b"%PDF-", b"{\\rtf")
_NO_CHARACTER = re.compile(r"\\U(?!0010|000[0-9A-Fa-f])[0-9A-Fa-f]{8}")


def parse(file: str, data: bytes) -> Parsed:
    """Parse the bytes of one record file; what is wrong with them comes back as diagnostics."""
    text, warnings = _decode(file, data)
    if text is None:
        return Parsed(file, diagnostics=warnings)
    parsed = _parse_text(file, text)
    parsed.diagnostics[:0] = warnings
    if parsed.tree is None and not parsed.diagnostics:
        message = Message("the file is empty; write the record's keys")
        parsed.report(Location(file, 1, 1), "yaml-empty", message)
    return parsed


def _parse_text(file: str, text: str) -> Parsed:
    told = Parsed(file, text)
    if control := CONTROL.search(text):
        told.report_control(_location(file, text, control.start()), control[0])
        return told
    unseen = [(_location(file, text, place), which) for place, which in invisible(text)]
    parsed = Parsed(file, text)
    if not any(which in LINE_BREAKS for _, which in unseen):
        parsed = _parse_lines(file, text, unseen=bool(unseen))
    for place, which in unseen:
        if which not in MEANINGLESS:
            told.report_invisible(place, which)
        elif _is_cleaned(parsed, place):
            told.note_left_out(place, which)
        elif not _is_comment(text, place):
            told.report_invisible(place, which)
    parsed.diagnostics[:0] = told.diagnostics
    return parsed


def _parse_lines(file: str, text: str, *, unseen: bool) -> Parsed:
    failed = Parsed(file, text)
    try:
        return read_tree(file, text, unseen=unseen)
    except MarkedYAMLError as error:
        slip = explain(text, error)
        place = Location(file, slip.line + 1, slip.column + 1)
        failed.report(place, slip.rule, slip.message)
    except (YAMLError, ValueError, OverflowError):
        # ruamel's Python parser gives the number of an escape to chr(), whatever it is.
        _report_escape(failed)
    except RecursionError:
        message = Message("the record is nested too deeply")
        failed.report(Location(file, 1, 1), "yaml-syntax", message)
    return failed


def _is_cleaned(parsed: Parsed, place: Location) -> bool:
    """Whether it is within a value, from which it is gone."""
    at = (place.line - 1, place.column - 1)
    return any(
        (begin.line, begin.column) <= at < (end.line, end.column) for begin, end in parsed.cleaned
    )


def _is_comment(text: str, place: Location) -> bool:
    return split_lines(text)[place.line - 1].lstrip().startswith("#")


def _report_escape(failed: Parsed) -> None:
    escape = _NO_CHARACTER.search(failed.text)
    values = {"escape": escape[0] if escape else "\\U"}
    message = Message("the escape {escape} stands for no character; write the character", values)
    place = _location(failed.file, failed.text, escape.start() if escape else 0)
    failed.report(place, "yaml-syntax", message)


def _decode(file: str, data: bytes) -> tuple[str | None, list[Diagnostic]]:
    """The text, None where it is not UTF-8, and what is to be said about the encoding."""
    found: list[Diagnostic] = []
    if data.startswith(_OTHER_PROGRAMS):
        message = Message(
            "this is a file of Word, Excel or another program, and no text; write the record in a "
            "text editor such as Notepad or VS Code"
        )
        return None, [Diagnostic(Location(file), Severity.ERROR, "yaml-encoding", message)]
    if data.startswith(_UTF8_BOM):
        message = Message("the file starts with a byte-order mark; save it as UTF-8 without BOM")
        found.append(Diagnostic(Location(file, 1, 1), Severity.WARNING, "yaml-bom", message))
    read = encoded_text(data)
    if read.bad is None:
        return read.text, found
    place = _location(file, read.text, read.bad)
    message = Message("a character that is damaged stands here; write it again, and save as UTF-8")
    if read.name is not None:
        message = Message(
            "the file is saved in {encoding}; save it as UTF-8 (in Notepad: Save as, Encoding "
            "UTF-8; in VS Code: click the encoding below, Save with Encoding)",
            {"encoding": read.name},
        )
    return None, [*found, Diagnostic(place, Severity.ERROR, "yaml-encoding", message)]


def _location(file: str, text: str, offset: int) -> Location:
    line_start = text.rfind("\n", 0, offset) + 1
    return Location(file, text.count("\n", 0, offset) + 1, offset - line_start + 1)
