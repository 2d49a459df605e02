"""The bytes of a record file to its tree: what is no text, and what is no YAML."""

from __future__ import annotations

from ruamel.yaml.error import MarkedYAMLError

from kefu_docs.diagnostics import Diagnostic, Location, Message, Severity
from kefu_docs.records.tree import CONTROL, Parsed, read_tree

# The parser's usual complaints, in the words of someone who fills in forms.
_PROBLEMS = (
    ("mapping values are not allowed", Message("a colon stands too much here; quote the value")),
    ("could not find expected ':'", Message("a colon and a space are missing after the key")),
    ("expected <block end>", Message("the indentation does not fit the lines above")),
    ("unindent does not match", Message("the indentation does not fit the lines above")),
    ("unexpected end of stream", Message("a quotation mark is not closed")),
    ("expected ',' or", Message("a comma or a closing bracket is missing")),
    ("found character", Message("a value cannot start with this character; quote the value")),
)
_UTF8_BOM = b"\xef\xbb\xbf"
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")


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
    failed = Parsed(file)
    control = CONTROL.search(text)
    if control:
        failed.report_control(_location(file, text, control.start()), control[0])
        return failed
    try:
        return read_tree(file, text)
    except MarkedYAMLError as error:
        _report_syntax(failed, text, error)
    except RecursionError:
        message = Message("the record is nested too deeply")
        failed.report(Location(file, 1, 1), "yaml-syntax", message)
    return failed


def _decode(file: str, data: bytes) -> tuple[str | None, list[Diagnostic]]:
    """The text, None where it is not UTF-8, and what is to be said about the encoding."""
    start = Location(file, 1, 1)
    found: list[Diagnostic] = []
    if data.startswith(_UTF16_BOMS):
        message = Message("the file is UTF-16; save it as UTF-8")
        return None, [Diagnostic(start, Severity.ERROR, "yaml-encoding", message)]
    if data.startswith(_UTF8_BOM):
        message = Message("the file starts with a byte-order mark; save it as UTF-8 without BOM")
        found.append(Diagnostic(start, Severity.WARNING, "yaml-bom", message))
        data = data[len(_UTF8_BOM) :]
    try:
        return data.decode("utf-8"), found
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        message = Message("the file is not UTF-8, it looks like GBK; save it as UTF-8")
        place = _location(file, before, len(before))
        return None, [*found, Diagnostic(place, Severity.ERROR, "yaml-encoding", message)]


def _report_syntax(parsed: Parsed, text: str, error: MarkedYAMLError) -> None:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = text.splitlines()
    written = lines[line - 1] if line <= len(lines) else ""
    indent = written[: len(written) - len(written.lstrip())]
    if "\t" in indent or written[column - 1 :][:1] == "\t":
        message = Message("a tab stands where spaces are needed; indent with spaces")
        place = Location(parsed.file, line, written.index("\t") + 1)
        parsed.report(place, "yaml-tab", message)
        return
    problem = str(error.problem or error.context or "")
    known = (message for part, message in _PROBLEMS if part in problem)
    message = next(known, Message("this is not YAML: {problem}", {"problem": problem}))
    parsed.report(Location(parsed.file, line, column), "yaml-syntax", message)


def _location(file: str, text: str, offset: int) -> Location:
    line_start = text.rfind("\n", 0, offset) + 1
    return Location(file, text.count("\n", 0, offset) + 1, offset - line_start + 1)
