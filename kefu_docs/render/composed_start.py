"""The beginning of a document in a batch, where it is a table.

Elements: ISO/IEC 29500-1, 17.4 (tables), 17.6 (sections).
"""

from __future__ import annotations

from kefu_docs.render.closing_paragraph import LOW_PARAGRAPH

_TABLE = ("<w:tbl>", "<w:tbl ")


def with_paragraph_in_front(body: str) -> str:
    """The blocks with a paragraph that takes no place in front of a table that begins them.

    LibreOffice (7.4) keeps with a section's first block that its pages begin there. A table of some
    lengths loses that when it is parted: its pages have the header and footer of the document
    before, or none (test_a_long_table_that_comes_first_has_its_own_header).
    """
    return LOW_PARAGRAPH + body if body.startswith(_TABLE) else body
