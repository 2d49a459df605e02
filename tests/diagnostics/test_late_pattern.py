"""What is asked of a late pattern is what the compiled one tells."""

import re

import pytest

from kefu_docs.diagnostics.late_pattern import late


def test_it_finds_what_a_compiled_pattern_finds() -> None:
    """Methods, groups, text and flags are those of the pattern."""
    pattern = late("(?P<letter>[a-z])(?P<digit>\\d)", re.IGNORECASE)
    for _ in range(2):
        assert pattern.sub(r"\2\1", "x1 Y2") == "1x 2Y"
        assert [found["digit"] for found in pattern.finditer("x1 Y2")] == ["1", "2"]
    assert pattern.pattern == "(?P<letter>[a-z])(?P<digit>\\d)"
    assert pattern.flags & re.IGNORECASE


def test_it_is_compiled_when_it_is_first_used() -> None:
    """A fault in it is told then."""
    broken = late("(")
    with pytest.raises(re.error):
        broken.search("x")


def test_a_method_is_looked_for_once() -> None:
    """It becomes an attribute."""
    pattern = late("a")
    assert pattern.search is pattern.search
