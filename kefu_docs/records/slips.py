"""Why text is not YAML, in the words of someone who fills in forms in Chinese.

The parser names the place where it could not go on, which is often the line below the slip: behind
`name：张三` it blames the next key. So the lines from the last sound one to that place are looked
through for what an input method types, and only then the parser's own words are translated.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ruamel.yaml.error import MarkedYAMLError

from kefu_docs.diagnostics import Message
from kefu_docs.records.indentation import wrong_indentation

_START = r"^ *(?:- +)*"
_SOUND = re.compile(
    _START + r"(?:(?:[^\s\"'\[{#:：-][^:]*|\"[^\"]*\"|'[^']*') *:(?: +\S|\s*$|\s+#)|-(?: |$))"
)
_BLANK = re.compile(r"\s*(?:#.*)?$")
_ENTRIES: tuple[tuple[re.Pattern[str], Message], ...] = (
    (
        re.compile(r"^ *(?P<at>[－–—−•·●▪]|\d+[.、．)）]|[（(]\d+[)）])(?!.*: )"),
        Message("an entry of a list begins with a hyphen and a space: `- `"),
    ),
    (
        re.compile(_START + r"(?P<at>[－–—−•·●▪])"),
        Message("an entry of a list begins with a hyphen and a space: `- `"),
    ),
    (
        re.compile(_START + r"(?P<at>-)(?=[^\s-])"),
        Message("a space is missing behind the hyphen: an entry of a list begins with `- `"),
    ),
)
# What is looked for in a line that is no sound one, in this order; `at` is the place.
_SLIPS: tuple[tuple[re.Pattern[str], Message], ...] = (
    (
        re.compile(r"^[ \t]*(?P<at>[\u3000\xa0])"),
        Message("a full-width space stands in the indentation; indent with ordinary spaces"),
    ),
    *_ENTRIES,
    (
        re.compile(_START + r"[^\s:：\"'\[{#][^:：]*?(?P<at>：)"),
        Message("a full-width colon stands here; write `:` and a space behind the key"),
    ),
    (
        re.compile(_START + r"[^\s:\"'\[{#][^:]*?(?P<at>:)(?=[\u3000\xa0])"),
        Message("a full-width space stands behind the colon; write an ordinary space"),
    ),
    (
        re.compile(_START + r"(?!\d)[\w-]+(?P<at>:)(?=[^\s:])"),
        Message("a space is missing behind the colon; write `key: value`"),
    ),
    (
        re.compile(_START + r"[\w-]+ *(?P<at>[=＝])"),
        Message("an equals sign stands here; write `:` and a space behind the key"),
    ),
)
_IN_VALUE: tuple[tuple[re.Pattern[str], Message], ...] = (
    (
        re.compile(r"(?:: +|- +)(?P<at>[｛［【])"),
        Message("a full-width bracket stands here; write {{ }} or [ ]"),
    ),
    (
        re.compile(r"(?:: +|- +)(?P<at>[@`%!&*|>])"),
        Message("a value cannot begin with {character!r}; put the value in quotation marks"),
    ),
)
_IN_BRACKETS: tuple[tuple[re.Pattern[str], Message], ...] = (
    (
        re.compile(r"[{,，、；] *[\w-]+ *(?P<at>：)"),
        Message("a full-width colon stands here; write `:` and a space behind the key"),
    ),
    (
        re.compile(r"(?P<at>[，、；;])(?= *[\w-]+ *[:：])"),
        Message("{character!r} stands between two entries; write `,` and a space"),
    ),
    (
        re.compile(r"(?P<at>[｛［【｝］】])"),
        Message("a full-width bracket stands here; write {{ }} or [ ]"),
    ),
    (
        re.compile(r"(?<=\s)(?P<at>#)"),
        Message("behind ` #` a comment begins, so the bracket before it is not closed"),
    ),
)
_PROBLEMS = (
    ("expected ',' or", Message("a comma or a closing bracket is missing")),
    ("could not find expected ':'", Message("a colon and a space are missing behind the key")),
    ("expected <block end>", Message("the indentation does not fit the lines above")),
    ("unindent does not match", Message("the indentation does not fit the lines above")),
    (
        "found character",
        Message("a value cannot begin with {character!r}; put the value in quotation marks"),
    ),
)


@dataclass(frozen=True)
class Slip:
    """What is wrong, and where: line and column counted from 0."""

    line: int
    column: int
    message: Message
    rule: str = "yaml-syntax"


def split_lines(text: str) -> list[str]:
    """The lines as editors and the parser count them."""
    return re.split(r"\r\n|\r|\n", text)


def explain(text: str, error: MarkedYAMLError) -> Slip:
    """The slip behind an error of the parser."""
    lines = split_lines(text)
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
    if "simple key" in about:  # it began on a line that may lie further up
        first = min(first, context)
    for number in range(first, at + 1):
        if slip := _slip_in(lines[number], number, in_brackets=in_brackets):
            return slip
    if in_brackets and context < at and error.context_mark:
        message = Message("this bracket is not closed")
        return Slip(context, error.context_mark.column, message)
    return _by_problem(lines, problem, (at, column), first)


def slip_in_text(line: str) -> tuple[int, Message] | None:
    """The slip in a line that the parser took for the end of the text above it.

    Only what is no text: an entry of a list, or a key of a record with its colon mistyped.
    """
    if entry := re.match(r" *(- )", line):
        message = Message("this entry is indented further than the one above; give both one indent")
        return entry.start(1), message
    if key := re.match(r" *[a-z_]+(：|:(?=[^\s/]))", line):
        message = Message(
            "this line is read as the end of the text above; write `:` and a space behind the key"
        )
        return key.start(1), message
    return None


def no_entry(line: str) -> tuple[int, Message] | None:
    """The slip in a line that is meant as an entry of a list and is none."""
    for pattern, message in _ENTRIES:
        if found := pattern.search(line):
            return found.start("at"), message
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
            break
        first = number
    return first


def _slip_in(line: str, number: int, *, in_brackets: bool) -> Slip | None:
    patterns = _IN_BRACKETS if in_brackets else (*_SLIPS, *_IN_VALUE)
    for pattern, message in patterns:
        if found := pattern.search(line):
            told = replace(message, values={"character": found["at"]})
            return Slip(number, found.start("at"), told)
    return None


def _by_problem(lines: list[str], problem: str, at: tuple[int, int], first: int) -> Slip:
    """What the parser says, where no slip of the input method explains it."""
    number, column = at
    line = lines[number]
    if first < number and not _BLANK.match(lines[first]):
        word = re.match(r"\s*(?:- +)*(\S+)", lines[first])
        message = Message(
            "this line is no `key: value`: the colon and the space are missing behind the key, "
            "or the line goes on with the text above and is to be indented"
        )
        return Slip(first, word.end() if word else 0, message)
    if "<block end>" in problem and line[:column].rstrip()[-1:] in {'"', "'", "]", "}"}:
        message = Message(
            "text stands behind the closing {mark}; put the whole value in quotation marks",
            {"mark": line[:column].rstrip()[-1]},
        )
        return Slip(number, column, message)
    if found := wrong_indentation(lines, number):
        return Slip(*found)
    if "mapping values" in problem:
        message = Message(
            "a second colon with a space stands in this line; put the value in quotation marks, "
            "or keys and values of a group in {{ }}"
        )
        return Slip(number, column, message)
    character = {"character": line[column : column + 1]}
    for part, message in _PROBLEMS:
        if part in problem:
            return Slip(number, column, replace(message, values=character))
    message = Message("this is not YAML: {problem}", {"problem": problem})
    return Slip(number, column, message)
