"""The closed font set: where it is, what it covers, the fontconfig that closes it."""

from kefu_docs.fonts.coverage import coverage, drawn_by, uncovered
from kefu_docs.fonts.fontconfig import fontconfig_xml
from kefu_docs.fonts.fontset import FontFile, FontSet, find_fonts
from kefu_docs.fonts.members import ALIASES, MEMBERS, Member, Role

__all__ = [
    "ALIASES",
    "MEMBERS",
    "FontFile",
    "FontSet",
    "Member",
    "Role",
    "coverage",
    "drawn_by",
    "find_fonts",
    "fontconfig_xml",
    "uncovered",
]
