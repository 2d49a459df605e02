"""A name for each paragraph style, given to styles that are written without one.

Word gives such a style a name of its own. LibreOffice (7.4.7) leaves out a whole table, and sets
its cells as text below each other, where a paragraph in it has such a style
(test_a_table_stays_whose_style_has_no_name). Source: ISO/IEC 29500-1, 17.7.4.9 (name).
"""

from __future__ import annotations

from lxml import etree

from kefu_docs.render.word.word_xml import W, value


def add_names(root: etree._Element) -> None:
    """Give each paragraph style without a name its id as one."""
    for style in root.iter(f"{W}style"):
        if style.get(f"{W}type") == "paragraph" and not value(style, "name"):
            for empty in style.findall(f"{W}name"):
                style.remove(empty)
            name = etree.Element(f"{W}name", {f"{W}val": str(style.get(f"{W}styleId"))})
            style.insert(0, name)
