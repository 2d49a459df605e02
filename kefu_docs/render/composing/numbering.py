"""Automatic numbers that start again with every document of a composed docx.

Elements: ISO/IEC 29500-1, 17.9 (numbering).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from lxml import etree

from kefu_docs.diagnostics.late_pattern import late
from kefu_docs.render.word.styles import styles_of
from kefu_docs.render.word.word_package import NUMBERING
from kefu_docs.render.word.word_xml import W

_USED_NUMBER = late(r'<w:numId w:val="(\d+)"/>')
_PARAGRAPH_STYLE = late(
    r'<w:pPr>(?P<style><w:pStyle w:val="(?P<id>[^"]*)"/>)(?P<rest>(?:(?!</w:pPr>).)*)</w:pPr>',
    re.DOTALL,
)
# A paragraph that names no style, up to where its style belongs.
_WITHOUT_STYLE = late(
    r"<w:p(?P<own>(?: [^>]*?)?)"
    r"(?:(?P<empty>/)>|>(?:<w:pPr/>|<w:pPr>(?!<w:pStyle )|(?!<w:pPr[ />])))"
)
_DEFINED_BY = late(r'<w:abstractNumId w:val="(\d+)"')
_LINK = late(r'<w:(?:pStyle|styleLink) w:val="[^"]*"/>')
_LINKED = late(r'<w:numStyleLink w:val="([^"]*)"/>')
_LINKED_TO = late(r'<w:styleLink w:val="([^"]*)"/>')
_LEVEL = late(r'<w:lvl w:ilvl="(\d+)"(?:(?!</w:lvl>).)*?<w:pStyle w:val="([^"]*)"/>', re.DOTALL)


class Numbering:
    """Lists of their own for each document, so that automatic numbers start again."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.xml = parts.get(NUMBERING)
        self._styles = styles_of(parts)
        text = self.xml.decode() if self.xml else ""
        self._abstract = {
            m[1]: m[0]
            for m in re.finditer(
                r'<w:abstractNum [^>]*?w:abstractNumId="(\d+)".*?</w:abstractNum>', text, re.DOTALL
            )
        }
        self._of_list_style = {
            found[1]: id_
            for id_, xml in self._abstract.items()
            if (found := _LINKED_TO.search(xml))
        }
        self._numbers = {
            m[1]: m[0] for m in re.finditer(r'<w:num w:numId="(\d+)".*?</w:num>', text, re.DOTALL)
        }
        self._step = 1 + max(map(int, (*self._abstract, *self._numbers)), default=0)
        self._defined: set[int] = set()
        normal = self._styles.default("paragraph")
        self._default = normal if normal in self._styles.numbered() else None

    def of_document(self, body: str, index: int) -> str:
        """Give the body, a header or a footer with numbers of its document's own.

        `xml` grows by their definitions.
        """
        if self._numbers:
            if self._default:
                body = _WITHOUT_STYLE.sub(self._with_style, body)
            body = _PARAGRAPH_STYLE.sub(self._with_own_number, body)
        # What stands before the first document counts where all paragraphs do.
        shift = (index + bool(self._default)) * self._step
        if not shift or not self._numbers or "<w:numId" not in body:
            return body
        used = set(_USED_NUMBER.findall(body)) & self._numbers.keys()
        self._define({id_ for id_ in used if int(id_) + shift not in self._defined}, shift)
        return _USED_NUMBER.sub(
            lambda m: f'<w:numId w:val="{int(m[1]) + shift}"/>' if m[1] in used else m[0], body
        )

    def _with_style(self, found: re.Match[str]) -> str:
        """The opening of a paragraph without a style, with that of all such paragraphs."""
        opening = f'<w:p{found["own"]}><w:pPr><w:pStyle w:val="{self._default}"/>'
        if found["empty"]:
            return f"{opening}</w:pPr></w:p>"
        return opening if found[0].endswith("<w:pPr>") else f"{opening}</w:pPr>"

    def _with_own_number(self, found: re.Match[str]) -> str:
        """A paragraph's properties with the number that its style gives it.

        A style's number is one list for all documents; a paragraph's is that of its document. The
        indents of a style stand above those of its number, but not above a paragraph's number.
        """
        numbering = self._of_style(found["id"])
        if numbering is None or "<w:numPr>" in found["rest"]:
            return found[0]
        number, level, indent = numbering
        own = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        indent = "" if "<w:ind " in found["rest"] else indent
        return f"<w:pPr>{found['style']}{own}{found['rest']}{indent}</w:pPr>"

    @lru_cache(maxsize=64)  # noqa: B019 - lives as long as one composed document
    def _of_style(self, style: str) -> tuple[str, str, str] | None:
        """The number and level of a style's paragraphs, and its own indents as XML."""
        numbering = self._styles.numbering(style)
        if numbering is None:
            return None
        number, level = numbering
        names = [str(s.get(f"{W}styleId")) for s in self._styles.chain(style)]
        for found in _LEVEL.finditer(self._definition(number)):
            if found[2] in names:
                level = found[1]
        return number, level, self._indent(style)

    def _definition(self, number: str) -> str:
        definition = _DEFINED_BY.search(self._unlinked(self._numbers.get(number, "")))
        return self._abstract.get(definition[1], "") if definition else ""

    def _unlinked(self, number: str) -> str:
        """A number whose levels are those of a list style names the list that has them.

        A copy that led to the style would go on counting where the document before ended
        (test_a_list_of_a_list_style_begins_again_in_each_document).
        """
        definition = _DEFINED_BY.search(number)
        linked = _LINKED.search(self._abstract.get(definition[1], "")) if definition else None
        base = self._of_list_style.get(linked[1]) if linked else None
        if base is None:
            return number
        return _DEFINED_BY.sub(f'<w:abstractNumId w:val="{base}"', number)

    def _indent(self, style: str) -> str:
        """The indents of a style, if they stand where its number does or nearer."""
        for element in self._styles.chain(style):
            indent = element.find(f"{W}pPr/{W}ind")
            if indent is not None:
                own = " ".join(f'w:{etree.QName(k).localname}="{v}"' for k, v in indent.items())
                return f"<w:ind {own}/>"
            if element.find(f"{W}pPr/{W}numPr") is not None:
                return ""
        return ""

    def _define(self, used: set[str], shift: int) -> None:
        if not used:
            return
        assert self.xml is not None
        self._defined |= {int(id_) + shift for id_ in used}
        text = self.xml.decode()
        numbers = [self._unlinked(self._numbers[id_]) for id_ in sorted(used, key=int)]
        reference = re.compile(r'(<w:abstractNumId w:val=")(\d+)"')
        bases = {m[2] for number in numbers for m in reference.finditer(number)}
        copies = [
            _LINK.sub("", _shifted(r'(w:abstractNumId=")(\d+)"', self._abstract[base], shift))
            for base in sorted(bases, key=int)
            if f'w:abstractNumId="{int(base) + shift}"' not in text
        ]
        copied = [
            _shifted(reference.pattern, _shifted(r'(<w:num w:numId=")(\d+)"', number, shift), shift)
            for number in numbers
        ]
        place = text.index("<w:num ")
        text = text[:place] + "".join(copies) + text[place:]
        self.xml = text.replace("</w:numbering>", "".join(copied) + "</w:numbering>").encode()


def _shifted(pattern: str, xml: str, shift: int) -> str:
    return re.sub(pattern, lambda m: f'{m[1]}{int(m[2]) + shift}"', xml)
