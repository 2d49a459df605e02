"""What a machine makes documents with, by digests, and how two machines differ.

The same inputs give the same bytes only where program, LibreOffice and fonts are the same. A worker
offers what it has as a resource of that name, and a build asks for the one that it has itself: so
the scheduler gives no call to a worker that differs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from msgspec import Struct

from kefu_docs.diagnostics import Message
from kefu_docs.fonts import FontSet
from kefu_docs.store import program_digest

_PREFIX = "kefu-docs"
_SHORT = 12
"""Hexadecimal digits of a digest: enough to tell two by."""


class Equipment(Struct, frozen=True):
    """Digests of the program and of the set's fonts, and LibreOffice's version with its engine."""

    program: str
    office: str
    fonts: str

    @classmethod
    def of(cls, office: str, fonts: FontSet) -> Self:
        """That of this process; `office` as in Toolchain.versions. A user's own fonts travel."""
        members = FontSet(tuple(file for file in fonts.files if not file.names))
        return cls(program_digest()[:_SHORT], office, members.digest[:_SHORT])

    @property
    def resource(self) -> str:
        """Its name among a worker's resources, which `read` reads."""
        return "|".join((_PREFIX, self.program, self.office, self.fonts))

    @classmethod
    def read(cls, resource: str) -> Self | None:
        """Read what `resource` wrote; None where it is the name of something else."""
        prefix, *parts = resource.split("|")
        return cls(*parts) if prefix == _PREFIX and len(parts) == 3 else None

    def differences(self, other: Self) -> Iterator[Message]:
        """What `other`, a worker, has otherwise."""
        if self.office != other.office:
            values = {"theirs": other.office, "ours": self.office}
            yield Message("it has {theirs}, this machine {ours}", values)
        if self.fonts != other.fonts:
            values = {"theirs": other.fonts, "ours": self.fonts}
            yield Message("its fonts are {theirs}, those of this machine {ours}", values)
        if self.program != other.program:
            values = {"theirs": other.program, "ours": self.program}
            yield Message("its program is {theirs}, that of this machine {ours}", values)
