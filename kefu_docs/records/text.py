"""YAML text to a tree of plain text, lists and groups, with the place of every value.

Nodes are composed and never constructed, so no scalar turns into a number, a date or a truth
value: what the user typed is what a field decodes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kefu_docs.diagnostics import Diagnostic, Location, Message, Severity
from kefu_docs.model import Path

Tree = str | list["Tree"] | dict[str, "Tree"]

# YAML 1.2, 5.1: the control characters a stream may not contain.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")
# The parser's usual complaints, in the words of someone who fills in forms.
_PROBLEMS = (
    ("mapping values are not allowed", Message("a colon stands too much here; quote the value")),
    ("could not find expected ':'", Message("a colon and a space are missing after the key")),
    ("expected <block end>", Message("the indentation does not fit the lines above")),
    ("unindent does not match", Message("the indentation does not fit the lines above")),
    ("unexpected end of stream", Message("a quotation mark is not closed")),
    ("expected ',' or", Message("a comma or a closing bracket is missing")),
    ("found character", Message("a value cannot start with this character; quote the value")),
    ("but found another document", Message("a file holds one record; delete the line ---")),
)
_UTF8_BOM = b"\xef\xbb\xbf"
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")


@dataclass
class Parsed:
    """A file's tree (None where it has none), the places of its values and of its keys."""

    tree: Tree | None = None
    places: dict[Path, Location] = field(default_factory=dict)
    keys: dict[Path, Location] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def parse(file: str, data: bytes) -> Parsed:
    """Parse the bytes of one record file; what is wrong with them comes back as diagnostics."""
    parsed = Parsed()
    text = _decode(file, data, parsed)
    if text is None:
        return parsed
    control = _CONTROL.search(text)
    if control:
        _report(
            parsed,
            _location(file, text, control.start()),
            "yaml-encoding",
            Message(
                "the control character U+{code} cannot stand in a record; delete it",
                {"code": f"{ord(control[0]):04X}"},
            ),
        )
        return parsed
    try:
        root = _compose(text)
    except MarkedYAMLError as error:
        _report_syntax(parsed, file, text, error)
        return parsed
    except RecursionError:
        message = Message("the record is nested too deeply")
        _report(parsed, Location(file, 1, 1), "yaml-syntax", message)
        return parsed
    if root is not None:
        parsed.tree = _Walk(file, parsed).value(root, ())
    if parsed.tree is None and not parsed.diagnostics:
        message = Message("the file is empty; write the record's keys")
        _report(parsed, Location(file, 1, 1), "yaml-empty", message)
    return parsed


def _compose(text: str) -> Node | None:
    """The root node, by the C parser.

    The C parser follows YAML 1.1 and refuses `{starts: 09:00}`; what it refuses, the Python parser
    reads by YAML 1.2 or names the fault.
    """
    root: Node | None
    try:
        root = YAML(typ="safe").compose(text)
    except YAMLError:
        root = YAML(typ="safe", pure=True).compose(text)
    return root


def _decode(file: str, data: bytes, parsed: Parsed) -> str | None:
    if data.startswith(_UTF16_BOMS):
        message = Message("the file is UTF-16; save it as UTF-8")
        _report(parsed, Location(file, 1, 1), "yaml-encoding", message)
        return None
    if data.startswith(_UTF8_BOM):
        message = Message("the file starts with a byte-order mark; save it as UTF-8 without BOM")
        parsed.diagnostics.append(
            Diagnostic(Location(file, 1, 1), Severity.WARNING, "yaml-bom", message)
        )
        data = data[len(_UTF8_BOM) :]
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        message = Message("the file is not UTF-8, it looks like GBK; save it as UTF-8")
        _report(parsed, _location(file, before, len(before)), "yaml-encoding", message)
        return None


class _Walk:
    """Turns composed nodes into a tree and notes the places on the way."""

    def __init__(self, file: str, parsed: Parsed) -> None:
        self.file = file
        self.parsed = parsed
        self.seen: set[int] = set()

    def group(self, node: MappingNode, path: Path) -> dict[str, Tree]:
        group: dict[str, Tree] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode):
                message = Message("a key must be a single word")
                _report(self.parsed, _mark(self.file, key_node), "yaml-shape", message)
                continue
            key, place = key_node.value, _mark(self.file, key_node)
            here = (*path, key)
            if here in self.parsed.keys:
                message = Message(
                    "the key {key} stands here again; it is already in line {line}",
                    {"key": key, "line": self.parsed.keys[here].line},
                )
                _report(self.parsed, place, "yaml-duplicate-key", message)
                continue
            self.parsed.keys[here] = place
            value = self.value(value_node, here)
            if value is not None:
                group[key] = value
        return group

    def value(self, node: Node, path: Path) -> Tree | None:
        """The node's tree; None where the key stands with nothing behind it."""
        if id(node) in self.seen:
            message = Message("anchors and aliases (& and *) are not used in records; write it out")
            _report(self.parsed, _mark(self.file, node), "yaml-alias", message)
            return None
        self.seen.add(id(node))
        if isinstance(node, ScalarNode):
            if node.style is None and node.value in {"", "~"}:
                return None
            self.parsed.places[path] = _mark(self.file, node)
            return str(node.value)
        self.parsed.places[path] = _mark(self.file, node)
        if isinstance(node, SequenceNode):
            items = (self.value(item, (*path, i)) for i, item in enumerate(node.value))
            return ["" if item is None else item for item in items]
        return self.group(node, path) if isinstance(node, MappingNode) else None


def _report_syntax(parsed: Parsed, file: str, text: str, error: MarkedYAMLError) -> None:
    mark = error.problem_mark or error.context_mark
    location = Location(file, mark.line + 1, mark.column + 1) if mark else Location(file, 1, 1)
    lines = text.splitlines()
    line = lines[location.line - 1] if location.line <= len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())] or line[location.column - 1 :][:1] == "\t":
        column = line.index("\t") + 1
        message = Message("a tab stands where spaces are needed; indent with spaces")
        _report(parsed, Location(file, location.line, column), "yaml-tab", message)
        return
    problem = str(error.problem or error.context or "")
    known = (message for part, message in _PROBLEMS if part in problem)
    message = next(known, Message("this is not YAML: {problem}", {"problem": problem}))
    _report(parsed, location, "yaml-syntax", message)


def _report(parsed: Parsed, location: Location, rule: str, message: Message) -> None:
    parsed.diagnostics.append(Diagnostic(location, Severity.ERROR, rule, message))


def _mark(file: str, node: Node) -> Location:
    return Location(file, node.start_mark.line + 1, node.start_mark.column + 1)


def _location(file: str, text: str, offset: int) -> Location:
    line_start = text.rfind("\n", 0, offset) + 1
    return Location(file, text.count("\n", 0, offset) + 1, offset - line_start + 1)
