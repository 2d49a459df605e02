"""Characters that will be printed: a code point of its own for each, and a face that draws it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.fonts import (
    SYMBOLS,
    Coverage,
    all_described,
    clusters,
    described,
    is_no_character,
    is_skin_tone,
    is_variation_selector,
)
from kefu_docs.rules.case import Case, Finding
from kefu_docs.rules.rule import Rule

_BESIDE = 10
"""So many characters on either side tell where in a text one stands."""

_Look = Callable[[Coverage, str], Iterator[Message]]


def _check(look: _Look) -> Callable[[Case], Iterator[Finding]]:
    def check(case: Case) -> Iterator[Finding]:
        if case.coverage is None:
            return
        for text, location, employee in case.unusual_texts:
            for message in look(case.coverage, text):
                yield Finding(location, message, employee)

    return check


def _no_characters(_coverage: Coverage, text: str) -> Iterator[Message]:
    for character in dict.fromkeys(filter(is_no_character, text)):
        yield Message(
            "{text!r} has the code point {character}, which stands for no character elsewhere: "
            "write the character's standard code point",
            {"text": _around(text, character), "character": described(character)},
        )


def _around(text: str, cluster: str) -> str:
    """What stands beside a character: a paragraph is long, and the character may be a blank box."""
    place = text.index(cluster)
    start, end = max(0, place - _BESIDE), place + len(cluster) + _BESIDE
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


def _missing(coverage: Coverage, text: str) -> Iterator[Message]:
    for cluster in coverage.missing(text):
        if not any(map(is_no_character, cluster)):
            yield Message(
                "no font has a glyph for {characters} in {text!r}: write another character, or put "
                "a font that has it into fonts/",
                {"characters": all_described(cluster), "text": _around(text, cluster)},
            )


def _variants(coverage: Coverage, text: str) -> Iterator[Message]:
    for cluster in dict.fromkeys(clusters(text)):
        base, selectors = cluster[0], filter(is_variation_selector, cluster[1:])
        for selector in selectors:
            if families := coverage.plain_variants(base, selector):
                yield Message(
                    "the variant of {base} that U+{selector:04X} selects is not in {families}; "
                    "these print the character itself",
                    {"base": base, "selector": ord(selector), "families": ", ".join(families)},
                )
    for base, tone in dict.fromkeys(pairwise(text)):
        if is_skin_tone(tone) and coverage.family_for("", tone) == SYMBOLS:
            yield Message(
                "the skin tone of {base}{tone} prints as a square beside it, as print has no "
                "colours: write {base} alone",
                {"base": base, "tone": tone},
            )


RULES: tuple[Rule, ...] = (
    Rule(
        "code-points",
        Severity.ERROR,
        Message("GB 18030-2022, ISO/IEC 10646"),
        Message("Private-use and unassigned code points look right on one computer only."),
        _check(_no_characters),
    ),
    Rule(
        "glyph-missing",
        Severity.ERROR,
        Message("GB 18030-2022 (level 3 is covered by the font set)"),
        Message("A character without a glyph prints as an empty box, or not at all."),
        _check(_missing),
    ),
    Rule(
        "glyph-variant",
        Severity.NOTICE,
        Message("ISO/IEC 10646 (variation sequences)"),
        Message("A variant that the face lacks prints as the plain character, a tone as a square."),
        _check(_variants),
    ),
)
