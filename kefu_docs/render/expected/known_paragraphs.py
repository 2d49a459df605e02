"""Paragraphs that are not read again: what they show is known from their form and their texts.

Documents of one template have nine paragraphs of ten in common, and of the others nearly all
differ in their texts alone. What a paragraph shows follows from its XML and the styles, unless it
has a field or a field is open where it stands. So the form of each, its XML without texts, is read
once, by itself. In the document a short paragraph stands in for each that is known, with a symbol
for what it shows. What such a document shows is the same for many documents, so that it is worked
out once, and each document's own texts are put in place of the symbols.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from lxml import etree
from msgspec.structs import replace

from kefu_docs.model.document import ShownText
from kefu_docs.render.expected.drawn_paragraphs import DrawnParagraphs
from kefu_docs.render.expected.kept_paragraphs import begins_page, is_kept
from kefu_docs.render.expected.run_looks import Looks
from kefu_docs.render.word.word_xml import PREFIXES, W

_END = b"</w:p>"
_TEXT = re.compile(rb'<w:t(?: xml:space="preserve")?>([^<]*)</w:t>')
_ROOT = "<w:body {}>".format(" ".join(f'xmlns:{p}="{uri}"' for p, uri in PREFIXES.items())).encode()

# The place of a text in the form of a paragraph, and what stands around the number of a symbol.
# Unicode keeps these code points free for such use.
_SLOT, _AROUND = "\ufdd8", "\ufdd9"
_PLACE = f"<w:t>{_SLOT}</w:t>".encode()
_EMPTY = b"<w:p/>"
# What holds paragraphs within a paragraph, comments and the like, what is no XML in a text, what
# would be taken for a symbol, also as a reference.
_UNCLEAR = (b"<w:txbxContent", b"<mc:AlternateContent", b"<!", b"]]>", _AROUND.encode())
_REFERENCE = re.compile(rb"&#(?:[xX]0*[fF][dD][dD]9|0*64985);")
_OTHER_ENCODING = re.compile(rb"<\?xml[^>]* encoding=[\"'](?!utf-8[\"'])", re.IGNORECASE)
_SYMBOL = re.compile(f"{_AROUND}[0-9]+{_AROUND}")

# All that a paragraph may have for which another stands in. Nobody asks a document as a whole about
# these (see expected_text), but about styles, which `_form` looks at, and whether there is text.
_PLAIN = frozenset(
    f"{W}{name}"
    for names in (
        "p pPr r rPr t tab proofErr bookmarkStart bookmarkEnd lastRenderedPageBreak noBreakHyphen",
        "pStyle keepNext keepLines widowControl tabs snapToGrid spacing ind contextualSpacing jc",
        "numPr ilvl numId shd kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN",
        "adjustRightInd textAlignment outlineLvl rStyle rFonts b bCs i iCs strike color w kern",
        "position sz szCs highlight u lang",
    )
    for name in names.split()
)


class _KnownParagraph(NamedTuple):
    """What a paragraph shows; None where nothing may stand in for it."""

    text: str | None
    is_kept: bool = False  # with the next


class _Form(NamedTuple):
    """What a paragraph shows before, between and behind its texts.

    Empty where nothing may stand in for it.
    """

    around: Sequence[str] = ()
    is_kept: bool = False


def with_stand_ins(
    parts: Mapping[str, bytes], names: Iterable[str], looks: Looks, framed: frozenset[str]
) -> tuple[dict[str, bytes], dict[str, str]]:
    """The parts with stand-ins for paragraphs in those of `names`; the text of each by its symbol.

    `framed` are the styles of paragraphs in frames.
    """
    texts: list[str] = []
    short = {name: _shortened(parts[name], looks, framed, texts) for name in names}
    return {**parts, **short}, dict(zip(map(_symbol, range(len(texts))), texts, strict=True))


def _shortened(xml: bytes, looks: Looks, framed: frozenset[str], texts: list[str]) -> bytes:
    """A part with stand-ins; adds the text of each that shows one to `texts`.

    The part stays as it is where the bytes do not tell which paragraph is which, or one leaves a
    field open: what follows may show nothing.
    """
    if not _may_stand_in(looks):
        return xml
    *pieces, rest = xml.split(_END)
    starts = [max(piece.rfind(b"<w:p>"), piece.rfind(b"<w:p ")) for piece in pieces]
    between = [piece[:start] for piece, start in zip(pieces, starts, strict=True)]
    if -1 in starts or _is_unclear(b"".join([*between, rest])):
        return xml
    known = [_alone(p[start:], looks, framed) for p, start in zip(pieces, starts, strict=True)]
    if None in known:
        return xml
    written = []
    for piece, before, paragraph in zip(pieces, between, known, strict=True):
        if paragraph is None or paragraph.text is None:
            written += [piece, _END]
        elif paragraph.text:
            written += [before, _stand_in(len(texts), paragraph.is_kept)]
            texts.append(paragraph.text)
        else:
            written += [before, _EMPTY]
    return b"".join([*written, rest])


def _is_unclear(xml: bytes) -> bool:
    return (
        any(mark in xml for mark in _UNCLEAR)
        or xml.find(b"<?", 1) >= 0
        or (b"&#" in xml and _REFERENCE.search(xml) is not None)
        or _OTHER_ENCODING.match(xml) is not None
    )


def known_text(paragraph: str, looks: Looks) -> str | None:
    """What a paragraph shows; None where its form does not tell."""
    if not paragraph.endswith(_END.decode()) or not _may_stand_in(looks):
        return None
    known = _alone(paragraph.encode()[: -len(_END)], looks, frozenset())
    return known and known.text


def filled(shown: ShownText, texts: Mapping[str, str]) -> ShownText:
    """What a document shows, with its texts in place of their symbols."""

    def whole(text: str) -> str:
        return _SYMBOL.sub(lambda m: texts.get(m[0], m[0]), text) if _AROUND in text else text

    def all_of(found: Iterable[str]) -> tuple[str, ...]:
        return tuple(map(whole, found))

    first, even, odd = shown.sides
    return replace(
        shown,
        body=tuple([texts.get(text, text) for text in shown.body]),
        margins=all_of(shown.margins),
        heads=all_of(shown.heads),
        unseen=all_of(shown.unseen),
        footers=frozenset(all_of(shown.footers)),
        sides=(first and all_of(first), even and all_of(even), odd and all_of(odd)),
        of_sections=tuple((a and all_of(a), b and all_of(b)) for a, b in shown.of_sections),
    )


@lru_cache(maxsize=1 << 12)
def _symbol(number: int) -> str:
    return f"{_AROUND}{number}{_AROUND}"


@lru_cache(maxsize=1 << 12)
def _stand_in(number: int, is_kept: bool = False) -> bytes:
    properties = "<w:pPr><w:keepNext/></w:pPr>" if is_kept else ""
    return f"<w:p>{properties}<w:r><w:t>{_symbol(number)}</w:t></w:r></w:p>".encode()


@lru_cache(maxsize=16)
def _may_stand_in(looks: Looks) -> bool:
    """Whether texts are shown as they are: by default they may be hidden, numbered or capitals.

    Nor may each be kept with the next, or begin a page.
    """
    if any(looks.is_switched_on(name, None) for name in ("keepNext", "pageBreakBefore")):
        return False
    small = b"<w:p><w:r><w:t>a</w:t></w:r></w:p>"
    read = [_read(xml, looks) for xml in (_EMPTY, _stand_in(0), small)]
    return [found and found[1].found for found in read] == [[""], [_symbol(0)], ["a"]]


@lru_cache(maxsize=1 << 12)
def _alone(source: bytes, looks: Looks, framed: frozenset[str]) -> _KnownParagraph | None:
    """What is known of a paragraph, given without its end tag; None where all must be read."""
    if _is_unclear(source):
        return None
    pieces = _TEXT.split(source)
    form = _form(_PLACE.join(pieces[::2]), looks, framed)
    if form is None or not form.around:
        return None if form is None else _KnownParagraph(None)
    try:
        texts = ["".join(text.decode().split()) for text in pieces[1::2]]
    except UnicodeDecodeError:
        return _KnownParagraph(None)
    # References are left to a parser of XML, soft hyphens and the like to whoever looks for them.
    if not all(text.isprintable() and "&" not in text for text in texts):
        return _KnownParagraph(None)
    first, *behind = form.around
    whole = "".join([first, *(t + after for t, after in zip(texts, behind, strict=True))])
    # One that shows no more than its number counts as empty between two page breaks.
    return _KnownParagraph(whole if any(texts) or not whole else None, form.is_kept)


@lru_cache(maxsize=1 << 10)
def _form(xml: bytes, looks: Looks, framed: frozenset[str]) -> _Form | None:
    """Read a paragraph's form; None where it leaves a field open, or is not one whole paragraph."""
    read = _read(xml + _END, looks)
    if read is None:
        return None
    root, paragraph = read
    around = paragraph.found[0].split(_SLOT)
    is_plain = (
        _PLAIN.issuperset(str(element.tag) for element in root.iter())
        and not paragraph.unseen
        and not looks.has_capitals(root)
        and not begins_page(root, looks)
        and not any(f'"{style}"'.encode() in xml for style in framed)
        and len(around) == xml.count(_PLACE) + 1
        and not "".join(root.itertext()).replace(_SLOT, "").strip()
    )
    return _Form(around, is_kept(root, looks)) if is_plain else _Form()


def _read(xml: bytes, looks: Looks) -> tuple[etree._Element, DrawnParagraphs] | None:
    """Read a paragraph by itself; None where it is not one, or leaves a field open."""
    try:
        body = etree.fromstring(b"%b%b</w:body>" % (_ROOT, xml))
    except etree.XMLSyntaxError:
        return None
    paragraph = DrawnParagraphs(looks)
    paragraph.read(body)
    if paragraph.is_in_field or len(paragraph.found) != 1 or len(body) != 1:
        return None
    return body[0], paragraph
