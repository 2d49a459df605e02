"""What of the machine's files a confined LibreOffice may see: programs, fonts and its own slot."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from msgspec import Struct

import kefu_docs

SYSTEM = (
    "/usr",
    "/bin",  # this and the next: links into /usr on most systems
    "/sbin",
    "/lib",
    "/lib32",
    "/lib64",
    "/nix/store",
    "/etc/ld.so.cache",
    "/etc/alternatives",
    "/etc/localtime",
    "/etc/libreoffice",  # Debian: sofficerc, without which soffice does not start
    "/var/lib/libreoffice",
    "/var/spool/libreoffice",
)
"""What programs need to run. Nobody's documents are there, and no passwords."""

DEVICES = ("/dev/null", "/dev/urandom")


class Surroundings(Struct, frozen=True):
    """Paths that may be read, Python's apart, and those that may be written, the slot first."""

    python: list[str]
    read: list[str]
    write: list[str]

    def mounts(self) -> Iterator[str]:
        """Arguments of bubblewrap that make these paths be there, and no others."""
        for path in (*self.read, *self.python):
            if path in SYSTEM and os.path.islink(path):  # noqa: PTH114
                yield from ("--symlink", os.readlink(path), path)  # noqa: PTH115
            else:
                yield from ("--ro-bind-try", path, path)
        for path in self.write:
            if path not in DEVICES:
                yield from ("--bind-try", path, path)


def surroundings(office: Path, fontconfig: Path | None, slot: Path) -> Surroundings:
    """What LibreOffice in the folder `office` needs for documents in `slot`.

    `fontconfig` is the file that closes the font set: it names the fonts.
    """
    read = [
        *map(Path, SYSTEM),
        office.parent,
        *map(Path, filter(None, os.environ.get("LD_LIBRARY_PATH", "").split(":"))),
    ]
    if fontconfig is not None:
        fonts = font_files(fontconfig)
        read += [fontconfig, *(font.parent for font in fonts)]
        read += [font.resolve().parent for font in fonts]  # where links lead
    python = [
        *map(Path, (sys.prefix, sys.base_prefix)),
        Path(sys.executable).resolve().parent,
        Path(kefu_docs.__file__).parent,
    ]
    return Surroundings(_outermost(python), _outermost(read), [str(slot), *DEVICES])


def font_files(fontconfig: Path) -> list[Path]:
    """The fonts that a file of `fonts.fontconfig_xml` names."""
    root = ElementTree.parse(fontconfig).getroot()  # noqa: S314  # we wrote it
    return [Path(node.text or "") for node in root.iterfind("selectfont/acceptfont/glob")]


def _outermost(paths: list[Path]) -> list[str]:
    """The paths that are in no other, in their order."""
    absolute = dict.fromkeys(Path(os.path.abspath(path)) for path in paths)  # noqa: PTH100
    return [str(path) for path in absolute if not any(p in absolute for p in path.parents)]
