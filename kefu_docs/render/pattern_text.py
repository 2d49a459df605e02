"""Patterns of OpenDocument as text, to be kept from one build to the next."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from kefu_docs.render.odf_pattern import Form, PageForm, Pattern


def patterns_as_text(patterns: Sequence[Pattern]) -> str:
    """A text that `read_patterns` reads."""
    return json.dumps([asdict(pattern) for pattern in patterns], ensure_ascii=False)


def read_patterns(text: str) -> list[Pattern]:
    """Read what `patterns_as_text` wrote; empty where it is not that."""
    try:
        return [_pattern(**fields) for fields in json.loads(text)]
    except (ValueError, TypeError):  # another program's, or damaged
        return []


def _pattern(*, frames: dict[str, Any], forms: dict[str, Any], **texts: str) -> Pattern:
    if not all(isinstance(text, str) for text in texts.values()):
        raise TypeError
    pages = {markup: PageForm(*map(_form, forms)) for markup, forms in frames.items()}
    return Pattern(**texts, frames=pages, forms={m: _form(form) for m, form in forms.items()})


def _form(read: list[list[Any]]) -> Form:
    pieces, places = read
    if not all(isinstance(p, str) for p in pieces) or not all(type(p) is int for p in places):
        raise TypeError
    if len(pieces) != len(places) + 1:
        raise ValueError
    return Form(tuple(pieces), tuple(places))
