"""XML of a Word document: read by a parser that reaches nothing else, written in one form.

Word, Word Online, WPS, docx4j and others write the same document with other prefixes, quotes,
encodings and blanks. What is `canonical` has one: UTF-8, the usual prefixes, every namespace
declared at the root, double quotes, no blanks between elements, no comments. Code that is too busy
for a parser may read that form as text. A file that has the form already keeps its bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape
from typing import Any

from lxml import etree

from kefu_docs.diagnostics import Message
from kefu_docs.render.word.xml_reasons import xml_reason

_TRANSITIONAL = "http://schemas.openxmlformats.org"
_STRICT = "http://purl.oclc.org/ooxml"
_MICROSOFT = "http://schemas.microsoft.com/office/word"

PREFIXES = {
    "w": f"{_TRANSITIONAL}/wordprocessingml/2006/main",
    "r": f"{_TRANSITIONAL}/officeDocument/2006/relationships",
    "m": f"{_TRANSITIONAL}/officeDocument/2006/math",
    "wp": f"{_TRANSITIONAL}/drawingml/2006/wordprocessingDrawing",
    "a": f"{_TRANSITIONAL}/drawingml/2006/main",
    "pic": f"{_TRANSITIONAL}/drawingml/2006/picture",
    "c": f"{_TRANSITIONAL}/drawingml/2006/chart",
    "dgm": f"{_TRANSITIONAL}/drawingml/2006/diagram",
    "mc": f"{_TRANSITIONAL}/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w10": "urn:schemas-microsoft-com:office:word",
    "wne": f"{_MICROSOFT}/2006/wordml",
    "wp14": f"{_MICROSOFT}/2010/wordprocessingDrawing",
    "wpc": f"{_MICROSOFT}/2010/wordprocessingCanvas",
    "wpg": f"{_MICROSOFT}/2010/wordprocessingGroup",
    "wpi": f"{_MICROSOFT}/2010/wordprocessingInk",
    "wps": f"{_MICROSOFT}/2010/wordprocessingShape",
    "w14": f"{_MICROSOFT}/2010/wordml",
    "w15": f"{_MICROSOFT}/2012/wordml",
}
"""The usual prefix of each namespace that the program reads."""

W = f"{{{PREFIXES['w']}}}"
R = f"{{{PREFIXES['r']}}}"
_MC = f"{{{PREFIXES['mc']}}}"
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# Lists of prefixes in place of namespaces, which change with them (ISO/IEC 29500-3).
_LISTS = frozenset(f"{_MC}{n}" for n in ("Ignorable", "MustUnderstand")) | {"Requires"}
_QUALIFIED = frozenset(f"{_MC}{n}" for n in ("ProcessContent",))
# Where blanks are text, not the indent of whoever printed the XML prettily.
_TEXTS = frozenset(
    f"{{{PREFIXES[p]}}}{name}"
    for p, names in (
        ("w", ("t", "delText", "instrText", "delInstrText")),
        ("a", ("t",)),
        ("m", ("t",)),
    )
    for name in names
)
_BLANKS = " \t\r\n"
MOST_TAGS = 1_000_000
"""Above so many tags in a part, which no template has, it is not read: each takes 150 bytes."""


class WordXmlError(ValueError):
    """A part is not XML that a Word document has; `told` says why."""

    def __init__(self, told: Message) -> None:
        super().__init__(told.text())
        self.told = told


def parsed(data: bytes) -> etree._Element:
    """Read a part; WordXmlError where it is no XML, or XML that refers to something else.

    Nothing is loaded, no entity resolved; libxml2 itself refuses elements nested deeper than 256
    and texts above 10 MB as long as `huge_tree` is off.
    """
    if data.count(b"<") > MOST_TAGS:
        raise WordXmlError(Message("it has more than a million tags"))
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise WordXmlError(xml_reason(error)) from error
    if root.getroottree().docinfo.doctype:
        raise WordXmlError(Message("it declares a document type, which may name other files"))
    return root


def written(root: etree._Element) -> bytes:
    """Write a part in UTF-8 under the declaration that Word writes."""
    return _DECLARATION + etree.tostring(root, encoding="UTF-8", xml_declaration=False)


def canonical(data: bytes) -> etree._Element:
    """Read a part into the one form. WordXmlError as `parsed` raises it."""
    root = parsed(data)
    _drop_blanks(root)
    return root if _is_canonical(root) else _rebuilt(root)


def quoted(text: str) -> str:
    """An attribute's value in its quotes.

    xml.sax.saxutils.quoteattr does the same, and to load it takes 20 ms: it loads what reads pages
    of the net.
    """
    written = escape(text, quote=False)
    for character, reference in (("\n", "&#10;"), ("\r", "&#13;"), ("\t", "&#9;")):
        written = written.replace(character, reference)
    if '"' in written and "'" not in written:
        return f"'{written}'"
    return '"{}"'.format(written.replace('"', "&quot;"))


def value(element: etree._Element, *path: str) -> str:
    """The `w:val` of what is below an element by names without prefix; empty where none is."""
    found = element.find("/".join(f"{W}{name}" for name in path)) if path else element
    return "" if found is None else str(found.get(f"{W}val") or "")


def transitional(uri: str) -> str:
    """A namespace or type of relationship of strict files by the name that Word itself writes."""
    if not uri.startswith(_STRICT):
        return uri
    group, _, name = uri.removeprefix(f"{_STRICT}/").partition("/")
    return f"{_TRANSITIONAL}/{group}/2006/{_CAMEL.get(name, name)}"


# Names that differ between the two beyond the year (ISO/IEC 29500-4, annex A).
_CAMEL = {
    "extendedProperties": "extended-properties",
    "customProperties": "custom-properties",
    "relationships/extendedProperties": "relationships/extended-properties",
    "relationships/customProperties": "relationships/custom-properties",
}


def _drop_blanks(root: etree._Element) -> None:
    for element in root.iter():
        if element.tail is not None and not element.tail.strip(_BLANKS):
            element.tail = None
        if len(element) and element.text is not None and not element.text.strip(_BLANKS):
            element.text = element.text if element.tag in _TEXTS else None


def _declarations(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Every prefix with its namespace, in the order in which the document declares them."""
    events: Any = etree.iterwalk(root, events=("start-ns",))
    for _, (prefix, uri) in events:
        yield prefix or "", uri


