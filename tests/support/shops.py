"""A shop whose documents.yaml and records are read with a few templates."""

from __future__ import annotations

from pathlib import Path

from kefu_docs.diagnostics import Diagnostic
from kefu_docs.model import Dataset
from kefu_docs.records import load_dataset
from tests.support.records import LABOR, PERSON, PROJECT, write_project

_TEMPLATES = ("保密协议", "在职证明", "表")


def read_shop(root: Path, kinds: str = "", documents: str = "") -> tuple[Dataset, list[Diagnostic]]:
    """A shop with this documents.yaml, in which E001's record ends in these `documents`."""
    data = write_project(
        root / "data", {**PROJECT, "employees/E001.yaml": {**PERSON, "contract": LABOR}}
    )
    templates = root / "templates"
    templates.mkdir(exist_ok=True)
    for name in _TEMPLATES:
        (templates / f"{name}.docx").write_bytes(b"")
    if kinds:
        (data / "documents.yaml").write_text(kinds, "utf-8")
    if documents:
        record = (data / "employees/E001.yaml").read_text("utf-8").rstrip()
        written = record[:-1].rstrip() + f',\n"documents": {documents}\n}}'
        (data / "employees/E001.yaml").write_text(written, "utf-8")
    return load_dataset(data, templates=templates)
