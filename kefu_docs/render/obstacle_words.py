"""What keeps documents out of batches, in the words of Word's menus.

Element names: ISO/IEC 29500-1, 17.
"""

from __future__ import annotations

from lxml import etree

from kefu_docs.diagnostics import Message
from kefu_docs.render.word_package import DOCUMENT, ENDNOTES, FOOTNOTES
from kefu_docs.render.word_xml import PREFIXES, W

_TRACKED = Message("a tracked change")
_PERMISSION = Message("an exception from the protection of the document")
_DIRECTION = Message("text with a direction of its own")
_FORMULA = Message("a formula")
_OWN_MARKUP = Message("custom XML markup")
_WORDS = {
    f"{W}footnoteReference": Message("a footnote"),
    f"{W}endnoteReference": Message("an endnote"),
    f"{W}framePr": Message("a paragraph in a frame"),
    f"{W}lnNumType": Message("line numbers"),
    f"{W}object": Message("an object of another program"),
    f"{W}ruby": Message("a phonetic guide"),
    f"{W}pgNum": Message("a page number that is no field"),
    f"{W}ffData": Message("a form field"),
    f"{W}altChunk": Message("an inserted file"),
    f"{W}customXml": _OWN_MARKUP,
    f"{W}permStart": _PERMISSION,
    f"{W}permEnd": _PERMISSION,
    f"{W}dir": _DIRECTION,
    f"{W}bdo": _DIRECTION,
    f"{{{PREFIXES['m']}}}oMath": _FORMULA,
    f"{{{PREFIXES['m']}}}oMathPara": _FORMULA,
} | {
    f"{W}{name}": _TRACKED
    for name in (
        *("ins", "del", "moveFrom", "moveTo", "moveFromRangeStart", "moveFromRangeEnd"),
        *("moveToRangeStart", "moveToRangeEnd", "pPrChange", "rPrChange", "tblPrChange"),
        *("trPrChange", "tcPrChange", "sectPrChange"),
    )
}


def element_in_words(element: etree._Element) -> Message:
    """What an element is to whoever sees the document in Word; its name where nobody sees it."""
    known = _WORDS.get(str(element.tag))
    return known or Message("the element {name}", {"name": etree.QName(element).localname})


def part_in_words(part: str) -> Message | str:
    """Where a part is seen: `word/header1.xml` in a header; its name where it is seen nowhere."""
    if part == DOCUMENT:
        return Message("the text")
    if part in (FOOTNOTES, ENDNOTES):
        return Message("the notes")
    if part.startswith("word/header"):
        return Message("a header")
    if part.startswith("word/footer"):
        return Message("a footer")
    return part
