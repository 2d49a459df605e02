"""Where characters that nobody sees may be deleted from a record, and which of them may stay.

Each question is whether a text is read alike without some of them. To ask it of each by itself,
with a look at the whole text, takes minutes for a thousand; so most are judged by their values
alone or by what stands before them, and the whole text is looked at for all others together.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from itertools import groupby

from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import ScalarEvent

from kefu_docs.diagnostics import Location
from kefu_docs.diagnostics.characters import LINE_BREAKS, MEANINGLESS, without_meaningless
from kefu_docs.records.parsed import (
    LostCharacter,
    Mark,
    Parsed,
    Tree,
    line_starts,
    without_left_out,
)
from kefu_docs.records.yaml_events import c_events, python_events

Read = Callable[[str], Tree | None]
"""The tree of a text; None where it cannot be read."""

_QUOTED = ('"', "'")
_MARKS = (*_QUOTED, "|", ">", "&", "!")
_CONTEXTS = ("[{}\n]", "- {}")
_UNSEEN = f"[{''.join(sorted(MEANINGLESS))}]+"
# The last of them, without which a text in no quotation marks would be a key or hold a comment.
_PARTING = re.compile(rf"(?<=:){_UNSEEN}(?=[ \t\r\n]|$)|(?<![^ \t\r\n]){_UNSEEN}(?=\#)")


def left_out_that_may_go(parsed: Parsed, read: Read) -> set[Location]:
    """Where characters were left out without which the text would be read alike, all of them.

    Nobody sees why `\u200b# 3` is no comment, and why `[\u200b"a, b"]` has two entries.
    """
    likely: list[Location] = []
    starts = line_starts(parsed.text) if parsed.left_out else []
    for _, some in groupby(parsed.left_out, lambda left: (left.start.line, left.start.column)):
        likely += _likely_to_go(parsed.text, list(some), starts, read)
    return _by_halves(
        likely, lambda those: read(without_left_out(parsed.text, those)) == parsed.tree
    )


def refused_that_may_stay(
    parsed: Parsed, unseen: Collection[tuple[Location, str]], read: Read
) -> set[Location]:
    """Of a text that could not be read, where characters stand that are not to blame for it."""
    text = parsed.text
    places = [place for place, which in unseen if which in MEANINGLESS]
    is_to_blame = parsed.tree is None and not LINE_BREAKS.intersection(which for _, which in unseen)
    if not is_to_blame or not places or read(without_left_out(text, places)) is None:
        return set(places)
    blamed = _behind_what_ends(text, places)
    others = [place for place in places if place not in blamed]
    return _by_halves(
        others, lambda those: read(without_left_out(text, set(places) - those)) is not None
    )


def refused_that_may_go(parsed: Parsed, places: list[Location], read: Read) -> set[Location]:
    """Of the places that are refused, those without which a text is read, or all values alike."""
    if parsed.tree is None:
        return set(places) if read(without_left_out(parsed.text, places)) is not None else set()
    named = _with_clean_keys(parsed.tree)
    return _by_halves(
        places, lambda those: _with_clean_keys(read(without_left_out(parsed.text, those))) == named
    )


def _likely_to_go(
    text: str, left_out: list[LostCharacter], starts: list[int], read: Read
) -> Collection[Location]:
    """The places in one value without which it is read alike where it stands alone."""
    start, end = (_offset(mark, starts) for mark in left_out[0][2:])
    written = text[start:end]
    offsets = {left.place: _place_offset(left.place, starts) - start for left in left_out}
    alone = next(filter(partial(_is_one_value, read, written), _CONTEXTS), None)
    if alone is None or not without_meaningless(written).strip():
        return offsets  # the whole text tells
    if not written.startswith(_MARKS):
        parting = {match.end() - 1 for match in _PARTING.finditer(written)}
        offsets = {place: at for place, at in offsets.items() if at not in parting}
    as_is = read(alone.format(written))
    return _by_halves(
        list(offsets),
        lambda those: read(alone.format(_without(written, offsets, those))) == as_is,
    )


def _is_one_value(read: Read, written: str, context: str) -> bool:
    tree = read(context.format(written))
    return isinstance(tree, list) and len(tree) == 1 and isinstance(tree[0], str)


def _without(written: str, offsets: dict[Location, int], those: Iterable[Location]) -> str:
    gone = {offsets[place] for place in those}
    return "".join(c for at, c in enumerate(written) if at not in gone or c not in MEANINGLESS)


def _behind_what_ends(text: str, places: list[Location]) -> set[Location]:
    """The places right behind a closing mark or a key's colon, where nothing may stand.

    The text is one that can be read without all of them.
    """
    without = without_left_out(text, places)
    ends: set[int] = set()
    colons: set[int] = set()
    for end in _ends(without):
        (colons if without[end - 1] == ":" else ends).add(end)
    starts = line_starts(text)
    offsets = {place: _place_offset(place, starts) for place in places}
    gone = sorted(offsets.values())
    found = set()
    for place, offset in offsets.items():
        at = offset - bisect_left(gone, offset)
        last = at
        while without[last - 1 : last] in {" ", "\t"}:
            last -= 1
        if at in colons or last in ends:
            found.add(place)
    return found


def _ends(text: str) -> Iterator[int]:
    """The offsets behind quotation marks and brackets that close, and behind colons of keys."""
    starts = line_starts(text)
    try:
        events = list(c_events(text))
    except YAMLError:  # what YAML 1.1 refuses: see tree.py
        events = list(python_events(text))
    for event in events:
        end = _offset(event.end_mark, starts)
        if isinstance(event, ScalarEvent):
            if event.style in _QUOTED:
                yield end
            if text[end : end + 1] == ":":
                yield end + 1
        elif text[end - 1 : end] in {"]", "}"}:
            yield end


def _offset(mark: Mark, starts: list[int]) -> int:
    return starts[mark.line] + mark.column


def _place_offset(place: Location, starts: list[int]) -> int:
    return starts[place.line - 1] + place.column - 1


def _with_clean_keys(tree: Tree | None) -> Tree | None:
    if isinstance(tree, dict):
        named = {without_meaningless(key): _with_clean_keys(value) for key, value in tree.items()}
        return {key: value for key, value in named.items() if value is not None}
    return [_with_clean_keys(item) or "" for item in tree] if isinstance(tree, list) else tree


def _by_halves(places: list[Location], holds: Callable[[set[Location]], bool]) -> set[Location]:
    """As many of the places as a test holds for, all of them together."""
    found: set[Location] = set()
    to_try = [list(dict.fromkeys(places))]
    while to_try:
        some = to_try.pop()
        if not some or holds({*found, *some}):
            found.update(some)
        elif len(some) > 1:
            middle = len(some) // 2
            to_try += [some[:middle], some[middle:]]
    return found
