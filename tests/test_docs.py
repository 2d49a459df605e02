"""The documentation keeps to short paragraphs, and what it names and links to is there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.builds import ROOT

WORDS = 80
"""In a paragraph or list item at most, so that each holds one idea."""

PAGES = sorted(
    [
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/**/*.md"),
        *ROOT.glob("tests/*.md"),
        *ROOT.glob(".github/*.md"),
    ]
)
FOR_ENGINEERS = [
    page
    for page in PAGES
    if page.name in {"architecture.md", "glossary.md", "layout-reuse.md"}
    or page.name in {"CONTRIBUTING.md", "SECURITY.md", "RELEASING.md"}
    or page.parent.name in {"decisions", "tests"}
]
PACKAGE = ROOT / "kefu_docs"
ROOMS = sorted({path.parent for path in PACKAGE.rglob("*.py")} - {PACKAGE})
DECISIONS = ROOT / "docs" / "decisions"

_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_MODULE = re.compile(r"`((?:kefu_docs|benchmarks|tests)?/?(?:\w+/)+\w+\.py)`")
_HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)


def name(path: Path) -> str:
    """A path as the project's folder shows it."""
    return path.relative_to(ROOT).as_posix()


def paragraphs(text: str) -> Iterator[str]:
    """Paragraphs and list items of Markdown, without code blocks, tables and headings."""
    for block in re.split(r"\n\s*\n", _FENCE.sub("", text)):
        for item in re.split(r"^ *(?:-|\d+\.) ", block, flags=re.MULTILINE):
            lines = [line for line in item.splitlines() if not line.startswith(("|", "#"))]
            if lines:
                yield " ".join(lines)


def anchors(text: str) -> set[str]:
    """The anchors that GitHub makes of a page's headings."""
    titles = (
        re.sub(r"[`*]|\]\([^)]*\)", "", title) for title in _HEADING.findall(_FENCE.sub("", text))
    )
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", FOR_ENGINEERS, ids=name)
def test_a_paragraph_holds_one_idea(page: Path) -> None:
    """No paragraph and no list item of the pages for engineers has more than 80 words."""
    long = [p for p in paragraphs(page.read_text("utf-8")) if len(p.split()) > WORDS]
    assert not long, "\n\n".join(long)


@pytest.mark.parametrize("room", ROOMS, ids=name)
def test_the_architecture_names_every_room(room: Path) -> None:
    """A folder of the package stands in docs/architecture.md as `room/`."""
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    assert re.search(rf"\b{room.relative_to(PACKAGE).as_posix()}/", text)


@pytest.mark.parametrize("room", ROOMS, ids=name)
def test_a_room_says_what_its_modules_do(room: Path) -> None:
    """A line of `__init__`'s docstring for each module and each room in the room; no other."""
    docstring = ast.get_docstring(ast.parse((room / "__init__.py").read_text("utf-8"))) or ""
    modules = {path.stem for path in room.glob("*.py")} - {"__init__"}
    rooms = {f"{path.parent.name}/" for path in room.glob("*/__init__.py")}
    assert set(re.findall(r"^(\w+/?)  +\S", docstring, re.MULTILINE)) == modules | rooms


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    """A relative link leads to a file that is there, and its anchor to a heading in it."""
    lost = []
    for link in _LINK.findall(_FENCE.sub("", page.read_text("utf-8"))):
        if re.match(r"[a-z]+:", link):
            continue
        target, _, anchor = link.partition("#")
        file = (page.parent / target) if target else page
        is_page = file.suffix == ".md" and file.is_file()
        if not file.exists() or (
            anchor and is_page and anchor not in anchors(file.read_text("utf-8"))
        ):
            lost.append(link)
    assert not lost


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_modules_that_are_named_are_there(page: Path) -> None:
    """`room/module.py` in the documentation is a module of the package, the tests or benchmarks."""
    lost = [
        module
        for module in _MODULE.findall(page.read_text("utf-8"))
        if not (PACKAGE / module).is_file() and not (ROOT / module).is_file()
    ]
    assert not lost


def test_commands_of_make_are_there() -> None:
    """`make target` in the documentation is a target of the Makefile."""
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {
        target
        for page in PAGES
        for span in re.findall(r"`[^`\n]+`|^make [\w-]+", page.read_text("utf-8"), re.MULTILINE)
        for target in re.findall(r"\bmake ([a-z][\w-]*)", span)
    }
    assert named <= targets


def test_every_decision_is_in_the_index() -> None:
    """docs/decisions/README.md links each page, under the page's own number and title."""
    index = (DECISIONS / "README.md").read_text("utf-8")
    for page in sorted(DECISIONS.glob("[0-9]*.md")):
        heading = page.read_text("utf-8").partition("\n")[0]
        number, title = heading.removeprefix("# ").split(". ", 1)
        assert page.name.startswith(f"{number}-")
        assert f"| {number} | [{title}]({page.name}) |" in index
