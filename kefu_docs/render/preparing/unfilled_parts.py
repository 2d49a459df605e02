"""Parts of a template that nothing fills in, and what LibreOffice draws otherwise in them.

Charts and diagrams (SmartArt) stand in parts of their own; a tag there would be printed as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import TemplateError
from kefu_docs.render.preparing.template_slips import TAG
from kefu_docs.render.word.word_package import DOCUMENT, ENDNOTES, Relationship, relationships
from kefu_docs.render.word.word_xml import PREFIXES, W, parsed

_A, _C = (f"{{{PREFIXES[prefix]}}}" for prefix in ("a", "c"))
_FOLDERS = ("word/charts/", "word/diagrams/")


def refuse_unfilled(file: str, parts: Mapping[str, bytes]) -> None:
    """Raise TemplateError for the first tag in a chart or diagram of the template `file`."""
    for part, data in parts.items():
        if not part.startswith(_FOLDERS) or not part.endswith(".xml") or b"{" not in data:
            continue
        for text in _texts(parsed(data)):
            if tag := TAG.search(text):
                raise TemplateError(
                    Message(
                        "{file}: nothing fills in {tag} in a chart or diagram",
                        {"file": file, "tag": tag[0]},
                    ),
                    Message("write it into the text, or into a text box"),
                )


def _texts(root: etree._Element) -> Iterator[str]:
    """The texts of a chart's or diagram's part, each of a paragraph or of a value."""
    for paragraph in root.iter(f"{_A}p"):
        yield "".join(map(str, paragraph.itertext(f"{_A}t")))
    for value in root.iter(f"{_C}v"):
        yield value.text or ""


def told_otherwise(parts: Mapping[str, bytes], document: etree._Element) -> Iterator[Message]:
    """What to tell of diagrams and endnotes."""
    kinds = [related.kind for part in parts for related in _related(parts, part)]
    if kinds.count("diagramData") > kinds.count("diagramDrawing"):
        yield Message(
            "a diagram (SmartArt) has no drawing, without which LibreOffice may leave it empty; "
            "open the file in Word and save it again"
        )
    if ENDNOTES in parts and next(document.iter(f"{W}endnoteReference"), None) is not None:
        yield Message(
            "endnotes may stand on a page of their own, where Word prints them below the text; "
            "make them footnotes"
        )


def _related(parts: Mapping[str, bytes], part: str) -> Iterator[Relationship]:
    if part == DOCUMENT or part.startswith(("word/header", "word/footer")):
        yield from relationships(parts, part)
