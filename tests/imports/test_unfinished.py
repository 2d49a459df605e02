"""A month's record that is there but not filled in takes the figures of a sheet."""

from __future__ import annotations

from pathlib import Path

from kefu_docs.model import Month
from tests.support.rosters import proposal, refused, table, written


def test_figures_fill_in_a_month_that_was_begun(data: Path) -> None:
    """What somebody wrote stays; the same sheet again changes nothing; names are not read."""
    file = data / "months/2026-05/E001.yaml"
    file.parent.mkdir()
    begun = "# 五月\r\nsales:  # 元\r\ntickets:\r\n  dispatched: 7  # 我写的\r\ncomplaints:\r\n"
    file.write_bytes(begun.encode())
    figures = table({"工号": "E001", "姓名": "张晓宇", "销售额": 2800.5, "抓大笔错写": 3.0})
    found = written(data, figures, month=Month(2026, 5))
    assert (refused(found), found.notes) == ([], [])
    assert [(f.key, f.old, f.new) for f in found.changes[0].fields] == [
        ("sales", "", "2800.50"),
        ("tickets.misroute_caught", "", "3"),
    ]
    assert file.read_bytes().decode() == begun.replace("sales:", "sales: 2800.50").replace(
        "  dispatched", "  misroute_caught: 3\r\n  dispatched"
    )
    assert proposal(data, figures, month=Month(2026, 5)).unchanged == 1
    file.write_text(file.read_text("utf-8").replace("2800.50", "2800.5"), "utf-8")
    assert proposal(data, figures, month=Month(2026, 5)).unchanged == 1


def test_a_row_that_says_nothing_of_a_month_begins_no_record(data: Path) -> None:
    """The form names everybody; who has no figures has none."""
    found = proposal(data, table({"工号": "E001", "销售额": ""}), month=Month(2026, 5))
    assert (found.changes, found.unchanged, refused(found)) == ([], 1, [])


def test_a_month_with_errors_is_not_written_over(data: Path) -> None:
    """It is somebody's work."""
    file = data / "months/2026-05/E001.yaml"
    file.parent.mkdir()
    file.write_text("sales: viel\n", "utf-8")
    (line,) = refused(proposal(data, table({"工号": "E001", "销售额": 1.0}), month=Month(2026, 5)))
    assert line.endswith("months/2026-05/E001.yaml has errors; mend them first")
