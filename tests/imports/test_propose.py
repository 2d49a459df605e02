"""Rosters and figures become new records and changed values, and nothing else."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from kefu_docs.excel import planned
from kefu_docs.excel.cells import ForeignSheet, RawValue
from kefu_docs.model import Month
from kefu_docs.records import load_dataset
from tests.support.builds import SAMPLE_DATA
from tests.support.records import APRIL
from tests.support.rosters import (
    CONTRACT,
    NEW,
    ROSTER,
    proposal,
    refused,
    sheet,
    table,
    written,
)
from tests.support.sheets import source_of


def lines_that_differ(data: Path, name: str) -> list[tuple[str, str]]:
    """The lines of a record that are not the sample's, old and new."""
    old = (SAMPLE_DATA / name).read_text("utf-8").splitlines()
    new = (data / name).read_text("utf-8").splitlines()
    assert len(old) == len(new)
    return [(a, b) for a, b in zip(old, new, strict=True) if a != b]


def test_a_known_person_is_changed_in_place(data: Path) -> None:
    """By id or by ID number; blank cells say nothing, and other bytes stay as they are."""
    found = written(
        data,
        table(
            {"工号": "E001", "身份证号": "", "手机": "19900000099", "入职日期": 46113.0},
            {"工号": "", "身份证号": "330282199811173611", "手机": "１９９０００００００２"},
        ),
    )
    assert [(f.key, f.old, f.new) for f in found.changes[0].fields] == [
        ("mobile", "19900000001", "19900000099"),
        ("hired_on", "2024-03-01", "2026-04-01"),
    ]
    assert found.unchanged == 1
    assert lines_that_differ(data, "employees/E001.yaml") == [
        ("mobile: 19900000001", "mobile: 19900000099"),
        ("hired_on: 2024-03-01  # 工龄从此日起算", "hired_on: 2026-04-01  # 工龄从此日起算"),
    ]


def test_an_id_that_lost_its_zeros_is_found(data: Path) -> None:
    """Excel makes 7 of 007; where 07 is somebody, too, nobody can say who is meant."""
    text = (data / "employees/E001.yaml").read_text("utf-8")
    (data / "employees/007.yaml").write_text(text, "utf-8")
    (data / "employees/010.yaml").write_text(text, "utf-8")
    figures = table({"工号": "7", "手机": "19900000099"})
    assert [change.file for change in written(data, figures).changes] == ["employees/007.yaml"]
    (data / "employees/07.yaml").write_text(text, "utf-8")
    assert [change.file for change in proposal(data, figures).changes] == []


def test_a_day_is_counted_from_where_the_workbook_does(data: Path) -> None:
    """44651 counted from 1904 is 2026-04-01; an amount is no day."""
    plain = table({"工号": "E001", "入职日期": 44651.0})
    found = written(data, replace(plain, is_1904=True))
    assert [(f.key, f.new) for f in found.changes[0].fields] == [("hired_on", "2026-04-01")]


def test_a_new_person_becomes_a_file_with_the_next_number(data: Path) -> None:
    """Gender comes from the ID number, the parts of the address from one cell."""
    found = written(data, table(NEW))
    assert [(c.file, c.is_new) for c in found.changes] == [("employees/E006.yaml", True)]
    person = load_dataset(data)[0].employees["E006"].value
    assert (person.name, person.gender, person.mobile) == ("王五", "女", "19900000077")
    assert person.postcode == "010010"
    assert person.household is not None
    assert person.household.province == "北京市"
    assert person.household.county == "朝阳区"
    assert person.household.village == "永安里"
    assert person.contract is not None
    assert str(person.contract.hours.starts) == "09:00:00"
    text = (data / "employees/E006.yaml").read_text("utf-8")
    assert text.startswith("# 王五，由 花名册.xlsx 导入。\nname: 王五\n")
    assert "contract:\n  kind: labor\n" in text


def test_a_second_import_changes_nothing(data: Path) -> None:
    """What is written is what the sheet says."""
    roster = table(NEW, {"工号": "E001", "手机": "19900000099"})
    assert len(written(data, roster).changes) == 2
    again = written(data, roster)
    assert again.changes == []
    assert again.unchanged == 2


def test_titles_sums_notes_and_repeated_headings_are_no_people(data: Path) -> None:
    """A title above, empty rows, headings once more on the next page, 合计 and notes below."""
    found = written(
        data,
        sheet(
            ("某店员工花名册（2026年5月）",),
            (),
            ("序号", "工号", " 手 机 ", "入职\n时间*"),
            (1.0, "E001", "19900000099", ""),
            ("", "", "", ""),
            ("序号", "工号", "手机", "入职时间"),
            (2.0, "E002", "19900000098", ""),
            ("合 计", "", 2.0, ""),
            ("", "制表人：张三", "", ""),
        ),
    )
    assert [change.file for change in found.changes] == [
        "employees/E001.yaml",
        "employees/E002.yaml",
    ]


