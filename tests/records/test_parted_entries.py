"""A hyphen too many is told where the two entries lack what the other has, and not elsewhere."""

from __future__ import annotations

import pytest

from kefu_docs.model import MinimumWages
from tests.support.slips import findings

MONTHLY = "error: the key monthly is missing or empty [record-missing-key]"
PROVINCE = "error: the key province is missing or empty [record-missing-key]"
PARTED = (
    "error: {} belongs to the entry above: write two spaces for the hyphen before it "
    "[record-missing-key]"
)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("- city: 深圳\n- province: 广东\n  monthly: 2520\n", "province"),
        ("- province: 广东\n- city: 深圳\n", "city"),
        ("- province: 广东\n- monthly: 2520\n", "monthly"),
    ],
)
def test_entries_that_complete_each_other_are_one(text: str, key: str) -> None:
    """What the first lacks is in the second, or the other way round: one finding tells both."""
    assert findings(text, MinimumWages) == [f"2:3: {PARTED.format(key)}"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- province: 浙江\n- province: 广东\n  monthly: 2520\n", [f"1:3: {MONTHLY}"]),
        (
            "- city: 深圳\n- tier: 2\n",
            [f"1:3: {PROVINCE}", f"1:3: {MONTHLY}", f"2:3: {PROVINCE}", f"2:3: {MONTHLY}"],
        ),
    ],
)
def test_entries_that_do_not_complete_each_other_lack_what_they_lack(
    text: str, told: list[str]
) -> None:
    """Both have the same key, or neither has what the other lacks."""
    assert findings(text, MinimumWages) == told
