"""The properties of table cells, in the order in which Word asks for them.

docxtpl writes the span and the shade of a cell in front of all others, where Word may call a
document broken. Source: ISO/IEC 29500-1, 17.4.69 (tcPr), and the schema of CT_TcPr.
"""

from __future__ import annotations

import re

_CELL = re.compile(r"(<w:tcPr>)(<w:(?:gridSpan|shd) .*?)(</w:tcPr>)", re.DOTALL)
_PROPERTY = re.compile(r"<w:(\w+)(?: [^>]*)?/>|<w:(\w+)(?: [^>]*)?>.*?</w:\2>", re.DOTALL)
_ORDER = (
    *("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar"),
    *("textDirection", "tcFitText", "vAlign", "hideMark"),
)


def with_cells_in_order(xml: str) -> str:
    """XML that docxtpl patched, with the properties of each cell in the schema's order.

    Whatever is no property, such as a tag that decides on one, leaves its cell as it is.
    """
    return _CELL.sub(_ordered, xml)


def _ordered(cell: re.Match[str]) -> str:
    found = list(_PROPERTY.finditer(cell[2]))
    if "".join(p[0] for p in found) != cell[2]:
        return cell[0]
    places = [(_place(p[1] or p[2]), number, p[0]) for number, p in enumerate(found)]
    return cell[1] + "".join(xml for *_, xml in sorted(places)) + cell[3]


def _place(name: str) -> int:
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)
