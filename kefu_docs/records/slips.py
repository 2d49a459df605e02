"""Why text is not YAML, in the words of someone who fills in forms in Chinese.

The parser names the place where it could not go on, which is often the line below the slip: behind
`name：张三` it blames the next key. So the lines from the last sound one to that place are looked
through for what an input method types, and only then the parser's own words are translated.
"""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace
from ruamel.yaml.error import MarkedYAMLError

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.late_pattern import late
from kefu_docs.records.bracket_slips import bracket_slip, without_comment
from kefu_docs.records.indentation import wrong_indentation
from kefu_docs.records.list_slips import entry_without_hyphen, list_slip
from kefu_docs.records.parsed import split_lines
from kefu_docs.records.typed_slips import START, typed_slip

_SOUND = late(
    START + r"(?:(?:[^\s\"'\[{#:：-][^:]*|\"[^\"]*\"|'[^']*') *:(?: +\S|\s*$|\s+#)|-(?: |$))"
)
_STRAY = late(r"([,，;；。.、\]}】]+)\s*(?:#.*)?")
_BLANK = late(r"\s*(?:#.*)?$")
_BLOCK_TEXT = late(r"[|>][\d+-]*\s*$")
_NO_BEGINNING = Message("a value cannot begin with {character!r}; put the value in quotation marks")
# Words of ruamel.yaml's parser, which names the rule of YAML that was broken.
_PROBLEMS = (
    (
        "mapping values",
        Message(
            "a second colon with a space stands in this line; put the value in quotation marks, "
            "or keys and values of a group in {{ }}"
        ),
    ),
    ("expected ',' or", Message("a comma or a closing bracket is missing")),
    ("could not find expected ':'", Message("a colon and a space are missing behind the key")),
    ("expected <block end>", Message("the indentation does not fit the lines above")),
    ("unindent does not match", Message("the indentation does not fit the lines above")),
    ("found character", _NO_BEGINNING),
    ("mapping keys", _NO_BEGINNING),
    (
        "sequence entries",
        Message(
            "an entry of a list does not begin behind a key: write each on a line of its own below "
            "the key, or put the text in quotation marks"
        ),
    ),
    (
        "indentation",
        Message("behind | and > nothing else stands; write the text into the lines below"),
    ),
)
_ONE_RECORD = Message("a file holds one record; delete the line ---")
_NO_LINES = {
    "%": Message(
        "no line of a record begins with %; delete the line, or put it in quotation marks"
    ),
    "---": _ONE_RECORD,
    "...": _ONE_RECORD,
}
"""What is said of a line that begins so."""
_CONFLICT = late(r"<{7}(?: .*)?$")
_ELSE = Message("this line cannot be read; put its value in quotation marks, or write it anew")


class Slip(Struct, frozen=True):
    """What is wrong, and where: line and column counted from 0."""

    line: int
    column: int
    message: Message
    rule: str = "yaml-syntax"


def explain(text: str, error: MarkedYAMLError) -> Slip:
    """The slip behind an error of the parser."""
    lines = split_lines(text)
    if slip := _conflict(lines):
        return slip
    mark = error.problem_mark or error.context_mark
    at, column = (min(mark.line, len(lines) - 1), mark.column) if mark else (0, 0)
    context = error.context_mark.line if error.context_mark else at
    problem, about = str(error.problem or ""), str(error.context or "")
    if slip := _tab(lines, at, column):
        return slip
    if "quoted scalar" in about:
        return _unclosed_quotation(lines, error, at)
    in_brackets = "flow" in about
    first = context if in_brackets else _first_unsound(lines, at)
    # ruamel keeps a possible key until the next one and complains there (0.17 to 0.18): its own
    # line is that of the context (tests/records/test_slips.py, `items：`).
    if "simple key" in about:
        first = min(first, context)
    if typed := _typed(lines, range(first, at + 1), in_brackets=in_brackets):
        return typed
    opened = (context, error.context_mark.column) if in_brackets and error.context_mark else None
    if placed := bracket_slip(lines, (at, column), opened, problem):
        return Slip(*placed)
    return _by_problem(lines, problem, (at, column), at if in_brackets else first)


def _conflict(lines: list[str]) -> Slip | None:
    """The first of the lines by which git marks what two people changed otherwise."""
    for number, line in enumerate(lines):
        if _CONFLICT.match(line):
            message = Message(
                "git could not merge two versions of these lines; keep one of them, and delete the "
                "lines <<<<<<<, ======= and >>>>>>>"
            )
            return Slip(number, 0, message)
    return None


def _typed(lines: list[str], numbers: range, *, in_brackets: bool) -> Slip | None:
    """The first slip of the input method in these lines."""
    for number in numbers:
        # A comment is a slip where it takes the end of a bracket's own line away.
        line = lines[number] if number == numbers.start else without_comment(lines[number])
        if typed := typed_slip(line, in_brackets=in_brackets):
            return Slip(number, *typed)
    return None


