"""A fontconfig file that shows LibreOffice the set and nothing else.

Source: fontconfig user documentation, "fonts-conf". On macOS LibreOffice asks the system and does
not read this file.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from kefu_docs.fonts.fontset import FontSet
from kefu_docs.fonts.members import ALIASES, MEMBERS

# The Noto files hold the faces of every region; 骨 and 直 must not come out in Japanese shape.
OTHER_REGIONS = (
    *(f"Noto {style} CJK {region}" for style in ("Serif", "Sans") for region in ("JP", "KR")),
    *(f"Noto {style} CJK {region}" for style in ("Serif", "Sans") for region in ("TC", "HK")),
    *(f"Noto Sans Mono CJK {region}" for region in ("SC", "JP", "KR", "TC", "HK")),
)

# LibreOffice 25.2 slants text where fontconfig has a matrix for it; 7.4 does in any case.
_SLANTED = """\
<match target="font">
<test name="slant"><const>roman</const></test>
<test target="pattern" name="slant" compare="not_eq"><const>roman</const></test>
<edit name="matrix" mode="assign"><times><name>matrix</name>
<matrix><double>1</double><double>0.2</double><double>0</double><double>1</double></matrix>
</times></edit>
<edit name="slant" mode="assign"><const>oblique</const></edit>
</match>"""


def fontconfig_xml(fonts: FontSet, cache_dir: Path | None = None) -> str:
    """Write the content of a FONTCONFIG_FILE that accepts the set's files alone.

    The names Word documents use are mapped to the set's families unless the user's own fonts carry
    them; any other name, and any missing glyph, goes down the order of fallback. No face of the set
    is italic: those that are asked for are slanted.
    `cache_dir` takes fontconfig's own cache; without one XDG_CACHE_HOME of the program that reads
    the file says where that is.
    """
    folders = dict.fromkeys(file.path.parent for file in fonts.files)
    families = {member.role: member.family for member in MEMBERS}
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">',
        "<fontconfig>",
        *(f"<dir>{escape(str(folder))}</dir>" for folder in folders),
        f"<cachedir>{escape(str(cache_dir))}</cachedir>"
        if cache_dir
        else '<cachedir prefix="xdg">fontconfig</cachedir>',
        *_selected(fonts),
        *(_alias(name, families[role]) for role, names in ALIASES.items() for name in names),
        # fontconfig compares families before all else: a glyph that the family asked for lacks is
        # taken from the first of these that has it, and not from whatever it finds similar.
        '<match target="pattern"><edit name="family" mode="append_last" binding="strong">',
        *(f"<string>{escape(family)}</string>" for family in fonts.families),
        "</edit></match>",
        _SLANTED,
        # Otherwise fontconfig looks for changed files every 30 seconds while LibreOffice works.
        "<config><rescan><int>0</int></rescan></config>",
        "</fontconfig>",
    ]
    return "\n".join(lines) + "\n"


def _selected(fonts: FontSet) -> Iterator[str]:
    """Say which files and faces there are: nothing but the set's files, of these not all faces."""
    yield "<selectfont>"
    # With the slash: fontconfig 2.15 puts the current folder in front of other patterns.
    yield "<rejectfont><glob>/*</glob></rejectfont>"
    yield "<acceptfont>"
    yield from (f"<glob>{escape(str(file.path))}</glob>" for file in fonts.files)
    yield "</acceptfont>"
    yield "<rejectfont>"
    yield from map(_family_pattern, OTHER_REGIONS)
    yield "</rejectfont>"
    yield "</selectfont>"


def _family_pattern(family: str) -> str:
    name = f'<patelt name="family"><string>{escape(family)}</string></patelt>'
    return f"<pattern>{name}</pattern>"


def _alias(name: str, family: str) -> str:
    # `accept` puts the family behind the name: a user's own 宋体 wins where there is one.
    return (
        f'<alias binding="same"><family>{escape(name)}</family>'
        f"<accept><family>{escape(family)}</family></accept></alias>"
    )
