"""A part of a build, such as one job of CI does: some people, whole, and some other documents.

Whose part somebody is in is told by the hash of the id, so it stays when others come and go.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Self

from msgspec import Struct

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import UsageError

if TYPE_CHECKING:  # the command line knows a shard before the model is loaded
    from kefu_docs.model import Document, PacketPlan

_FORM = re.compile(r"([1-9]\d{0,4})/([1-9]\d{0,4})")


class Shard(Struct, frozen=True):
    """The part `number`, from 1, of `count`."""

    number: int
    count: int

    def __str__(self) -> str:
        """As it is written, 2/8."""
        return f"{self.number}/{self.count}"

    @classmethod
    def of(cls, text: str) -> Self:
        """The shard that is written like 2/8; raises UsageError where there is no such part."""
        found = _FORM.fullmatch(text)
        if found is None or int(found[1]) > int(found[2]):
            raise UsageError(
                Message("{text!r} is no part of a whole", {"text": text}),
                Message("write the second of eight parts like 2/8"),
            )
        return cls(int(found[1]), int(found[2]))

    def has(self, document: Document) -> bool:
        """Whether a document is made in this part: a person's are all made in one."""
        return self.has_person(document.employee or document.name)

    def binds(self, packet: PacketPlan) -> bool:
        """Whether a packet is bound in this part: one that is all of one person of its own."""
        owners = {document.employee for document in packet.documents}
        return len(owners) == 1 and "" not in owners and self.has_person(*owners)

    def has_person(self, name: str) -> bool:
        """Whether a person, by id, or a document that is nobody's is in this part."""
        hashed = hashlib.sha256(name.encode()).digest()
        return int.from_bytes(hashed[:8], "big") % self.count == self.number - 1
