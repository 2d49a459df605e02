"""Values that are normalised are kept, and so printed, in their normal form."""

from __future__ import annotations

import pytest

from kefu_docs.model import Employee
from tests.support.rule_dataset import BASE


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("13800001234", "13800001234"),
        ("+86 138-0000-1234", "13800001234"),
        ("138 0000 1234", "13800001234"),
        ("１３８００００１２３４", "13800001234"),
        ("0571 88886666", "057188886666"),
        ("0571-88886666", "0571-88886666"),
        ("+1 555 0100", "+1 555 0100"),
    ],
)
def test_a_phone_number_is_kept_as_it_is_printed(written: str, printed: str) -> None:
    """Without +86, spaces and full-width digits; what is no number of here as it is written."""
    person = {**BASE["employees/E001.yaml"], "mobile": written, "phone": written}
    employee = Employee.model_validate(person)
    assert (employee.mobile, employee.phone) == (printed, printed)


@pytest.mark.parametrize("written", ["禾屿路18号\n", "禾屿路18号\n\n", "禾屿路18号"])
def test_a_text_ends_without_a_line_end(written: str) -> None:
    """A YAML block (`|`) ends in one, which would be printed as an empty line."""
    person = {**BASE["employees/E001.yaml"], "residence": written, "extra": {"车牌": [written]}}
    employee = Employee.model_validate(person)
    assert (employee.residence, employee.extra["车牌"]) == ("禾屿路18号", ("禾屿路18号",))


def test_a_text_keeps_the_lines_within() -> None:
    """Only what stands behind the last line goes."""
    person = {**BASE["employees/E001.yaml"], "residence": "甲\n\n乙\n"}
    assert Employee.model_validate(person).residence == "甲\n\n乙"
