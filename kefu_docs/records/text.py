"""The bytes of a record file to its tree: what is no text, and what is no YAML."""

from __future__ import annotations

import re
from collections.abc import Callable

from ruamel.yaml.error import MarkedYAMLError, YAMLError

from kefu_docs.diagnostics import Diagnostic, Location, Message, Severity
from kefu_docs.diagnostics.characters import CONTROL, LINE_BREAKS, MEANINGLESS, invisible
from kefu_docs.diagnostics.encodings import encoded_text
from kefu_docs.records.parsed import Parsed, Tree, without_left_out
from kefu_docs.records.slips import explain
from kefu_docs.records.tree import read_tree
from kefu_docs.records.unseen_places import (
    left_out_that_may_go,
    refused_that_may_go,
    refused_that_may_stay,
)

_BOM = "\ufeff"
_UTF8_BOM = _BOM.encode()
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
    if parsed.tree is None and all(d.severity is not Severity.ERROR for d in parsed.diagnostics):
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
        parsed = _parse_lines(file, text, unseen=any(which in text for which in MEANINGLESS))
    known = {place for place, *_ in parsed.left_out}
    known |= {d.location for d in parsed.diagnostics if d.rule == "code-points"}
    may_stay = refused_that_may_stay(parsed, unseen, _tree_of(file))
    for place, which in unseen:
        # One that begins a line the parser skips, but counts as a column.
        is_order_mark = which == _BOM and place.column == 1
        is_told = place in known or (place in may_stay and not is_order_mark)
        if which not in MEANINGLESS or not is_told:
            told.report_invisible(place, which)
    may_go = left_out_that_may_go(parsed, _tree_of(file))
    for place, which, *_ in parsed.left_out:
        (told.note_left_out if place in may_go else told.report_invisible)(place, which)
    parsed.diagnostics[:0] = told.diagnostics
    return parsed


def _tree_of(file: str) -> Callable[[str], Tree | None]:
    return lambda text: _parse_lines(file, text, unseen=True).tree


def without_refused(file: str, text: str) -> str:
    """The text without characters that nobody sees and that are refused: it is read as before.

    Those of a text that could not be read go if it can then be; those in keys, which stay keys.
    """
    parsed = parse(file, text.encode())
    left_out = {place for place, *_ in parsed.left_out}
    refused = [d.location for d in parsed.diagnostics if d.rule == "code-points"]
    may_go = refused_that_may_go(
        parsed, [place for place in refused if place not in left_out], _tree_of(file)
    )
    if not may_go:
        return text
    bom = _BOM * (text.startswith(_BOM) and not parsed.text.startswith(_BOM))
    without = bom + without_left_out(parsed.text, may_go)
    return without_refused(file, without) if parsed.tree is None else without


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
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    ends = text.count("\n", 0, offset) + text.count("\r", 0, offset) - text.count("\r\n", 0, offset)
    return Location(file, ends + 1, offset - start + 1)
