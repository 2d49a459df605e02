"""A document of one character, from which LibreOffice loads what it needs for any other."""

from __future__ import annotations

import io
import zipfile

_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"
_OPENXML = "http://schemas.openxmlformats.org"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_OPENXML}/package/2006/content-types">'
    f'<Default Extension="rels" ContentType="{_RELATIONS}"/>'
    f'<Default Extension="xml" ContentType="{_KIND}"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_OPENXML}/package/2006/relationships">'
    f'<Relationship Id="r" Type="{_OPENXML}/officeDocument/2006/relationships/officeDocument"'
    ' Target="word/document.xml"/></Relationships>',
    "word/document.xml": f'<w:document xmlns:w="{_OPENXML}/wordprocessingml/2006/main">'
    "<w:body><w:p><w:r><w:t>一</w:t></w:r></w:p></w:body></w:document>",
}


def page() -> bytes:
    """The docx."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in _PARTS.items():
            archive.writestr(name, text)
    return file.getvalue()
