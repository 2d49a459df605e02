"""What LibreOffice shows for Word's fields: what is stored, a number of the page, or its own.

`prepared_template` has turned into text most fields whose result hangs on the day, the machine or
the version of LibreOffice; what is said here of the others was seen in 7.4.7.
Field names: ISO/IEC 29500-1, 17.16.5.
"""

from __future__ import annotations

import re

from kefu_docs.model.document import ANYTHING, FROM_BELOW, PAGE, PAGES

# Their result stands in the document and is shown as it is, by every version that was tried.
SHOWN_AS_STORED = frozenset(("HYPERLINK", "TOC", "MERGEFIELD", "QUOTE", "FORMTEXT", "INDEX"))
_NUMBER = re.compile(r"\s*(PAGE|NUMPAGES)(?:\s+\\\*\s+(?:MERGEFORMAT|Arabic))*\s*", re.IGNORECASE)
_KNOWN = {"PAGE": PAGE, "NUMPAGES": PAGES}
# A field that shows the text of a style; with switches for numbers it shows something else.
_STYLE = re.compile(
    r'\s*STYLEREF\s+(?:"([^"\\]+)"|([^\s"\\]+))(?:\s+\\l|\s+\\\*\s+MERGEFORMAT)*\s*', re.IGNORECASE
)
_FROM_BELOW = re.compile(r"\s\\l\b", re.IGNORECASE)
STYLE_BEGINS, STYLE_ENDS = "\ufdd4", "\ufdd5"
"""Between them stands the name of a style whose text a field shows."""


def field_name(instruction: str) -> str:
    """The name a field's instruction begins with, in capitals: ``PAGE`` of `` Page \\* Arabic``."""
    return instruction.split(maxsplit=1)[0].upper() if instruction.strip() else ""


class Fields:
    """The fields that are open where a document is read, the innermost last.

    A complex field begins, has an instruction, separates it from its stored result and ends, each
    anywhere in the text; fields stand in fields. Each step gives what it puts on the page.
    """

    def __init__(self, numbered_anew: bool, names_styles: bool = False) -> None:
        self._numbered_anew = numbered_anew
        self._names_styles = names_styles
        self._open: list[str | None] = []  # instructions; None once a mark stands for the result

    @property
    def is_shown(self) -> bool:
        """Whether text that stands here is drawn: not where a mark stands for the result."""
        return None not in self._open

    @property
    def are_open(self) -> bool:
        """Whether a field began that has not ended."""
        return bool(self._open)

    def begin(self, instruction: str) -> None:
        """Open a field."""
        self._open.append(instruction)

    def instruct(self, text: str) -> None:
        """Add to the instruction of the field opened last."""
        if self._open and self._open[-1] is not None:
            self._open[-1] += text

    def separate(self) -> tuple[str, ...]:
        """Begin the stored result; a mark stands for it unless it is shown."""
        instruction = self._open[-1] if self._open else None
        if instruction is None or field_name(instruction) in (*SHOWN_AS_STORED, ""):
            return ()
        mark = (self._mark(instruction),) if self.is_shown else ()
        self._open[-1] = None
        return mark

    def end(self) -> tuple[str, ...]:
        """Close the field opened last; one without a stored result is shown nonetheless."""
        mark = self.separate()
        if self._open:
            self._open.pop()
        return mark

    def _mark(self, instruction: str) -> str:
        style = _STYLE.fullmatch(instruction)
        if style and self._names_styles:
            below = FROM_BELOW if _FROM_BELOW.search(instruction) else ""
            return f"{STYLE_BEGINS}{below}{style[1] or style[2]}{STYLE_ENDS}"
        number = _NUMBER.fullmatch(instruction)
        known = _KNOWN[number[1].upper()] if number else ANYTHING
        return ANYTHING if known == PAGE and self._numbered_anew else known
