"""Fonts in an OpenDocument under the names by which LibreOffice has them at hand.

LibreOffice (7.4) keeps fonts that it has opened by its own short names of families: small letters
and digits, without blanks. Other names it looks up again at each change of font, by way of
translations and fontconfig, a tenth of the time that a batch of summaries takes. So the family
that draws a name is asked for instead of it, by its short name.
"""

from __future__ import annotations

import re

from kefu_docs.fonts import FontSet

# LibreOffice puts a family of several words in quotes. Several families stand behind each other
# with commas; such a list stays as it is.
_FAMILY = re.compile("svg:font-family=\"'?([^\"',;]+)'?\"")


def with_short_names(declarations: str, fonts: FontSet) -> str:
    """The font declarations (ODF 1.3, part 3, 16.21) with short names of families of the set."""

    def shortened(match: re.Match[str]) -> str:
        family = fonts.drawn(match[1])
        name = _short(family) if family and _has_bold(family, fonts) else None
        return f'svg:font-family="{name}"' if name else match[0]

    return _FAMILY.sub(shortened, declarations)


def _has_bold(family: str, fonts: FontSet) -> bool:
    """Whether a file of its own draws it in bold.

    LibreOffice (7.4) emboldens a family that has none by its own name, and not by an alias of it.
    """
    return sum(family in file.families for file in fonts.files) > 1


def _short(family: str) -> str | None:
    """The short name of a family, where that is sure.

    fontconfig compares families without blanks and case. So it knows a short name, too, if blanks
    are all that this leaves out.
    """
    name = family.replace(" ", "")
    return name.lower() if name.isascii() and name.isalnum() else None
