"""Which paragraphs may be set by themselves: what they draw follows from their text.

Nothing else does: no shade or border as wide as the text, no line that holds nothing to be seen,
nothing raised from its line. ISO/IEC 29500-1, 17.3.1 (paragraphs), 17.3.2 (runs), 17.7 (styles).
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

# How a run may look: all of this is drawn with its text, which stays on its line.
_LOOK = (
    "(?:rStyle|rFonts|b|bCs|i|iCs|color|spacing|kern|sz|szCs|u|strike|dstrike|lang|noProof"
    "|webHidden)[ /]"
)
# A frame as wide as its text; small text that stands where larger text on its line puts it.
_FORM = '<w:(?:framePr|textAlignment w:val="(?!auto|baseline))'
_TEXT = re.compile(r"(<w:t(?: [^>]*)?>)([^<]*)")
# A paragraph of formatting and runs of text alone, without a label in front.
_PLAIN = re.compile(
    rf"<w:p(?: [^>]*)?>(?:<w:pPr/>|<w:pPr>(?:(?!<w:(?:numPr|sectPr)|{_FORM}).)*?</w:pPr>)?"
    r"(?:<w:proofErr [^>]*/>"
    rf"|<w:r(?: [^>]*)?>(?:<w:rPr/>|<w:rPr>(?:<w:{_LOOK}[^>]*>)*</w:rPr>)?"
    r"(?:<w:t(?: [^>]*)?>[^<]*</w:t>|<w:(?:tab|br|lastRenderedPageBreak)/>)*</w:r>)*</w:p>",
    re.DOTALL,
)
# Blanks in front of a wide character share its line; other blanks and tabs at either end of a line
# may be pushed to one of their own, which shows nothing.
_LINE = re.compile(r"(?:[ \u3000]{0,4}(?=[\u2e80-\ua4cf\uf900-\ufaff\uff01-\uff60]))?\S(?:.*\S)?")
_PART = re.compile(r"<w:(tab|br)/>|<w:t(?: [^>]*)?>([^<]*)")
_STYLE = re.compile(r"<w:style ([^>]*)>(.*?)</w:style>", re.DOTALL)
_ID = re.compile(r'w:styleId="([^"]+)"')
_DEFAULT = re.compile(r'w:default="(?:1|true|on)"')
_BASE = re.compile(r'<w:basedOn w:val="([^"]+)"')
_NAMED = re.compile(r'<w:[pr]Style w:val="([^"]+)"')
_DEFAULTS = re.compile(r"<w:docDefaults>.*?</w:docDefaults>", re.DOTALL)
_OTHER_LOOK = re.compile(rf"{_FORM}|<w:rPr>(?:(?!</w:rPr>).)*?<w:(?!{_LOOK})\w", re.DOTALL)


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


def shown_by(paragraph: str) -> str:
    """Give what a plain paragraph shows, without white space."""
    return "".join(unescape("".join(text for _, text in _TEXT.findall(paragraph))).split())


@lru_cache(maxsize=8)
def decorated_styles(styles: str) -> frozenset[str]:
    """The styles that do more to text than is plain, or whose base does.

    One of them has no name where that is true of text without a style.
    """
    found = [(_ID.search(head), head, body) for head, body in _STYLE.findall(styles)]
    known = {id_[1]: (head, body) for id_, head, body in found if id_}
    decorated = {id_ for id_, (_, body) in known.items() if _OTHER_LOOK.search(body)}
    bases = {id_: base[1] for id_, (_, body) in known.items() if (base := _BASE.search(body))}
    while more := {id_ for id_, base in bases.items() if base in decorated} - decorated:
        decorated |= more
    defaults = _DEFAULTS.search(styles)
    if any(_DEFAULT.search(known[id_][0]) for id_ in decorated) or (
        defaults and _OTHER_LOOK.search(defaults[0])
    ):
        decorated.add("")
    return frozenset(decorated)
