"""What a PDF says about itself: Info, XMP, and the parts an archive asks for (ISO 19005-2)."""

from __future__ import annotations

import io
import re
import zlib
from functools import cache
from html import escape
from pathlib import Path

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, String

from kefu_docs.model import DocumentInfo

CREATOR = "kefu-docs"
PRODUCER = "kefu-docs (LibreOffice, pikepdf)"
LANGUAGE = "zh-CN"

SRGB = Path(__file__).with_name("srgb.icc")
"""An ICC 4.3 display profile of sRGB (IEC 61966-2-1) in the public domain (CC0).

A file and not a colour library's: those write the time of the call into the profile, and the same
document would have other bytes each time.
"""

# Characters XML 1.0 cannot hold (section 2.2).
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_ARCHIVAL = "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>"
# The byte order mark in `begin` says that the packet is UTF-8 (XMP Specification, part 1, 7.3.2).
_XMP = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/">
{identification}
<dc:format>application/pdf</dc:format>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<dc:title>{title}</dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description>{subject}</dc:description>
<pdf:Keywords>{keywords}</pdf:Keywords>
<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:MetadataDate>{date}</xmp:MetadataDate>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


class Metadata:
    """What `document` says about itself, with its language and its sRGB output intent.

    `archival` declares it PDF/A-2u (ISO 19005-2). It is true of what LibreOffice exports with its
    fonts embedded; a packet with foreign attachments must not declare it. `write` says it once, or
    anew each time.
    """

    def __init__(self, document: Pdf, *, archival: bool) -> None:
        self._archival = archival
        self._written: dict[str, str] = {}
        self._info = document.trailer.Info = document.make_indirect(Dictionary())
        self._xmp = document.make_stream(b"", Type=Name.Metadata, Subtype=Name.XML)
        root = document.Root
        root.Lang = String(LANGUAGE)
        preferences = root.get(Name.ViewerPreferences, Dictionary())
        # Readers show the title instead of the file's name in the window and on the tab.
        preferences.DisplayDocTitle = True
        root.ViewerPreferences = preferences
        root.Metadata = self._xmp
        if archival:
            root.OutputIntents = _output_intents(document)

    def write(self, info: DocumentInfo) -> None:
        """Write `info`, in the Info dictionary and as XMP."""
        # Some readers show the one and some the other, so both lose what XML cannot hold.
        entries = _entries(info)
        for name, text in entries.items():
            if self._written.get(name) != text:
                self._info[name] = String(_NOT_IN_XML.sub("", text))
        self._written = entries
        self._xmp.write(_xmp(info, self._archival).encode())


def saved(document: Pdf) -> bytes:
    """Write a document, its objects in the order they were made or read, as PDF 1.7."""
    written = io.BytesIO()
    document.save(
        written,
        force_version="1.7",
        fix_metadata_version=False,  # ours does not name a version
        object_stream_mode=ObjectStreamMode.generate,
        deterministic_id=True,  # otherwise the ID is made of the time and of chance
    )
    return written.getvalue()


def _entries(info: DocumentInfo) -> dict[str, str]:
    date = f"D:{info.date:%Y%m%d}000000+08'00'"
    return {
        "/Title": info.title,
        "/Author": info.author,
        "/Subject": info.subject,
        "/Keywords": ", ".join(info.keywords),
        "/Creator": CREATOR,
        "/Producer": PRODUCER,
        "/CreationDate": date,
        "/ModDate": date,
    }


@cache
def _profile() -> bytes:
    return zlib.compress(SRGB.read_bytes())


def _output_intents(document: Pdf) -> Array:
    profile = document.make_stream(_profile(), Filter=Name.FlateDecode, N=3)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB"),
        Info=String("sRGB IEC 61966-2-1"),
        DestOutputProfile=profile,
    )
    return Array([document.make_indirect(intent)])


def _xmp(info: DocumentInfo, archival: bool) -> str:
    """The Info dictionary once more, as XMP (ISO 19005-2, 6.6.2 to 6.6.4)."""
    return _XMP.format(
        identification=_ARCHIVAL if archival else "",
        language=LANGUAGE,
        title=_alternatives(info.title),
        author=_xml(info.author),
        subject=_alternatives(info.subject),
        keywords=_xml(", ".join(info.keywords)),
        producer=_xml(PRODUCER),
        creator=_xml(CREATOR),
        date=f"{info.date.isoformat()}T00:00:00+08:00",
    )


def _alternatives(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{_xml(text)}</rdf:li></rdf:Alt>'


def _xml(text: str) -> str:
    return escape(_NOT_IN_XML.sub("", text), quote=False)
