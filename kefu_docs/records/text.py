"""The bytes of a record file to its tree: what is no text, and what is no YAML."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable

from ruamel.yaml.error import MarkedYAMLError, YAMLError

from kefu_docs.diagnostics import Diagnostic, Location, Message, Severity
from kefu_docs.diagnostics.characters import CONTROL, LINE_BREAKS, MEANINGLESS, invisible
from kefu_docs.diagnostics.encodings import encoded_text
from kefu_docs.records.parsed import Parsed, Tree, without_left_out
from kefu_docs.records.slips import explain
from kefu_docs.records.tree import read_tree

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
    known = {place for place, _ in parsed.left_out}
    known |= {d.location for d in parsed.diagnostics if d.rule == "code-points"}
    may_stay = _may_stay(parsed, unseen)
    for place, which in unseen:
        # One that begins a line the parser skips, but counts as a column.
        is_order_mark = which == _BOM and place.column == 1
        is_told = place in known or (place in may_stay and not is_order_mark)
        if which not in MEANINGLESS or not is_told:
            told.report_invisible(place, which)
    may_go = _may_go(parsed)
    for place, which in parsed.left_out:
        (told.note_left_out if place in may_go else told.report_invisible)(place, which)
    parsed.diagnostics[:0] = told.diagnostics
    return parsed


def _may_go(parsed: Parsed) -> set[Location]:
    """Where characters are left out without which the text would be read alike, all of them.

    Nobody sees why `\u200b# 3` is no comment, and why `[\u200b"a, b"]` has two entries.
    """
    places = list(dict.fromkeys(place for place, _ in parsed.left_out))
    return _by_halves(places, lambda those: _read_without(parsed, those) == parsed.tree)


def _may_stay(parsed: Parsed, unseen: Collection[tuple[Location, str]]) -> set[Location]:
    """Of a text that could not be read, where characters stand that are not to blame for it."""
    places = [place for place, which in unseen if which in MEANINGLESS]
    is_to_blame = parsed.tree is None and not LINE_BREAKS.intersection(which for _, which in unseen)
    if not is_to_blame or not places or _read_without(parsed, places) is None:
        return set(places)
    return _by_halves(places, lambda those: _read_without(parsed, set(places) - those) is not None)


def _by_halves(places: list[Location], holds: Callable[[set[Location]], bool]) -> set[Location]:
    """As many of the places as a test holds for, all of them together."""
    found: set[Location] = set()
    to_try = [places]
    while to_try:
        some = to_try.pop()
        if not some or holds({*found, *some}):
            found.update(some)
        elif len(some) > 1:
            middle = len(some) // 2
            to_try += [some[:middle], some[middle:]]
    return found


def _read_without(parsed: Parsed, places: Iterable[Location]) -> Tree | None:
    return _parse_lines(parsed.file, without_left_out(parsed.text, places), unseen=True).tree


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
