"""Bookmarks that a document refers to, under names of its own where it is one of many.

Documents of one template have bookmarks of the same names. In one docx LibreOffice would lead every
reference to the first of them (test_a_batch_is_faithful_to_each_document, references), so each gets
the number of its document. Bookmarks that nothing refers to are left out.
Elements: ISO/IEC 29500-1, 17.13.6 (bookmarks), 17.16.5 (PAGEREF, REF, HYPERLINK), 17.16.22 (links).
"""

from __future__ import annotations

import re

_START = re.compile(r"<w:bookmarkStart (?:[^>]*?)/>")
_END = re.compile(r"<w:bookmarkEnd (?:[^>]*?)/>")
_MARK = re.compile(f"{_START.pattern}|{_END.pattern}")
_ID = re.compile(r'w:id="([^"]*)"')
_NAME = re.compile(r'w:name="([^"]*)"')
_FIELD = re.compile(
    r'((?:<w:instrText[^>]*>|w:instr=")\s*(?:PAGEREF|REF|HYPERLINK\s+\\l)\s+(?:"|&quot;)?)'
    r'([^\s"<&]+)'
)
# Beside an address (r:id) an anchor is a place on the page of the web that it leads to.
_LINK = re.compile(r'(<w:hyperlink (?![^>]*\br:id=)[^>]*?w:anchor=")([^"]*)')
_FIRST_ID = 100_000
"""Behind the ids of the marks at which a composed PDF is cut."""


def referred(xml: str) -> frozenset[str]:
    """The names of bookmarks that fields and links of a part lead to."""
    if "REF" not in xml and "anchor=" not in xml and "HYPERLINK" not in xml:
        return frozenset()
    return frozenset(m[2] for found in (_FIELD, _LINK) for m in found.finditer(xml))


def with_own_references(xml: str, index: int) -> str:
    """A part whose fields and links lead to bookmarks of the document `index`."""
    if not referred(xml):
        return xml
    for pattern in (_FIELD, _LINK):
        xml = pattern.sub(lambda m: f"{m[1]}{own_name(m[2], index)}", xml)
    return xml


def with_own_bookmarks(body: str, index: int, names: frozenset[str]) -> str:
    """A body with bookmarks of these names alone, called by names of the document `index`."""
    if "<w:bookmark" not in body:
        return body
    ids: dict[str, int] = {}

    def start(found: re.Match[str]) -> str:
        name, id_ = _NAME.search(found[0]), _ID.search(found[0])
        if name is None or id_ is None or name[1] not in names:
            return ""
        ids[id_[1]] = own = _FIRST_ID + index * 1000 + len(ids)
        return f'<w:bookmarkStart w:id="{own}" w:name="{own_name(name[1], index)}"/>'

    def end(found: re.Match[str]) -> str:
        id_ = _ID.search(found[0])
        return f'<w:bookmarkEnd w:id="{ids[id_[1]]}"/>' if id_ and id_[1] in ids else ""

    return _END.sub(end, _START.sub(start, body))


def with_each_bookmark_once(xml: str) -> str:
    """A printed body in which no bookmark of a loop stands twice; the first of a name stays.

    Word takes the first, too, and the schema asks for ids of which none comes again (17.13.6.2).
    """
    names = [name[1] for found in _START.findall(xml) if (name := _NAME.search(found))]
    if len(names) == len(set(names)):
        return xml
    known: set[str] = set()
    taken: dict[str, str] = {}  # ids in the template, and what they become; "" where left out

    def one(found: re.Match[str]) -> str:
        name, id_ = _NAME.search(found[0]), _ID.search(found[0])
        if id_ is None:
            return found[0]
        if found[0].startswith("<w:bookmarkEnd"):
            own = taken.get(id_[1], id_[1])
        else:
            is_new = name is not None and name[1] not in known
            own = taken[id_[1]] = str(len(known)) if is_new else ""
            known.add(name[1] if name else "")
        return _ID.sub(f'w:id="{own}"', found[0]) if own else ""

    return _MARK.sub(one, xml)


def own_name(name: str, index: int) -> str:
    """What a bookmark is called in the document `index` of many."""
    return f"{name}of{index}"
