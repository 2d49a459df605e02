"""Patterns of OpenDocument as text, to be kept from one build to the next."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from kefu_docs.render.composing.odf_pattern import Form, PageForm, Pattern

_Written = tuple[list[str], list[int]]
"""A form as JSON holds it, if nobody changed it."""


def patterns_as_text(patterns: Sequence[Pattern]) -> str:
    """A text that `read_patterns` reads."""
    return json.dumps([asdict(pattern) for pattern in patterns], ensure_ascii=False)


def read_patterns(text: str) -> list[Pattern]:
    """Read what `patterns_as_text` wrote; empty where it is not that."""
    try:
        return [_pattern(**fields) for fields in json.loads(text)]
    except (ValueError, TypeError, AttributeError):  # another program's, or damaged
        return []


def _pattern(
    *, frames: dict[str, list[_Written]], forms: dict[str, _Written], **texts: str
) -> Pattern:
    if not all(isinstance(text, str) for text in texts.values()):
        raise TypeError
    pages = {markup: PageForm(*map(_form, page)) for markup, page in frames.items()}
    return Pattern(**texts, frames=pages, forms={m: _form(form) for m, form in forms.items()})


def _form(read: _Written) -> Form:
    pieces, places = read
    if not all(isinstance(p, str) for p in pieces) or not all(type(p) is int for p in places):
        raise TypeError
    if len(pieces) != len(places) + 1:
        raise ValueError
    return Form(tuple(pieces), tuple(places))
