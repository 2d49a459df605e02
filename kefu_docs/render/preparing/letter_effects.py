"""Effects of letters that LibreOffice draws otherwise than Word.

Shadows and reliefs it draws as a second text, which the PDF then says twice; what Word hides on web
pages alone, it hides on paper, too; marks of emphasis it leaves out of PDFs; what is fitted to a
width has the spaces that Word worked out for the template (7.4.7).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from kefu_docs.diagnostics import Message
from kefu_docs.render.preparing.template_slips import paragraph_text
from kefu_docs.render.word.styles import Styles, is_on
from kefu_docs.render.word.word_package import STYLES
from kefu_docs.render.word.word_xml import W, parsed, written

_DRAWN_TWICE = ("shadow", "emboss", "imprint")
_TAGS = tuple(f"{W}{name}" for name in _DRAWN_TWICE)
_MOST = 40


def without_effects(root: etree._Element, styles: Styles) -> str | None:
    """Take shadows and reliefs out of a part; the text of the first paragraph that had one."""
    of_styles = frozenset[str]().union(*(styles.switched_on(f"rPr/{n}") for n in _DRAWN_TWICE))
    own = [effect for effect in root.iter(*_TAGS) if is_on(effect)]
    named = (e for e in root.iter(f"{W}pStyle", f"{W}rStyle") if e.get(f"{W}val") in of_styles)
    first = next(iter((*own, *named)), None)
    if first is None:
        return None
    paragraph = _paragraph_of(first)
    for effect in own:
        _remove(effect)
    return paragraph


def styles_without_effects(parts: Mapping[str, bytes]) -> bytes:
    """The part of styles without shadows and reliefs."""
    root = parsed(parts[STYLES])
    for effect in [*root.iter(*_TAGS)]:
        _remove(effect)
    return written(root)


def show_web_hidden(root: etree._Element) -> bool:
    """Show on paper what is hidden on web pages; tell whether there was any.

    In tables of contents Word writes the pages so.
    """
    hidden = [*root.iter(f"{W}webHidden")]
    for element in hidden:
        _remove(element)
    return bool(hidden)


def told_letters(root: etree._Element, styles: Styles) -> Iterator[Message]:
    """What to tell of marks of emphasis at letters."""
    of_styles = styles.with_any("rPr/em")
    own = (mark for mark in root.iter(f"{W}em") if is_on(mark))
    named = (e for e in root.iter(f"{W}pStyle", f"{W}rStyle") if e.get(f"{W}val") in of_styles)
    for element in (*own, *named)[:1]:
        yield Message(
            "LibreOffice draws no marks of emphasis (dots at letters) in a PDF, the first in "
            "paragraph “{paragraph}”; make the text bold",
            {"paragraph": _paragraph_of(element)},
        )


def loosen_fitted(root: etree._Element) -> str | None:
    """Take the width from text that holds a tag; the text of the first paragraph that had one.

    Word spreads or squeezes the tag's letters, and the value would be drawn so.
    """
    texts: dict[str, str] = {}
    fitted = [*root.iter(f"{W}fitText")]
    for width in fitted:
        run = next(width.iterancestors(f"{W}r"), width)
        id_ = str(width.get(f"{W}id"))
        texts[id_] = texts.get(id_, "") + "".join(map(str, run.itertext(f"{W}t")))
    loose = [width for width in fitted if "{" in texts[str(width.get(f"{W}id"))]]
    found = _paragraph_of(loose[0]) if loose else None
    for width in loose:
        properties = width.getparent()
        for name in ("fitText", "spacing", "w"):
            for element in [] if properties is None else properties.findall(f"{W}{name}"):
                _remove(element)
    return found


def _paragraph_of(element: etree._Element) -> str:
    return paragraph_text(next(element.iterancestors(f"{W}p"), element))[:_MOST]


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
