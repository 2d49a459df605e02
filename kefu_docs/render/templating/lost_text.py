"""Whether a document holds all of its template's text that the record's conditions leave in.

The proof compares the PDF with the docx, and cannot see what was lost before. Here the docx is
compared with the template: not with what docxtpl made of it, but with the paragraphs as Word wrote
them (:mod:`.literal_text`), along the way that this record's values take (:mod:`.literal_paths`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from html import unescape

from jinja2.exceptions import TemplateSyntaxError

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import TemplateError
from kefu_docs.render.preparing.literal_text import Literal, without_space
from kefu_docs.render.templating.literal_paths import LiteralPaths, Stretch
from kefu_docs.render.word.word_package import DOCUMENT
from kefu_docs.render.word.word_xml import parsed

# Rendered parts have Word's usual prefixes, and ">" and "<" in text as references.
_TRIED = 50  # stretches before the one that is missed
_TEXT = re.compile(rb"<w:t(?: [^>]*)?>([^<]*)")


class LostText:
    """The check of the template `file` on the documents printed from it.

    `parts` are those of the template that docxtpl has not patched, `printed` those that it fills.
    """

    def __init__(self, file: str, parts: Mapping[str, bytes], printed: Iterable[str]) -> None:
        self._file = file
        self._parts = {part: parts[part] for part in sorted(printed)}

    def refuse(
        self, parts: Mapping[str, bytes], values: Mapping[str, object], subject: str
    ) -> None:
        """Raise TemplateError where text is lost in `parts`, which were printed from `values`.

        `subject` names the record.
        """
        for part, paths in self._paths.items():
            text = text_of(parts[part]) if part == DOCUMENT else _text_of_margin(parts[part])
            stretches = paths.left_in(values)
            if not _are_in_order(stretches, text):
                raise self._lost(_first_lost(stretches, text), subject)

    @cached_property
    def _paths(self) -> dict[str, LiteralPaths]:
        """By part; without those in which tags and XML cannot be told apart.

        There, such as where a text in a tag holds braces, only docxtpl's work is looked at
        (:mod:`.kept_literals`).
        """
        found: dict[str, LiteralPaths] = {}
        for part, xml in self._parts.items():
            try:
                paths = LiteralPaths(parsed(xml))
            except TemplateSyntaxError:
                continue
            if paths.has_text:
                found[part] = paths
        return found

    def _lost(self, literal: Literal, subject: str) -> TemplateError:
        values = {
            "file": self._file,
            "subject": subject,
            "text": literal.text,
            "paragraph": literal.paragraph,
        }
        return TemplateError(
            Message(
                "{file}, {subject}, paragraph “{paragraph}”: its text “{text}” is lost on the way "
                "into the document",
                values,
            ),
            Message(
                "write the paragraph anew in Word, with each tag in one piece and those with p, "
                "tr or tc in a paragraph, row or cell of their own; if that does not help, please "
                "report it"
            ),
        )


def text_of(xml: bytes) -> str:
    """The text of a rendered part as it is compared."""
    text = b"".join(_TEXT.findall(xml)).decode()
    return without_space(unescape(text) if "&" in text else text)


@lru_cache(maxsize=64)  # headers and footers come again with every document
def _text_of_margin(xml: bytes) -> str:
    return text_of(xml)


def _are_in_order(stretches: Iterable[Stretch], text: str) -> bool:
    """Whether each stretch stands in the text, behind those before it."""
    end = 0
    for stretch in stretches:
        place = text.find(stretch.text, end)
        if place < 0:
            return False
        end = place + len(stretch.text)
    return True


def _first_lost(stretches: Sequence[Stretch], text: str) -> Literal:
    """The piece without which all others are there; else the first that is not in its place.

    Where a short piece is lost, an equal one farther on may have been taken for it, so that
    another is missed first.
    """
    missed, piece = _first_missed(stretches, text)
    for number in range(missed, max(missed - _TRIED, -1), -1):
        pieces = stretches[number].pieces
        for place in range(len(pieces)):
            parts = (pieces[:place], pieces[place + 1 :])
            others = [Stretch.of(part) for part in parts if part]
            if _are_in_order([*stretches[:number], *others, *stretches[number + 1 :]], text):
                return pieces[place]
    return piece


def _first_missed(stretches: Iterable[Stretch], text: str) -> tuple[int, Literal]:
    """The number of the first stretch that is not in its place, and the first piece of it."""
    end = 0
    for number, stretch in enumerate(stretches):
        start = text.find(stretch.text, end)
        if start >= 0:
            end = start + len(stretch.text)
            continue
        for count, piece in enumerate(stretch.pieces):
            if Stretch.of(stretch.pieces[: count + 1]).text not in text[end:]:
                return number, piece
    raise AssertionError("all is there")
