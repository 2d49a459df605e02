"""Records that ask for every paper that comes with the program."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.support.records import edit

_TERM = {"signed_on": "2026-07-01", "starts_on": "2026-07-01", "workplace": "杭州市余杭区"}

OF_PERSON: dict[str, Any] = {
    "保密协议": {"signed_on": "2026-03-01", "scope": "客户资料\n销售数据"},
    "岗位说明书": {
        "signed_on": "2026-03-01",
        "position": "售前客服",
        "department": "客服部",
        "duties": ["接待进店客户，解答商品咨询", "处理订单修改和催发"],
        "requirements": ["打字速度每分钟六十字以上"],
    },
    "离职证明": {
        "signed_on": "2026-12-31",
        "ended_on": "2026-12-31",
        "ground": "终止",
        "position": "客服工作人员",
    },
    "收入证明": {
        "signed_on": "2026-04-30",
        "position": "客服工作人员",
        "monthly": "5200.00",
        "purpose": "办理住房贷款",
    },
    "在职证明": {"signed_on": "2026-04-30", "position": "客服工作人员"},
    "超龄劳动者用工协议": {
        **_TERM,
        "ends_on": "2027-06-30",
        "position": "售后客服",
        "content": "处理退换货咨询",
        "hours": "每日9:00至17:00，其中休息一小时，每周五日",
        "rest": "每周休息二日",
        "monthly": "3000.00",
        "pay_day": "10",
        "pension": "已享受基本养老保险待遇",
    },
    "实习协议": {
        **_TERM,
        "ends_on": "2026-08-31",
        "school": "浙江工商大学",
        "major": "电子商务",
        "position": "客服实习生",
        "content": "学习接待客户、处理订单",
        "hours": "每周一至周五，每日9:00至17:00",
        "allowance": "2500.00",
        "pay_day": "10",
        "mentor": "张晓宇",
    },
}
OF_CONTRACT: dict[str, Any] = {
    "合同签收单": {"signed_on": "2026-03-01", "papers": ["员工手册"]},
    "续签意向书": {
        "signed_on": "2026-12-01",
        "starts_on": "2028-04-01",
        "reply_by": "2026-12-20",
    },
    "终止通知": {
        "signed_on": "2027-01-20",
        "ended_on": "2027-02-28",
        "compensation": "8100.00",
        "handover_by": "2027-02-25",
    },
}
OF_MONTH: dict[str, Any] = {"工资条": {}}
OF_TEAM: dict[str, Any] = {"工资签收表": {"paid_on": "2026-05-10"}}


def ask_for_papers(data: Path) -> None:
    """Have E002 of the sample, their contract, their month and the team ask for every paper."""
    person = data / "employees/E002.yaml"
    of_contract = json.dumps(OF_CONTRACT, ensure_ascii=False)
    edit(person, "\ncontract:\n", f"\ncontract:\n  documents: {of_contract}\n")
    for file, asked in (
        (person, OF_PERSON),
        (data / "months/2026-04/E002.yaml", OF_MONTH),
        (data / "months/2026-04/team.yaml", OF_TEAM),
    ):
        text = file.read_text("utf-8").rstrip("\n")
        file.write_text(f"{text}\ndocuments: {json.dumps(asked, ensure_ascii=False)}\n", "utf-8")
