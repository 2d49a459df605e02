"""The digest of the program itself: what it made is made again when it has changed."""

from __future__ import annotations

import zlib
from functools import cache
from pathlib import Path
from platform import python_version

from kefu_docs.store.digests import digest
from kefu_docs.store.library_versions import library_version

_PACKAGE = Path(__file__).parents[1]
# A colour profile goes into every PDF, the kinds of the package say what documents there are, the
# page has a template and speaks Chinese.
_SOURCES = ("*.py", "*.icc", "*.j2", "*.mo", "shipped_kinds.yaml")
# What has a hand in a value, in the XML of a document, in a picture, a sheet, a font program or a
# PDF; zlib packs them.
_LIBRARIES = (
    *("borax", "chinesecalendar", "docxcompose", "docxtpl", "fonttools", "Jinja2", "lxml"),
    *("pikepdf", "pillow", "pydantic", "python-docx", "ruamel.yaml", "uharfbuzz", "XlsxWriter"),
)


@cache
def program_digest() -> str:
    """The digest of the source and its data, of the libraries' versions and of Python's.

    The version alone would keep what an older state of the source made.
    """
    sources = sorted(file for name in _SOURCES for file in _PACKAGE.rglob(name))
    return digest(
        python_version(),
        f"zlib {zlib.ZLIB_RUNTIME_VERSION}",
        *(f"{name} {library_version(name)}" for name in _LIBRARIES),
        *(path.relative_to(_PACKAGE).as_posix() for path in sources),
        *(path.read_bytes() for path in sources),
    )
