"""The declared closed font set, and where its files are on this machine."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import get_args

from msgspec import Struct

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import MissingToolError
from kefu_docs.fonts.file_facts import NO_NOTES, Notes, digests, names
from kefu_docs.fonts.members import ALIASES, MEMBERS, FontFamily, TextRole

SEARCH_FOLDERS: tuple[str, ...] = (
    "/usr/share/fonts",  # Debian and most others
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/run/current-system/sw/share/X11/fonts",  # NixOS
    "~/Library/Fonts",  # macOS
    "/Library/Fonts",
    "/opt/homebrew/share/fonts",
    "/mnt/c/Windows/Fonts",  # WSL
)

FONT_SUFFIXES = frozenset({".ttf", ".otf", ".ttc", ".otc"})


@dataclass(frozen=True)
class FontFile:
    """A font file, the families it gives to the set, and the SHA-256 of its content.

    `names` leads from what documents may call it to its families; empty for a member of the set.
    """

    path: Path
    families: tuple[str, ...]
    sha256: str
    names: Mapping[str, str] = field(default_factory=dict, hash=False)


class FontSet(Struct, frozen=True, dict=True):
    """The files of the set in order of fallback, the user's own first."""

    files: tuple[FontFile, ...]

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the contents in order: the same on every machine with the same files."""
        lines = (f"{file.sha256} {','.join(file.families)}\n" for file in self.files)
        return hashlib.sha256("".join(lines).encode()).hexdigest()

    @property
    def families(self) -> tuple[str, ...]:
        """Every family once, in order of fallback."""
        return tuple(dict.fromkeys(family for file in self.files for family in file.families))

    @cached_property
    def text_families(self) -> tuple[str, ...]:
        """The families that whole texts are set in, the user's own among them."""
        own = (family for file in self.files if file.names for family in file.families)
        of_set = (m.family for m in MEMBERS if m.role in get_args(TextRole))
        return tuple(dict.fromkeys((*own, *of_set)))

    def drawn(self, asked: str) -> str | None:
        """The family that draws text whose family in the document is `asked`.

        None where neither the user's fonts nor the set nor its aliases know the name.
        """
        return self._by_name.get(_plain(asked))

    def chain(self, asked: str) -> tuple[str, ...]:
        """The families that are tried in turn for a character in text of family `asked`."""
        first = self.drawn(asked)
        return tuple(dict.fromkeys((first, *self.families) if first else self.families))

    @cached_property
    def _by_name(self) -> dict[str, str]:
        families = {member.role: member.family for member in MEMBERS}
        by_name = {_plain(n): families[role] for role, names in ALIASES.items() for n in names}
        for file in reversed(self.files):
            by_name |= {_plain(family): family for family in file.families}
            by_name |= {_plain(name): family for name, family in file.names.items()}
        return by_name


def find_fonts(
    project_fonts: Path | None,
    search_folders: Sequence[str] = SEARCH_FOLDERS,
    notes: Notes = NO_NOTES,
) -> FontSet:
    """Find the set's files, the user's own `project_fonts` folder in front of them.

    A set member may also lie in `project_fonts`; `notes` keep what was read of the files. Raises
    MissingToolError with the families that are not installed, and UsageError where a file in
    `project_fonts` is not a font.
    """
    own = _fonts_below(project_fonts) if project_fonts else ()
    folders = [*([project_fonts] if project_fonts else []), *(Path(f) for f in search_folders)]
    found = _search(folders, {name for member in MEMBERS for name in member.files})
    missing = [m for m in MEMBERS if not found.keys() >= set(m.files)]
    if missing:
        raise _missing(missing)
    own = tuple(path for path in own if path.name not in found)
    members = [(found[name], member.family) for member in MEMBERS for name in member.files]
    sums = digests([*own, *(path for path, _ in members)], notes)
    own_files = []
    for path, sha256 in zip(own, sums, strict=False):
        called = names(path, sha256, notes)
        own_files.append(FontFile(path, tuple(dict.fromkeys(called.values())), sha256, called))
    return FontSet(
        (
            *own_files,
            *(
                FontFile(path, (family,), sha256)
                for (path, family), sha256 in zip(members, sums[len(own) :], strict=True)
            ),
        )
    )


def _plain(name: str) -> str:
    """A family name as names are compared: by letters of either case, upright or vertical (@)."""
    return name.removeprefix("@").replace(" ", "").casefold()


def _fonts_below(folder: Path) -> tuple[Path, ...]:
    return tuple(
        sorted(
            path.resolve()
            for path in folder.rglob("*")
            if path.suffix.lower() in FONT_SUFFIXES and path.is_file()
        )
    )


def _search(folders: Iterable[Path], wanted: set[str]) -> dict[str, Path]:
    """Find the first file of each wanted name, in the order of the folders."""
    found: dict[str, Path] = {}
    for folder in folders:
        for place, below, files in os.walk(folder.expanduser()):
            below.sort()
            for name in wanted.intersection(files).difference(found):
                found[name] = (Path(place) / name).absolute()
            if len(found) == len(wanted):
                return found
    return found


def _missing(members: Sequence[FontFamily]) -> MissingToolError:
    return MissingToolError(
        Message(
            "These fonts are not installed: {families}",
            {"families": ", ".join(member.family for member in members)},
        ),
        Message(
            "On Debian, Ubuntu and WSL: apt install {packages}; elsewhere: {elsewhere}",
            {
                "packages": " ".join(sorted({member.debian_package for member in members})),
                "elsewhere": "; ".join(dict.fromkeys(member.elsewhere for member in members)),
            },
        ),
    )
