"""Whether making a template ready kept the text of the paragraphs in which nothing is to change.

Fields, formulas and tracked changes become other text, and are left aside with their paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import TemplateError
from kefu_docs.render.preparing.literal_text import without_space
from kefu_docs.render.preparing.template_slips import paragraph_text
from kefu_docs.render.word.word_package import printed_parts
from kefu_docs.render.word.word_xml import PREFIXES, W, parsed

_CHANGING = (
    *(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "fldSimple", "fldChar")),
    *(f"{{{PREFIXES['m']}}}{name}" for name in ("oMath", "oMathPara")),
)
_FIELD = f"{W}fldChar"
_OF_ROW = tuple(f"{W}trPr/{W}{name}" for name in ("ins", "del"))
_OF_CELL = tuple(f"{W}tcPr/{W}{name}" for name in ("cellIns", "cellDel", "cellMerge"))


def refuse_unprepared(file: str, before: Mapping[str, bytes], after: Mapping[str, bytes]) -> None:
    """Raise TemplateError where parts that were made ready lack text of the template `file`."""
    for part in printed_parts(before):
        if before[part] == after[part]:
            continue
        text = without_space("".join(map(str, parsed(after[part]).itertext(f"{W}t"))))
        end = 0
        for paragraph in _unchanged(parsed(before[part])):
            wanted = without_space(paragraph)
            place = text.find(wanted, end)
            if place < 0:
                raise TemplateError(
                    Message(
                        "{file}, paragraph “{paragraph}”: its text is lost when the template is "
                        "made ready for LibreOffice; please report it",
                        {"file": file, "paragraph": paragraph},
                    )
                )
            end = place + len(wanted)


def _unchanged(root: etree._Element) -> Iterator[str]:
    """The texts of the paragraphs that have none of what is changed, and stand in none of it."""
    depth = 0  # of fields that are open
    for paragraph in root.iter(f"{W}p"):
        is_outside = depth == 0
        depth += sum(_step(char) for char in paragraph.iter(_FIELD))
        if is_outside and not _holds_changes(paragraph):
            yield paragraph_text(paragraph)


def _holds_changes(paragraph: etree._Element) -> bool:
    """Whether a paragraph may be changed; one with a text box in it may, for its text is parted."""
    within = next(paragraph.iter(*_CHANGING), None) is not None
    boxes = next(paragraph.iterdescendants(f"{W}p"), None) is not None
    return within or boxes or any(map(_changes, paragraph.iterancestors()))


def _step(character: etree._Element) -> int:
    return {"begin": 1, "end": -1}.get(str(character.get(f"{W}fldCharType")), 0)


def _changes(element: etree._Element) -> bool:
    """Whether what stands in an element may be changed with it."""
    if element.tag in _CHANGING or element.tag == f"{W}p":  # a text box in a paragraph
        return True
    of = {f"{W}tr": _OF_ROW, f"{W}tc": _OF_CELL}.get(str(element.tag), ())
    return any(element.find(path) is not None for path in of)
