"""The closed font set: where it is, what draws what, the fontconfig that closes it.

programs/    faces as font programs: outlines of glyphs, and subsets
members      the set as declared
fontset      where its files are on this machine
coverage     which face draws which character
characters   what a code point is
code_points  sets of code points, as ranges
font_file    what a file says of its faces
sfnt         tables of a font file
file_facts   what is known of files, kept between builds
fontconfig   the file that closes the set
listing      the set in words
"""

from kefu_docs.fonts.characters import (
    IGNORABLE,
    all_described,
    clusters,
    described,
    is_no_character,
    is_skin_tone,
    is_variation_selector,
    sequences,
)
from kefu_docs.fonts.coverage import Coverage
from kefu_docs.fonts.fontconfig import fontconfig_xml
from kefu_docs.fonts.fontset import FontFile, FontSet, find_fonts
from kefu_docs.fonts.listing import character_lines, name_lines, set_lines
from kefu_docs.fonts.members import ALIASES, MEMBERS, SYMBOLS, FontFamily, Role

__all__ = [
    "ALIASES",
    "IGNORABLE",
    "MEMBERS",
    "SYMBOLS",
    "Coverage",
    "FontFamily",
    "FontFile",
    "FontSet",
    "Role",
    "all_described",
    "character_lines",
    "clusters",
    "described",
    "find_fonts",
    "fontconfig_xml",
    "is_no_character",
    "is_skin_tone",
    "is_variation_selector",
    "name_lines",
    "sequences",
    "set_lines",
]
