"""Finished PDFs in the store, and what is known of each without reading it."""

from __future__ import annotations

import hashlib
import json
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from msgspec import Struct

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import DamagedStoreError
from kefu_docs.model import PdfFacts
from kefu_docs.store import Store

if TYPE_CHECKING:
    from kefu_docs.store.second_level import Lookup

_KIND = "pdf"
LARGE = 1 << 23
"""Bytes above which a PDF is copied from file to file: one of a month may be 100 MB."""
_AHEAD = 64
"""PDFs that the second level is asked for before the first of them is there."""

T = TypeVar("T")


class StoredPdf(Struct, frozen=True):
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
        self._beside = [StoredPdfs(beside) for beside in store.beside]

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
        return StoredPdf(key, digest, size, _facts(pages, fonts))

    def _find_beside(self, key: str) -> StoredPdf | None:
        """As `find`; what a store beside this one has is taken over."""
        found = self.find(key)
        for pdfs in () if found else self._beside:
            with suppress(DamagedStoreError):
                if file := pdfs.find(key):
                    return self._put(key, pdfs.read(file), file.facts)
        return found

    def sought(
        self, wanted: Iterable[tuple[T, str]], at_once: int = 1
    ) -> Iterator[tuple[T, StoredPdf | None]]:
        """Look for PDFs by (whatever each is for, key): here, beside, in the second level.

        What is here comes back at once, what the second level is asked for when it has answered;
        the next are asked for meanwhile. `at_once` are waited for, to be looked up by one query.
        """
        asked: deque[tuple[T, str, Lookup]] = deque()
        for what, key in self._looked_up(wanted, at_once):
            if file := self._find_beside(key):
                yield what, file
            elif self._store.second is None:
                yield what, None
            else:
                asked.append((what, key, self._store.second.ask(_KIND, key)))
            while asked and (len(asked) > _AHEAD or asked[0][2].done()):
                yield self._taken(*asked.popleft())
        while asked:
            yield self._taken(*asked.popleft())

    def _looked_up(self, wanted: Iterable[tuple[T, str]], at_once: int) -> Iterator[tuple[T, str]]:
        """The same, of which the store knows the facts as soon as there are so many."""
        following = iter(wanted)
        while some := list(islice(following, at_once)):
            if at_once > 1:
                self._store.facts(_KIND, [key for _, key in some])
            yield from some

    def _taken(self, what: T, key: str, answer: Lookup) -> tuple[T, StoredPdf | None]:
        data = answer.wait()
        if data is None:
            return what, None
        head, _, pdf = data.partition(b"\n")
        return what, self._put(key, pdf, _facts(*json.loads(head)))

    def keep(self, key: str, pdf: bytes, facts: PdfFacts) -> StoredPdf:
        """Put a finished PDF into the store, and send it to the second level."""
        file = self._put(key, pdf, facts)
        self._send(file)
        return file

    def write(self, key: str, pdf: bytes, facts: PdfFacts) -> StoredPdf:
        """Write a finished PDF into the store's folder; it is there when it has been `noted`."""
        self._store.put(key, _KIND, pdf)
        return StoredPdf(key, hashlib.sha256(pdf).hexdigest(), len(pdf), facts)

    def noted(self, file: StoredPdf) -> StoredPdf:
        """Keep what another process has written, and send it to the second level."""
        self._note(file)
        self._send(file)
        return file

    def _send(self, file: StoredPdf) -> None:
        if self._store.second:
            # It is read when it is sent: thousands may wait, whose bytes memory need not hold.
            self._store.second.send(_KIND, file.key, partial(self._to_send, file))

    def _to_send(self, file: StoredPdf) -> bytes | None:
        pdf = self._store.get(file.key, _KIND)
        if pdf is None or hashlib.sha256(pdf).hexdigest() != file.digest:
            return None
        return json.dumps([file.facts.pages, file.facts.fonts]).encode() + b"\n" + pdf

    def _put(self, key: str, pdf: bytes, facts: PdfFacts) -> StoredPdf:
        facts = PdfFacts(facts.pages, _shared(facts.fonts))
        file = StoredPdf(key, hashlib.sha256(pdf).hexdigest(), len(pdf), facts)
        self._store.put(key, _KIND, pdf)
        self._note(file)
        self._last = (file, pdf) if file.size <= LARGE else None
        return file

    def _note(self, file: StoredPdf) -> None:
        known = [file.digest, file.size, file.facts.pages, file.facts.fonts]
        self._store.keep(_KIND, file.key, json.dumps(known))

    def content(self, file: StoredPdf) -> bytes | BinaryIO:
        """The bytes, or the open file where they are many. Raises as `read` does.

        Open, another build that holds the store to its size cannot take it away before it is read.
        """
        if file.size <= LARGE:
            return self.read(file)
        opened: BinaryIO | None = None
        with suppress(OSError):
            opened = self._store.path(file.key, _KIND).open("rb")
            if hashlib.file_digest(opened, "sha256").hexdigest() == file.digest:
                return opened
        if opened is not None:
            opened.close()
        raise self._damaged(file)

    def read(self, file: StoredPdf) -> bytes:
        """The bytes. Raises DamagedStoreError where they are not those that were put there.

        What is there then is taken away, so that the next build makes it again.
        """
        if self._last and self._last[0] == file:  # it is published as soon as it is kept
            return self._last[1]
        pdf = self._store.get(file.key, _KIND)
        if pdf is None or hashlib.sha256(pdf).hexdigest() != file.digest:
            raise self._damaged(file)
        return pdf

    def _damaged(self, file: StoredPdf) -> DamagedStoreError:
        self._store.drop(file.key, _KIND)
        return DamagedStoreError(
            Message("a PDF in the store was changed or removed by another program"),
            Message("build again; it is made anew"),
        )


def _facts(pages: int, fonts: Iterable[tuple[str, bool]]) -> PdfFacts:
    """What the proof found, as JSON gives it."""
    return PdfFacts(pages, _shared(tuple((name, embedded) for name, embedded in fonts)))


@lru_cache(maxsize=4096)
def _shared(fonts: tuple[tuple[str, bool], ...]) -> tuple[tuple[str, bool], ...]:
    """The same fonts as one object: most documents have those of thousands of others."""
    return fonts
