"""YAML events to a tree: both parsers read the same, and what is written is what is read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.records import tree
from kefu_docs.records.parsed import Tree
from kefu_docs.records.tree import read_tree
from kefu_docs.records.yaml_events import python_events
from tests.support.builds import SAMPLE_DATA

FILES = sorted(SAMPLE_DATA.rglob("*.yaml"))
TEXTS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=12)
TREES = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=20,
)


@pytest.mark.parametrize("file", FILES, ids=str)
def test_both_parsers_give_the_same_tree_and_places(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the C parser refuses loses nothing by going to the other."""
    text = file.read_text("utf-8")
    by_c = read_tree(file.as_posix(), text)
    monkeypatch.setattr(tree, "c_events", python_events)
    by_python = read_tree(file.as_posix(), text)
    assert by_c.tree == by_python.tree
    assert by_c.locations() == by_python.locations()


@given(st.dictionaries(TEXTS, TREES, max_size=4))
def test_what_is_written_is_read(written: dict[str, Tree]) -> None:
    """Quoted, every text stands for itself: JSON is YAML, and "~" or "on" is text."""
    parsed = read_tree("f.yaml", json.dumps(written, ensure_ascii=False, indent=1))
    assert (parsed.tree, parsed.diagnostics) == (written, [])
    assert set(parsed.keys) <= set(parsed.locations())
