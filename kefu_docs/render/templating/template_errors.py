"""Template errors told by the paragraph they stand in, not by a line of generated code."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import NamedTuple

import jinja2
from jinja2.exceptions import SecurityError, TemplateSyntaxError, UndefinedError
from msgspec.structs import replace

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import TemplateError
from kefu_docs.diagnostics.late_pattern import late
from kefu_docs.render.inserting.inserts import InsertError
from kefu_docs.render.templating.jinja_environment import (
    EmptyValueError,
    NotSingleError,
    UnfitValueError,
)
from kefu_docs.render.templating.jinja_reasons import line_of_reason, reason_of, refusal_of
from kefu_docs.render.templating.limits import LATE, LimitError, MachineLimitError

FAILURES = (
    jinja2.TemplateError,
    ArithmeticError,
    AssertionError,  # Jinja's truncate, where the end is longer than the text may be
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What an expression or a filter may raise on a value it was not made for."""

_RAW_OR_OPENING = late(
    r"\{%[-+]?\s*raw\s*[-+]?%\}.*?\{%[-+]?\s*endraw\s*[-+]?%\}|(\{[{%][-+]?)", re.DOTALL
)
_OPENING = late(r"(\{[{%][-+]?)\n")
_OPENED = late(r"\{[{%][-+]?\n\Z")
_CLOSING = late(r"[-+]?[%}]\}")
_IN_ATTRIBUTE = late(r"\((.*?)\)\|in_attribute")  # how colspan and cellbg are compiled
# What docxtpl makes of tags on a cell, and what they are called.
_IN_CELLS = {"gridSpan": "colspan", "shd": "cellbg"}
_IN_CELL = late(r'<w:(gridSpan|shd)(?: [^<>]*)? w:(?:val|fill)="\Z')
_TAG = late(r"</?\w+:[^<>]*>")
_TABLE_MARK = late(r"<(/?)w:(tbl|tr|tc)[ >]")
_PREFIXED = late(r"^\{%(?:[-+]?)\s*")


_UNCLOSED = Message("nothing closes this tag; write }}}} or %}} behind it")

# By the first class that fits; the values are put in later.
NOT_SINGLE = Message(
    "{where}: {expression} is not a single value; print what it holds, such as each item "
    "of a list by for"
)
_TOLD = (
    (
        EmptyValueError,
        Message(
            "{where}: {expression} is empty; write it in the record, or add |blank to the template "
            "to print an empty line"
        ),
    ),
    (NotSingleError, NOT_SINGLE),
    (
        LimitError,
        Message("{where}: {expression} takes more than a template may: {reason}"),
    ),
    (RecursionError, Message("{where}: {expression} calls itself without end")),
    (SecurityError, Message("{where}: {expression} is not allowed in a template: {reason}")),
    (UndefinedError, Message("{where}: “{reason}” in {expression} is undefined")),
)
_NO_LIST = Message(
    "{where}: {expression} goes through a list that is empty; write it in the record, or put "
    "{{% if … %}} and {{% endif %}} around it"
)
# Of a loop and of filters such as first and length.
_OF_NOTHING = late(r"NoneType' (?:object is not iterable|has no len)")
_NAMES = Message("names and filters are in docs/templates.md")
_OTHER = Message("{where}: {expression} cannot be printed: {reason}")


class Place(NamedTuple):
    """A failing expression and the text of the paragraph around it.

    `prefix` is docxtpl's p, tr or tc of a tag that has taken its paragraph, row or cell away.
    """

    expression: str
    paragraph: str
    prefix: str = ""


def one_line_each(source: str) -> str:
    """Start a line inside every Jinja tag, so that a line number names one tag.

    Space inside a tag prints nothing.
    """
    return _RAW_OR_OPENING.sub(lambda m: f"{m[1]}\n" if m[1] else m[0], source)


def syntax_error(file: str, source: str, error: TemplateSyntaxError) -> TemplateError:
    """Say what does not compile, and where."""
    text = error.message or ""
    line = line_of_reason(source, text, error.lineno)
    place = place_of(source, line)
    reason = _UNCLOSED if _is_unclosed(source, line) else reason_of(text, place.prefix)
    values = {"where": _where(file, "", place), "reason": reason}
    return TemplateError(Message("{where}: {reason}", values), _NAMES)


def _is_unclosed(source: str, line: int) -> bool:
    """Whether the tag that starts at `line` goes on behind its text, into the part's XML."""
    lines = source.split("\n")
    offset = sum(len(text) + 1 for text in lines[: line - 1])
    if not _OPENED.search(source[max(offset - 4, 0) : offset]):
        return False  # a comment, or the template as a whole
    closing = _CLOSING.search(source, offset)
    return "</w:" in source[offset : closing.start() if closing else len(source)]