def test_two_rows_of_headings_are_read_together(data: Path) -> None:
    """The upper one stands over the first of its columns, merged or not."""
    upper = ("工号", "联系方式", "", "户籍", "", "")
    lower = ("", "手机", "电话", "省份", "市县", "街道")
    rows = (upper, lower, ("E002", "19900000088", "0571-80000022", "浙江省", "杭州市", "某街道"))
    merged = {(0, 2): (0, 1), (0, 4): (0, 3), (0, 5): (0, 3)}
    for marks in (merged, {}):
        found = proposal(data, ForeignSheet(ROSTER, "员工", rows, 0, 0, marks))
        assert [f.key for f in found.changes[0].fields] == [
            "mobile",
            "phone",
            "household.county",
            "household.street",
        ]


def test_values_are_read_as_people_write_them(data: Path) -> None:
    """Dates in any form, amounts with separators, yuan and percent, a time of half past nine."""
    found = proposal(
        data,
        table(
            {
                "工号": "E004",
                "合同编号": "HY-PY-2026-002",
                "签订日期": "2026.4.13",
                "合同结束日期": "20270331",
                "月劳务报酬": "3,200元",
                "提成比例": "1.5%",
                "上班时间": "9点半",
                "每周休息天数": "１天",
            }
        ),
    )
    assert refused(found) == []
    assert {f.key.rpartition(".")[2]: f.new for f in found.changes[0].fields} == {
        "signed_on": "2026-04-13",
        "ends_on": "2027-03-31",
        "monthly": "3200",
        "rate": "0.015",
        "starts": "09:30:00",
        "rest_days_per_week": "1",
    }


def test_figures_of_a_month_fill_its_records(data: Path) -> None:
    """A known month is changed; a new one has what the sheet has, and empty keys for the rest."""
    figures = table(
        {"工号": "E001", "销售额（元）": "40,000.50", "中评": 2.0, "投诉": "无投诉"},
        {"工号": "E003", "销售额（元）": 34876.5, "中评": "", "投诉": ""},
    )
    found = written(data, figures, month=APRIL)
    assert [(f.key, f.new) for f in found.changes[0].fields] == [
        ("sales", "40000.50"),
        ("reviews.neutral", "2"),
        ("complaints", "none"),
    ]
    assert found.unchanged == 1
    found = written(data, figures, month=Month(2026, 5))
    assert [c.file for c in found.changes] == [
        "months/2026-05/E001.yaml",
        "months/2026-05/E003.yaml",
    ]
    assert found.changes[0].missing == (
        *("抓延误", "抓大笔错写", "发件", "老客户订单", "休息天数", "缺勤天数", "迟到次数"),
        *("总结标题", "差评"),
    )
    text = (data / "months/2026-05/E001.yaml").read_text("utf-8")
    assert (
        "sales: 40000.50\ntickets:\ncomplaints: none\nreviews:\n  neutral: 2\n  negative:\n" in text
    )


def test_a_platforms_export_is_read_by_imports_yaml(data: Path) -> None:
    """Headings, words and nicknames are the user's own."""
    (data / "imports.yaml").write_text(
        "months:\n"
        "  headings: {接待员: agent, 付款: sales, 吐槽: complaints, 响应秒: skip}\n"
        "  values:\n    complaints: {有: without_fine}\n"
        "people: {小林: E003}\n",
        "utf-8",
    )
    found = proposal(
        data, table({"接待员": "小林", "付款": 1.5, "吐槽": "有", "响应秒": 3.0}), month=APRIL
    )
    assert refused(found) == []
    assert found.notes == []
    assert {f.key for f in found.changes[0].fields} == {"sales", "complaints"}
    (line,) = refused(proposal(data, table({"接待员": "小王", "付款": 1.5}), month=APRIL))
    assert "'小王' is nobody that `people`" in line


def test_unknown_headings_are_told_and_those_that_repeat(data: Path) -> None:
    """What is not read is said with its place."""
    found = proposal(
        data, sheet(("工号", "手机", "手机号", "爱好"), ("E001", "19900000001", "", "x"))
    )
    assert [note.text() for note in found.notes] == [
        "花名册.xlsx!员工!D1: the column '爱好' is not known and not read",
        "花名册.xlsx!员工!C1: an earlier column has what '手机号' has; not read",
    ]
    assert found.unknown == ["爱好"]


def test_numbers_of_rows_are_passed_over(data: Path) -> None:
    """序号 is no unknown column, of which imports.yaml would be proposed."""
    found = proposal(data, sheet(("序号", "工号", "手机"), (1.0, "E001", "19900000001")))
    assert (found.notes, found.unknown, refused(found)) == ([], [], [])


