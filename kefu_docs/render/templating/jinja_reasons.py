"""Why a tag does not compile, in words that can be translated; Jinja's own are English.

Jinja (3.1) tells an error by its text alone, so that is what is read here; what is not known is
given as it stands. tests/render/templating/test_jinja_reasons.py goes through every kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.late_pattern import late
from kefu_docs.diagnostics.nearest import did_you_mean
from kefu_docs.render.templating.jinja_environment import environment
from kefu_docs.render.templating.value_reasons import value_reason

_STATEMENT = late(r"\{%[-+]?\s*(end)?(\w+)")
_BLOCKS = frozenset(("if", "for", "macro", "call", "filter", "raw", "with", "autoescape", "block"))
_NAME = late(r"[\w.]*")
_GLUED = late(r"(p|tr|tc|r)(if|for|set|macro|else|elif|endif|endfor|endmacro|endset)")
_UNCLOSED = late(r"The innermost block that needs to be closed is '(\w+)'")
_TOKENS = {"end of print statement": "}}", "end of statement block": "%}", "end of comment": "#}"}
_FULL_WIDTH = str.maketrans("（），。：；！？【】“”‘’＝＋－｜＂＇", "(),.:;!?[]\"\"''=+-|\"'")


def reason_of(text: str, prefix: str = "") -> Message:
    """Why a tag does not compile, from Jinja's message; `prefix` is docxtpl's p, tr or tc."""
    for pattern, told in _REASONS:
        if found := pattern.search(text):
            message = told(found)
            return replace(message, values={**message.values, "p": prefix})
    return Message("Jinja says: {reason}", {"reason": text})


def refusal_of(text: str) -> Message | str:
    """Why a tag cannot be printed, from what Jinja and the sandbox say, else Python's values.

    An undefined name's error is the name alone.
    """
    for pattern, told in _REFUSALS:
        if found := pattern.search(text):
            return told(found)
    return text if _NAME.fullmatch(text) else value_reason(text)


def line_of_reason(source: str, text: str, line: int) -> int:
    """The line where the fault is: for a block that is not closed, that of its opening tag.

    `line` is where Jinja noticed it, counted from 1; each tag of `source` begins a line of its own.
    """
    if not _UNCLOSED.search(text) or "Encountered" in text:
        return line
    opened: list[int] = []
    for found in _STATEMENT.finditer(source):
        if found[2] in _BLOCKS and not found[1]:
            # Its words stand in the line behind the brace.
            opened.append(source.count("\n", 0, found.start(2)) + 1)
        elif found[1] and opened:
            opened.pop()
    return opened[-1] if opened else line


def _unclosed(found: re.Match[str]) -> Message:
    return Message(
        "{{%{p} {tag} %}} is not closed; write {{%{p} end{tag} %}} behind what it is for",
        {"tag": found[1]},
    )


def _unknown_tag(found: re.Match[str]) -> Message:
    tag = found[1]
    wanted = _UNCLOSED.search(found.string)
    if wanted:
        values = {"tag": tag, "open": wanted[1]}
        return Message(
            "{{%{p} {tag} %}} stands where {{%{p} {open} %}} must be closed first, with "
            "{{%{p} end{open} %}}",
            values,
        )
    if glued := _GLUED.fullmatch(tag):
        values = {"tag": tag, "letters": glued[1], "word": glued[2]}
        return Message("a space is missing in {tag}; write {{%{letters} {word} … %}}", values)
    if tag.startswith("end") or tag in ("else", "elif"):
        return Message("{{%{p} {tag} %}} has nothing before it that it belongs to", {"tag": tag})
    return Message("{{% {tag} %}} is no tag; if, for, set and macro are", {"tag": tag})


def _unexpected_character(found: re.Match[str]) -> Message:
    character = found[1]
    plain = character.translate(_FULL_WIDTH)
    values = {"character": character, "plain": plain}
    if plain != character:
        return Message("the character {character} is of full width; write {plain} in a tag", values)
    if character in "\"'":
        return Message("the quotation mark {character} has no other that closes it", values)
    return Message("the character {character} has no meaning in a tag", values)


def _expected(found: re.Match[str]) -> Message:
    expected, got = (_TOKENS.get(token, token) for token in found.groups())
    return Message(
        "{expected} is expected where {found} stands", {"expected": expected, "found": got}
    )


def _not_ended(found: re.Match[str]) -> Message:
    return Message("{expected} is missing", {"expected": _TOKENS.get(found[1], found[1])})


def _unexpected(found: re.Match[str]) -> Message:
    return Message(
        "something is missing before {found}", {"found": _TOKENS.get(found[1], found[1])}
    )


_REASONS: Sequence[tuple[re.Pattern[str], Callable[[re.Match[str]], Message]]] = (
    (late(r"Encountered unknown tag '(\w+)'"), _unknown_tag),
    (_UNCLOSED, _unclosed),
    (late(r"unexpected char (?:'|\")(.+?)(?:'|\") at"), _unexpected_character),
    (late(r"unexpected end of template, expected '([^']+)'"), _not_ended),
    (late(r"expected token '([^']+)', got '([^']+)'"), _expected),
    (late(r"Expected an expression, got '([^']+)'"), _unexpected),
    (late(r"unexpected '([^']+)', expected '([^']+)'"), lambda m: Message(
        "{expected} is expected where {found} stands", {"expected": m[2], "found": m[1]})),
    (late(r"unexpected '([^']+)'"), _unexpected),
    (late(r"expected name or number"), lambda _: Message("a name is missing behind the dot")),
    (late(r"Missing end of comment tag"), lambda _: Message(
        "{{# begins a comment that nothing ends; write #}} behind it")),
    (late(r"No filter named '([^']+)'"), lambda m: Message(
        "there is no filter {name}{hint}",
        {"name": m[1], "hint": did_you_mean(m[1], environment().filters)})),
    (late(r"No test named '([^']+)'"), lambda m: Message(
        "there is no test {name}", {"name": m[1]})),
)  # fmt: skip
_REFUSALS: Sequence[tuple[re.Pattern[str], Callable[[re.Match[str]], Message]]] = (
    (late(r"access to attribute '([^']+)' of"), lambda m: Message(
        "{name} is none of the names that a template may use", {"name": m[1]})),
    (late(r"^a value of type '[^']+' cannot be called"), lambda _: Message(
        "this is a value, nothing follows it in parentheses")),
    (late(r"^% is for numbers"), lambda _: Message(
        "text is put together with ~, never with %")),
    (late(r"^Range too big.*\((\d+)\)"), lambda m: Message(
        "range may count to {most} at most", {"most": m[1]})),
    (late(r"^no loader for this environment"), lambda _: Message(
        "a template takes in no other file; copy its text into this one")),
)  # fmt: skip
