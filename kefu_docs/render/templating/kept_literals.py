"""Whether docxtpl's patching of a template kept all text that is no tag.

docxtpl (0.20) takes the whole paragraph, row, cell or run away in which it finds `{%p`, `{%tr`,
`{%tc` or `{%r`, with whatever text stands beside the tag. And a tag that begins in one cell and
ends in another repeats the border between them. Neither is told by docxtpl, and the proof, which
compares the PDF with the rendered document, cannot see what was lost before. What Jinja then leaves
in by its conditions, it prints: so a template that kept its text loses none later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import TemplateError

# A tag. What stands between {% raw %} and its end is text, and the same on both sides.
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|(</w:p>)")
_SPACE = re.compile(r"\s+")
_PREFIXED = re.compile(r"\{[{%#](?:tr|tc|p|r)\s.*?[}%#]\}", re.DOTALL)
_COMMENTED = re.compile(r"\{#(?:tr|tc|p)\s")
_STATEMENT = re.compile(r"\{%[-+]?\s*(\w+).*?%\}|<w:tc[ >]|</w:tc>", re.DOTALL)
_BLOCKS = frozenset(("if", "for", "macro", "call", "filter", "set"))


def refuse_lost_text(file: str, original: str, patched: str) -> None:
    """Raise TemplateError where a part's text outside tags is not in what docxtpl made of it.

    `original` and `patched` are the XML of a part before and after.
    """
    if _COMMENTED.search(original):  # a comment with tr, tc or p takes its text away on purpose
        return
    # In the patched part tags are whole, and may hold "<".
    before = _literal(_paragraph_texts(original))
    after = _literal(_paragraph_texts(_TAG.sub("", patched)))
    if before == after:
        return
    same = next(n for n in range(len(before) + 1) if not after.startswith(before[: n + 1]))
    paragraph = _paragraph_at(original, same)
    tag = _PREFIXED.search(paragraph)
    values = {"file": file, "paragraph": paragraph, "tag": tag[0] if tag else "{%p %}"}
    raise TemplateError(
        Message(
            "{file}, paragraph “{paragraph}”: text beside {tag} would be lost with it",
            values,
        ),
        Message(
            "put {tag} into a paragraph (with tr: a row, with tc: a cell) of its own, or leave out "
            "the letters p, tr, tc or r behind the brace",
            values,
        ),
    )


def refuse_tags_across_cells(file: str, patched: str) -> None:
    """Raise TemplateError where a block begins in one cell of a table and ends in another."""
    opened: list[tuple[str, int, str]] = []
    cells: list[int] = [0]
    count = 0
    for found in _STATEMENT.finditer(patched):
        mark = found[0]
        if mark.startswith("<w:tc"):
            count += 1
            cells.append(count)
        elif mark == "</w:tc>":
            cells.pop()
        elif found[1] in _BLOCKS and not (found[1] == "set" and "=" in mark):
            opened.append((found[1], cells[-1], mark))
        elif opened and found[1] == f"end{opened[-1][0]}":
            _, cell, tag = opened.pop()
            if cell != cells[-1]:
                raise _across_cells(file, tag)


def _across_cells(file: str, tag: str) -> TemplateError:
    values = {"file": file, "tag": _SPACE.sub(" ", unescape(tag))}
    return TemplateError(
        Message("{file}: {tag} begins in one cell of a table and ends in another", values),
        Message(
            "to repeat rows, write {{%tr for … %}} and {{%tr endfor %}} into rows of their own "
            "above and below; for cells, {{%tc for … %}} in cells of their own"
        ),
    )


def _literal(texts: Iterator[str]) -> str:
    """What texts say that is no tag, without white space."""
    return _SPACE.sub("", unescape(_TAG.sub("", "".join(texts))))


def _paragraph_texts(xml: str) -> Iterator[str]:
    texts: list[str] = []
    for found in _TEXT.finditer(xml):
        if found[2] is None:
            texts.append(found[1])
        else:
            yield "".join(texts)
            texts.clear()
    yield "".join(texts)


def _paragraph_at(xml: str, place: int) -> str:
    """The text of the paragraph in which the literal character number `place` stands."""
    count = 0
    for text in _paragraph_texts(xml):
        count += len(_literal(iter([text])))
        if count > place:
            return unescape(text)
    return ""
