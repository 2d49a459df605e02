"""Warnings on a record that is sound YAML but says something else than its writer sees."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import BaseModel

from kefu_docs.diagnostics import Diagnostic, Location, Message, Severity
from kefu_docs.model import Path
from kefu_docs.records.fields import is_text
from kefu_docs.records.parsed import Parsed, split_lines

# One look at the whole text: nearly every record has none of these.
_REMARKABLE = re.compile(
    r"\S[ \t]+#|[:\-\[,{][ \t]*[“”‘’]|\[[^\]\n\"']*[，、；]|[,，、；;][ \t]*$", re.MULTILINE
)
_COMMENT = re.compile(r"(?<=\S)[ \t]+#")
_QUOTED = re.compile(r"[“”‘’].*[“”‘’\"']")
_PARTING = re.compile(r"[，、；]")
_ENDING = ",，、；;"
_QUOTES = "\"'"


def remarks(parsed: Parsed, model: type[BaseModel]) -> Iterator[Diagnostic]:
    """Warnings of text behind ` #`, Chinese quotation marks, one entry for several, last commas."""
    if not _REMARKABLE.search(parsed.text):
        return
    lines = split_lines(parsed.text)
    for path, mark in parsed.places.items():
        text = parsed.text_at(path)
        line = lines[mark.line]
        if not text or line[mark.column : mark.column + 1] in _QUOTES:
            continue
        if is_text(model, path, parsed.tree):
            yield from _comment(parsed, text, line, mark.line, mark.column)
            yield from _quotation(parsed, text, path)
            yield from _ending(parsed, text, line, mark.column, path)
            if _is_bracketed(parsed, lines, path):
                yield from _one_entry(parsed, text, path)


def _comment(
    parsed: Parsed, text: str, line: str, number: int, column: int
) -> Iterator[Diagnostic]:
    """Behind a value in digits and Latin letters, `# …` is what it looks like: a comment."""
    if not line[column:].startswith(text):
        return
    end = column + len(text)
    found = _COMMENT.match(line, end)
    if found is None or (text.isascii() and line[found.end() : found.end() + 1] == " "):
        return
    message = Message(
        "behind ` #` a comment begins, so {rest!r} is not printed; put the value in quotation "
        "marks, or the comment on a line of its own",
        {"rest": line[found.end() - 1 :].rstrip()},
    )
    place = Location(parsed.file, number + 1, found.end())
    yield Diagnostic(place, Severity.WARNING, "yaml-comment", message)


def _quotation(parsed: Parsed, text: str, path: Path) -> Iterator[Diagnostic]:
    if not _QUOTED.fullmatch(text) or len(re.findall("[“”‘’]", text)) > 2:
        return
    message = Message(
        "the marks {begin} and {end} are part of the text and are printed; write the text without "
        "them, or put all of it between ' '",
        {"begin": text[0], "end": text[-1]},
    )
    place = parsed.place(path) or Location(parsed.file, 1, 1)
    yield Diagnostic(place, Severity.WARNING, "yaml-quotation", message)


def _ending(parsed: Parsed, text: str, line: str, column: int, path: Path) -> Iterator[Diagnostic]:
    """A mark that ends the value of a key; an entry of a list may end with one (…；…；…。)."""
    place = parsed.place(path)
    if place and isinstance(path[-1], str) and text[-1] in _ENDING and line[column:] == text:
        message = Message(
            "{text!r} ends with {character}, which is printed; delete it if it is not meant",
            {"text": text, "character": text[-1]},
        )
        at = Location(place.file, place.line, place.column + len(text) - 1)
        yield Diagnostic(at, Severity.WARNING, "yaml-comma", message)


def _is_bracketed(parsed: Parsed, lines: list[str], path: Path) -> bool:
    """Whether the text is an entry of a list in brackets."""
    mark = parsed.places.get(path[:-1])
    if not path or not isinstance(path[-1], int) or mark is None:
        return False
    return lines[int(mark.line)].startswith("[", int(mark.column))


def _one_entry(parsed: Parsed, text: str, path: Path) -> Iterator[Diagnostic]:
    found = _PARTING.search(text)
    place = parsed.place(path)
    if found and place:
        message = Message(
            "{text!r} is one entry of the list: entries are parted by `,` and a space, not by "
            "{character}; put it in quotation marks if it is one",
            {"text": text, "character": found[0]},
        )
        at = Location(place.file, place.line, place.column + found.start())
        yield Diagnostic(at, Severity.WARNING, "yaml-comma", message)
