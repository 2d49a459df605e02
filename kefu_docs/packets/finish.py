"""The last touch on a PDF: archive metadata, and nothing of when or where it was made."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import re
from dataclasses import dataclass
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from kefu_docs.packets.srgb import srgb_profile
from kefu_docs.packets.type1 import Type1Program

CREATOR = "kefu-docs"
PRODUCER = "kefu-docs (LibreOffice, pikepdf)"
LANGUAGE = "zh-CN"

_DESCRIPTOR = Name.FontDescriptor
_FONT_PROGRAMS = (Name.FontFile, Name.FontFile2, Name.FontFile3)

# Characters XML 1.0 cannot hold (section 2.2).
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class DocumentInfo:
    """What a PDF says about itself; `author` is the employer, `date` the day it bears, in China."""

    title: str
    author: str
    subject: str
    keywords: tuple[str, ...]
    date: dt.date


def finish(pdf: bytes, info: DocumentInfo, *, archival: bool = True) -> bytes:
    """Give `pdf` its metadata and make its bytes a function of `pdf`'s pages and `info`.

    `archival` declares the result PDF/A-2u (ISO 19005-2). It is true of what LibreOffice exports
    with its fonts embedded; a packet with foreign attachments must not declare it.
    """
    with Pdf.open(io.BytesIO(pdf)) as document:
        _write_info(document, info)
        root = document.Root
        root.Lang = String(LANGUAGE)
        preferences = root.get(Name.ViewerPreferences, Dictionary())
        preferences.DisplayDocTitle = True
        root.ViewerPreferences = preferences
        metadata = document.make_stream(_xmp(info, archival).encode())
        metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
        root.Metadata = metadata
        if archival:
            root.OutputIntents = _output_intents(document)
        for page in document.pages:
            page.obj.Tabs = Name.S
        _drop_unique_ids(document)
        _share_font_programs(document)
        for random in (Name.DocChecksum, Name.ID):
            if random in document.trailer:
                del document.trailer[random]
        return _saved(document)


def _drop_unique_ids(document: Pdf) -> None:
    """Take the UniqueID out of every Type 1 program."""
    for descriptor in document.objects:
        if isinstance(descriptor, Dictionary) and Name.FontFile in descriptor:
            stream = descriptor.FontFile
            data = stream.read_bytes()
            if b"/UniqueID" in data:
                program = Type1Program.split(data, int(stream.Length1), int(stream.Length2))
                clean = program.without_unique_id()
                stream.write(clean.clear + clean.encrypted + clean.trailer)
                stream.Length1, stream.Length2 = len(clean.clear), len(clean.encrypted)


def _share_font_programs(document: Pdf) -> None:
    """Keep one copy of font programs that are equal, as in documents converted in one batch."""
    first: dict[bytes, pikepdf.Object] = {}
    for descriptor in document.objects:
        if not isinstance(descriptor, Dictionary) or descriptor.get(Name.Type) != _DESCRIPTOR:
            continue
        for key in _FONT_PROGRAMS:
            if key in descriptor:
                program = descriptor[key]
                digest = hashlib.sha256(program.read_raw_bytes()).digest()
                descriptor[key] = first.setdefault(digest, program)


def _saved(document: Pdf) -> bytes:
    """Write the document; the order of its objects follows from what refers to what.

    LibreOffice numbers fonts by their place in memory, and object streams are filled by number. A
    first, plain writing numbers the objects in the order they are reached.
    """
    document.remove_unreferenced_resources()
    numbered, written = io.BytesIO(), io.BytesIO()
    document.save(numbered, object_stream_mode=pikepdf.ObjectStreamMode.disable, static_id=True)
    with Pdf.open(numbered) as again:
        del again.trailer[Name.ID]
        again.save(
            written,
            force_version="1.7",
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
        )
    return written.getvalue()


def _write_info(document: Pdf, info: DocumentInfo) -> None:
    date = f"D:{info.date:%Y%m%d}000000+08'00'"
    entries = {
        "/Title": info.title,
        "/Author": info.author,
        "/Subject": info.subject,
        "/Keywords": ", ".join(info.keywords),
        "/Creator": CREATOR,
        "/Producer": PRODUCER,
        "/CreationDate": date,
        "/ModDate": date,
    }
    document.trailer.Info = document.make_indirect(
        Dictionary({name: String(_NOT_IN_XML.sub("", text)) for name, text in entries.items()})
    )


def _output_intents(document: Pdf) -> Array:
    profile = document.make_stream(srgb_profile())
    profile.N = 3
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
    date = f"{info.date.isoformat()}T00:00:00+08:00"
    identification = (
        "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>" if archival else ""
    )
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/">
{identification}
<dc:format>application/pdf</dc:format>
<dc:language><rdf:Bag><rdf:li>{LANGUAGE}</rdf:li></rdf:Bag></dc:language>
<dc:title>{_alternatives(info.title)}</dc:title>
<dc:creator><rdf:Seq><rdf:li>{_xml(info.author)}</rdf:li></rdf:Seq></dc:creator>
<dc:description>{_alternatives(info.subject)}</dc:description>
<pdf:Keywords>{_xml(", ".join(info.keywords))}</pdf:Keywords>
<pdf:Producer>{_xml(PRODUCER)}</pdf:Producer>
<xmp:CreatorTool>{_xml(CREATOR)}</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:MetadataDate>{date}</xmp:MetadataDate>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def _alternatives(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{_xml(text)}</rdf:li></rdf:Alt>'


def _xml(text: str) -> str:
    return escape(_NOT_IN_XML.sub("", text))
