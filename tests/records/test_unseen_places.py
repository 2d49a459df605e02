"""Characters that nobody sees: many in one file cost few looks at all of it."""

from __future__ import annotations

import pytest

from kefu_docs.records.parsed import Tree
from kefu_docs.records.text import parse, without_refused
from kefu_docs.records.tree import read_tree
from kefu_docs.records.unseen_places import (
    left_out_that_may_go,
    refused_that_may_stay,
)

NUMBER = 64


@pytest.mark.parametrize(
    ("line", "may_go"),
    [
        ('  - \u200b"甲"\n', 0),
        ("  - [\u200b'甲, 乙', 丙]\n", 0),
        ("  - \u200b# 甲\n", 0),
        ('  - \u200b"甲" 乙\n', 0),
        ("  - >\n    甲\n    \u200b\n    乙\n", 0),
        ("  - 甲\u200b乙\n", NUMBER),
        ("  - \u200b\n", NUMBER),
        ("  - 甲, \u200b[乙\n", NUMBER),
    ],
)
def test_whether_it_may_go_is_asked_of_each_value_alone(line: str, may_go: int) -> None:
    """The whole text is read once for all of them."""
    text = "a:\n" + line * NUMBER
    parsed = read_tree("f.yaml", text, unseen=True)
    whole: list[str] = []

    def read(asked: str) -> Tree | None:
        if asked.startswith("a:\n"):
            whole.append(asked)
        return parse("f.yaml", asked.encode()).tree

    assert len(left_out_that_may_go(parsed, read)) == may_go
    assert len(whole) <= 1


@pytest.mark.parametrize(
    ("line", "may_go"),
    [
        ("k{}:\u200b 甲\n", 0),
        ("k{}:\ufeff\u200b\n", NUMBER),
        ("  \u200b# {}\n", 0),
        ("k{}:\u200b\u3000甲\n", NUMBER),
        ("k{}:\u200b甲\u200b#\n", 2 * NUMBER),
    ],
)
def test_keys_and_comments_in_one_text_are_known_by_their_places(line: str, may_go: int) -> None:
    """Whatever their number, they are not asked about one by one."""
    text = "- 甲\n  乙\n  " + "  ".join(line.format(number) for number in range(NUMBER))
    parsed = read_tree("f.yaml", text, unseen=True)
    read: list[str] = []

    def tree(asked: str) -> Tree | None:
        read.append(asked)
        return parse("f.yaml", asked.encode()).tree

    assert len(left_out_that_may_go(parsed, tree)) == may_go
    assert len(read) <= 5


@pytest.mark.parametrize("line", ['k{}: "甲"\u200b\n', "k{}: [甲] \u200b\n", "k{}:\u200b 甲\n"])
def test_what_stands_behind_a_mark_that_ends_is_to_blame(line: str) -> None:
    """Whatever their number, the text is read without all of them, and with the others."""
    text = "k: 甲\u200b\n" + "".join(line.format(number) for number in range(NUMBER))
    parsed = parse("f.yaml", text.encode())
    assert parsed.tree is None
    read: list[str] = []

    def tree(asked: str) -> Tree | None:
        read.append(asked)
        return parse("f.yaml", asked.encode()).tree

    told = [d.location for d in parsed.diagnostics if d.rule == "code-points"]
    first = told[0].__class__("f.yaml", 1, 5)
    unseen = [(place, "\u200b") for place in [first, *told]]
    assert refused_that_may_stay(parsed, unseen, tree) == {first}
    assert (len(told), len(read)) == (NUMBER, 2)


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ('a: "甲"\u200b\n', 'a: "甲"\n'),
        ("\ufeffa: [甲]\u200b # 乙\n", "\ufeffa: [甲] # 乙\n"),
        ("a: {b: 甲} \u2060\nc: '乙'\u200b\n", "a: {b: 甲} \nc: '乙'\n"),
        ("a: 1\n\u200bb\ufeff: 2\n", "a: 1\nb: 2\n"),
        ('\u200ba: \u200b# 3\nb: "甲"\u200b\n', 'a: \u200b# 3\nb: "甲"\n'),
    ],
)
def test_what_keeps_a_text_from_being_read_is_deleted(text: str, without: str) -> None:
    """Behind a closing quotation mark or bracket, and in keys."""
    assert without_refused("f.yaml", text) == without


@pytest.mark.parametrize(
    "text",
    [
        "a: \u200b# 3\n",
        "a: [\u200b'甲, 乙']\n",
        "a: 1\na\u200b: 2\n",
        'a: "甲"\u200b乙\n',
        '"a\\u200b": x\n',
        "a: 甲\u202e\n",
        "a: x\u2028y\n",
        "a:\n  - 甲:\u200b 乙\n",
    ],
)
def test_where_it_would_be_read_otherwise_nothing_is_deleted(text: str) -> None:
    """A value would change, or the text could still not be read."""
    assert without_refused("f.yaml", text) == text
