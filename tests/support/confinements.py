"""The ways to confine LibreOffice, and which of them this machine has."""

from __future__ import annotations

import shutil
from functools import cache
from unittest import mock

from kefu_docs.convert.confinement import Confinement, try_confinement
from kefu_docs.convert.probe import find_office

BUBBLEWRAP, NAMESPACES, LANDLOCK, LIMITS = ("bubblewrap", "namespaces", "landlock", "limits")
WAYS = (BUBBLEWRAP, NAMESPACES, LANDLOCK, LIMITS)
"""From the strongest to the weakest; the second and the third are of a machine without bwrap."""


@cache
def best() -> Confinement:
    """The best that this machine has."""
    return try_confinement(find_office())


@cache
def without_bubblewrap() -> Confinement:
    """The best that this machine has where bubblewrap is not installed."""
    with mock.patch.object(shutil, "which", return_value=None):
        return try_confinement(find_office())


def confined_by(way: str) -> Confinement | None:
    """That way; None where this machine refuses it."""
    if way == BUBBLEWRAP:
        return best() if best().bubblewrap else None
    found = without_bubblewrap()
    if way == NAMESPACES:
        return found if found.namespaces and found.landlock else None
    if way == LANDLOCK:
        return Confinement(landlock=True) if found.landlock else None
    return Confinement()
