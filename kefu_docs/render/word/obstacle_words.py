"""What keeps documents out of batches, in the words of Word's menus.

Element names: ISO/IEC 29500-1, 17.
"""

from __future__ import annotations

from lxml import etree

from kefu_docs.diagnostics import Message
from kefu_docs.render.word.word_package import DOCUMENT, ENDNOTES, FOOTNOTES
from kefu_docs.render.word.word_xml import PREFIXES, W

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

_AS_TEXT = Message("click into it and press Ctrl+Shift+F9, which makes it text")
_ALL_PAGES = Message("put in the number of all pages (NUMPAGES), if that will do")
_NO_GRID = Message("choose Layout, Page Setup, Document Grid, No grid")
_PARAGRAPH_BEHIND = Message("type an empty paragraph behind it")
_SAVE_AGAIN = Message("open the file in Word and save it again as .docx")
_REMEDIES = {
    "a tracked change": Message("choose Review, Accept, Accept All Changes"),
    "an exception from the protection of the document": Message(
        "choose Review, Restrict Editing, and take the exceptions away"
    ),
    "text with a direction of its own": Message("select it and press Ctrl+Space"),
    "a formula": Message("put it in as a picture"),
    "custom XML markup": _SAVE_AGAIN,
    "an inserted file": _SAVE_AGAIN,
    "a footnote": Message("write the note into the text, in brackets"),
    "an endnote": Message("write the note into the text, in brackets"),
    "a paragraph in a frame": Message("remove the frame (Format Frame, Remove Frame)"),
    "line numbers": Message("choose Layout, Line Numbers, None"),
    "an object of another program": Message("copy it and paste it as a picture (Paste Special)"),
    "a phonetic guide": Message("choose Home, Phonetic Guide, Clear Reading"),
    "a page number that is no field": Message("choose Insert, Page Number"),
    "a form field": Message("delete it and write {{{{ … }}}} there"),
    "no paragraph at the end": _PARAGRAPH_BEHIND,
    "a table at the beginning that text wraps around": Message(
        "type an empty paragraph in front of it"
    ),
    "a table right behind one that text wraps around": Message(
        "type an empty paragraph between the two tables"
    ),
    "a number or bullet without text at the end": Message(
        "delete it, or type an empty paragraph that is in no list behind it"
    ),
    "a list with automatic spacing at the end": Message(
        "type an empty paragraph that is in no list behind it"
    ),
    "a text box in the last paragraph": _PARAGRAPH_BEHIND,
    "a section that begins in a new column": Message(
        "choose Page Setup, Layout, Section start: New page or Continuous"
    ),
    "a text wrapping break": Message("delete it, or end the paragraph there"),
    "a line break that begins the last paragraph": Message("delete it, or end with a paragraph"),
    "a section at the end that is empty": Message("delete the last section break"),
    "a table that begins pages with a line grid": _NO_GRID,
    "a table in a table on pages with a line grid": _NO_GRID,
    "a table that text wraps around on pages with a line grid": _NO_GRID,
    "a header or footer of a section of one paragraph": Message(
        "type an empty paragraph into that section"
    ),
    "a header or footer that the first section lacks": Message(
        "give the first section a header and a footer, too; they may be empty"
    ),
    "vertical text": Message("choose Layout, Text Direction, Horizontal"),
    "the field {name}": _AS_TEXT,
}


def remedy(what: Message) -> Message | None:
    """How an obstacle is taken away in Word; None where nothing needs to be, or nobody can."""
    if what.values.get("name") == "SECTIONPAGES":
        return _ALL_PAGES  # as text it would be the same in all documents
    return _REMEDIES.get(what.pattern)


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
