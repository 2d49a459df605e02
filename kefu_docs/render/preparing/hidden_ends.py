"""Paragraphs whose end is hidden: Word does not count them, or goes on with the next in their line.

LibreOffice (7.4.7) leaves a hidden paragraph out and counts its automatic number all the same; the
text behind a hidden end it begins on a line of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from kefu_docs.diagnostics import Message
from kefu_docs.render.expected.run_looks import Looks
from kefu_docs.render.preparing.template_slips import paragraph_text
from kefu_docs.render.word.styles import is_on
from kefu_docs.render.word.word_package import NUMBERING
from kefu_docs.render.word.word_xml import PREFIXES, W, parsed, written

_CONTENT = (f"{W}t", f"{W}drawing", f"{W}pict", f"{W}sym", f"{W}fldSimple", f"{W}instrText")
_MOST = 40


def do_not_count_hidden(root: etree._Element, looks: Looks) -> bool:
    """Take the automatic numbers of hidden paragraphs away; tell whether there are any."""
    found = False
    for paragraph in root.iter(f"{W}p"):
        properties = paragraph.find(f"{W}pPr")
        style = looks.paragraph_style(properties)
        if not looks.is_labelled(properties, style) or not _has_hidden_end(paragraph, looks):
            continue
        if not any(_is_shown(run, looks, style) for run in paragraph.iter(f"{W}r")):
            _without_number(paragraph)
            found = True
    return found


def without_hidden_labels(parts: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The parts of a template without the text of automatic numbers that are hidden themselves.

    LibreOffice (7.4.7) shows such numbers.
    """
    if b"vanish" not in parts.get(NUMBERING, b""):
        return parts
    root = parsed(parts[NUMBERING])
    for level in root.iter(f"{W}lvl"):
        hidden, text = level.find(f"{W}rPr/{W}vanish"), level.find(f"{W}lvlText")
        if hidden is None or not is_on(hidden) or text is None:
            continue
        text.set(f"{W}val", "")
        for gap in level.findall(f"{W}suff"):
            level.remove(gap)
        gap = etree.Element(f"{W}suff")
        gap.set(f"{W}val", "nothing")
        text.addprevious(gap)
    return {**parts, NUMBERING: written(root)}


def told_joined(root: etree._Element, looks: Looks) -> Iterator[Message]:
    """What to tell of paragraphs that Word prints in one line with the next."""
    for paragraph in root.iter(f"{W}p"):
        following = paragraph.getnext()
        if following is None or following.tag != f"{W}p" or not _has_hidden_end(paragraph, looks):
            continue
        style = looks.paragraph_style(paragraph.find(f"{W}pPr"))
        text = paragraph_text(paragraph)
        is_shown = any(_is_shown(run, looks, style) for run in paragraph.iter(f"{W}r"))
        if is_shown and not text.strip().startswith("{%p"):
            yield Message(
                "the end of paragraph “{paragraph}” is hidden, behind which Word goes on with the "
                "next in the same line; here that begins a line of its own",
                {"paragraph": text[:_MOST]},
            )


def told_hidden_drawings(root: etree._Element) -> Iterator[Message]:
    """What to tell of a drawing that Word's Selection Pane hides; LibreOffice (7.4.7) draws it."""
    for properties in root.iter(f"{{{PREFIXES['wp']}}}docPr"):
        if properties.get("hidden") in ("1", "true"):
            around = next(properties.iterancestors(f"{W}p"), properties)
            yield Message(
                "a drawing that is hidden in Word is printed, in paragraph “{paragraph}”; "
                "delete it",
                {"paragraph": paragraph_text(around)[:_MOST]},
            )


def _has_hidden_end(paragraph: etree._Element, looks: Looks) -> bool:
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    style = looks.paragraph_style(paragraph.find(f"{W}pPr"))
    return looks.of_run(mark, style).is_hidden


def _is_shown(run: etree._Element, looks: Looks, style: str) -> bool:
    has_content = next(run.iter(*_CONTENT), None) is not None
    return has_content and not looks.of_run(run.find(f"{W}rPr"), style).is_hidden


def _without_number(paragraph: etree._Element) -> None:
    """The number 0 takes a label away, also that of the style (ISO/IEC 29500-1, 17.9.18)."""
    properties = paragraph.find(f"{W}pPr")
    assert properties is not None
    numbering = properties.find(f"{W}numPr")
    if numbering is None:
        numbering = etree.Element(f"{W}numPr")
        properties.insert(int(properties.find(f"{W}pStyle") is not None), numbering)
    for number in numbering.findall(f"{W}numId"):
        numbering.remove(number)
    etree.SubElement(numbering, f"{W}numId").set(f"{W}val", "0")
