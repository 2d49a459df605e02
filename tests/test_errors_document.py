"""docs/errors.md, in both languages, has every error, every finding of reading and every rule."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import kefu_docs
from kefu_docs.diagnostics.errors import KefuError
from kefu_docs.diagnostics.language import translator
from kefu_docs.rules import RULES
from tests.support.builds import ROOT

ENGLISH = ROOT / "docs" / "errors.md"
CHINESE = ROOT / "docs" / "errors.zh-CN.md"
DOCUMENTS = pytest.mark.parametrize("document", [ENGLISH, CHINESE], ids=["English", "Chinese"])
BEGIN = "<!-- rules: begin, written by tests/test_errors_document.py -->\n"
END = "<!-- rules: end -->\n"


def errors() -> Iterator[type[KefuError]]:
    """Every KefuError of the package, wherever it is defined."""
    for module in pkgutil.walk_packages(kefu_docs.__path__, "kefu_docs."):
        if not module.name.endswith("__main__"):  # importing it would run the command
            importlib.import_module(module.name)
    pending: list[type[KefuError]] = [KefuError]
    while pending:
        error = pending.pop()
        pending += error.__subclasses__()
        if error.__module__.startswith("kefu_docs."):
            yield error


def entries(text: str) -> dict[str, str]:
    """The sections headed by nothing but a slug, by that slug."""
    parts = re.split(r"^#+ (.*)\n", text, flags=re.MULTILINE)
    sections = zip(parts[1::2], parts[2::2], strict=True)
    return {head.strip("`"): body for head, body in sections if head.startswith("`")}


def ids_of_reading() -> set[str]:
    """The rule ids in the source of records: the only quoted words there with a hyphen."""
    sources = (ROOT / "kefu_docs" / "records").rglob("*.py")
    return {"template-notice", "template-unreadable"} | {
        id_
        for path in sources
        for id_ in re.findall(r'"([a-z]+(?:-[a-z]+)+)"', path.read_text(encoding="utf-8"))
    }


def rules_table(document: Path) -> str:
    """All RULES as a Markdown table in the document's language."""
    translate = translator({"LANG": "zh_CN"} if document == CHINESE else {})
    heads = ["id", "severity", "basis", "why", "acknowledgeable"]
    yes, no = "yes", "no"
    if document == CHINESE:
        heads, yes, no = ["名称", "轻重", "依据", "原因", "可以写明理由"], "可以", "不可以"
    lines = [f"| {' | '.join(heads)} |", "|---|---|---|---|---|"]
    for rule in RULES:
        answer = yes if rule.acknowledgeable else no
        texts = (rule.basis.text(translate), rule.rationale.text(translate))
        cells = (f"`{rule.id}`", rule.severity.word, *texts, answer)
        lines.append("| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |")
    return "".join(f"{line}\n" for line in lines)


@DOCUMENTS
def test_every_error_of_the_program_has_its_section_and_exit_code(document: Path) -> None:
    """No section is missing, and none is left of an error that is gone."""
    sections = entries(document.read_text(encoding="utf-8"))
    found = {error.slug: error.exit_code for error in errors()}
    assert {slug for slug in found if slug not in sections} == set()
    assert set(sections) == set(found)
    for slug, code in found.items():
        said = f"退出码 {code}。" if document == CHINESE else f"Exit code {code}."
        assert said in sections[slug], slug


@DOCUMENTS
def test_every_finding_of_reading_has_its_line(document: Path) -> None:
    """The table of findings of reading has the ids that the source has."""
    text = document.read_text(encoding="utf-8").partition(BEGIN)[0]
    listed = set(re.findall(r"^\| `([a-z-]+)` \|", text, flags=re.MULTILINE))
    assert listed == ids_of_reading()


@DOCUMENTS
def test_table_of_rules_is_current(document: Path, request: pytest.FixtureRequest) -> None:
    """What stands between the markers is RULES; `--update-golden` writes it anew."""
    before, begin, rest = document.read_text(encoding="utf-8").partition(BEGIN)
    written, end, after = rest.partition(END)
    assert begin
    assert end
    if request.config.getoption("--update-golden"):
        text = before + begin + rules_table(document) + end + after
        document.write_text(text, encoding="utf-8", newline="\n")
        return
    assert written == rules_table(document)
