"""A document of a batch without the space below its end, so that it does not move the next.

LibreOffice 25.2 takes the space above a paragraph together with that below the one before, even
where a section and a page end in between: the next document would begin higher than by itself
(test_space_below_a_document_does_not_move_the_next). Source: ISO/IEC 29500-1, 17.3.1.33 (spacing).
"""

from __future__ import annotations

import re

from kefu_docs.render.word.closing_paragraph import shown_end
from kefu_docs.render.word.paragraph_opening import OPENING, with_spacing

NO_SPACE_BELOW = '<w:spacing w:after="0" w:afterLines="0" w:afterAutospacing="0"/>'
"""What a paragraph that a document follows has among its properties."""

LAST_PARAGRAPH = re.compile(rf".*({OPENING})", re.DOTALL)
"""Everything up to the opening of the last paragraph, which is the group, properties included."""

_SPACE_AFTER = re.compile(r' w:after(?:Lines|Autospacing)?="[^"]*"')


def without_space_below(body: str) -> str:
    """The blocks without the space below the last paragraph that is shown.

    Hidden ones behind it keep their form: by it the marks of a document are put in front of them
    (test_hidden_paragraphs_at_the_end_keep_their_form).
    """
    end = shown_end(body)
    if not body.endswith(("</w:p>", "<w:p/>"), 0, end):
        return body
    found = LAST_PARAGRAPH.match(body, 0, end)
    assert found is not None
    opening = with_spacing(found[1], NO_SPACE_BELOW, _SPACE_AFTER)
    return body[: found.start(1)] + opening + body[found.end(1) :]