def _is_canonical(root: etree._Element) -> bool:
    declared = list(_declarations(root))
    usual = {uri: prefix for prefix, uri in PREFIXES.items()}
    return len(declared) == len(root.nsmap) and all(
        usual.get(uri, prefix) == prefix
        and prefix
        and PREFIXES.get(prefix, uri) == uri
        and transitional(uri) == uri
        for prefix, uri in declared
    )


def _names(root: etree._Element) -> dict[str, str]:
    """The prefix by which the canonical form calls each namespace of a document."""
    usual = {uri: prefix for prefix, uri in PREFIXES.items()}
    names: dict[str, str] = {}
    for prefix, uri in _declarations(root):
        known = transitional(uri)
        if known in names or not uri:  # xmlns="" takes a default namespace away
            continue
        name = usual.get(known, prefix)
        number = 0
        while not name or name in names.values() or PREFIXES.get(name, known) != known:
            number += 1
            name = f"n{number}"
        names[known] = name
    return names


def _rebuilt(root: etree._Element) -> etree._Element:
    names = _names(root)
    made = etree.Element(_renamed(str(root.tag)), nsmap={p: uri for uri, p in names.items()})
    waiting = [(root, made)]
    while waiting:
        source, copy = waiting.pop()
        copy.text, copy.tail = source.text, source.tail
        for name, text in source.items():
            copy.set(_renamed(name), _translated(name, text, source, names))
        waiting += [(child, etree.SubElement(copy, _renamed(str(child.tag)))) for child in source]
    return made


@lru_cache(maxsize=1 << 12)
def _renamed(name: str) -> str:
    if not name.startswith("{"):
        return name
    uri, _, local = name[1:].partition("}")
    return f"{{{transitional(uri)}}}{local}"


def _translated(name: str, text: str, element: etree._Element, names: dict[str, str]) -> str:
    """An attribute's value, in which prefixes may stand for namespaces."""
    if name not in _LISTS and name not in _QUALIFIED:
        return text
    words = []
    for word in text.split():
        prefix, colon, local = word.partition(":")
        uri = element.nsmap.get(prefix)
        words.append(names.get(transitional(str(uri)), prefix) + colon + local)
    return " ".join(words)


_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)(pt|in|cm|mm|pc|pi)?")
_TWIPS = {None: 1.0, "pt": 20.0, "pc": 240.0, "pi": 240.0, "in": 1440.0} | {
    "cm": 1440 / 2.54,
    "mm": 144 / 2.54,
}


def twips(length: str | None) -> int:
    """A length in twips, written as a number of them or, in the strict form, with a unit.

    0 where it is none (ISO/IEC 29500-1, 22.9.2.14).
    """
    read = _LENGTH.fullmatch(length or "")
    return int(float(read[1]) * _TWIPS[read[2]]) if read else 0
