"""All text that the pages of a rendered document must show, fields and labels left open."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from html import unescape

from kefu_docs.model.document import ANYTHING, PAGE, PAGES, ShownText, Side
from kefu_docs.render.docx_zip import read_parts
from kefu_docs.render.headers_footers import margins_of

_READ = re.compile(
    r"word/(?:(?:document|settings|styles|(?:foot|end)notes|(?:header|footer)\d*)\.xml"
    r"|_rels/document\.xml\.rels)"
)
_MARGIN = re.compile(r"word/(?:header|footer)\d*\.xml")
_REFERENCE = re.compile(r"<w:(?:header|footer)Reference [^>]*/>")
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')
_FIRST_OTHER = re.compile(r'<w:titlePg(?: w:val="(?:1|true|on)")?/>')
_SIDES_OTHER = re.compile(rb'<w:evenAndOddHeaders(?: w:val="(?:1|true|on)")?/>')
_STARTS_ANEW = re.compile(r'<w:pgNumType [^>]*w:start="(?!1")')
_NOTES = re.compile(r"word/(?:foot|end)notes\.xml")
_NOTE = re.compile(r"<w:(?:foot|end)note [^>]*?>.*?</w:(?:foot|end)note>", re.DOTALL)
_STYLE = re.compile(r'<w:style [^>]*w:styleId="([^"]+)".*?</w:style>', re.DOTALL)
# A drawing's fallback repeats its text; the rest is text, what stands for text, and ends.
_TOKEN = re.compile(
    r"<w:t(?: [^>]*)?>([^<]*)"
    r'|<w:fldChar [^>]*?w:fldCharType="(\w+)"'
    r"|<w:instrText(?: [^>]*)?>([^<]*)"
    r'|<w:fldSimple [^>]*?w:instr="([^"]*)"'
    r'|<w:pStyle w:val="([^"]*)"'
    r"|<(w:numPr|w:sym|w:footnoteReference|w:endnoteReference|w:footnoteRef|w:endnoteRef"
    r"|w:noBreakHyphen|w:tblHeader|/w:fldSimple|/w:p|/w:tr)[ />]"
    r"|<mc:Fallback>.*?</mc:Fallback>",
    re.DOTALL,
)
# Fields whose result stands in the document and is shown as it is.
_SHOWN_AS_STORED: tuple[list[str], ...] = (
    [],
    ["HYPERLINK"],
    ["TOC"],
    ["MERGEFIELD"],
    ["QUOTE"],
    ["FORMTEXT"],
)
_PLAIN_NUMBER = re.compile(r"\s*(PAGE|NUMPAGES)(?:\s+\\\*\s+(?:MERGEFORMAT|Arabic))*\s*")


def shown_text(docx: bytes) -> ShownText:
    """Read the text of a docx; white space and line breaks are left out.

    zipfile.BadZipFile or KeyError where `docx` is not a Word document.
    """
    parts = read_parts(docx, _READ)
    document = parts["word/document.xml"].decode()
    settings = parts.get("word/settings.xml", b"")
    labelled = frozenset(labelled_styles(parts.get("word/styles.xml", b"").decode()))
    body = _paragraphs(document, labelled)
    by_path = {
        path: "".join(_paragraphs(parts[path].decode(), labelled).found)
        for path in parts
        if _MARGIN.fullmatch(path)
    }
    margins = [*by_path.values()]
    is_first_other = _FIRST_OTHER.search(document) is not None
    are_sides_other = _SIDES_OTHER.search(settings) is not None
    sides: tuple[Side, Side, Side] = (None, None, None)
    if is_first_other or are_sides_other:
        margins.append("")  # pages of a kind that may have none
        targets = {margin.relation: by_path.get(margin.part, "") for margin in margins_of(parts)}
        listed = _listed(document, targets)
        odd = listed.get("default")
        even = listed.get("even") if are_sides_other else odd
        sides = listed.get("first") if is_first_other else odd, even, odd
    notes = [
        "".join(_paragraphs(note, labelled).found)
        for path in parts
        if _NOTES.fullmatch(path)
        for note in _NOTE.findall(parts[path].decode())
    ]
    return ShownText(
        tuple(filter(None, body.found)),
        tuple(margins),
        tuple(filter(None, body.heads)),
        tuple(filter(None, notes)),
        sides,
    )


def _listed(document: str, margins: Mapping[str, str]) -> dict[str, Side]:
    """The texts of `margins` by kind of page; none where several sections have their own."""
    if document.count("<w:sectPr") != 1 or _STARTS_ANEW.search(document):
        return {}
    found: dict[str, list[str]] = defaultdict(list)
    for reference in _REFERENCE.findall(document):
        attributes = dict(_ATTRIBUTE.findall(reference))
        found[attributes["w:type"]].append(margins.get(attributes["r:id"], ""))
    return {kind: tuple(texts) for kind, texts in found.items()}


def labelled_styles(styles: str) -> Iterator[str]:
    """The paragraph styles that put a label, such as a number, before their paragraphs."""
    if "<w:numPr" in styles:
        yield from (m[1] for m in _STYLE.finditer(styles) if "<w:numPr" in m[0])


class _Paragraphs:
    """Collects the paragraphs of a part, token by token."""

    def __init__(self, labelled: frozenset[str], *, numbered_anew: bool) -> None:
        self.found: list[str] = []
        self.heads: list[str] = []
        self._labelled = labelled
        self._numbered_anew = numbered_anew
        self._pieces: list[str] = []
        self._fields: list[str | None] = []  # instructions; None once a mark stands for the result
        self._head: int | None = None  # where the row began that is repeated

    @property
    def is_between(self) -> bool:
        """Whether what was read has no part in what comes next."""
        return not self._fields and not self._pieces and self._head is None

    def read(self, xml: str) -> None:
        """Read on."""
        for token in _TOKEN.finditer(xml):
            if token.lastindex:
                self._add(token)

    def _add(self, token: re.Match[str]) -> None:
        text, character, instruction, simple, style, name = token.groups()
        if text is not None:
            if None not in self._fields:
                self._pieces.append(text)
        elif name is not None:
            self._named(name)
        elif style is not None:
            if style in self._labelled:
                self._pieces.append(ANYTHING)
        elif instruction is not None:
            if self._fields and self._fields[-1] is not None:
                self._fields[-1] += instruction
        elif simple is not None:
            self._fields.append(simple)
            self._resolve()
        elif character == "begin":
            self._fields.append("")
        elif character == "separate":
            self._resolve()
        elif character == "end" and self._fields:
            self._resolve()
            self._fields.pop()

    def _named(self, name: str) -> None:
        if name == "/w:p":
            self.found.append(_squeezed(self._pieces))
            self._pieces.clear()
        elif name == "/w:tr":
            if self._head is not None:
                self.heads.append("".join(self.found[self._head :]))
                self._head = None
        elif name == "/w:fldSimple":
            if self._fields:
                self._fields.pop()
        elif name == "w:tblHeader":
            self._head = len(self.found)
        else:
            self._pieces.append("-" if name == "w:noBreakHyphen" else ANYTHING)

    def _resolve(self) -> None:
        """Put a mark for the field begun last, unless its stored result is shown."""
        instruction = self._fields[-1] if self._fields else None
        if instruction is None or instruction.split()[:1] in _SHOWN_AS_STORED:
            return
        if None not in self._fields:
            number = _PLAIN_NUMBER.fullmatch(instruction)
            known = {"PAGE": PAGE, "NUMPAGES": PAGES}
            mark = known[number[1]] if number and not self._numbered_anew else ANYTHING
            self._pieces.append(mark)
        self._fields[-1] = None


def shown_paragraphs(xml: str, labelled: frozenset[str]) -> list[str]:
    """What each paragraph in `xml` shows, without white space; `labelled` styles have labels."""
    return _paragraphs(xml, labelled).found


def _paragraphs(xml: str, labelled: frozenset[str]) -> _Paragraphs:
    numbered_anew = "<w:pgNumType" in xml and " w:start=" in xml
    paragraphs = _Paragraphs(labelled, numbered_anew=numbered_anew)
    # A fallback may hold paragraphs of its own.
    *pieces, end = [xml] if "<mc:Fallback>" in xml else xml.split("</w:p>")
    for piece in pieces:
        text = _alone(piece, labelled, numbered_anew) if paragraphs.is_between else None
        if text is None:
            paragraphs.read(f"{piece}</w:p>")
        else:
            paragraphs.found.append(text)
    paragraphs.read(end)
    return paragraphs


@lru_cache(maxsize=1 << 12)
def _alone(piece: str, labelled: frozenset[str], numbered_anew: bool) -> str | None:
    """What a paragraph shows that has no part in others, as most have none, in any document."""
    paragraph = _Paragraphs(labelled, numbered_anew=numbered_anew)
    paragraph.read(f"{piece}</w:p>")
    return paragraph.found[0] if paragraph.is_between else None


def _squeezed(texts: Iterable[str]) -> str:
    return "".join(unescape("".join(texts)).split())
