"""Names that become one segment of a path, safe on every system that a build folder may visit.

A build made on Linux is unpacked on Windows and carried on a stick: the rules are those of the
strictest of them. Source: Microsoft, "Naming Files, Paths, and Namespaces"; Apple, "APFS Reference"
(names are compared without regard to case and normal form).
"""

from __future__ import annotations

import re
import unicodedata

from kefu_docs.diagnostics import Message

MOST_BYTES = 200
"""Of a name in UTF-8: file systems take 255, of which prefixes, numbers and suffixes need some."""

# Controls and format characters (zero width, direction marks), halves of characters, line
# separators, and private or unassigned ones, which Unicode may give a meaning.
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_FORBIDDEN = '/\\:*?"<>|'
# The device is meant with any suffix: CON.pdf opens the console. Superscript digits count, too.
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\..*)?", re.IGNORECASE)


def folded(name: str) -> str:
    """What two names have in common that some file system takes for one."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def segment_fault(name: str) -> Message | None:
    """Why a name cannot be one segment of a path; None where it can."""
    values = {"name": name}
    if any(unicodedata.category(character) in _UNSEEN for character in name):
        return Message("{name!r} holds a character that cannot be seen; delete it", values)
    if forbidden := next((c for c in name if c in _FORBIDDEN), None):
        return Message(
            "{name!r} becomes the name of a file, which cannot hold {character}",
            {**values, "character": forbidden},
        )
    if not name or name[0] in ". " or name[-1] in ". ":
        return Message(
            "{name!r} becomes the name of a file, which cannot begin or end with a point or a "
            "space, or be empty",
            values,
        )
    if _DEVICE.fullmatch(name):
        return Message("Windows keeps the name {name!r} for a device; take another", values)
    if len(name.encode()) > MOST_BYTES:
        return Message(
            "the name is too long for a file: {bytes} bytes in UTF-8, of which {most} are allowed",
            {"bytes": len(name.encode()), "most": MOST_BYTES},
        )
    return None


def as_segment(text: str) -> str:
    """A text as a part of a file's name: a hyphen for each character that none may hold."""
    kept = "".join("-" if character in _FORBIDDEN else character for character in text)
    return kept.strip(". ") or "-"
