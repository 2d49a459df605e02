"""What an input method types in a line of a record where YAML has another character.

Each pattern names the place `at`; the message says what to write there.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.late_pattern import late
from kefu_docs.records.parsed import Mark

Patterns = tuple[tuple[re.Pattern[str], Message], ...]

START = r"^ *(?:- +)*"
_BULLETS = "－–—−•·●▪・∙‧◆■◇□○★☆①-⑳"
_NUMERALS = "一二三四五六七八九十"
_ENTRIES: Patterns = (
    (
        late(
            rf"^ *(?P<at>[{_BULLETS}]|\d+[.、．)）]|[{_NUMERALS}]+、|[（(][\d{_NUMERALS}]+[)）])"
            r"(?!.*: )"
        ),
        Message("an entry of a list begins with a hyphen and a space: `- `"),
    ),
    (
        late(START + rf"(?P<at>[{_BULLETS}])"),
        Message("an entry of a list begins with a hyphen and a space: `- `"),
    ),
    (
        late(START + r"(?P<at>-)(?=[^\s-])"),
        Message("a space is missing behind the hyphen: an entry of a list begins with `- `"),
    ),
)
# What is looked for in a line that is no sound one, in this order; `at` is the place.
_SLIPS: Patterns = (
    (
        late(r"^[ \t]*(?P<at>[\u3000\xa0])"),
        Message("a full-width space stands in the indentation; indent with ordinary spaces"),
    ),
    *_ENTRIES,
    (
        late(START + r"[^\s:：\"'\[{#][^:：]*?(?P<at>：)"),
        Message("a full-width colon stands here; write `:` and a space behind the key"),
    ),
    (
        late(START + r"[^\s:\"'\[{#][^:]*?(?P<at>:)(?=[\u3000\xa0])"),
        Message("a full-width space stands behind the colon; write an ordinary space"),
    ),
    (
        late(START + r"(?!\d)[\w-]+(?P<at>:)(?=[^\s:])"),
        Message("a space is missing behind the colon; write `key: value`"),
    ),
    (
        late(START + r"[\w-]+ *(?P<at>[=＝])"),
        Message("an equals sign stands here; write `:` and a space behind the key"),
    ),
    (
        late(START + r"(?!\d)[a-z_]+ *(?P<at>[；;，、。])"),
        Message("{character!r} stands behind the key; write `:` and a space"),
    ),
)
_IN_VALUE: Patterns = (
    (
        late(r"(?:: +|- +)(?P<at>[｛［【]|[（(](?= *[a-z_]+: ))"),
        Message("a full-width bracket stands here; write {{ }} or [ ]"),
    ),
    (
        late(r"(?:: +|- +)(?P<at>[@`%!&*]|[|>](?= *[^\s\d+-]))"),
        Message("a value cannot begin with {character!r}; put the value in quotation marks"),
    ),
)
_IN_BRACKETS: Patterns = (
    (
        late(r"[{,，、；] *[\w-]+ *(?P<at>：)"),
        Message("a full-width colon stands here; write `:` and a space behind the key"),
    ),
    (
        late(r"(?P<at>[，、；;])(?= *[\w-]+ *[:：])"),
        Message("{character!r} stands between two entries; write `,` and a space"),
    ),
    (
        late(r"(?P<at>[｛［【｝］】])"),
        Message("a full-width bracket stands here; write {{ }} or [ ]"),
    ),
    (
        late(r"(?<=\s)(?P<at>#)"),
        Message("behind ` #` a comment begins, so the bracket before it is not closed"),
    ),
)


def typed_slip(line: str, *, in_brackets: bool) -> tuple[int, Message] | None:
    """The column (from 0) of the slip in a line that is no sound one, and what to do."""
    for pattern, message in _IN_BRACKETS if in_brackets else (*_SLIPS, *_IN_VALUE):
        if found := pattern.search(line):
            return found.start("at"), replace(message, values={"character": found["at"]})
    return None


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


def text_above_entries(line: str, below: str, mark: Mark) -> tuple[int, Message] | None:
    """The text, which begins at `mark`, behind a key whose list begins in the line below."""
    key = re.match(r" *(?:- +)*([^\s:#-][^:]*): +", line)
    if key is None or key.end() != mark.column or not re.match(r" *- ", below):
        return None
    message = Message(
        "a text stands behind {key} and entries of a list below it; make the text an entry, too, "
        "or delete it",
        {"key": key[1]},
    )
    return mark.column, message


def no_entry(line: str) -> tuple[int, Message] | None:
    """The slip in a line that is meant as an entry of a list and is none."""
    for pattern, message in _ENTRIES:
        if found := pattern.search(line):
            return found.start("at"), message
    return None
