"""Effects of letters that LibreOffice draws otherwise than Word.

Shadows and reliefs it draws as a second text, which the PDF then says twice; what Word hides on web
pages alone, it hides on paper, too (7.4.7).
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from kefu_docs.render.styles import Styles, is_on
from kefu_docs.render.template_slips import paragraph_text
from kefu_docs.render.word_package import STYLES
from kefu_docs.render.word_xml import W, parsed, written

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
    paragraph = paragraph_text(next(first.iterancestors(f"{W}p"), first))
    for effect in own:
        _remove(effect)
    return paragraph[:_MOST]


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


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
