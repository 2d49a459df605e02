"""A line among others of its group that is moved is told at its place, with where it was."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from kefu_docs.model import Employee, PersonMonth, TeamMonth
from kefu_docs.model.kind_declaration import KindDeclarations
from tests.records.test_list_slips import KINDS, TEAM
from tests.records.test_slips import MONTH, PERSON
from tests.support.slips import findings

_RECORDS: tuple[tuple[str, type[BaseModel]], ...] = (
    (PERSON, Employee),
    (MONTH, PersonMonth),
    (TEAM, TeamMonth),
    (KINDS, KindDeclarations),
)
_SAID = (
    "{line}:{column}: error: the indentation of this line is {count}, that of the lines it belongs "
    "to is {right}: put {right} "
)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _keys_behind_keys(lines: list[str]) -> Iterator[int]:
    """Lines with a value whose line above, of the same indentation, has one, too."""
    for number in range(1, len(lines)):
        pair = lines[number - 1 : number + 1]
        if _indent(pair[0]) == _indent(pair[1]) and all(
            re.match(r" *\w+: ", line) for line in pair
        ):
            yield number


@pytest.mark.parametrize(("text", "model"), _RECORDS)
@pytest.mark.parametrize("by", [1, 2, 3, -1])
def test_a_line_that_is_moved_is_told_where_it_was(
    text: str, model: type[BaseModel], by: int
) -> None:
    """Further than its neighbours, or less far by one; the only finding is on it."""
    lines = text.splitlines()
    for number in _keys_behind_keys(lines):
        right = _indent(lines[number])
        count = right + by
        if count >= 0:
            moved = [*lines[:number], " " * count + lines[number].lstrip(), *lines[number + 1 :]]
            (found,) = findings("\n".join(moved) + "\n", model)
            place = {"line": number + 1, "column": count + 1, "count": count, "right": right}
            assert found.startswith(_SAID.format(**place)), found
