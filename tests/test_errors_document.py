"""docs/errors.md names every error of the program, every finding of reading and every rule."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

import kefu_docs
from kefu_docs.diagnostics.errors import KefuError
from kefu_docs.rules import RULES
from tests.support.builds import ROOT

DOCUMENT = ROOT / "docs" / "errors.md"
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
    return {
        id_
        for path in sources
        for id_ in re.findall(r'"([a-z]+(?:-[a-z]+)+)"', path.read_text(encoding="utf-8"))
    }


def rules_table() -> str:
    """All RULES as a Markdown table."""
    lines = [
        "| id | severity | basis | why | acknowledgeable |",
        "|---|---|---|---|---|",
    ]
    for rule in RULES:
        answer = "yes" if rule.acknowledgeable else "no"
        texts = (rule.basis.text(), rule.rationale.text())
        cells = (f"`{rule.id}`", rule.severity.word, *texts, answer)
        lines.append("| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |")
    return "".join(f"{line}\n" for line in lines)


def test_every_error_of_the_program_has_its_section_and_exit_code() -> None:
    """No section is missing, and none is left of an error that is gone."""
    sections = entries(DOCUMENT.read_text(encoding="utf-8"))
    found = {error.slug: error.exit_code for error in errors()}
    assert {slug for slug in found if slug not in sections} == set()
    assert set(sections) == set(found)
    for slug, code in found.items():
        assert f"Exit code {code}." in sections[slug], slug


def test_every_finding_of_reading_has_its_line() -> None:
    """The table of findings of reading has the ids that the source has."""
    text = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)[0]
    listed = set(re.findall(r"^\| `([a-z-]+)` \|", text, flags=re.MULTILINE))
    assert listed == ids_of_reading()


def test_table_of_rules_is_current(request: pytest.FixtureRequest) -> None:
    """What stands between the markers is RULES; `--update-golden` writes it anew."""
    before, begin, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
    written, end, after = rest.partition(END)
    assert begin
    assert end
    if request.config.getoption("--update-golden"):
        text = before + begin + rules_table() + end + after
        DOCUMENT.write_text(text, encoding="utf-8", newline="\n")
        return
    assert written == rules_table()
