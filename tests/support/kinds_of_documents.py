"""A small shop with kinds of its own: one for each that a kind can be for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kefu_docs.model import Dataset
from kefu_docs.records import load_dataset
from tests.support.records import (
    LABOR,
    MONTH,
    PAY_SCHEME,
    PERSON,
    PROJECT,
    SERVICE,
    TEAM,
    write_project,
)

KINDS: dict[str, Any] = {
    "保密协议": {"fields": {"signed_on": {"type": "date"}, "scope": {"type": "text"}}},
    "补充协议": {"for": "contract", "packets": ["employee", "contracts"], "fields": {}},
    "工资条": {"for": "month", "made": "always", "title": "{name}工资条", "fields": {}},
    "签收单": {"for": "team", "packets": ["summaries"], "fields": {}},
    "社保登记": {"for": "company", "fields": {"signed_on": {"type": "date"}}},
}
"""What documents.yaml declares; 荣誉证书 is a template besides, which it does not."""

EMPLOYEE = "employees/E001.yaml"
FILES: dict[str, Any] = {
    **PROJECT,
    "documents.yaml": KINDS,
    "pay/standard.yaml": {**PAY_SCHEME, "base": "3000.00"},
    "company.yaml": {
        **PROJECT["company.yaml"],
        "documents": {"社保登记": {"signed_on": "2026-05-06"}},
        "extra": {"社保编号": "330100"},
    },
    EMPLOYEE: {
        **PERSON,
        "contracts": [
            {**LABOR, "documents": {"补充协议": {}}},
            {
                **SERVICE,
                "number": "HY/2027:2",
                "signed_on": "2027-02-20",
                "starts_on": "2027-03-01",
                "ends_on": "2028-02-29",
                "documents": {"补充协议": [{}, {}]},
            },
        ],
        "documents": {
            "保密协议": [
                {"signed_on": "2026-04-01", "scope": "客户资料"},
                {"signed_on": "2027-01-01", "scope": "全部"},
            ],
            "荣誉证书": {"signed_on": "2026-06-01", "用途": ["贷款", "签证"]},
        },
    },
    "months/2026-04/E001.yaml": {**MONTH, "extra": {"备注": "新人"}},
    "months/2026-04/team.yaml": {**TEAM, "documents": {"签收单": {}}},
}
"""The records, which ask for documents of every kind."""


def write_shop(root: Path, files: dict[str, Any]) -> tuple[Path, Path]:
    """Write the records below `root`, and an empty template for each kind; give both folders."""
    templates = root / "templates"
    templates.mkdir(parents=True)
    for name in (*KINDS, "荣誉证书"):
        (templates / f"{name}.docx").write_bytes(b"")
    return write_project(root / "data", files), templates


def read_shop(root: Path, files: dict[str, Any] | None = None) -> Dataset:
    """The records, written and read; nothing is wrong with them."""
    data, templates = write_shop(root, files or FILES)
    dataset, found = load_dataset(data, templates=templates)
    assert found == []
    return dataset
