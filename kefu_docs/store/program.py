"""The digest of the program itself: what it made is made again when it has changed."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from platform import python_version

from kefu_docs.store.digests import digest
from kefu_docs.store.library_versions import library_version

_PACKAGE = Path(__file__).parents[1]
# A colour profile goes into every PDF, the kinds of the package say what documents there are, the
# page has a template and speaks Chinese.
_SOURCES = (".py", ".icc", ".j2", ".mo", "shipped_kinds.yaml")
# What has a hand in a value, in the XML of a document, in a picture, a sheet, a font program or a
# PDF; zlib packs them.
_LIBRARIES = (
    *("borax", "chinesecalendar", "docxcompose", "docxtpl", "fonttools", "Jinja2", "lxml"),
    "msgspec",
    *("pikepdf", "pillow", "pydantic", "python-docx", "ruamel.yaml", "uharfbuzz", "XlsxWriter"),
)


@cache
def program_digest() -> str:
    """The digest of the source and its data, of the libraries' versions and of Python's.

    The version alone would keep what an older state of the source made.
    """
    sources = sorted(_sources(os.fspath(_PACKAGE)))
    return digest(
        python_version(),
        f"zlib {zlib.ZLIB_RUNTIME_VERSION}",
        *(f"{name} {library_version(name)}" for name in _LIBRARIES),
        *(name for name, _ in sources),
        *(_read(path) for _, path in sources),
    )


def _sources(folder: str, name: str = "") -> Iterator[tuple[str, str]]:
    """Names below the package, and paths. Each command waits for this: pathlib takes twice as long.

    Folders with a dot in their names are none of the package's.
    """
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(_SOURCES):
                yield f"{name}{entry.name}", entry.path
            elif "." not in entry.name and entry.name != "__pycache__" and entry.is_dir():
                yield from _sources(entry.path, f"{name}{entry.name}/")


def _read(path: str) -> bytes:
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123
        return file.readall()
