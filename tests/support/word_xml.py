"""Pieces of a Word document's XML, for tests that write it by hand."""

from __future__ import annotations

from kefu_docs.render.word_xml import PREFIXES

WORD = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in PREFIXES.items())
"""The declarations of every usual prefix."""
