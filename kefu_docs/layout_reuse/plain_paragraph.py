"""Which paragraphs may be set by themselves: what they draw follows from their text.

Nothing else does: no shade or border as wide as the text, no line that holds nothing to be seen,
nothing raised from its line. ISO/IEC 29500-1, 17.3.1 (paragraphs), 17.3.2 (runs), 17.7 (styles).
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

from kefu_docs.render.word.decorating_styles import decorating_styles
from kefu_docs.render.word.styles import Styles

# How a run may look: all of this is drawn with its text, which stays on its line.
LOOK_NAMES = (
    *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "color", "spacing", "kern", "sz", "szCs", "u"),
    *("strike", "dstrike", "lang", "noProof", "webHidden", "w"),
)
_LOOK = f"<w:(?:{'|'.join(LOOK_NAMES)})[ /][^>]*>"
# The colour once more, as newer programs write it.
_FILL = "<w14:textFill>(?:(?!</w14:textFill>).)*</w14:textFill>"
# A frame as wide as its text; small text that stands where larger text on its line puts it.
_FORM = '<w:(?:framePr|textAlignment w:val="(?!auto|baseline))'
_TEXT = re.compile(r"(<w:t(?: [^>]*)?>)([^<]*)")
# A run that only anchors what floats beside the text, at a place that follows from no text.
_FLOATING = (
    r"<w:r(?: [^>]*)?>(?:<w:rPr/>|<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?"
    r"(?:<w:drawing>\s*<wp:anchor(?:(?!</w:drawing>|{0}).)*</w:drawing>"
    r"|<w:pict(?: [^>]*)?>(?=(?:(?!</w:pict>).)*position:absolute)(?:(?!</w:pict>|{0}).)*</w:pict>"
    r"|<mc:AlternateContent(?: [^>]*)?>(?=(?:(?!<wp:inline|</mc:Choice>).)*<wp:anchor)"
    r"(?:(?!</mc:AlternateContent>|{0}).)*</mc:AlternateContent>)</w:r>"
).format('relativeFrom="(?:character|line)"|-relative:(?:char|line)')
_FLOATING_RUN = re.compile(_FLOATING, re.DOTALL)
# A paragraph of formatting, runs of text and what floats beside it, without a label in front.
_PLAIN = re.compile(
    rf"<w:p(?: [^>]*)?>(?:<w:pPr/>|<w:pPr>(?:(?!<w:(?:numPr|sectPr)|{_FORM}).)*?</w:pPr>)?"
    rf"(?:<w:proofErr [^>]*/>|{_FLOATING}"
    rf"|<w:r(?: [^>]*)?>(?:<w:rPr/>|<w:rPr>(?:{_LOOK}|{_FILL})*</w:rPr>)?"
    r"(?:<w:t(?: [^>]*)?>[^<]*</w:t>|<w:(?:tab|br|lastRenderedPageBreak)/>)*</w:r>)*</w:p>",
    re.DOTALL,
)
# Blanks in front of a wide character share its line; other blanks and tabs at either end of a line
# may be pushed to one of their own, which shows nothing.
_LINE = re.compile(r"(?:[ \u3000]{0,4}(?=[\u2e80-\ua4cf\uf900-\ufaff\uff01-\uff60]))?\S(?:.*\S)?")
_PART = re.compile(r"<w:(tab|br)/>|<w:t(?: [^>]*)?>([^<]*)")
_NAMED = re.compile(r'<w:[pr]Style w:val="([^"]+)"')


def without_text(paragraph: str, decorated: frozenset[str]) -> str | None:
    """Give a plain paragraph without its text; None where it is not plain.

    `decorated` are the styles in which none is plain.
    """
    if not _PLAIN.fullmatch(paragraph) or not decorated.isdisjoint(_NAMED.findall(paragraph)):
        return None
    parts = ({"tab": "\t", "br": "\n"}.get(kind, text) for kind, text in _PART.findall(paragraph))
    lines = unescape("".join(parts)).split("\n")
    if not all(map(_LINE.fullmatch, lines)):
        return None
    return emptied(paragraph)


def emptied(xml: str) -> str:
    """Take the text out of runs."""
    return _TEXT.sub(r"\1", xml)


def has_floating(paragraph: str) -> bool:
    """Whether something floats beside a plain paragraph."""
    return _FLOATING_RUN.search(paragraph) is not None


def without_floating(paragraph: str) -> str:
    """Take out what floats beside a plain paragraph."""
    return _FLOATING_RUN.sub("", paragraph)


def shown_by(paragraph: str) -> str:
    """Give what a plain paragraph shows, without white space."""
    return "".join(unescape("".join(text for _, text in _TEXT.findall(paragraph))).split())


@lru_cache(maxsize=8)
def decorated_styles(styles: bytes | None) -> frozenset[str]:
    """The styles that do more to text than is plain, or whose base does.

    One of them has no name where that is true of text without a style.
    """
    return decorating_styles(Styles(styles), LOOK_NAMES)
