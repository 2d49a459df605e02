"""Picture files in a document: those of known kinds are let through, SVG without its links.

LibreOffice tells a picture's kind by its first bytes, whatever its name. It starts Ghostscript for
PostScript, and loads what an SVG names by an address (svgio, 7.4 and 25.2). What Word itself does
not write is not let through. Source: SVG 1.1, 5.7 (image), 5.6 (use), 15.20 (feImage), 18 (script).
"""

from __future__ import annotations

import gzip
import io
import re
import zlib
from base64 import b64decode

from lxml import etree

from kefu_docs.render.word.docx_zip import LARGEST_PART, LARGEST_XML
from kefu_docs.render.word.picture_sizes import MOST_ELEMENTS, MOST_PIXELS, elements_of, pixels_of
from kefu_docs.render.word.word_xml import MOST_TAGS

_KINDS = re.compile(
    rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|GIF8|BM|II\*\0|MM\0\*|RIFF....WEBP"
    rb"|\xd7\xcd\xc6\x9a|[\x01\x02]\0\x09\0"  # WMF with and without the header for placing it
    rb"|\x01\0\0\0.{36} EMF",
    re.DOTALL,
)
_POSTSCRIPT = (b"%!PS", b"\xc5\xd0\xd3\xc6", b"\x04%!PS")
_GZIP = b"\x1f\x8b"
_XML = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*<")

_WRITTEN_IN_IT = re.compile(r"\s*data:[^,]*;base64,(.*)", re.IGNORECASE | re.DOTALL)
_ADDRESS = re.compile(r"url\(\s*['\"]?\s*(?!['\"#\s])[^)]*\)?", re.IGNORECASE)
_IMPORT = re.compile(r"@import[^;]*;?", re.IGNORECASE)
_DRAWN_BY_LINK = frozenset(("image", "use", "feImage", "tref", "cursor", "font-face-uri"))
_ACTIVE = frozenset(
    (
        *("script", "handler", "listener", "foreignObject", "iframe", "object", "embed", "link"),
        *("set", "animate", "animateColor", "animateMotion", "animateTransform"),
    )
)


def is_postscript(data: bytes) -> bool:
    """Whether LibreOffice would give these bytes to Ghostscript."""
    return data.startswith(_POSTSCRIPT)


def is_known(data: bytes) -> bool:
    """Whether it is a picture of a kind that Word writes: no PostScript, no program's own file."""
    data = _unpacked(data)
    return _KINDS.match(data) is not None or svg_root(data) is not None


def is_too_large(data: bytes) -> bool:
    """Whether drawing a picture takes more than any that is meant to be looked at."""
    data = _unpacked(data)
    root = svg_root(data)
    if root is not None:
        return elements_of(root) > MOST_ELEMENTS
    return _KINDS.match(data) is not None and pixels_of(data) > MOST_PIXELS


def without_links(data: bytes) -> bytes:
    """An SVG without what it loads, links to or runs; the same bytes where there is none of it.

    Every other file is given back as it is.
    """
    root = svg_root(_unpacked(data))
    if root is None or not _take_out(root):
        return data
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _unpacked(data: bytes) -> bytes:
    """What is in a packed picture (SVGZ, EMZ, WMZ), nothing if that is too much; else the bytes."""
    if not data.startswith(_GZIP):
        return data
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            unpacked = file.read(LARGEST_PART + 1)
            return unpacked if len(unpacked) <= LARGEST_PART else b""
    except (OSError, EOFError, zlib.error):
        return b""


def svg_root(data: bytes) -> etree._Element | None:
    """The root of an SVG; None where it is none, or one that declares entities."""
    if not _XML.match(data) or len(data) > LARGEST_XML or data.count(b"<") > MOST_TAGS:
        return None
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and list(declared.iterentities()):
        return None
    return root if etree.QName(root).localname == "svg" else None


def _take_out(root: etree._Element) -> bool:
    """Take out what loads, links or runs; whether there was any."""
    before = root.itersiblings(preceding=True)
    found = any(isinstance(e, etree._ProcessingInstruction) for e in before)  # style sheets
    for element in list(root.iter(etree.Element)):
        name = etree.QName(element).localname
        leads_out = [a for a in element.attrib if _leads_out(str(a), str(element.get(a)))]
        for attribute in leads_out:
            del element.attrib[attribute]
        if name in _ACTIVE or (leads_out and name in _DRAWN_BY_LINK):
            _remove(element)
            found = True
        found |= bool(leads_out) | _clean_style(element, name)
    return found


def _leads_out(attribute: str, value: str) -> bool:
    name = attribute.rpartition("}")[2]
    if name in ("href", "src"):
        return not value.lstrip().startswith("#") and not _is_picture_written_in(value)
    return name == "base" or name.startswith("on")


def _is_picture_written_in(address: str) -> bool:
    """Whether an address is a picture itself, of pixels: another SVG might have links again."""
    written = _WRITTEN_IN_IT.match(address)
    try:
        return written is not None and _KINDS.match(b64decode(written[1])) is not None
    except ValueError:
        return False


def _clean_style(element: etree._Element, name: str) -> bool:
    """Take addresses out of what says how an element looks; whether there were any."""
    found = False
    for attribute, text in element.attrib.items():
        cleaned = _without_addresses(str(text))
        if cleaned != text:
            element.set(attribute, cleaned)
            found = True
    if name == "style":
        text = "".join(map(str, element.itertext()))
        cleaned = _without_addresses(text)
        if cleaned != text:
            del element[:]
            element.text = cleaned
            found = True
    return found


def _without_addresses(style: str) -> str:
    return _ADDRESS.sub("none", _IMPORT.sub("", style))


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
