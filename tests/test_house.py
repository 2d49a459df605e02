"""The house: which rooms there are, who may import whom, and where each third party lives.

Rooms, floors and arrows are worked out from the imports in the source. Reading all of it takes
seconds, so that `make test-fast` leaves this out.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter

import pytest

from tests.support.builds import ROOT

pytestmark = pytest.mark.slow

PACKAGE = "kefu_docs"
HIGHEST = 10
"""Floors the house may have."""
ROOMS_IN_ROOMS = {"convert.worker", "fonts.programs"}
RENDER = f"{PACKAGE}.render."
"""A stage that is several rooms inside, and one to all others."""
STAGES = {
    "convert",
    "excel",
    "finish",
    "packets",
    "pay",
    "proof",
    "records",
    "reminders",
    "render",
    "report",
    "rules",
}
"""A stage imports the ground, never another stage."""

EVERY_ROOM: set[str] = set()
# Third parties, and modules of the standard library that start or load outside programs.
THIRD_PARTIES = {
    "PIL": {"render"},
    "borax": {"pay"},
    "chinese_calendar": {"pay"},
    "click": {"cli"},
    "cryptography": {"store"},
    "ctypes": {"convert.worker", "proof"},
    "dask": {"cluster"},
    "distributed": {"cluster"},
    "docx": {"render"},
    "docxtpl": {"render"},
    "docxtpl_lint": {"render"},
    "fontTools": {"fonts", "fonts.programs"},
    "fsspec": {"store"},
    "icalendar": {"reminders"},
    "jinja2": {"render", "report"},
    "lxml": {"render"},
    "markupsafe": {"render", "report"},
    "msgspec": EVERY_ROOM,
    "obstore": {"store"},
    "pikepdf": {"finish", "layout_reuse", "packets", "pdf", "proof"},
    "pydantic": {"excel", "imports", "model", "records"},
    "pydantic_core": {"model", "records"},
    "pypdfium2": {"proof"},
    "python_calamine": {"excel"},
    "rich": {"cli"},
    "ruamel": {"records"},
    "sqlite3": {"store"},
    "uharfbuzz": {"fonts.programs"},
    "xlsxwriter": {"excel"},
    "subprocess": {"convert", "pipeline"},  # LibreOffice and git
}


@cache
def sources() -> dict[str, str]:
    """Each module's name, a package's being that of its folder, and its source."""
    found = {}
    for path in sorted((ROOT / PACKAGE).rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = path.read_text(encoding="utf-8")
    return found


@cache
def trees() -> dict[str, ast.Module]:
    """Each module's syntax tree."""
    return {name: ast.parse(source) for name, source in sources().items()}


