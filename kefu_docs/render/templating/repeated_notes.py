"""Notes in a loop: each round refers to a note of its own.

A loop prints the reference again, and the note stands in another part, once. LibreOffice (7.4.7)
leaves all notes but the first of such empty.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import count

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import TemplateError
from kefu_docs.render.word.word_package import DOCUMENT, FOOTNOTES

_REFERENCE = re.compile(rb'(<w:footnoteReference (?:[^>]* )?w:id=")(-?\d+)"')
_ENDNOTE = re.compile(rb'<w:endnoteReference (?:[^>]* )?w:id="(-?\d+)"')
_NUMBER = re.compile(rb'<w:footnote (?:[^>]* )?w:id="(-?\d+)"')
_NOTE = re.compile(_NUMBER.pattern + rb"[^>]*(?<!/)>.*?</w:footnote>", re.DOTALL)
_ID = re.compile(rb'(?<= w:id=")-?\d+(?=")')
_END = b"</w:footnotes>"


def with_each_note_once(file: str, parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The printed parts of the template `file` with a footnote for each reference.

    TemplateError where an endnote is referred to twice; the part of these is not printed.
    """
    body, notes = parts[DOCUMENT], parts.get(FOOTNOTES, b"")
    endnotes = _ENDNOTE.findall(body)
    if len({*endnotes}) < len(endnotes):
        raise TemplateError(
            Message("{file}: an endnote stands in a loop, which prints it again", {"file": file}),
            Message("make it a footnote, or write it into the text"),
        )
    references = [reference[2] for reference in _REFERENCE.finditer(body)]
    if len({*references}) == len(references):
        return dict(parts)
    copied = _Copied(notes)
    made = _REFERENCE.sub(copied.own, body)
    return {**parts, DOCUMENT: made, FOOTNOTES: copied.written()}


class _Copied:
    """The notes of a document, with a copy for each reference but the first."""

    def __init__(self, notes: bytes) -> None:
        self._notes = notes
        self._by_id = {note[1]: note[0] for note in _NOTE.finditer(notes)}
        self._new_ids = count(1 + max(map(int, _NUMBER.findall(notes)), default=0))
        self._seen: set[bytes] = set()
        self._copies: list[bytes] = []

    def own(self, reference: re.Match[bytes]) -> bytes:
        """A reference to a note of its own."""
        opening, id_ = reference.groups()
        if id_ not in self._seen or id_ not in self._by_id:
            self._seen.add(id_)
            return reference[0]
        new = str(next(self._new_ids)).encode()
        self._copies.append(_ID.sub(new, self._by_id[id_], count=1))
        return bytes(opening + new + b'"')

    def written(self) -> bytes:
        """The part of the notes."""
        return self._notes.replace(_END, b"".join(self._copies) + _END)
