"""Pages for users stand in both languages with the same content, and call what is installed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kefu_docs.records import RECORD_TYPES
from tests.support.builds import ROOT

ENGLISH = sorted(p.with_name(p.name.replace(".zh-CN", "")) for p in ROOT.glob("docs/*.zh-CN.md"))
FOR_USERS = sorted([*ROOT.glob("README*.md"), *ENGLISH, *ROOT.glob("docs/*.zh-CN.md")])


def chinese_of(page: Path) -> Path:
    """The Chinese page beside an English one."""
    return page.with_name(page.name.replace(".md", ".zh-CN.md"))


def levels(page: Path) -> list[str]:
    """The levels of a page's headings in their order; of those that are a file's name, the name."""
    text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    heads = re.findall(r"^(#+) (.*)$", text, flags=re.MULTILINE)
    return [f"{marks} {head if head.isascii() and '.' in head else ''}" for marks, head in heads]


def first_cells(page: Path) -> list[tuple[str, ...]]:
    """The code words in the first column of every row, with the mark of a required key."""
    rows = re.findall(r"^\| ([^|]*) \|", page.read_text("utf-8"), flags=re.MULTILINE)
    return [tuple(re.findall(r"`[^`]+`|●", row)) for row in rows]


@pytest.mark.parametrize("page", ENGLISH, ids=lambda page: page.name)
def test_both_languages_have_the_same_sections(page: Path) -> None:
    """Headings in the same order and depth; files' names are the same."""
    assert levels(chinese_of(page)) == levels(page)


@pytest.mark.parametrize("name", ["records.md", "errors.md"])
def test_both_languages_have_the_same_keys_and_rules(name: str) -> None:
    """Row by row: keys, whether they are required, ids of findings and rules."""
    page = ROOT / "docs" / name
    assert page in ENGLISH
    assert first_cells(chinese_of(page)) == first_cells(page)


@pytest.mark.parametrize("page", ENGLISH, ids=lambda page: page.name)
def test_each_page_links_to_the_other_language(page: Path) -> None:
    """At its head; and the README of each language links to the page of its own."""
    other = chinese_of(page)
    assert f"({other.name})" in page.read_text("utf-8").split("\n## ")[0]
    assert f"({page.name})" in other.read_text("utf-8").split("\n## ")[0]
    assert f"(docs/{other.name})" in (ROOT / "README.zh-CN.md").read_text("utf-8")


@pytest.mark.parametrize("page", FOR_USERS, ids=lambda page: page.name)
def test_commands_are_called_where_they_are_installed(page: Path) -> None:
    """`.venv/bin/kefu-docs check`, not a `kefu-docs` that no shell finds; or make."""
    assert not re.findall(r"`kefu-docs [a-z]+", page.read_text("utf-8"))


@pytest.mark.parametrize("ending", [".md", ".zh-CN.md"])
def test_every_key_of_every_record_is_documented(ending: str) -> None:
    """The first level of each record, as code; that of kinds on a page of their own."""
    pages = (ROOT / "docs" / f"{name}{ending}" for name in ("records", "documents"))
    text = "\n".join(page.read_text("utf-8") for page in pages)
    for kind, model in RECORD_TYPES.items():
        schema = model.model_json_schema(by_alias=True)
        entry = "KindDeclaration" if kind == "documents" else "MinimumWage"
        keys = schema.get("properties") or schema["$defs"][entry]["properties"]
        lost = [key for key in keys if not re.search(rf"`{key}[`.]", text)]
        assert lost == [], kind
