"""A folder for a new shop, from the installed package alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import UsageError
from kefu_docs.records import RECORD_TYPES, SCHEMAS, json_schema, shipped_models
from kefu_docs.store.several_files import publish_all

SAMPLE: Final = Path(__file__).parents[1] / "sample"
"""The records, templates and files of a shop that ship with the package."""

_FILES: Final = {
    "README.md": "README.md",
    "Makefile": "Makefile",
    "gitignore": ".gitignore",
    "pre-commit-config.yaml": ".pre-commit-config.yaml",
    "workflow.yml": ".github/workflows/packets.yml",
}
_WHERE: Final = {
    "company": "data/company.yaml",
    "documents": "data/documents.yaml",
    "employee": "data/employees/*.yaml",
    "imports": "data/imports.yaml",
    "minimum_wage": "data/minimum_wage.yaml",
    "month": "data/months/*/[!t]*.yaml",
    "packets": "data/packets.yaml",
    "pay": "data/pay/*.yaml",
    "team": "data/months/*/team.yaml",
}
_OF_PEOPLE: Final = ("employees", "months")
_COMPANY: Final = """\
# yaml-language-server: $schema=../.vscode/schemas/company.json
# 用人单位（甲方）：请在冒号后填写，冒号后留一个空格。
# 名称
name:
# 统一社会信用代码
credit_code:
# 住所
address:
# 法定代表人
legal_representative:
# 所在省，用来查最低工资，如 浙江
region:
  province:
"""


def make_shop(folder: Path, *, empty: bool) -> list[Path]:
    """Write a new shop's files below `folder`, and give their paths.

    `empty` leaves people and their months out. Raises UsageError where there is something already.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        values = {"folder": folder.as_posix()}
        raise UsageError(
            Message("{folder} is not empty; nothing is written there", values),
            Message("name a folder that does not exist yet"),
        )
    files = {folder / name: data for name, data in _files(empty=empty)}
    publish_all(files)
    return sorted(files)


def _files(*, empty: bool) -> Iterator[tuple[str, bytes]]:
    for source, name in _FILES.items():
        yield name, (SAMPLE / "shop" / source).read_bytes()
    for path in sorted((SAMPLE / "templates").glob("*.docx")):
        yield f"templates/{path.name}", path.read_bytes()
    for path in sorted(SAMPLE.glob("data/**/*")):
        name = path.relative_to(SAMPLE).as_posix()
        is_of_people = name.split("/")[1] in _OF_PEOPLE or name == "data/packets.yaml"
        if not path.is_file() or (empty and is_of_people):
            continue
        is_blank = empty and name == "data/company.yaml"
        yield name, _COMPANY.encode() if is_blank else path.read_bytes()
    yield from editor_files()


def editor_files() -> Iterator[tuple[str, bytes]]:
    """The schemas of the records, and the settings that give each file its own."""
    models = shipped_models()
    for kind in RECORD_TYPES:
        yield f"{SCHEMAS}/{kind}.json", f"{json_schema(kind, models)}\n".encode()
    yield ".vscode/settings.json", _settings()


def _settings() -> bytes:
    """Which schema an editor holds a record against (the YAML extension of Red Hat)."""
    schemas = {f"{SCHEMAS}/{kind}.json": _WHERE[kind] for kind in RECORD_TYPES}
    settings = {"yaml.schemas": schemas, "files.encoding": "utf8", "editor.insertSpaces": True}
    return f"{json.dumps(settings, ensure_ascii=False, indent=2)}\n".encode()