def test_a_sheet_without_headings_is_left_out_and_told(data: Path) -> None:
    """A note beside the table keeps nobody out."""
    found = proposal(data, sheet(("说明", "本表保密"), name="说明"), table({"工号": "E001"} | NEW))
    assert found.notes[0].text().startswith("说明: no row of headings was found")


def test_what_is_exported_imports_back_without_change(data: Path) -> None:
    """Roster and ledger say what the records say."""
    source = source_of(data)
    for plan in planned(("花名册", "合同台账"), ()):
        (page,) = plan.sheets(source)
        rows = tuple(tuple(c.value if c else "" for c in row) for row in page.rows)
        cells = tuple(tuple("" if v is None else v for v in row) for row in rows)
        found = written(data, ForeignSheet(ROSTER, page.name, cells))  # type: ignore[arg-type]
        assert found.changes == []
        assert found.unchanged == 5


def test_an_address_that_lacks_a_part_is_told_by_its_heading(data: Path) -> None:
    """The cell is that of the part, where the sheet has a column for it."""
    parts = {"户籍地址": "", "户籍省份": "浙江省", "户籍市县": "", "户籍街道": "蒋村街道"}
    lines = refused(proposal(data, table({**NEW, **parts})))
    assert [line.partition(": ")[2] for line in lines] == ["户籍市县 is missing"]


def test_ids_and_texts_are_read_without_what_nobody_sees(data: Path) -> None:
    """Full-width ids are those of half width; marks around a pasted number are left out."""
    found = written(data, table({**NEW, "工号": "Ｅ１０１", "手机": "\u202a19900000077\u202c"}))
    assert [change.file for change in found.changes] == ["employees/E101.yaml"]
    assert "mobile: 19900000077\n" in (data / "employees/E101.yaml").read_text("utf-8")


def test_rows_of_errors_alone_are_nobody(data: Path) -> None:
    """A formula that was filled in below the last person gives errors there."""
    found = proposal(data, table({"工号": "E001", "手机": "19900000001"}, {"手机": "#N/A"}))
    assert refused(found) == []


def test_another_contracts_number_is_no_change_of_a_number(data: Path) -> None:
    """A renewal is written as one; the contract that there is stays."""
    (line,) = refused(proposal(data, table({"工号": "E001", **CONTRACT})))
    assert line.startswith("花名册.xlsx!员工!B2: the record has other contracts (HY-LD-2026-001)")


def test_a_record_with_errors_is_not_taken_for_a_new_person(data: Path) -> None:
    """Their file would be lost."""
    file = data / "employees/E002.yaml"
    file.write_text(file.read_text("utf-8").replace("hired_on:", "hired:"), "utf-8")
    (line,) = refused(proposal(data, table({"工号": "E002", "手机": "19900000002"})))
    assert "the record of E002 has errors" in line


NAMES = st.text(st.sampled_from("王李张·艾山一二㛃䶮"), min_size=2, max_size=4)


@settings(max_examples=30)
@given(
    NAMES,
    st.dates(min_value=dt.date(2000, 1, 1), max_value=dt.date(2199, 12, 31)),
    st.integers(0, 99999999),
)
def test_a_roster_of_new_people_comes_back_equal(
    tmp_path_factory: pytest.TempPathFactory, name: str, hired: dt.date, mobile: int
) -> None:
    """Export, import into an empty folder, export: the rosters are equal."""
    root = tmp_path_factory.mktemp("round")
    data = root / "data"
    (data / "employees").mkdir(parents=True)
    person: dict[str, RawValue] = {
        **NEW,
        "姓名": name,
        "入职日期": hired,
        "手机": f"199{mobile:08}",
    }
    written(data, table(person))
    record = load_dataset(data)[0].employees["E001"].value
    assert (record.name, record.hired_on) == (name, hired)
    before = source_of(data)
    (page,) = planned(("花名册",), ())[0].sheets(before)
    rows = tuple(tuple(c.value if c and c.value is not None else "" for c in r) for r in page.rows)
    assert written(data, ForeignSheet(ROSTER, "员工", rows)).changes == []  # type: ignore[arg-type]


def test_a_roster_without_contracts_and_addresses_is_enough(data: Path) -> None:
    """What it does not hold is a state of the record, not an error."""
    row: dict[str, RawValue] = {key: NEW[key] for key in ("姓名", "身份证号", "手机", "入职日期")}
    written(data, table({"工号": "", **row}))
    dataset, findings = load_dataset(data)
    assert [d for d in findings if "E006" in d.location.file] == []
    person = dataset.employees["E006"].value
    assert list(person.all_contracts()) == []
    assert person.missing_address == ("household", "residence", "postcode")
