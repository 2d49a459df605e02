"""Slips of the hand in a template's tags, which Jinja takes for text and would print.

Braces of full width, a blank between two braces, one brace missing: `｛｛ name ｝｝`,
`{ { name } }`, `{ name }}`, `{ % if x % }`. And tags where nothing fills them in.
"""

from __future__ import annotations

import re

from lxml import etree

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import TemplateError
from kefu_docs.render.word.word_xml import W

TAG = re.compile(
    r"\{%[-+]?\s*raw\s*[-+]?%\}.*?\{%[-+]?\s*endraw\s*[-+]?%\}"
    r"|\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}",
    re.DOTALL,
)
"""A tag of Jinja's, or a stretch that it is told to leave as it is."""

# docxtpl's own way to write braces that are text.
_MEANT = re.compile(r"\{_\{|\}_\}|\{_%|%_\}")
_OPENING = r"[{｛]\s*[{｛%％]"
_CLOSING = r"[}｝%％]\s*[}｝]"
_INSIDE = "[^{}｛｝]*"
# Single braces around words may be text, as {ANYONE}; around what templates print they are not.
_PRINTED = "company|employee|contract|scheme|month|period|summary|statement|team|totals|person"
_SLIP = re.compile(
    rf"{_OPENING}{_INSIDE}{_CLOSING}|{_OPENING}{_INSIDE}[}}｝]|[{{｛]{_INSIDE}{_CLOSING}"
    rf"|[{{｛]\s*(?:{_PRINTED})\.\w{_INSIDE}[}}｝]"
    r"|\A[^{｛]*[%}]\}"
)


def refuse_slips(file: str, root: etree._Element, *, is_filled: bool) -> None:
    """Raise TemplateError for the first slip in a part, with its paragraph.

    `is_filled` says that tags are filled in there, as they are not in endnotes.
    """
    for paragraph in root.iter(f"{W}p"):
        text = paragraph_text(paragraph)
        if "{" not in text and "}" not in text and "｛" not in text and "｝" not in text:
            continue
        if not is_filled and (tag := TAG.search(text)):
            raise TemplateError(
                Message(
                    "{file}, paragraph “{paragraph}”: nothing fills in {tag} in an endnote",
                    {"file": file, "paragraph": text, "tag": tag[0]},
                ),
                Message("make it a footnote, or write it into the text"),
            )
        if slip := _SLIP.search(_MEANT.sub("", TAG.sub("\0", text))):
            raise TemplateError(
                Message(
                    "{file}, paragraph “{paragraph}”: {slip} is not a tag and would be printed",
                    {"file": file, "paragraph": text, "slip": slip[0].rpartition("\0")[2].strip()},
                ),
                Message(
                    "write {{{{ … }}}} or {{% … %}} with braces of half width and nothing between "
                    "them; braces that are text: {{_{{ and }}_}}"
                ),
            )


def paragraph_text(paragraph: etree._Element) -> str:
    """The text of a paragraph without that of text boxes in it, which are paragraphs themselves."""
    return "".join(
        str(text.text or "")
        for text in paragraph.iter(f"{W}t")
        if next(text.iterancestors(f"{W}p"), None) is paragraph
    )


def with_plain_ampersands(source: str) -> str:
    """Write `&` in a part's tags as Jinja reads it; docxtpl leaves it as XML's `&amp;`.

    Without this `{{ 'A & B' }}` prints `A &amp; B`, and `== '售前&售后'` never holds.
    """
    return (
        TAG.sub(lambda tag: tag[0].replace("&amp;", "&"), source) if "&amp;" in source else source
    )