def failure(file: str, subject: str, source: str, error: Exception) -> TemplateError:
    """Say what failed while printing the record `subject`."""
    place = place_of(source, _line_of(error))
    values = {
        "where": _where(file, subject, place),
        "expression": place.expression,
        "reason": refusal_of(str(error)),
    }
    hint = _NAMES if isinstance(error, UndefinedError) else None
    failed = TemplateError(_told(error, values), hint)
    failed.lasts = not isinstance(error, MachineLimitError)
    return failed


def always_late(file: str) -> TemplateError:
    """Say that a template took too much for others and is not printed any more."""
    values = {"file": file, "count": LATE}
    message = Message("{file}: it took too much for {count} others, and is not tried again", values)
    failed = TemplateError(message)
    failed.lasts = False
    return failed


def too_many(file: str, subject: str, count: int) -> TemplateError:
    """A document of more paragraphs than LibreOffice lays out in a minute, or as many lines."""
    values = {"file": file, "subject": subject, "count": count}
    return TemplateError(
        Message(
            "{file}: what it makes for {subject} has more than {count} paragraphs or lines", values
        )
    )


def fault_at(
    file: str, source: str, line: int, message: Message, hint: Message | None = _NAMES
) -> TemplateError:
    """The error about the tag in a line of a part's source.

    `message` gets `where`, the paragraph, and `expression`, the tag, besides its own values.
    """
    place = place_of(source, line)
    values = {"where": _where(file, "", place), "expression": place.expression}
    return TemplateError(replace(message, values={**values, **message.values}), hint)


def failure_told(error: Exception) -> Message:
    """What is told of a failure; `fault_at` adds the place and the expression."""
    return _told(error, {"reason": refusal_of(str(error))})


def _told(error: Exception, values: Mapping[str, object]) -> Message:
    """The message for a kind of failure."""
    if isinstance(error, (LimitError, InsertError, UnfitValueError)):
        values = {**values, "reason": error.told}
    if isinstance(error, TypeError) and _OF_NOTHING.search(str(error)):
        return replace(_NO_LIST, values=values)
    pattern = next((told for kind, told in _TOLD if isinstance(error, kind)), _OTHER)
    return replace(pattern, values=values)


def place_of(source: str, line: int) -> Place:
    """Find the tag that starts at `line`, and its paragraph; a tag outside of text is its own."""
    lines = source.split("\n")
    offset = sum(len(text) + 1 for text in lines[: line - 1])
    closing = _CLOSING.search(source, offset)
    end = closing.end() if closing else min(offset + len(lines[line - 1]), len(source))
    expression = source[offset : closing.start() if closing else end]
    begin = max(source.rfind("<w:p>", 0, offset), source.rfind("<w:p ", 0, offset))
    if begin <= source.rfind("</w:p>", 0, offset):
        begin = max(source.rfind("{%", 0, offset), source.rfind("{{", 0, offset), 0)
        if written := _IN_CELL.search(source[max(begin - 99, 0) : begin]):
            tag = f"{{% {_IN_CELLS[written[1]]} {_plain(expression)} %}}"
            return Place(_plain(expression), tag)
        prefix = _prefix_at(source, offset)
        tag = _PREFIXED.sub(rf"{{%{prefix} ", _plain(source[begin:end]))
        return Place(_plain(expression), tag, prefix)
    close = source.find("</w:p>", offset)
    text = _plain(source[begin : close if close >= 0 else end])
    # In a picture's alternative text, and the paragraph has no other.
    opening = max(source.rfind("{%", 0, offset), source.rfind("{{", 0, offset), 0)
    return Place(_plain(expression), text or _plain(source[opening:end]))


def _prefix_at(source: str, offset: int) -> str:
    """The letters behind the brace of a tag that stands outside of paragraphs."""
    depth = {"tbl": 0, "tr": 0, "tc": 0}
    for found in _TABLE_MARK.finditer(source, 0, offset):
        depth[found[2]] += -1 if found[1] else 1
    if depth["tbl"] > depth["tr"]:
        return "tr"
    return "tc" if depth["tr"] > depth["tc"] else "p"


def _plain(source: str) -> str:
    bare = _TAG.sub("", _OPENING.sub(r"\1", source))
    return html.unescape(_IN_ATTRIBUTE.sub(r"\1", bare)).strip()


def _where(file: str, subject: str, place: Place) -> Message:
    values = {"file": file, "subject": subject, "paragraph": place.paragraph}
    if subject:
        return Message("{file}, paragraph “{paragraph}”, for {subject}", values)
    return Message("{file}, paragraph “{paragraph}”", values)


def _line_of(error: Exception) -> int:
    """Read the template line off the traceback, which Jinja rewrites to template lines.

    Where a limit is told once more while it does so, the lines are still those of generated code.
    """
    line, traceback = 1, error.__traceback__
    while traceback is not None:
        frame = traceback.tb_frame
        if frame.f_code.co_filename == "<template>":
            generated = frame.f_globals.get("__jinja_template__")
            line = traceback.tb_lineno
            line = generated.get_corresponding_lineno(line) if generated is not None else line
        traceback = traceback.tb_next
    return line
