"""The literal text of a template's part, and Jinja source in which a mark stands for each piece.

The source has the tags of the part in their order and nothing of its XML. So its conditions and
loops tell which pieces a record's document must have, whatever docxtpl makes of the XML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree
from msgspec import Struct

from kefu_docs.render.preparing.template_slips import paragraph_text
from kefu_docs.render.word.word_xml import W

FIRST_MARK = 0xF0000
"""The mark of the first piece. Unicode keeps planes 15 and 16 for private use."""

# Characters that no XML has (XML 1.0, 2.2) stand for where paragraphs, rows and cells begin and
# end. docxtpl counts only these: its prefixes p, tr and tc, and the cells it merges.
_EDGES = {"p": ("\x01", "\x02"), "tr": ("\x03", "\x04"), "tc": ("\x05", "\x06")}
_OPENING = {f"{W}{name}": edges[0] for name, edges in _EDGES.items()}
_CLOSING = {f"{W}{name}": edges[1] for name, edges in _EDGES.items()}
_EDGE = re.compile("[\x01-\x06]")
# docxtpl puts a tag's two braces together wherever Word has a border of runs between them.
_IN_BRACES = re.compile(r"(?<=\{)[\x01-\x06]+(?=[{%#])|(?<=[%}#])[\x01-\x06]+(?=\})")
_PIECE = re.compile(
    r"\{%[-+]?\s*raw\s*[-+]?%\}(?P<raw>.*?)\{%[-+]?\s*endraw\s*[-+]?%\}"
    r"|(?P<tag>\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\})"
    r"|[\x01-\x06]",
    re.DOTALL,
)
_STATEMENT = re.compile(r"\{%.*?%\}", re.DOTALL)
_PREFIX = re.compile(r"^(\{[{%#])[-+]?(?:(?:tr|tc|p|r)\s)?\s*")
_TRIM = re.compile(r"[-+]([%}#]\})$")
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_OF_LOOK = re.compile(r"\{%\s*(?:cellbg|colspan)\s")
_MERGED = re.compile(r"\{%\s*[vh]m\s*%\}")
_COMMENTED = re.compile(r"\{#(p|tr|tc)\s")
_FIRST_OF_LOOP, _END_OF_FIRST = "{% if loop.first %}", "{% endif %}{{ loop.first }}"
_BRACES = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))


class Literal(Struct, frozen=True):
    """A piece of text between two tags, without white space, and the text of its paragraph."""

    text: str
    paragraph: str


class LiteralText(Struct, frozen=True):
    """The pieces of a part, and source in which the one of number n is the mark FIRST_MARK + n."""

    pieces: tuple[Literal, ...]
    source: str


class _Token(NamedTuple):
    kind: str  # "text", "tag" or "edge"
    text: str
    paragraph: etree._Element | None = None


def literal_text(root: etree._Element) -> LiteralText:
    """Read the tree of a part that docxtpl has not patched."""
    numbers: dict[Literal, int] = {}
    source: list[str] = []
    for token in _without_commented(list(_tokens(root))):
        if token.kind == "tag":
            source.append(_plain(token.text))
        elif token.kind == "text" and (text := without_space(token.text)):
            paragraph = "" if token.paragraph is None else paragraph_text(token.paragraph)
            number = numbers.setdefault(Literal(text, paragraph), len(numbers))
            source.append(chr(FIRST_MARK + number))
    return LiteralText(tuple(numbers), "".join(source))


def without_space(text: str) -> str:
    """Text as it is compared: without white space, with braces as docxtpl prints them."""
    text = "".join(text.split())
    if "_" in text:
        for written, meant in _BRACES:
            text = text.replace(written, meant)
    return text


def _tokens(root: etree._Element) -> Iterator[_Token]:
    """Text, tags and edges, in the order of the part; each text with that of its paragraph."""
    paragraphs = root.iter(f"{W}p")
    opened: list[etree._Element | None] = [None]
    text = _IN_BRACES.sub("", "".join(_flat(root)))
    end = 0
    for found in _PIECE.finditer(text):
        yield _Token("text", text[end : found.start()], opened[-1])
        end = found.end()
        if found["raw"] is not None:
            yield _Token("text", _EDGE.sub("", found["raw"]), opened[-1])
        elif found["tag"] is not None:
            yield _Token("tag", _EDGE.sub("", found["tag"]))
        for edge in _EDGE.findall(found[0]):
            yield _Token("edge", edge)
            if edge == _EDGES["p"][0]:
                opened.append(next(paragraphs))
            elif edge == _EDGES["p"][1]:
                opened.pop()
    yield _Token("text", text[end:])


def _flat(root: etree._Element) -> Iterator[str]:
    """A part's text with edges in it, and its tags that stand elsewhere, such as in attributes."""
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            yield _CLOSING.get(str(element.tag), "")
            continue
        yield _OPENING.get(str(element.tag), "")
        for text in element.attrib.values():
            if "{%" in text:
                yield from _STATEMENT.findall(text)
        if element.tag == f"{W}t":
            yield element.text or ""
        elif element.text and "{%" in element.text:
            yield from _STATEMENT.findall(element.text)


def _without_commented(tokens: list[_Token]) -> list[_Token]:
    """The tokens without the paragraphs, rows and cells that a comment takes away.

    And with a condition around each cell that loops merge.
    """
    kept = [True] * len(tokens)
    made = list(tokens)
    for place, token in enumerate(tokens):
        if token.kind != "tag":
            continue
        if found := _COMMENTED.match(token.text):
            start, end = _around(tokens, place, found[1])
            kept[start : end + 1] = [False] * (end + 1 - start)
        elif _MERGED.match(token.text):
            start, end = _around(tokens, place, "tc")
            made[start] = _Token("tag", _FIRST_OF_LOOP)
            made[end] = _Token("tag", _END_OF_FIRST)
    return [token for token, is_kept in zip(made, kept, strict=True) if is_kept]


def _around(tokens: Sequence[_Token], place: int, name: str) -> tuple[int, int]:
    """Where the paragraph, row or cell begins and ends that a token stands in; else the token."""
    opening, closing = _EDGES[name]
    before = _unmatched(tokens, range(place - 1, -1, -1), opening, closing)
    after = _unmatched(tokens, range(place + 1, len(tokens)), closing, opening)
    return (place, place) if before is None or after is None else (before, after)


def _unmatched(tokens: Sequence[_Token], places: range, wanted: str, other: str) -> int | None:
    depth = 0
    for place in places:
        if tokens[place].text == other:
            depth += 1
        elif tokens[place].text == wanted:
            if depth == 0:
                return place
            depth -= 1
    return None


def _plain(tag: str) -> str:
    """A tag as Jinja reads it: without docxtpl's letters, and white space is left to both sides."""
    if tag.startswith("{#") or _OF_LOOK.match(tag) or _MERGED.match(tag):
        return ""
    return _TRIM.sub(r"\1", _PREFIX.sub(r"\1 ", tag)).translate(_QUOTES)
