"""What formatting does to text: whether it is drawn, in capitals, behind a label, after leaders.

Word knows more ways to say so than anybody uses. What counts here is the run itself, then its
character style, its paragraph's style and the document's defaults, the nearest first, as
LibreOffice resolves them (it does not turn a switch round where both styles set it, as ISO/IEC
29500-1, 17.7.3 would have it).
"""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from lxml import etree

from kefu_docs.render.word.styles import Styles, is_on
from kefu_docs.render.word.word_xml import W, value

_CAPITALS = (f"{W}caps", f"{W}smallCaps")
_SPECIAL = (*_CAPITALS, f"{W}vanish", f"{W}eastAsianLayout")


class Look(NamedTuple):
    """How a run is drawn."""

    is_hidden: bool = False
    is_capital: bool = False

    @property
    def any(self) -> bool:
        """Whether it is drawn in another way than as it stands."""
        return self.is_hidden or self.is_capital


class Looks:
    """Asks a document's styles, and remembers the answers."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._known: dict[tuple[str, str], Look] = {}
        self._leaders: dict[str, bool] = {}
        self._switches: dict[tuple[str, str], bool] = {}

    @cached_property
    def _default(self) -> str:
        return self._styles.default("paragraph")

    @cached_property
    def _labelled(self) -> frozenset[str]:
        return self._styles.numbered()

    def paragraph_style(self, properties: etree._Element | None) -> str:
        """The id of the style of a paragraph with these properties."""
        named = "" if properties is None else value(properties, "pStyle")
        return named if named in self._styles else self._default

    def of_run(self, properties: etree._Element | None, paragraph_style: str) -> Look:
        """How a run with these properties is drawn."""
        if properties is None:
            return self._of_styles(paragraph_style, "")
        look = self._of_styles(paragraph_style, value(properties, "rStyle"))
        if len(properties) == 0:
            return look
        hidden = _switch(properties, "vanish")
        capitals = [s for n in ("caps", "smallCaps") if (s := _switch(properties, n)) is not None]
        return Look(
            look.is_hidden if hidden is None else hidden,
            any(capitals) if capitals else look.is_capital,
        )

    def is_labelled(self, properties: etree._Element | None, paragraph_style: str) -> bool:
        """Whether a number or bullet may stand before a paragraph.

        Its own number 0 takes away the one that its style has (ISO/IEC 29500-1, 17.9.18).
        """
        if properties is not None:
            numbering = properties.find(f"{W}numPr")
            if numbering is not None and value(numbering, "numId"):
                return value(numbering, "numId") != "0"
        return paragraph_style in self._labelled

    def is_switched_on(self, name: str, properties: etree._Element | None) -> bool:
        """Whether a switch such as keepNext is on for a paragraph with these properties."""
        own = None if properties is None else _switch(properties, name)
        if own is None:
            style = self.paragraph_style(properties)
            if (name, style) not in self._switches:
                self._switches[name, style] = self._is_on(f"pPr/{name}", style)
            return self._switches[name, style]
        return own

    def has_leaders(self, properties: etree._Element | None, paragraph_style: str) -> bool:
        """Whether a tab of the paragraph may be filled with points or lines.

        LibreOffice draws a leader as characters of the text's font: ``.``, ``-``, ``_`` or ``·``,
        of the five kinds in Word ``heavy`` and ``underscore`` alike as ``_``.
        """
        tabs = None if properties is None else properties.find(f"{W}tabs")
        if tabs is not None and _leads(tabs):
            return True
        if paragraph_style not in self._leaders:
            self._leaders[paragraph_style] = any(
                _leads(tabs)
                for style in self._styles.chain(paragraph_style)
                for tabs in style.iterfind(f"{W}pPr/{W}tabs")
            )
        return self._leaders[paragraph_style]

    def repeats_first_row(self, table_style: str) -> bool:
        """Whether a table's style has its first row repeated on every page (17.7.6.6)."""
        return any(
            part.get(f"{W}type") == "firstRow" and part.find(f"{W}trPr/{W}tblHeader") is not None
            for style in self._styles.chain(table_style)
            for part in style.iterfind(f"{W}tblStylePr")
        )

    def special_runs(self, root: etree._Element) -> frozenset[etree._Element] | None:
        """The runs of a part that may be drawn in another way than as they stand; None: any may.

        All others need not be looked at, which are nearly all in most documents.
        """
        named = {str(e.get(f"{W}val")) for e in root.iter(f"{W}pStyle", f"{W}rStyle")}
        if any(self._of_styles(style, "").any for style in (self._default, *named)):
            return None
        properties = (switch.getparent() for switch in root.iter(*_SPECIAL))
        runs = (None if found is None else found.getparent() for found in properties)
        return frozenset(run for run in runs if run is not None)

    def has_capitals(self, root: etree._Element) -> bool:
        """Whether some text of a part may be drawn in capitals; table styles may say so, too."""
        if any(map(is_on, root.iter(*_CAPITALS))):
            return True
        named = {e.get(f"{W}val") for e in root.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")}
        return not self._capital_styles.isdisjoint({*named, self._default})

    @cached_property
    def _capital_styles(self) -> frozenset[str]:
        places = ("rPr", "tblStylePr/rPr")  # a table's style may ask for the first row's alone
        switches = (f"{place}/{name}" for place in places for name in ("caps", "smallCaps"))
        return frozenset().union(*map(self._styles.switched_on, switches))

    def _of_styles(self, paragraph_style: str, character_style: str) -> Look:
        key = character_style, paragraph_style
        if key not in self._known:
            self._known[key] = Look(
                self._is_on("rPr/vanish", *key),
                self._is_on("rPr/caps", *key) or self._is_on("rPr/smallCaps", *key),
            )
        return self._known[key]

    def _is_on(self, path: str, *styles: str) -> bool:
        """Whether a switch is on by the first style that says so, or by default."""
        for style in styles:
            found = self._styles.nearest(style, path)
            if found is not None:
                return is_on(found)
        default = self._styles.document_default(path)
        return default is not None and is_on(default)


def _switch(properties: etree._Element, name: str) -> bool | None:
    found = properties.find(f"{W}{name}")
    return None if found is None else is_on(found)


def _leads(tabs: etree._Element) -> bool:
    return any(tab.get(f"{W}leader", "none") != "none" for tab in tabs)
