"""Word documents written part by part, for tests of how their packages are read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from kefu_docs.render.word.word_xml import PREFIXES

WORD = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in PREFIXES.items())
"""The declarations of every usual prefix."""
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORDPROCESSING = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def body(*blocks: str, section: str = "<w:sectPr/>") -> str:
    """The XML of a document part."""
    return f"<w:document {WORD}><w:body>{''.join(blocks)}{section}</w:body></w:document>"


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph of runs; what is no XML is a run's text."""
    inner = "".join(r if r.startswith("<") else f"<w:r><w:t>{r}</w:t></w:r>" for r in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def relations(*found: tuple[str, str, str], mode: str = "") -> str:
    """A relationships part of ids, kinds and targets; `mode` is the TargetMode of all."""
    how = f' TargetMode="{mode}"' if mode else ""
    inner = "".join(
        f'<Relationship Id="{id_}" Type="{kind if ":" in kind else f"{OFFICE}/{kind}"}" '
        f'Target="{target}"{how}/>'
        for id_, kind, target in found
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def content_types(**kinds: str) -> str:
    """The content types of parts in `word/`, by name without ending."""
    inner = "".join(
        f'<Override PartName="/word/{name}.xml" '
        f'ContentType="{kind if "/" in kind else f"{WORDPROCESSING}.{kind}+xml"}"/>'
        for name, kind in kinds.items()
    )
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="{rels}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{inner}</Types>'
    )


def parts(document: str | None = None, **others: str) -> dict[str, str]:
    """The parts of the smallest document; `others` are added, `__` in a name is a slash."""
    return {
        "[Content_Types].xml": content_types(document="document.main"),
        "_rels/.rels": relations(("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": document or body(paragraph("甲")),
        "word/_rels/document.xml.rels": relations(),
        **others,
    }


def zipped(files: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return buffer.getvalue()
