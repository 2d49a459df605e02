"""Documents that ask for what is outside of them, as no renderer of ours would leave them."""

from __future__ import annotations

import io
import zipfile

from tests.support.word import paragraphs

_OFFICE = "http://schemas.openxmlformats.org"
_PICTURE = f"{_OFFICE}/drawingml/2006/picture"
_DRAWING = (
    f'<w:p><w:r><w:drawing xmlns:a="{_OFFICE}/drawingml/2006/main"'
    f' xmlns:wp="{_OFFICE}/drawingml/2006/wordprocessingDrawing" xmlns:pic="{_PICTURE}"'
    f' xmlns:r="{_OFFICE}/officeDocument/2006/relationships">'
    '<wp:inline><wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="a"/>'
    f'<a:graphic><a:graphicData uri="{_PICTURE}"><pic:pic>'
    '<pic:nvPicPr><pic:cNvPr id="0" name="a"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:link="outside"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
    "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)
_FIELD = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> {} </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>held</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)


def with_linked_picture(url: str) -> bytes:
    """A docx with a picture that is nowhere but at `url`."""
    relation = (
        f'<Relationship Id="outside" Type="{_OFFICE}/officeDocument/2006/relationships/image"'
        f' Target="{url}" TargetMode="External"/>'
    )
    return _changed(_DRAWING, relation)


def with_field(instruction: str) -> bytes:
    """A docx with a field that is to be worked out anew, and holds "held"."""
    return _changed(_FIELD.format(instruction.replace('"', "&quot;")))


def _changed(body: str, relation: str = "") -> bytes:
    """A docx with this at its end."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(paragraphs("start"))) as before,
        zipfile.ZipFile(written, "w") as after,
    ):
        for name in before.namelist():
            part = before.read(name)
            if name == "word/document.xml":
                part = part.replace(b"<w:sectPr", body.encode() + b"<w:sectPr", 1)
            if name == "word/_rels/document.xml.rels":
                part = part.replace(b"</Relationships>", relation.encode() + b"</Relationships>")
            after.writestr(name, part)
    return written.getvalue()


_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_BASIC = """\
Sub Main
  Open "{}" For Output As #1
  Print #1, "written"
  Close #1
End Sub
"""
_CONTENT = (
    f'<office:document-content office:version="1.2" xmlns:office="{_OASIS}office:1.0"'
    f' xmlns:text="{_OASIS}text:1.0" xmlns:script="{_OASIS}script:1.0"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dom="http://www.w3.org/2001/xml-events">'
    "<office:scripts><office:event-listeners>"
    '<script:event-listener script:language="ooo:script" script:event-name="dom:load"'
    ' xlink:href="vnd.sun.star.script:Standard.Module1.Main?language=Basic&amp;location=document"'
    ' xlink:type="simple"/></office:event-listeners></office:scripts>'
    "<office:body><office:text><text:p>text</text:p></office:text></office:body>"
    "</office:document-content>"
)
_LIBRARY = 'xmlns:library="http://openoffice.org/2000/library"'
_ENTRIES = (
    ("/", "application/vnd.oasis.opendocument.text"),
    ("content.xml", "text/xml"),
    ("word/document.xml", "text/xml"),  # what is in no manifest makes LibreOffice refuse it
    ("Basic/script-lc.xml", "text/xml"),
    ("Basic/Standard/script-lb.xml", "text/xml"),
    ("Basic/Standard/Module1.xml", "text/xml"),
)


def with_basic(path: str) -> bytes:
    """A text document of LibreOffice's whose macro writes a file when it is opened.

    It passes for a docx by the name of a part.
    """
    manifest = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
        for name, kind in _ENTRIES
    )
    parts = {
        "mimetype": _ENTRIES[0][1],
        "content.xml": _CONTENT,
        "Basic/script-lc.xml": f"<library:libraries {_LIBRARY}>"
        '<library:library library:name="Standard" library:link="false"/></library:libraries>',
        "Basic/Standard/script-lb.xml": f'<library:library {_LIBRARY} library:name="Standard">'
        '<library:element library:name="Module1"/></library:library>',
        "Basic/Standard/Module1.xml": '<script:module script:name="Module1"'
        ' script:language="StarBasic" xmlns:script="http://openoffice.org/2000/script">'
        f"{_BASIC.format(path)}</script:module>",
        "META-INF/manifest.xml": f'<manifest:manifest manifest:version="1.2"'
        f' xmlns:manifest="{_OASIS}manifest:1.0">{manifest}</manifest:manifest>',
        "word/document.xml": "",
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return written.getvalue()
