"""Finished PDFs in the store, and what is known of each without reading it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import DamagedStoreError
from kefu_docs.model import PdfFacts
from kefu_docs.store import Store

_KIND = "pdf"


@dataclass(frozen=True)
class StoredPdf:
    """A finished PDF: its key in the store, SHA-256, size in bytes, what the proof found."""

    key: str
    digest: str
    size: int
    facts: PdfFacts


class StoredPdfs:
    """The finished PDFs of a store, under the digest of all that went into each."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._last: tuple[StoredPdf, bytes] | None = None  # what was put there last

    @property
    def root(self) -> Path:
        """The store's folder, from which another process can read them."""
        return self._store.root

    def find(self, key: str) -> StoredPdf | None:
        """What is known of the PDF under `key`; None where it is not there."""
        fact = self._store.fact(_KIND, key)
        if fact is None:
            return None
        digest, size, pages, fonts = json.loads(fact)
        if self._store.size(key, _KIND) != size:  # missing, cut off, or no file at all
            self._store.drop(key, _KIND)
            return None
        facts = PdfFacts(pages, tuple((name, embedded) for name, embedded in fonts))
        return StoredPdf(key, digest, size, facts)

    def keep(self, key: str, pdf: bytes, facts: PdfFacts) -> StoredPdf:
        """Put a finished PDF into the store."""
        file = StoredPdf(key, hashlib.sha256(pdf).hexdigest(), len(pdf), facts)
        self._store.put(key, _KIND, pdf)
        known = [file.digest, file.size, facts.pages, facts.fonts]
        self._store.keep(_KIND, key, json.dumps(known))
        self._last = file, pdf
        return file

    def read(self, file: StoredPdf) -> bytes:
        """The bytes. Raises DamagedStoreError where they are not those that were put there.

        What is there then is taken away, so that the next build makes it again.
        """
        if self._last and self._last[0] == file:  # it is published as soon as it is kept
            return self._last[1]
        pdf = self._store.get(file.key, _KIND)
        if pdf is None or hashlib.sha256(pdf).hexdigest() != file.digest:
            self._store.drop(file.key, _KIND)
            raise DamagedStoreError(
                Message("a PDF in the store was changed or removed by another program"),
                Message("build again; it is made anew"),
            )
        return pdf