def _tab(lines: list[str], at: int, column: int) -> Slip | None:
    line = lines[at]
    indent = line[: len(line) - len(line.lstrip(" \t"))]
    if "\t" in indent or line[column : column + 1] == "\t":
        message = Message("a tab stands where spaces are needed; indent with spaces")
        return Slip(at, line.index("\t"), message, "yaml-tab")
    return None


def _unclosed_quotation(lines: list[str], error: MarkedYAMLError, at: int) -> Slip:
    mark = error.context_mark
    line = lines[mark.line]
    rest = line[mark.column + 1 :]
    if chinese := re.search(r"[“”‘’](?=[\s,}\]]*$)", rest):
        message = Message(
            "the quotation begins with {begin} and ends with {end}; write {begin} at both ends",
            {"begin": line[mark.column], "end": chinese[0]},
        )
        return Slip(mark.line, mark.column + 1 + chinese.start(), message)
    if "escape" in str(error.problem) and error.problem_mark:
        message = Message(
            "a backslash has a meaning of its own between double quotation marks; put the value "
            "between ' '"
        )
        return Slip(min(error.problem_mark.line, at), error.problem_mark.column - 1, message)
    return Slip(mark.line, mark.column, Message("a quotation mark is not closed"))


def _first_unsound(lines: list[str], at: int) -> int:
    """The first of the lines up to `at` that are neither `key: value` nor an entry of a list."""
    first = at
    for number in range(at - 1, -1, -1):
        if _BLANK.match(lines[number]):
            continue
        if _SOUND.match(lines[number]) and not re.match(r"^ *\u3000", lines[number]):
            if _BLOCK_TEXT.search(lines[number]):
                first = _behind_block(lines, number, at)
            break
        first = number
    return first


def _behind_block(lines: list[str], head: int, at: int) -> int:
    """The first line behind the text that `head` begins with | or >: what it holds is no slip."""
    indent = _indent(lines[head])
    number = head + 1
    while number < at and (not lines[number].strip() or _indent(lines[number]) > indent):
        number += 1
    return number


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _by_problem(lines: list[str], problem: str, at: tuple[int, int], first: int) -> Slip:
    """What the parser says, where no slip of the input method explains it."""
    number, column = at
    for begin, said in _NO_LINES.items():
        if lines[number].startswith(begin):
            return Slip(number, 0, said)
    before = lines[number][:column].rstrip()
    if first < number and not _BLANK.match(lines[first]):
        return _no_key(lines, first)
    if "<block end>" in problem and before.endswith(('"', "'", "]", "}")):
        return _behind_closing(lines, at, before)
    if placed := list_slip(lines, number) or wrong_indentation(lines, number):
        return Slip(*placed)
    character = {"character": lines[number][column : column + 1]}
    for part, message in _PROBLEMS:
        if part in problem:
            return Slip(number, column, replace(message, values=character))
    return Slip(number, column, _ELSE)


def _behind_closing(lines: list[str], at: tuple[int, int], before: str) -> Slip:
    """Text behind a quotation, a list or a group, with which `before` ends."""
    number, column = at
    if opened := _quotation_above(lines, number, before):
        return opened
    mark = before[-1]
    if stray := _STRAY.fullmatch(lines[number][column:]):
        values = {"character": stray[1], "mark": mark}
        message = Message("{character!r} stands behind the closing {mark}; delete it", values)
    else:
        message = Message(
            "text stands behind the closing {mark}; put the whole value in quotation marks",
            {"mark": mark},
        )
    return Slip(number, column, message)


def _quotation_above(lines: list[str], number: int, before: str) -> Slip | None:
    """The quotation that the opening mark of a later value has ended, where one is.

    Quotations go on over lines, so one that is not closed ends where the next value is quoted.
    """
    mark = before[-1]
    if mark not in "\"'" or before.count(mark) % 2 == 0:
        return None
    for above in range(number - 1, -1, -1):
        opening = re.search(rf"(?:[:,\[{{-] +|^ *){mark}", lines[above])
        if opening and lines[above].count(mark) % 2:
            return Slip(above, opening.end() - 1, Message("a quotation mark is not closed"))
    return None


def _no_key(lines: list[str], number: int) -> Slip:
    if placed := entry_without_hyphen(lines, number):
        return Slip(*placed)
    word = re.match(r"\s*(?:- +)*(\S+)", lines[number])
    message = Message(
        "this line is no `key: value`: the colon and the space are missing behind the key, "
        "or the line goes on with the text above and is to be indented"
    )
    return Slip(number, word.end() if word else 0, message)
