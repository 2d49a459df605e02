"""The names and content types that the parts of a document get in the one form."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import count

from kefu_docs.render.word.word_package import (
    CORE,
    DOCUMENT,
    ENDNOTES,
    FONT_TABLE,
    FOOTNOTES,
    NUMBERING,
    SETTINGS,
    STYLES,
    THEME,
    ContentTypes,
    Relationship,
)

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
BODIES = (  # a document and a template, without macros and with
    f"{_WORD}.document.main+xml",
    f"{_WORD}.template.main+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)
"""What the main part of a Word document may be."""
# The one name and content type of each part that a document has once.
_SINGLE = {
    "styles": (STYLES, f"{_WORD}.styles+xml"),
    "settings": (SETTINGS, f"{_WORD}.settings+xml"),
    "numbering": (NUMBERING, f"{_WORD}.numbering+xml"),
    "footnotes": (FOOTNOTES, f"{_WORD}.footnotes+xml"),
    "endnotes": (ENDNOTES, f"{_WORD}.endnotes+xml"),
    "fontTable": (FONT_TABLE, f"{_WORD}.fontTable+xml"),
    "theme": (THEME, "application/vnd.openxmlformats-officedocument.theme+xml"),
}
_MARGINS = ("header", "footer")
_USUAL = re.compile(r"word/(header|footer)\d+\.xml")


def new_names(kept: Mapping[str, Sequence[Relationship]], main: str) -> dict[str, str]:
    """The names of the parts that are put into the one form, by those they have."""
    names = {main: DOCUMENT}
    names |= {r.target: CORE for r in kept[""] if r.kind == "core-properties"}
    margins = []
    for relationship in kept[main]:
        if relationship.kind in _SINGLE:
            name = _SINGLE[relationship.kind][0]
            if name not in names.values():
                names.setdefault(relationship.target, name)
        elif relationship.kind in _MARGINS and relationship.target not in names:
            margins.append(relationship)
    usual = {r.target for r in margins if _USUAL.fullmatch(r.target)}
    for margin in margins:
        free = (f"word/{margin.kind}{n}.xml" for n in count(1))
        known = usual | set(names.values())
        name = margin.target if margin.target in usual else next(f for f in free if f not in known)
        names.setdefault(margin.target, name)
    return names


def all_names(kept: Iterable[str], names: Mapping[str, str]) -> dict[str, str]:
    """The new name of every part; one that has another's new name makes way."""
    taken = set(names.values())
    found = {"": ""}
    for part in kept:
        name = names.get(part, part)
        while part not in names and name in taken:
            folder, last = posixpath.split(name)
            name = posixpath.join(folder, f"other-{last}")
        taken.add(name)
        found[part] = name
    return found


def renamed_types(types: ContentTypes, names: Mapping[str, str]) -> ContentTypes:
    """The content types of the parts that are kept, in their order, those of `_SINGLE` its own."""
    known = dict((*_SINGLE.values(), (DOCUMENT, BODIES[0])))
    by_name = {part.casefold(): name for part, name in names.items()}
    parts = {by_name[p.casefold()]: t for p, t in types.parts.items() if p.casefold() in by_name}
    parts = {name: known.get(name, type_) for name, type_ in parts.items()}
    for name in names.values():
        wanted = known.get(name) or _margin_type(name)
        if wanted and parts.get(name) != wanted:
            parts[name] = wanted
    return ContentTypes(types.defaults, parts)


def _margin_type(name: str) -> str:
    usual = _USUAL.fullmatch(name)
    return f"{_WORD}.{usual[1]}+xml" if usual else ""
