"""Tiny Word documents, and a look at the office processes of a test."""

from __future__ import annotations

import io
import os
import random
import time
import zipfile
from pathlib import Path
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, StreamObject

from kefu_docs.fonts import find_fonts, fontconfig_xml


def word(text: str, bookmark: str = "", ballast: int = 0) -> bytes:
    """Make a docx of one line in 宋体, with a bookmark on it, with bytes that do not compress."""
    document = docx.Document()
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.font.name = "宋体"
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")
    if bookmark:
        for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
            mark = OxmlElement(tag)
            mark.set(qn("w:id"), "1")
            if tag == "w:bookmarkStart":
                mark.set(qn("w:name"), bookmark)
            element: Any = run._element
            element.addprevious(mark)
    stream = io.BytesIO()
    document.save(stream)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("ballast.bin", random.Random(1).randbytes(ballast))  # noqa: S311
    return stream.getvalue()


def read(pdf: object) -> PdfReader:
    """Open what a pool gave, which must be a PDF."""
    assert isinstance(pdf, bytes), repr(pdf)
    return PdfReader(io.BytesIO(pdf))


def text_of(pdf: object) -> str:
    """Give the text of the first page without blanks."""
    return "".join(read(pdf).pages[0].extract_text().split())


def fonts_of(reader: PdfReader) -> dict[str, bytes]:
    """Give the font programs of the first page by their names without subset tag."""
    fonts = resolve(resolve(reader.pages[0], "/Resources"), "/Font")
    found = {}
    for tag in fonts:
        font = resolve(fonts, tag)
        descriptor = resolve(font, "/FontDescriptor")
        (program,) = (descriptor[key] for key in descriptor if key.startswith("/FontFile"))
        stream = program.get_object()
        assert isinstance(stream, StreamObject)
        found[str(font["/BaseFont"]).partition("+")[2]] = stream.get_data()
    return found


def resolve(parent: DictionaryObject, key: str) -> DictionaryObject:
    """Follow a key to a dictionary."""
    child = parent[key].get_object()
    assert isinstance(child, DictionaryObject)
    return child


def closed_fonts(folder: Path) -> Path:
    """Write the fontconfig file of the set."""
    path = folder / "fonts.conf"
    path.write_text(fontconfig_xml(find_fonts(None), folder / "cache"), encoding="utf-8")
    return path


def office_processes(state_dir: Path) -> list[int]:
    """Find the processes that were started with a slot below `state_dir`, zombies not counted."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            command = (entry / "cmdline").read_bytes()
        except OSError:
            continue
        if entry.name.isdigit() and os.fsencode(state_dir / "slot-") in command:
            found.append(int(entry.name))
    return found


def wait_for_end(state_dir: Path) -> list[int]:
    """Wait until no office process is left, a minute at most; give those that are."""
    end = time.monotonic() + 60
    while (left := office_processes(state_dir)) and time.monotonic() < end:
        time.sleep(0.02)
    return left
