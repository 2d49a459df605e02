"""The closed font set: where it is, what draws what, the fontconfig that closes it."""

from kefu_docs.fonts.characters import (
    IGNORABLE,
    clusters,
    described,
    is_no_character,
    is_variation_selector,
)
from kefu_docs.fonts.coverage import Coverage
from kefu_docs.fonts.fontconfig import fontconfig_xml
from kefu_docs.fonts.fontset import FontFile, FontSet, find_fonts
from kefu_docs.fonts.listing import character_lines, name_lines, set_lines
from kefu_docs.fonts.members import ALIASES, MEMBERS, FontFamily, Role

__all__ = [
    "ALIASES",
    "IGNORABLE",
    "MEMBERS",
    "Coverage",
    "FontFamily",
    "FontFile",
    "FontSet",
    "Role",
    "character_lines",
    "clusters",
    "described",
    "find_fonts",
    "fontconfig_xml",
    "is_no_character",
    "is_variation_selector",
    "name_lines",
    "set_lines",
]
