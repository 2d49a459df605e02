"""Which versions of libraries are installed, by the names of the folders that tell.

importlib.metadata reads the same out of each library's file METADATA, by Python's reader of e-mail:
to load that takes 20 ms, a tenth of a command that has nothing to do.
"""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

_SUFFIX = ".dist-info"
_SEPARATORS = re.compile("[-_.]+")


def library_version(name: str) -> str:
    """The version of the installed library of this name; PackageNotFoundError where there is none.

    Source: Recording installed projects, "The .dist-info directory" (packaging.python.org).
    """
    known = _installed().get(_normal(name))
    if known is not None:
        return known
    from importlib.metadata import version

    return version(name)


@cache
def _installed() -> dict[str, str]:
    """Name to version; where there are two, the one that is imported, which is found first."""
    found: dict[str, str] = {}
    for folder in sys.path:
        with suppress(OSError):  # what is on the path and no folder, such as a zip
            for entry in Path(folder or ".").iterdir():
                if entry.name.endswith(_SUFFIX):
                    name, _, version = entry.name.removesuffix(_SUFFIX).rpartition("-")
                    found.setdefault(_normal(name), version)
    return found


def _normal(name: str) -> str:
    """A project's name by which all its spellings are equal (PEP 503)."""
    return _SEPARATORS.sub("-", name).lower()
