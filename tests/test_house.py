"""The floors of the house: who may import whom, and which third party lives in which room."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = "kefu_docs"

STAGES = {
    "records",
    "rules",
    "pay",
    "render",
    "convert",
    "packets",
    "proof",
    "report",
    "reminders",
}
# From the ground up; a part imports only from floors below its own.
FLOORS = [
    {""},  # the package itself, which holds the version
    {"diagnostics", "office", "reference_date"},
    {"errors", "language", "zh"},
    {"model"},
    {"fonts", "store"},
    STAGES,
    {"bar", "contexts", "kept_findings", "pdfs", "plan", "processes", "reasons", "rendering"},
    {"drafts", "progress"},
    {"finishing", "outcome"},
    {"batches", "finishers", "outputs", "tools"},
    {"checking", "last_run", "patterns", "publishing"},
    {"production"},
    {"documents"},
    {"binding"},
    {"inquiries", "pipeline", "printing"},
    {"builds"},
    {"cli"},
    {"__main__"},
]
FLOOR = {part: height for height, parts in enumerate(FLOORS) for part in parts}
# Third parties, and modules of the standard library that start or load outside programs.
ROOMS = {
    "click": {"cli", "printing"},
    "ctypes": {"office", "proof"},
    "docx": {"render"},
    "docxtpl": {"render"},
    "fontTools": {"fonts"},
    "icalendar": {"reminders"},
    "jinja2": {"render", "report"},
    "lxml": {"render"},
    "markupsafe": {"render", "report"},
    "pikepdf": {"packets", "proof"},
    "pydantic": {"model", "records"},
    "pydantic_core": {"model", "records"},
    "pypdfium2": {"proof"},
    "rich": {"bar"},
    "ruamel": {"records"},
    "sqlite3": {"store"},
    "subprocess": {"convert", "reference_date"},  # LibreOffice and git
}


def module_name(path: Path) -> str:
    """`kefu_docs.model.month` of kefu_docs/model/month.py; a package has the name of its folder."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


SOURCES = {module_name(path): path for path in sorted((ROOT / PACKAGE).rglob("*.py"))}


def imports(name: str) -> Iterator[str]:
    """Full names of the modules that a module's source imports."""
    for node in ast.walk(ast.parse(SOURCES[name].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.module, f"{name}: relative import"
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (full if full in SOURCES else node.module for full in inner)


GRAPH = {name: set(imports(name)) for name in SOURCES}


def part(name: str) -> str:
    """The part of the house a module belongs to: `model` of kefu_docs.model.month."""
    return name.removeprefix(PACKAGE).lstrip(".").partition(".")[0]


@pytest.mark.parametrize("name", SOURCES)
def test_a_module_imports_only_what_its_floor_allows(name: str) -> None:
    """A module imports its own part, floors below, its rooms and the standard library."""
    here = part(name)
    assert here in FLOOR, f"{here} has no floor"
    for imported in GRAPH[name]:
        top = imported.partition(".")[0]
        if top == PACKAGE:
            there = part(imported)
            assert there == here or FLOOR[there] < FLOOR[here], f"{name} imports {imported}"
        elif top in ROOMS:
            assert here in ROOMS[top], f"{name} imports {imported}"
        else:
            assert top in sys.stdlib_module_names, f"{name} imports {imported}, which has no room"


def test_there_are_no_import_circles() -> None:
    """The modules can be put in an order in which each imports only earlier ones."""
    graph = {name: {i for i in found if i in SOURCES} for name, found in GRAPH.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


def test_every_floor_is_lived_on() -> None:
    """The table above names the parts that exist and no others."""
    assert {part(name) for name in SOURCES} == set(FLOOR)


@pytest.mark.parametrize("name", SOURCES)
def test_a_module_says_its_job_and_stays_readable(name: str) -> None:
    """A module has a docstring and at most 320 lines."""
    source = SOURCES[name].read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(source)), f"{name} has no docstring"
    assert len(source.splitlines()) <= 320, f"{name} is too long to have one job"
