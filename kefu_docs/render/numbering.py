"""Automatic numbers that start again with every document of a composed docx.

Elements: ISO/IEC 29500-1, 17.9 (numbering).
"""

from __future__ import annotations

import re

_USED_NUMBER = re.compile(r'<w:numId w:val="(\d+)"/>')


class Numbering:
    """Lists of their own for each document, so that automatic numbers start again."""

    def __init__(self, xml: bytes | None) -> None:
        self.xml = xml
        text = xml.decode() if xml else ""
        self._abstract = {
            m[1]: m[0]
            for m in re.finditer(
                r'<w:abstractNum [^>]*?w:abstractNumId="(\d+)".*?</w:abstractNum>', text, re.DOTALL
            )
        }
        self._numbers = {
            m[1]: m[0] for m in re.finditer(r'<w:num w:numId="(\d+)".*?</w:num>', text, re.DOTALL)
        }
        self._step = 1 + max(map(int, (*self._abstract, *self._numbers)), default=0)

    def of_document(self, body: str, index: int) -> str:
        """Give the body with numbers of its own; `xml` grows by their definitions."""
        if index == 0 or not self._numbers or "<w:numId" not in body:
            return body
        used = set(_USED_NUMBER.findall(body)) & self._numbers.keys()
        shift = index * self._step
        self._define(used, shift)
        return _USED_NUMBER.sub(
            lambda m: f'<w:numId w:val="{int(m[1]) + shift}"/>' if m[1] in used else m[0], body
        )

    def _define(self, used: set[str], shift: int) -> None:
        assert self.xml is not None
        numbers = [self._numbers[id_] for id_ in sorted(used, key=int)]
        reference = re.compile(r'(<w:abstractNumId w:val=")(\d+)"')
        bases = {m[2] for number in numbers for m in reference.finditer(number)}
        copies = [
            _shifted(r'(w:abstractNumId=")(\d+)"', self._abstract[b], shift)
            for b in sorted(bases, key=int)
        ]
        copied = [
            _shifted(reference.pattern, _shifted(r'(<w:num w:numId=")(\d+)"', number, shift), shift)
            for number in numbers
        ]
        text = self.xml.decode()
        place = text.index("<w:num ")
        text = text[:place] + "".join(copies) + text[place:]
        self.xml = text.replace("</w:numbering>", "".join(copied) + "</w:numbering>").encode()


def _shifted(pattern: str, xml: str, shift: int) -> str:
    return re.sub(pattern, lambda m: f'{m[1]}{int(m[2]) + shift}"', xml)
