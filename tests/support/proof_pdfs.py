"""PDFs to be proved: some converted by LibreOffice, some written by hand."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Sequence
from pathlib import Path

import docx
import docx.document
import pikepdf
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from pikepdf import Dictionary, Name

FACE = "Noto Serif CJK SC"


def convert(
    folder: Path, paragraphs: Sequence[str], header: str = "", footer: str = "", rows: int = 0
) -> tuple[bytes, bytes]:
    """Make a docx of `paragraphs` and a table of `rows`, and convert it: (docx, PDF).

    The footer gets the page number.
    """
    document = docx.Document()
    style = document.styles["Normal"].element
    style.get_or_add_rPr().get_or_add_rFonts().set(qn("w:ascii"), FACE)
    style.rPr.rFonts.set(qn("w:eastAsia"), FACE)
    section = document.sections[0]
    section.header.paragraphs[0].text = header
    section.footer.paragraphs[0].text = footer
    section.footer.paragraphs[0]._p.append(
        parse_xml(
            f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>0</w:t></w:r></w:fldSimple>'
        )
    )
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if rows:
        table = document.add_table(rows, 3)
        for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
            cell.text = f"格{number}：" + "甲乙丙丁戊己庚辛" * 3
    return converted(folder, document)


def converted(folder: Path, document: docx.document.Document) -> tuple[bytes, bytes]:
    """Save a document and convert it: (docx, PDF)."""
    folder.mkdir(exist_ok=True)
    document.save(str(folder / "made.docx"))
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(folder.parent / 'profile').as_uri()}",
            *("--headless", "--convert-to", "pdf", "--outdir", str(folder)),
            str(folder / "made.docx"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return (folder / "made.docx").read_bytes(), (folder / "made.pdf").read_bytes()


def by_hand(pages: Sequence[str], shows_as: str = "A") -> bytes:
    """Write a PDF in Helvetica, not embedded; `shows_as` is what ToUnicode says of its A."""
    pdf = pikepdf.new()
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
    )
    code = shows_as.encode("utf-16-be").hex()
    font.ToUnicode = pdf.make_stream(
        b"begincmap 1 begincodespacerange <00> <ff> endcodespacerange "
        b"1 beginbfrange <20> <7e> <0020> endbfrange "
        b"1 beginbfchar <41> <" + code.encode() + b"> endbfchar endcmap"
    )
    for text in pages:
        page = pdf.add_blank_page(page_size=(595, 842))
        page.obj.Resources = Dictionary(Font=Dictionary(F=font))
        shown = text.encode("latin-1").hex()
        page.obj.Contents = pdf.make_stream(f"BT /F 12 Tf 90 600 Td <{shown}> Tj ET".encode())
    written = io.BytesIO()
    pdf.save(written)
    return written.getvalue()