def imports_of(name: str) -> Iterator[str]:
    """Full names of the modules that a module's source imports, wherever in it."""
    for node in ast.walk(trees()[name]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.module, f"{name}: relative import"
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (full if full in sources() else node.module for full in inner)


@cache
def imports() -> dict[str, set[str]]:
    """What each module imports."""
    return {name: set(imports_of(name)) for name in sources()}


def room(name: str) -> str:
    """The room of a module: `model` of kefu_docs.model.month; empty for the package itself."""
    _, *inner = name.split(".")
    return ".".join(inner[:2]) if ".".join(inner[:2]) in ROOMS_IN_ROOMS else "".join(inner[:1])


def inner_room(name: str) -> str:
    """The room within render: `word` of render.word.styles; empty for render.renderer."""
    return name.removeprefix(RENDER).rpartition(".")[0]


@cache
def arrows() -> dict[str, set[str]]:
    """The rooms that each room imports."""
    found: dict[str, set[str]] = {room(name): set() for name in sources()}
    for name, imported in imports().items():
        found[room(name)] |= set(map(room, imported & sources().keys())) - {room(name)}
    return found


def in_order(graph: dict[str, set[str]]) -> list[str]:
    """Put what depends behind what it depends on; fail where that cannot be."""
    try:
        return list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


def test_modules_have_no_import_circles() -> None:
    """The modules can be put in an order in which each imports only earlier ones."""
    in_order({name: imported & sources().keys() for name, imported in imports().items()})


def test_rooms_stand_on_few_floors() -> None:
    """No arrow leads up: the rooms can be put on floors, each above all that it imports."""
    floors: dict[str, int] = {}
    for name in in_order(arrows()):
        floors[name] = 1 + max((floors[below] for below in arrows()[name]), default=0)
    assert max(floors.values()) <= HIGHEST, floors


def test_rooms_in_render_stand_on_floors() -> None:
    """Within the largest room, as in the house, no arrow leads up."""
    graph: dict[str, set[str]] = {}
    for name, imported in imports().items():
        if name.startswith(RENDER):
            below = {inner_room(other) for other in imported if other.startswith(RENDER)}
            graph.setdefault(inner_room(name), set()).update(below - {inner_room(name)})
    assert in_order(graph)


@pytest.mark.parametrize("stage", sorted(STAGES))
def test_no_stage_imports_a_stage(stage: str) -> None:
    """A stage can be read, tested and changed without the others."""
    assert arrows()[stage] & STAGES == set()


def test_layout_reuse_can_be_taken_away() -> None:
    """One module of the package, in one line, imports layout_reuse."""
    users = {
        name
        for name, imported in imports().items()
        if room(name) != "layout_reuse" and "layout_reuse" in map(room, imported & sources().keys())
    }
    assert users == {"kefu_docs.pipeline.build"}


def test_no_module_lies_loose_beside_the_rooms() -> None:
    """The package's folder holds no module but __init__.py and __main__.py."""
    files = {path.name for path in (ROOT / PACKAGE).glob("*.py")}
    assert files == {"__init__.py", "__main__.py"}


def test_a_third_party_lives_in_its_rooms() -> None:
    """What is neither ours nor the standard library's is imported where the table says."""
    for name, imported in ((n, i) for n in sources() for i in imports()[n] - sources().keys()):
        top = imported.partition(".")[0]
        if top in THIRD_PARTIES:
            rooms = THIRD_PARTIES[top]
            assert rooms is EVERY_ROOM or room(name) in rooms, f"{name} imports {imported}"
        else:
            assert top in sys.stdlib_module_names, f"{name} imports {imported}, which has no room"


def test_no_two_classes_have_one_name() -> None:
    """A class's name means one thing in the whole house."""
    where: dict[str, list[str]] = {}
    for name, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                where.setdefault(node.name, []).append(name)
    assert {name: found for name, found in where.items() if len(found) > 1} == {}


def test_a_module_says_its_job_and_stays_readable() -> None:
    """A module has a docstring and at most 320 lines, a function at most 25 below its own."""
    for name, tree in trees().items():
        assert ast.get_docstring(tree), f"{name} has no docstring"
        assert len(sources()[name].splitlines()) <= 320, f"{name} is too long to have one job"
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                lines = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
                assert lines <= 25, f"{name}.{node.name} has {lines} lines"


def test_a_frozen_value_is_a_struct() -> None:
    """Making a frozen dataclass takes CPython 0.4 ms, a struct 0.01 ms.

    A dataclass is frozen where a struct cannot do what it does: leave fields out of comparison,
    hash or repr, or have an abstract base. LibreOffice's process has no msgspec.
    """
    slow = [
        f"{name}.{node.name}"
        for name, tree in trees().items()
        if room(name) != "convert.worker"
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and _could_be_a_struct(node)
    ]
    assert slow == []


def _could_be_a_struct(node: ast.ClassDef) -> bool:
    made = " ".join(map(ast.unparse, node.decorator_list))
    fields = " ".join(ast.unparse(line) for line in node.body if isinstance(line, ast.AnnAssign))
    left_out = any(f"{option}=False" in fields for option in ("compare", "hash", "repr"))
    bases = {ast.unparse(base).partition("[")[0] for base in node.bases}
    return "frozen=True" in made and not left_out and not bases - {"Generic"}


def test_few_lines_leave_a_type_open() -> None:
    """`Any` is for libraries without types and for what is made while the program runs."""
    lines = [
        line
        for source in sources().values()
        for line in source.splitlines()
        if "Any" in line and "import" not in line
    ]
    assert len(lines) <= 25
