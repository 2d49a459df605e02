"""Footnotes and endnotes, which stand at the foot of some page, taken out of the pages' text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kefu_docs.model.document import ANYTHING
from kefu_docs.proof.marks import literals, pattern
from kefu_docs.proof.normalized import squeezed

# Stands for a note that was taken out, until its label is, too.
_NOTE = "\x01"
_LABEL = re.compile(r"\d{1,4}|[*†‡]{1,3}|[ivxlc]{1,6}")
_LABELLED = rf"(?<=[\d*†‡{_NOTE}])"
_UNKNOWN_LABEL = re.compile(r"[\d*†‡]{0,3}\Z")
_EXCERPT = 30


def without_notes(text: str, notes: Iterable[str]) -> tuple[str, list[str]]:
    """Take the notes out, each with the label before it; give also those that are missing.

    Long ones come first, as a shorter one may be what a longer begins with.
    """
    missing = []
    for note in sorted(map(squeezed, notes), key=len, reverse=True):
        words = note.lstrip(ANYTHING)
        if not words:
            continue
        found = _last(words, text)
        if found:
            text = _NOTE.join((text[: found.start()], text[found.end() :]))
        elif torn := _torn(text, words):
            first, rest = torn
            text = text[: first[0]] + _NOTE + text[first[1] : rest[0]] + text[rest[1] :]
        else:
            missing.append(note.strip(ANYTHING))
    return _without_labels(text), missing


def _last(words: str, text: str) -> re.Match[str] | None:
    """Where a note stands: the last place with its words, as notes stand behind the text.

    "Ebenda" may stand in the text behind it, too; so one with a label goes before.
    """
    for before in (_LABELLED, ""):
        if found := [*re.finditer(before + pattern(words), text)]:
            return found[-1]
    return None


def _torn(text: str, words: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Where the two parts of a note stand that goes on at the foot of the next page.

    The first is as long as can be found.
    """
    low, high = 0, len(words)  # the longest beginning that is there is at least, at most, so long
    while low < high:
        middle = (low + high + 1) // 2
        is_there = re.search(pattern(words[:middle]), text) is not None
        low, high = (middle, high) if is_there else (low, middle - 1)
    # By chance what follows in the text may begin as the rest does.
    for length in range(low, max(0, low - _EXCERPT), -1):
        first = re.search(pattern(words[:length]), text)
        rest = words[length:]
        if first is None or not literals(rest):
            continue
        second = re.compile(pattern(rest)).search(text, first.end())
        if second is not None:
            return first.span(), second.span()
    return None


def _without_labels(text: str) -> str:
    """The text without the labels in front of notes that were taken out.

    In a row of notes all that stands between two is a label. In front of the first the text may end
    in figures itself, so that the number is looked for that goes on with those of other notes.
    """
    *parts, last = text.split(_NOTE)
    left, number = [], 0
    for index, part in enumerate(parts):
        following = parts[index + 1] if index + 1 < len(parts) else ""
        label = _label(part, following, number, is_in_row=index > 0)
        left.append(part.removesuffix(label))
        number = int(label) if label.isdecimal() else number
    return "".join((*left, last))


def _label(before: str, following: str, number: int, *, is_in_row: bool) -> str:
    """The label that ends what stands before a note, `number` being that of the note before."""
    if is_in_row and _LABEL.fullmatch(before):
        return before
    known = [int(following) - 1] if following.isdecimal() else []
    for candidate in (*known, number + 1, 1):
        if candidate > 0 and before.endswith(str(candidate)):
            return str(candidate)
    unknown = _UNKNOWN_LABEL.search(before)
    return unknown[0] if unknown else ""
