"""The declared closed font set, and where its files are on this machine."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kefu_docs.diagnostics import Message
from kefu_docs.errors import MissingToolError
from kefu_docs.fonts.faces import families_in
from kefu_docs.fonts.members import MEMBERS, Member

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
    """A font file, the families it gives to the set, and the SHA-256 of its content."""

    path: Path
    families: tuple[str, ...]
    sha256: str


@dataclass(frozen=True)
class FontSet:
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


def find_fonts(
    project_fonts: Path | None, search_folders: Sequence[str] = SEARCH_FOLDERS
) -> FontSet:
    """Find the set's files, the user's own `project_fonts` folder in front of them.

    A set member may also lie in `project_fonts`. Raises MissingToolError with the families that
    are not installed, and UsageError where a file in `project_fonts` is not a font.
    """
    own = _fonts_below(project_fonts) if project_fonts else ()
    folders = [*([project_fonts] if project_fonts else []), *(Path(f) for f in search_folders)]
    found = _search(folders, {name for member in MEMBERS for name in member.files})
    missing = [m for m in MEMBERS if not found.keys() >= set(m.files)]
    if missing:
        raise _missing(missing)
    chosen = [(path, families_in(path)) for path in own if path.name not in found]
    chosen += [(found[name], (member.family,)) for member in MEMBERS for name in member.files]
    # hashlib lets go of the interpreter lock: 146 MB take 45 ms on two cores.
    with ThreadPoolExecutor(2) as threads:
        digests = threads.map(_sha256, [path for path, _ in chosen])
        return FontSet(
            tuple(
                FontFile(path, families, digest)
                for (path, families), digest in zip(chosen, digests, strict=True)
            )
        )


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
        for place, below, names in os.walk(folder.expanduser()):
            below.sort()
            for name in wanted.intersection(names).difference(found):
                found[name] = (Path(place) / name).absolute()
            if len(found) == len(wanted):
                return found
    return found


def _missing(members: Sequence[Member]) -> MissingToolError:
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


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
