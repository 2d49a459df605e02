"""`{%- … -%}` in the middle of a paragraph, as Jinja means it, before docxtpl patches a template.

docxtpl (0.20) joins a paragraph that begins with `{%-` to the text before it, and one that ends in
`-%}` to the text behind. It looks for nothing but the mark: in the middle of a paragraph all text
from there to the paragraph before, or behind, is lost (test_template_features, "trimmed"). There
the mark means no white space beside the tag, and nothing is joined.
"""

from __future__ import annotations

import re

# Word tears tags over runs, so that elements may stand between any two characters.
_OPENS = re.compile(r"\s*\{(?:<[^>]*>)*%(?:<[^>]*>)*-")
_CLOSES = re.compile(r"-(?:<[^>]*>)*%(?:<[^>]*>)*\}\s*")
_ELEMENT = re.compile(r"<[^>]*>")


def with_joins_at_borders(xml: str) -> str:
    """The XML of a part, in which `{%-` stands at a paragraph's beginning and `-%}` at its end
    alone; elsewhere it is a plain tag without white space beside it.
    """
    return _CLOSES.sub(_closing, _OPENS.sub(_opening, xml))


def _opening(found: re.Match[str]) -> str:
    text, end = found.string, found.start()
    begins = max(text.rfind("<w:p>", 0, end), text.rfind("<w:p ", 0, end), 0)
    return found[0].lstrip()[:-1] if _says_something(text[begins:end]) else found[0]


def _closing(found: re.Match[str]) -> str:
    text, start = found.string, found.end()
    ends = text.find("</w:p>", start)
    return found[0].rstrip()[1:] if _says_something(text[start:ends]) else found[0]


def _says_something(xml: str) -> bool:
    return bool(_ELEMENT.sub("", xml).strip())
