"""Type 1 font programs in a PDF: the identifier that differs from run to run, taken out.

Source: Adobe Type 1 Font Format 1.1, 2.5 (UniqueID is optional) and 7.1 (eexec encryption).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNIQUE_ID = re.compile(rb"/UniqueID \d+ def\n")
_KEY, _FACTOR, _SUMMAND = 55665, 52845, 22719


@dataclass(frozen=True)
class Type1Program:
    """A font program in its three parts; their lengths stand in the PDF as Length1 to Length3."""

    clear: bytes
    encrypted: bytes
    trailer: bytes

    @classmethod
    def split(cls, data: bytes, clear: int, encrypted: int) -> Type1Program:
        """Cut a program at the lengths the PDF gives."""
        return cls(data[:clear], data[clear : clear + encrypted], data[clear + encrypted :])

    def without_unique_id(self) -> Type1Program:
        """The same program without UniqueID, which LibreOffice counts by the order in memory."""
        private = _UNIQUE_ID.sub(b"", decrypt(self.encrypted))
        return Type1Program(_UNIQUE_ID.sub(b"", self.clear), encrypt(private), self.trailer)


def decrypt(data: bytes) -> bytes:
    """Undo eexec, the four random bytes in front kept."""
    state = _KEY
    plain = bytearray(len(data))
    for index, byte in enumerate(data):
        plain[index] = byte ^ (state >> 8)
        state = ((byte + state) * _FACTOR + _SUMMAND) & 0xFFFF
    return bytes(plain)


def encrypt(data: bytes) -> bytes:
    """Do eexec."""
    state = _KEY
    cipher = bytearray(len(data))
    for index, byte in enumerate(data):
        value = byte ^ (state >> 8)
        cipher[index] = value
        state = ((value + state) * _FACTOR + _SUMMAND) & 0xFFFF
    return bytes(cipher)
