"""The closed font set: where it is, what it covers, the fontconfig that closes it."""

from kefu_docs.fonts.coverage import coverage, drawn_by, uncovered
from kefu_docs.fonts.fontconfig import fontconfig_xml
from kefu_docs.fonts.fontset import MEMBERS, FontFile, FontSet, Member, find_fonts

__all__ = [
    "MEMBERS",
    "FontFile",
    "FontSet",
    "Member",
    "coverage",
    "drawn_by",
    "find_fonts",
    "fontconfig_xml",
    "uncovered",
]
