"""Objects that leave the machine: encrypted, and sealed so that no other can take their place.

Whoever may write where they lie could otherwise have a build publish a PDF of his own, and whoever
may read there would see ID numbers and pay. One secret, which only machines that build have, keeps
off both: names are HMACs (RFC 2104), contents are AES-256-GCM (NIST SP 800-38D) with the name as
data that is authenticated. An object put under another name does not open.
"""

from __future__ import annotations

import hmac
import os
from typing import TYPE_CHECKING

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import MissingToolError, UsageError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

LEAST = 32
"""Characters of a secret; a shorter one could be found by trying, by who has an object."""
_EXTRA = ("cryptography", "fsspec", "obstore")
_MAGIC, _NONCE = b"kefu-docs 1\n", 12


class Seal:
    """Names and closes objects with a secret.

    Raises UsageError where the secret is missing or short, MissingToolError where there is no
    package to encrypt with.
    """

    def __init__(self, secret: str) -> None:
        if len(secret) < LEAST:
            short = Message(
                "KEFU_STORE_SECRET has {length} {length:character|characters}, and needs {least}",
                {"length": len(secret), "least": LEAST},
            )
            raise UsageError(
                short if secret else Message("a shared store needs KEFU_STORE_SECRET"),
                Message("make one with: openssl rand -hex 32; all who share the store need it"),
            )
        try:
            from cryptography.hazmat.primitives.ciphers.aead import AESGCM
        except ImportError:
            raise missing_package("cryptography") from None
        self._cipher = AESGCM
        self._names = _derived(secret.encode(), "names")
        self._contents = _derived(secret.encode(), "contents")

    def name(self, kind: str, key: str) -> str:
        """The name of the object of a kind and a key: 64 hexadecimal digits."""
        return _derived(self._names, f"{kind}\0{key}").hex()

    def closed(self, name: str, data: bytes) -> bytes:
        """What is written under the name."""
        nonce = os.urandom(_NONCE)
        return _MAGIC + nonce + self._of(name).encrypt(nonce, data, name.encode())

    def opened(self, name: str, closed: bytes) -> bytes | None:
        """What was closed under this name with this secret; None of anything else."""
        from cryptography.exceptions import InvalidTag

        start = len(_MAGIC) + _NONCE
        if not closed.startswith(_MAGIC) or len(closed) < start:
            return None
        try:
            nonce = closed[len(_MAGIC) : start]
            return self._of(name).decrypt(nonce, closed[start:], name.encode())
        except InvalidTag:
            return None

    def _of(self, name: str) -> AESGCM:
        # Each object has a key of its own: random nonces of 96 bits would run out under one.
        return self._cipher(_derived(self._contents, name))


def _derived(key: bytes, label: str) -> bytes:
    return hmac.digest(key, label.encode(), "sha256")


def missing_package(name: str) -> MissingToolError:
    """What is told where a package is not installed, of the extra `object-store` or another."""
    return MissingToolError(
        Message("the Python package {name} is not installed", {"name": name}),
        Message("install what a shared store needs: pip install 'kefu-docs[object-store]'")
        if name in _EXTRA
        else Message("install what a shared store needs: pip install {name}", {"name": name}),
    )
