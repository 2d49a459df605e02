"""What at the end of a template keeps all its documents out of batches.

Composing refuses such a document, whichever it is; here that is known of the template. What tags
bring in or leave out, such as the paragraph of `{%p endif %}`, is seen in each document alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from kefu_docs.diagnostics import Message
from kefu_docs.render.composing.compose_obstacles import Obstacle
from kefu_docs.render.composing.composed_end import (
    ComposeError,
    refuse_label_at_end,
    refuse_other_end,
)
from kefu_docs.render.composing.composed_start import has_automatic_space
from kefu_docs.render.composing.numbering import Numbering
from kefu_docs.render.composing.space_below import LAST_PARAGRAPH
from kefu_docs.render.word.word_package import DOCUMENT

_BODY = re.compile(r"<w:body[^>]*>")
_BLOCK_TAG = "{%"


def obstacles_at_end(parts: Mapping[str, bytes]) -> Iterator[Obstacle]:
    """What keeps each document from being composed, with others or without."""
    if _is_refused(parts, refuse_label_at_end):
        yield Obstacle(Message("a number or bullet without text at the end"), DOCUMENT, "")


def apart_from_others(parts: Mapping[str, bytes]) -> Iterator[Obstacle]:
    """What has each document composed without the others."""
    spaces = has_automatic_space(parts, parts[DOCUMENT].decode())
    if _is_refused(parts, partial(refuse_other_end, spaces_by_itself=spaces)):
        yield Obstacle(Message("a list with automatic spacing at the end"), DOCUMENT, "")


def _is_refused(parts: Mapping[str, bytes], refuse: Callable[[str], None]) -> bool:
    """Whether composing refuses the last paragraph of each document."""
    xml = parts[DOCUMENT].decode()
    opening, end = _BODY.search(xml), xml.rfind("<w:sectPr", 0, xml.rfind("</w:body>"))
    if opening is None or not xml[:end].endswith(("</w:p>", "<w:p/>")):
        return False
    last = LAST_PARAGRAPH.match(xml, opening.end(), end)
    if last is None or _BLOCK_TAG in xml[last.start(1) : end]:
        return False
    try:
        refuse(Numbering(parts).of_document(xml[last.start(1) : end], 0))
    except ComposeError:
        return True
    return False
