"""How far the lines of a paragraph are apart, and those of others of its form.

Elements: ISO/IEC 29500-1, 17.3.1 (paragraphs), 17.3.1.33 (spacing), 17.7.2 (inheritance).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from lxml import etree

from kefu_docs.render.word.styles import Styles
from kefu_docs.render.word.word_xml import PREFIXES, W, twips, value

# What a paragraph's form may say: nothing that is drawn around it or begins a page. The rest says
# where its lines begin and end, which a sheet shows, and what is kept on one page, where it stands.
_FORM_NAMES = (
    *("pStyle", "keepNext", "keepLines", "widowControl", "spacing", "ind", "jc", "tabs", "rPr"),
    *("snapToGrid", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE"),
    *("autoSpaceDN", "adjustRightInd", "suppressAutoHyphens", "outlineLvl"),
)
_FORM = frozenset(f"{W}{name}" for name in _FORM_NAMES)
_SPACES = (
    *("before", "after", "beforeLines", "afterLines"),
    *("beforeAutospacing", "afterAutospacing"),
)
_LINE = {f"{W}line", f"{W}lineRule"}
_NONE = ("0", "false", "off")
_ROOT = "<w:body {}>{{}}</w:body>".format(
    " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in PREFIXES.items())
)


@lru_cache(maxsize=1 << 10)
def may_repeat(paragraph: str, styles: Styles, looks: tuple[str, ...]) -> bool:
    """Whether a plain paragraph, given as XML, and more of its form stand without any space.

    The mark that ends it may have no run properties but `looks`.
    """
    plain = frozenset(f"{W}{name}" for name in looks)
    forms = _forms(paragraph, styles)
    return all(_is_simple(form, plain) for form in forms) and all(
        _is_none(forms, name) for name in _SPACES
    )


@lru_cache(maxsize=1 << 10)
def has_exact_lines(paragraph: str, styles: Styles) -> bool:
    """Whether the lines of a paragraph, given as XML, are as high as it says, whatever they hold.

    In a table and on a grid of lines that follows from more than the paragraph.
    """
    spacings = (form.find(f"{W}spacing") for form in _forms(paragraph, styles))
    told = (s for s in spacings if s is not None and _LINE & set(s.keys()))
    nearest = next(told, None)
    if nearest is None or nearest.get(f"{W}lineRule") != "exact":
        return False
    return twips(nearest.get(f"{W}line")) > 0


def _forms(paragraph: str, styles: Styles) -> list[etree._Element]:
    """What a paragraph says of its form, then its style and those it is based on, the defaults."""
    root = etree.fromstring(_ROOT.format(paragraph), etree.XMLParser(recover=True))
    form = root.find(f"{W}p/{W}pPr")
    style = ("" if form is None else value(form, "pStyle")) or styles.default("paragraph")
    found = [form, *(s.find(f"{W}pPr") for s in styles.chain(style))]
    return [f for f in (*found, styles.document_default("pPr")) if f is not None]


def _is_simple(form: etree._Element, looks: frozenset[str]) -> bool:
    marks = (element for look in form.iter(f"{W}rPr") for element in look)
    return all(e.tag in _FORM for e in form) and all(e.tag in looks for e in marks)


def _is_none(forms: Sequence[etree._Element], name: str) -> bool:
    """Whether a kind of space is none; the nearest form that says anything of it holds."""
    spacings = (form.find(f"{W}spacing") for form in forms)
    said = (s.get(f"{W}{name}") for s in spacings if s is not None)
    return next((s in _NONE for s in said if s is not None), True)
