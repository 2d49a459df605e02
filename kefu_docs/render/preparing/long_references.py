"""References to bookmarks that go over several paragraphs, which become their stored results.

LibreOffice (7.4.7) shows the first paragraph alone of such a bookmark, Word all of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from kefu_docs.render.fields.complex_fields import complex_fields
from kefu_docs.render.fields.field_results import field_name
from kefu_docs.render.fields.fields_as_text import complex_as_text, simple_as_text, text_within
from kefu_docs.render.word.word_xml import W


def long_bookmarks(document: etree._Element) -> frozenset[str]:
    """The names of bookmarks with text in more than one paragraph."""
    opened: dict[str, tuple[str, set[etree._Element]]] = {}
    found: set[str] = set()
    for element in document.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}t"):
        id_ = str(element.get(f"{W}id"))
        if element.tag == f"{W}bookmarkStart":
            opened[id_] = str(element.get(f"{W}name")), set()
        elif element.tag == f"{W}bookmarkEnd":
            name, paragraphs = opened.pop(id_, ("", set()))
            found |= {name} if len(paragraphs) > 1 else set()
        elif opened and (element.text or "").strip():
            around = next(element.iterancestors(f"{W}p"), element)
            for _, paragraphs in opened.values():
                paragraphs.add(around)
    return frozenset(found)


def as_text(root: etree._Element, bookmarks: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Make references to these bookmarks text: the instruction and the result of each."""
    if not bookmarks:
        return
    for simple in [*root.iter(f"{W}fldSimple")]:
        instruction = str(simple.get(f"{W}instr"))
        if _refers(instruction, bookmarks):
            yield instruction.strip(), text_within([simple])
            simple_as_text(simple, None)
    for found in [*complex_fields(root)]:
        if _refers(found.instruction, bookmarks):
            yield found.instruction.strip(), text_within(found.result)
            complex_as_text(found, None)


def _refers(instruction: str, bookmarks: frozenset[str]) -> bool:
    words = instruction.replace('"', " ").split()
    return field_name(instruction) == "REF" and len(words) > 1 and words[1] in bookmarks
