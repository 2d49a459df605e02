"""What LibreOffice makes of a template's markup as OpenDocument, kept from build to build.

A pattern follows from what stands around the texts of a docx, from LibreOffice, its fonts, and the
program that reads and writes it: it is kept under the digest of these, the same that PDFs are known
by. It holds markup alone, no text of a document.
"""

from __future__ import annotations

from collections.abc import Sequence

from kefu_docs.pipeline.toolchain import Toolchain
from kefu_docs.render.composing.odf_pattern import Pattern
from kefu_docs.render.composing.pattern_text import patterns_as_text, read_patterns
from kefu_docs.store import Store, digest, program_digest

_KIND = "opendocument"
_MOST = 4
"""Patterns of a template that are kept; of more the oldest go."""


class OfficePatterns:
    """Patterns in `store`, which were held to samples with `tools`.

    A fact that was altered in the store is none (store.facts), and samples are taken anew.
    """

    def __init__(self, store: Store, tools: Toolchain) -> None:
        self._store = store
        self._tools = tools

    def known(self, shared: str) -> list[Pattern]:
        """The patterns of documents that share the parts of this digest."""
        text = self._store.fact(_KIND, self._key(shared))
        return [] if text is None else read_patterns(text)

    def keep(self, shared: str, patterns: Sequence[Pattern]) -> None:
        """Keep these and no others."""
        self._store.keep(_KIND, self._key(shared), patterns_as_text(patterns[-_MOST:]))

    def _key(self, shared: str) -> str:
        return digest(program_digest(), *self._tools.versions.values(), shared)
