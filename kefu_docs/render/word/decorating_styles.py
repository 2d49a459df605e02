"""Which styles do more to text than to choose its face, size, weight and colour.

What they add is drawn where no text is, such as a shade behind blanks, or moves a line.
Source: ISO/IEC 29500-1, 17.3.1.11 (framePr), 17.3.1.19 (numPr), 17.3.1.39 (textAlignment),
17.3.2 (run properties).
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from kefu_docs.render.word.styles import STYLE_KINDS, Styles
from kefu_docs.render.word.word_xml import W, value


def decorating_styles(styles: Styles, looks: Iterable[str]) -> frozenset[str]:
    """The styles that have run properties other than `looks`, a frame, a number or a raised line.

    Or whose base has. ``""`` is among them where that is true of text without a style.
    """
    plain = frozenset(f"{W}{name}" for name in looks)

    def decorates(element: etree._Element) -> bool:
        found = element.iter(f"{W}rPr", f"{W}pPr")
        return any(_has_other(properties, plain) for properties in found)

    found = {style for style in styles if any(map(decorates, styles.chain(style)))}
    defaults = map(styles.document_default, ("rPr", "pPr"))
    if any(styles.default(kind) in found for kind in STYLE_KINDS) or any(
        properties is not None and decorates(properties) for properties in defaults
    ):
        found.add("")
    return frozenset(found)


def _has_other(properties: etree._Element, plain: frozenset[str]) -> bool:
    if properties.tag == f"{W}rPr":
        return any(element.tag not in plain for element in properties)
    alignment = properties.find(f"{W}textAlignment")
    is_raised = alignment is not None and value(alignment) not in ("auto", "baseline")
    has_more = any(properties.find(f"{W}{name}") is not None for name in ("framePr", "numPr"))
    return is_raised or has_more
