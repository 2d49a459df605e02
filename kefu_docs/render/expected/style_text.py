"""What a field STYLEREF in a header or footer shows: the text of the paragraphs of a style.

LibreOffice before 7.6 shows what Word stored when the template was made, be the document rendered
with another title (test_the_text_of_a_style_in_a_header_is_that_of_the_document fails without).
Field: ISO/IEC 29500-1, 17.16.5.66.
"""

from __future__ import annotations

import re
from copy import deepcopy

from lxml import etree

from kefu_docs.model.document import ANYTHING, END_OF_CHOICE, FROM_BELOW, ONE_OF, OR
from kefu_docs.render.expected.drawn_paragraphs import DrawnParagraphs
from kefu_docs.render.expected.run_looks import Looks
from kefu_docs.render.fields.field_results import STYLE_BEGINS, STYLE_ENDS
from kefu_docs.render.word.styles import Styles
from kefu_docs.render.word.word_xml import W

_MARK = re.compile(f"{STYLE_BEGINS}([^{STYLE_ENDS}]*){STYLE_ENDS}")
# Chinese Word calls Heading 1 标题 1, and a figure alone means it.
_LEVEL = re.compile(r"\A(?:标题)?([1-9])\Z")


class StyleText:
    """Fills the marks of such fields, for one document."""

    def __init__(self, document: etree._Element, looks: Looks, styles: Styles) -> None:
        self._document = document
        self._looks = looks
        self._styles = styles

    def filled(self, text: str) -> str:
        """A header or footer with its marks filled.

        Where one text alone has the style, such as a title, every page shows it. Of several a page
        shows one of its own, which is told where pages are known (proof/running_headers.py).
        """
        if STYLE_BEGINS not in text:
            return text
        return _MARK.sub(lambda mark: self._of(mark[1]), text)

    def _of(self, named: str) -> str:
        name = named.removeprefix(FROM_BELOW)
        # The texts of headers, and so the name in a mark, are without white space.
        wanted = _LEVEL.sub(r"heading\1", name.casefold())
        names = {s: "".join(self._styles.name(s).casefold().split()) for s in self._styles}
        texts = self._texts({s for s, known in names.items() if known == wanted})
        if len(set(texts)) <= 1:
            return texts[0] if texts else ANYTHING
        below = FROM_BELOW if name != named else ""
        return f"{ONE_OF}{below}{OR.join(texts)}{END_OF_CHOICE}"

    def _texts(self, styles: set[str]) -> list[str]:
        """The texts of the paragraphs of some styles, in the order of the document."""
        texts = DrawnParagraphs(self._looks)
        for paragraph in self._document.iter(f"{W}p"):
            if self._looks.paragraph_style(paragraph.find(f"{W}pPr")) in styles:
                around = etree.Element(f"{W}body")
                around.append(deepcopy(paragraph))
                texts.read(around)
        return [text for text in texts.found if text]
