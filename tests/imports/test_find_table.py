"""Where the table of a sheet is, and what its columns mean."""

from __future__ import annotations

from collections.abc import Sequence

from kefu_docs.excel.cells import RawValue
from kefu_docs.excel.error_cells import UNCOMPUTED
from kefu_docs.imports.find_table import FoundTable, find_table
from kefu_docs.imports.headings import Headings
from kefu_docs.model import Employee, columns_of
from tests.support.rosters import sheet


def _found(*rows: Sequence[RawValue]) -> FoundTable:
    found = find_table(sheet(*rows), Headings(columns_of(Employee), {}))
    assert found is not None
    return found


def test_a_telephone_beside_a_mobile_is_the_landline() -> None:
    """Alone it is the mobile; beside one, only what is called a telephone is the landline."""
    assert _found(("姓名", "电话"), ("张三", "1")).keys == {0: "name", 1: "mobile"}
    row = ("张三", "1", "2", "3", "4")
    found = _found(("姓名", "手机", "电话", "手机（电话）", "紧急电话"), row)
    assert found.keys == {0: "name", 1: "mobile", 2: "phone"}
    assert (found.doubled, found.unknown) == ({3: "手机（电话）"}, {4: "紧急电话"})


def test_the_upper_of_two_headings_holds_until_the_next_or_a_gap() -> None:
    """合同 stands over several columns, merged or not; not over what is behind an empty one."""
    found = _found(
        ("姓名", "手机", "合同", "", "", ""), ("", "", "类型", "编号", "", "类型"), ("张三",) * 6
    )
    assert found.keys == {0: "name", 1: "mobile", 2: "contract.kind", 3: "contract.number"}
    assert (found.unknown, found.first) == ({5: "类型"}, 2)


def test_a_heading_that_means_nothing_is_told_where_something_is_below_it() -> None:
    """A column without values is no loss, and one without a heading has nothing to be told by."""
    found = _found(("姓名", "手机", "星座", "血型", ""), ("张三", "1", "白羊", "", "甲"))
    assert found.unknown == {2: "星座"}


def test_a_row_of_formulas_that_were_never_computed_is_none() -> None:
    """It was filled in too far, like one of errors."""
    cells = (("姓名", "手机"), ("张三", "1"), (UNCOMPUTED, ""), ("", "#N/A"), ("李四", UNCOMPUTED))
    assert [number for number, _ in _found(*cells).rows()] == [1, 4]
