"""The fonts of a packet's documents united: one program per face, the pages untouched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from pikepdf import Dictionary, Name, Object, Pdf

from kefu_docs.fonts.programs.face import Face
from kefu_docs.pdf.cid_font import CidFont, CompositeFont, subset_name
from kefu_docs.pdf.deflate import compressed_best
from kefu_docs.pdf.outline import Id
from kefu_docs.pdf.to_unicode import read_texts

Texts = dict[int, str]


class FontUnion:
    """Collects the fonts of `packet`'s pages, then puts one font per face in their places.

    `known` are the faces of the font set by their names. A font that is not a subset of one of
    them, as its name tells, stays what it is: LibreOffice's own, or one of another font set.
    """

    def __init__(self, packet: Pdf, known: Mapping[str, tuple[Face, ...]]) -> None:
        self._packet = packet
        self._known = known
        self._seen: set[Id] = set()
        self._codes: dict[Face, set[int]] = defaultdict(set)
        self._places: dict[tuple[Face, int], list[tuple[Object, str]]] = defaultdict(list)
        self._texts: dict[Face, list[Texts]] = defaultdict(list)

    def add(self, page: Object) -> None:
        """Take the fonts of a page's resources."""
        resources = page.get(Name.Resources, Dictionary())
        if resources.objgen in self._seen:
            return
        if resources.is_indirect:
            self._seen.add(resources.objgen)
        fonts = resources.get(Name.Font, Dictionary())
        for name, font in fonts.items():
            for face, texts in self._read(font):
                self._codes[face].update(texts)
                self._places[face, self._placed(face, texts)].append((fonts, name))

    def write(self) -> None:
        """Write the united fonts and set the pages in them."""
        for face, lists in self._texts.items():
            descendant = CidFont(self._packet, face)
            descendant.write(self._codes[face], compressed_best)
            for number, texts in enumerate(lists):
                font = CompositeFont(self._packet, descendant)
                font.write(texts)
                for fonts, name in self._places[face, number]:
                    fonts[name] = font.object

    def _read(self, font: Object) -> Iterator[tuple[Face, Texts]]:
        """Give the face and the texts of a font that `finish_batch` wrote; of another none."""
        if font.get(Name.Subtype) != Name.Type0 or Name.ToUnicode not in font:
            return
        name = str(font.BaseFont).removeprefix("/")
        found = self._known.get(name.partition("+")[2], ())
        texts = read_texts(font.ToUnicode.read_bytes())
        if len(found) == 1 and subset_name(found[0], texts) == name:
            yield found[0], texts

    def _placed(self, face: Face, texts: Texts) -> int:
        """Add a document's texts to the first list that agrees with them; give the list's number.

        Each list becomes a font. A code may stand for another text in another document: then the
        two documents have a font each, which share the program.
        """
        lists = self._texts[face]
        for number, others in enumerate(lists):
            if all(others.get(code, text) == text for code, text in texts.items()):
                others.update(texts)
                return number
        lists.append(dict(texts))
        return len(lists) - 1
