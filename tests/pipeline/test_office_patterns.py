"""Patterns kept from build to build are known to the same tools and the same template alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from kefu_docs.convert.confinement import Confinement
from kefu_docs.fonts import FontSet
from kefu_docs.pipeline import office_patterns
from kefu_docs.pipeline.office_patterns import OfficePatterns
from kefu_docs.pipeline.toolchain import Toolchain
from kefu_docs.render.composing.odf_pattern import Form, Pattern
from kefu_docs.store import Store

VERSIONS = {"kefu-docs": "1", "fonts": "f", "office": "LibreOffice 7.4 kit"}


def pattern(head: str = "head") -> Pattern:
    """A pattern of one paragraph."""
    return Pattern(head, "styles", "masters", "front", {}, {"甲": Form(("<p>", "</p>"), (0,))})


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with Store(tmp_path) as store:
        yield store


def kept(store: Store, fonts: FontSet, name: str = "fonts", version: str = "f") -> OfficePatterns:
    """What is kept there with these tools; one of them is of another version."""
    tools = Toolchain(fonts, {**VERSIONS, name: version}, Confinement())
    return OfficePatterns(store, tools)


def known_later(store: Store, fonts: FontSet) -> Sequence[Pattern]:
    """What is known to a later build with the same tools."""
    with Store(store.root) as later:
        return kept(later, fonts).known("template")


def test_what_was_kept_is_known_to_a_later_build(store: Store, fonts: FontSet) -> None:
    """And of many the last."""
    patterns = [pattern(str(number)) for number in range(6)]
    kept(store, fonts).keep("template", patterns)
    store.close()
    assert known_later(store, fonts) == patterns[-4:]


def test_nothing_is_known_where_anything_else_has_a_hand_in_it(
    store: Store, fonts: FontSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another LibreOffice, its engine, other fonts, another program, or another template."""
    kept(store, fonts).keep("template", [pattern()])
    assert kept(store, fonts).known("template")
    assert not kept(store, fonts).known("another template")
    for name, other in (
        ("office", "LibreOffice 7.5 kit"),
        ("office", "LibreOffice 7.4 soffice"),
        ("fonts", "g"),
    ):
        assert not kept(store, fonts, name, other).known("template")
    monkeypatch.setattr(office_patterns, "program_digest", lambda: "another program")
    assert not kept(store, fonts).known("template")


def test_what_was_altered_is_not_known(store: Store, fonts: FontSet) -> None:
    """A byte that changed on the disk, in whatever place of the text."""
    kept(store, fonts).keep("template", [pattern()])
    store.close()
    with sqlite3.connect(store.root / "facts.sqlite3") as file:
        changed = file.execute("UPDATE facts SET text = replace(text, 'styles', 'sty1es')")
        assert changed.rowcount == 1
    file.close()
    assert known_later(store, fonts) == []
