"""The faces that draw a template's documents, proved before anything is converted.

Each family that the template names has to be known, and each character of its text drawn. Where a
run's own face lacks a character, the document says which face draws it: LibreOffice's fallback
goes by runs and remembers what it chose before, and so loses characters that have a face.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from itertools import groupby

from lxml import etree
from msgspec import Struct

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import GlyphError, TemplateError
from kefu_docs.fonts import Coverage, all_described, clusters, sequences
from kefu_docs.render.word.typefaces import SLOTS, Asked, Families, Typefaces, text_in
from kefu_docs.render.word.word_package import printed_parts
from kefu_docs.render.word.word_xml import W, parsed

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
OFFICE_FILES = {
    "隶书": "SIMLI.TTF",
    "幼圆": "SIMYOU.TTF",
    "华文隶书": "STLITI.TTF",
    "华文行楷": "STXINGKA.TTF",
    "华文新魏": "STXINWEI.TTF",
    "华文彩云": "STCAIYUN.TTF",
    "华文琥珀": "STHUPO.TTF",
    "方正舒体": "FZSTK.TTF",
    "方正姚体": "FZYTK.TTF",
    "Symbol": "symbol.ttf",
    "Wingdings": "wingding.ttf",
    "Webdings": "webdings.ttf",
    "Wingdings 2": "WINGDNG2.TTF",
    "Wingdings 3": "WINGDNG3.TTF",
}
"""The files of fonts that Windows and Office have, and no open font draws alike."""
_WIDE = ("W", "F", "A")  # East Asian width: set in the East Asian face of a run


class Drawn(Struct, frozen=True):
    """What draws a template, of which nothing is missing: the families of the set that it asks for.

    `is_plain`: each of them draws each character of its text.
    """

    families: tuple[str, ...]
    is_plain: bool


class GlyphCheck:
    """The typefaces of the template `name`, given by the parts of its docx, as `coverage` draws.

    TemplateError where a family is unknown, GlyphError where nothing draws a character of the
    template's own text; both name the paragraph. `known` is what was `drawn` of the same parts by
    the same fonts, which takes half as long to find out as all else of a template.
    """

    def __init__(
        self,
        name: str,
        parts: Mapping[str, bytes],
        coverage: Coverage,
        known: Drawn | None = None,
    ) -> None:
        self._name = name
        self._printed = frozenset(printed_parts(parts))
        self._typefaces = Typefaces(parts)
        self._coverage = coverage
        self.drawn = known or self._found()

    def _found(self) -> Drawn:
        """What draws the template, its families and then its text."""
        families = []
        for asked in self._typefaces.asked():
            drawn = self._coverage.fonts.drawn(asked.family)
            if drawn is None:
                raise self._unknown(asked)
            families.append(drawn)
        each = tuple(dict.fromkeys(families))
        is_plain = True
        for _, root in self._typefaces.printed():
            for paragraph in root.iter(f"{W}p"):
                text = self._typefaces.number_text(paragraph) + text_in(paragraph)
                self._refuse_missing(text, f"{self._name}, “{text[:40]}”")
                is_plain &= self._coverage.is_plain(text, each)
        return Drawn(each, is_plain)

    def named(
        self, parts: Mapping[str, bytes], printed: Iterable[str], subject: str
    ) -> dict[str, bytes]:
        """Rendered parts, each stretch that its own face lacks in a run that names another.

        `printed` are the values in them. GlyphError where nothing draws a character; `subject`
        names the record in it.
        """
        families, is_plain = self.drawn.families, self.drawn.is_plain
        if is_plain and self._coverage.is_plain("".join(printed), families):
            return dict(parts)
        return {
            part: self._named(xml, subject) if part in self._printed else xml
            for part, xml in parts.items()
        }

    def _named(self, xml: bytes, subject: str) -> bytes:
        root = parsed(xml)
        everywhere = self._drawn_by(self._typefaces.possible(root))
        for run in list(root.iter(f"{W}r")):
            texts = [t for t in run.findall(f"{W}t") if t.text]
            if all(self._coverage.is_plain(str(t.text), everywhere) for t in texts):
                continue
            families = self._typefaces.of_run(run)
            drawn = self._drawn_by(families.values())
            if not all(self._coverage.is_plain(str(t.text), drawn) for t in texts):
                self._split(run, families, drawn, subject)
        return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)

    def _drawn_by(self, families: Iterable[str]) -> tuple[str, ...]:
        """The families of the set that draw these.

        One that is unknown draws none of a run's characters (Typefaces.asked).
        """
        known = map(self._coverage.fonts.drawn, families)
        return tuple(sorted({family for family in known if family}))

    def _split(
        self, run: etree._Element, families: Families, drawn: tuple[str, ...], subject: str
    ) -> None:
        runs = [_shell(run)]
        for child in run:
            if child.tag == f"{W}rPr":
                continue
            if child.tag != f"{W}t" or not child.text:
                runs[-1].append(deepcopy(child))
                continue
            self._refuse_missing(child.text, f"{self._name}, {subject}")
            chosen = self._faces(child.text, families, drawn)
            for family, stretch in groupby(chosen, key=lambda pair: pair[0]):
                if family is None:
                    runs[-1].append(_text("".join(c for _, c in stretch)))
                else:
                    runs += [_shell(run, family), _shell(run)]
                    runs[-2].append(_text("".join(c for _, c in stretch)))
        parent = run.getparent()
        assert parent is not None
        place = parent.index(run)
        parent[place : place + 1] = [r for r in runs if any(c.tag != f"{W}rPr" for c in r)]

    def _faces(
        self, text: str, families: Families, drawn: tuple[str, ...]
    ) -> Iterator[tuple[str | None, str]]:
        """The face to name for each stretch of a text: one for joined emoji, where one has all."""
        for sequence in sequences(text):
            is_whole = self._coverage.family_for("", sequence) is not None
            for cluster in (sequence,) if is_whole else clusters(sequence):
                yield self._face(cluster, families, drawn), cluster

    def _face(self, cluster: str, families: Families, drawn: tuple[str, ...]) -> str | None:
        """The face to name for a cluster; None where whichever the run takes has it."""
        if all(self._coverage.draws(family, cluster) for family in drawn):
            return None
        wide = unicodedata.east_asian_width(cluster[0]) in _WIDE
        return self._coverage.family_for(families["eastAsia" if wide else "hAnsi"], cluster)

    def _refuse_missing(self, text: str, where: str) -> None:
        missing = [c for cluster in self._coverage.missing(text) for c in cluster]
        if missing:
            raise GlyphError(
                Message(
                    "{where}: no font draws {characters}",
                    {"where": where, "characters": all_described(missing)},
                ),
                Message(
                    "put a font that has it into the folder fonts/, or write another character"
                ),
            )

    def _unknown(self, asked: Asked) -> TemplateError:
        return TemplateError(
            Message(
                "{file}, paragraph “{paragraph}”, style {style}: the font {family} is neither in "
                "the font set nor in fonts/",
                {
                    "file": self._name,
                    "paragraph": asked.paragraph[:40],
                    "style": asked.style,
                    "family": asked.family,
                },
            ),
            _hint(asked.family),
        )


def _hint(family: str) -> Message:
    """What to do about a font that is unknown; with its file where Windows or Office has it."""
    if (file := OFFICE_FILES.get(family)) is not None:
        return Message(
            "choose 宋体, 黑体, 楷体 or 仿宋 in Word, or copy {file} from C:\\Windows\\Fonts into "
            "fonts/ if your licence allows that",
            {"file": file},
        )
    return Message("choose 宋体, 黑体, 楷体 or 仿宋 in Word, or put the font's file into fonts/")


def _shell(run: etree._Element, family: str = "") -> etree._Element:
    """The run without content; with `family` in each slot."""
    shell = etree.Element(run.tag, dict(run.attrib))
    properties = run.find(f"{W}rPr")
    if properties is not None:
        shell.append(deepcopy(properties))
    if family:
        properties = shell.find(f"{W}rPr")
        if properties is None:
            properties = etree.SubElement(shell, f"{W}rPr")
        for fonts in properties.findall(f"{W}rFonts"):
            properties.remove(fonts)
        fonts = etree.Element(f"{W}rFonts", {f"{W}{slot}": family for slot in SLOTS})
        # ISO/IEC 29500-1, 17.3.2.28: right behind the style
        properties.insert(int(properties.find(f"{W}rStyle") is not None), fonts)
    return shell


def _text(text: str) -> etree._Element:
    element = etree.Element(f"{W}t", {_SPACE: "preserve"})
    element.text = text
    return element
