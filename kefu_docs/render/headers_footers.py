"""The headers and footers of a docx, by the relations that its sections name them with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

RELATIONS = "word/_rels/document.xml.rels"
_RELATION = re.compile(r"<Relationship [^>]*/>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


@dataclass(frozen=True)
class Margin:
    """A header or footer: its relation in the body, its kind, its part, that part's relations."""

    relation: str
    kind: str
    part: str
    relations: bytes | None


def margins_of(parts: Mapping[str, bytes]) -> tuple[Margin, ...]:
    """Every header and footer that the parts of a docx hold, in the order of their relations."""
    found = []
    for relation in _RELATION.findall(parts.get(RELATIONS, b"").decode()):
        attributes = dict(_ATTRIBUTE.findall(relation))
        kind = attributes["Type"].rpartition("/")[2]
        if kind in ("header", "footer"):
            name = attributes["Target"].removeprefix("/word/")
            own = parts.get(f"word/_rels/{name}.rels")
            found.append(Margin(attributes["Id"], kind, f"word/{name}", own))
    return tuple(found)
