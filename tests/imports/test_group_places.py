"""Lists and papers of people who are on record: in their places, or refused with the cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from kefu_docs.excel.cells import RawValue
from kefu_docs.records import load_dataset
from tests.support.records import APRIL, edit
from tests.support.rosters import NEW, proposal, refused, table, written

TIERS = "0 1%\n30000以上 1.5%"


def changed_lines(data: Path, employee: str, row: dict[str, RawValue]) -> list[str]:
    """The lines that importing a row puts into a record."""
    file = data / f"employees/{employee}.yaml"
    before = file.read_text("utf-8").splitlines()
    written(data, table({"工号": employee, **row}))
    assert load_dataset(data)[0].employees[employee]
    return [line for line in file.read_text("utf-8").splitlines() if line not in before]


@pytest.mark.parametrize(
    ("employee", "row"),
    [
        ("E003", {"提成分档": TIERS}),
        ("E003", {"提成分档": "0，0.01；30000，0.0150"}),
        ("E004", {"附件": "attachments/E004-入职须知签收单.pdf"}),
    ],
)
def test_a_list_that_says_the_same_changes_nothing(
    data: Path, employee: str, row: dict[str, RawValue]
) -> None:
    """In other words, too."""
    assert proposal(data, table({"工号": employee, **row})).unchanged == 1


def test_lists_that_differ_are_updated(data: Path) -> None:
    """A tier more, an attachment more, other duties: lines that stay keep their bytes."""
    assert changed_lines(data, "E003", {"提成分档": f"{TIERS}\n6万 2%"}) == [
        "        - {from: 60000, rate: 0.02}"
    ]
    both = "attachments/E004-入职须知签收单.pdf\nattachments/证书.pdf"
    assert changed_lines(data, "E004", {"附件": both}) == ["  - attachments/证书.pdf"]
    assert changed_lines(data, "E002", {"工作内容": "处理退换货和顾客投诉。\n值班"}) == [
        "    - 值班"
    ]


def test_a_list_with_a_comment_is_refused_with_its_cell(data: Path) -> None:
    """Nobody could tell which entry the comment is about."""
    edit(data / "employees/E003.yaml", "rate: 0.015}", "rate: 0.015}  # 试行")
    (line,) = refused(proposal(data, table({"工号": "E003", "提成分档": "0 1%"})))
    assert line.startswith("花名册.xlsx!员工!B2: the value in ")


@pytest.mark.parametrize(
    ("tiers", "said"),
    [
        ("三档", "'三档' is not written as 起点 比例"),
        ("0 1%\n20,000，2%", "'20,000，2%' is not written as"),
        ("0 很多", "'很多' is not a number"),
        (0.01, "'0.01' is not written as"),
    ],
)
def test_tiers_that_cannot_be_read_are_refused(data: Path, tiers: RawValue, said: str) -> None:
    """With the cell they stand in."""
    (line,) = refused(proposal(data, table({"工号": "E003", "提成分档": tiers})))
    assert line.startswith(f"花名册.xlsx!员工!B2: {said}")


def test_a_rate_is_not_joined_by_tiers(data: Path) -> None:
    """A contract has either; the record would be in error."""
    (line,) = refused(proposal(data, table({"工号": "E004", "提成分档": TIERS})))
    assert "commission takes either rate or tiers" in line


def test_papers_are_written_below_documents(data: Path) -> None:
    """A new one, then another value of it; also where it stands as the only one of a list."""
    asked: dict[str, RawValue] = {"在职证明：出具日期": "2026/5/6", "在职证明：职务或岗位": "客服"}
    lines = changed_lines(data, "E001", asked)
    assert lines == ["documents:", "  在职证明: {signed_on: 2026-05-06, position: 客服}"]
    assert proposal(data, table({"工号": "E001", **asked})).unchanged == 1
    assert changed_lines(data, "E001", {"在职证明：职务或岗位": "主管"}) == [
        "  在职证明: {signed_on: 2026-05-06, position: 主管}"
    ]
    file = data / "employees/E001.yaml"
    edit(file, "  在职证明: {", "  在职证明:\n    - {")
    assert changed_lines(data, "E001", {"在职证明：用途": "办理居住证"}) == [
        "    - {signed_on: 2026-05-06, position: 主管, purpose: 办理居住证}"
    ]


def test_of_several_papers_none_is_changed(data: Path) -> None:
    """A row cannot say which of them it means."""
    paper = "{signed_on: 2026-05-06, position: 客服}"
    file = data / "employees/E001.yaml"
    file.write_text(
        f"{file.read_text('utf-8')}documents:\n  在职证明: [{paper}, {paper}]\n", "utf-8"
    )
    (line,) = refused(proposal(data, table({"工号": "E001", "在职证明：职务或岗位": "主管"})))
    assert line.startswith("花名册.xlsx!员工!B2: the record has several of 在职证明")


def test_somebody_new_may_have_papers_and_lists(data: Path) -> None:
    """As the form has them: the record is sound."""
    row = {**NEW, "工号": "E009", "此前工龄合并计算": "是", "附件": "attachments/证书.pdf"}
    papers: dict[str, RawValue] = {
        "保密协议：签订日期": "2026年5月6日",
        "保密协议：保密范围": "客户资料",
    }
    written(data, table({**row, **papers}))
    record = load_dataset(data)[0].employees["E009"].value
    assert record.contract is not None
    assert record.contract.continues_service
    assert record.attachments == ("attachments/证书.pdf",)
    assert len(record.documents.of("保密协议")) == 1


def test_deductions_of_a_month_stand_in_a_cell(data: Path) -> None:
    """Reason, amount and, where it is another, the kind."""
    cell = "损坏耳机 80\n借支 500元 借支"
    written(data, table({"工号": "E002", "扣款": cell}), month=APRIL)
    deductions = load_dataset(data)[0].months[APRIL]["E002"].value.deductions
    assert [(d.reason, str(d.amount), str(d.kind)) for d in deductions] == [
        ("损坏耳机", "80", "damage"),
        ("借支", "500", "advance"),
    ]
    assert proposal(data, table({"工号": "E002", "扣款": cell}), month=APRIL).unchanged == 1


def test_half_a_paper_is_refused_with_its_cell(data: Path) -> None:
    """What it lacks is told where it begins."""
    (line,) = refused(proposal(data, table({"工号": "E001", "在职证明：职务或岗位": "主管"})))
    assert line.startswith("花名册.xlsx!员工!B2: 在职证明：出具日期 is missing")
