"""Which face draws which character, read from the character maps before anything is rendered.

A character without a glyph prints as an empty box whose text still extracts correctly, so the
finished PDF cannot show what is missing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from kefu_docs.fonts.characters import clusters, is_drawn, is_mark, is_no_character
from kefu_docs.fonts.code_points import CodePoints
from kefu_docs.fonts.file_facts import NO_NOTES, Notes, characters, variants
from kefu_docs.fonts.fontset import FontSet
from kefu_docs.fonts.members import MEMBERS

# HanaMinA's marks are as wide as a character: the box of a keycap (1️⃣) stands beside the digit.
_MARKS_BESIDE = frozenset(member.family for member in MEMBERS if member.role == "rare")


class Coverage:
    """The character maps of a font set, read when they are first asked for."""

    def __init__(self, fonts: FontSet, notes: Notes = NO_NOTES) -> None:
        self.fonts = fonts
        self._notes = notes
        self._maps: dict[str, list[CodePoints]] = {}
        self._plain: dict[tuple[str, ...], set[str]] = {}
        self._chosen: dict[tuple[str, str], str | None] = {}

    def draws(self, family: str, cluster: str) -> bool:
        """Whether every face of a family of the set has what a cluster needs.

        A letter and its mark may be one glyph (normalization form C). A variation selector asks
        for nothing: where the face has no such variant, it draws the plain character.
        """
        return self._has(family, cluster) or self._has(
            family, unicodedata.normalize("NFC", cluster)
        )

    def family_for(self, asked: str, cluster: str) -> str | None:
        """The family that draws a cluster in a text of family `asked`: the first that can.

        None where nothing in the set can, or where a code point stands for no character.
        """
        if (asked, cluster) not in self._chosen:
            self._chosen[asked, cluster] = self._family_for(asked, cluster)
        return self._chosen[asked, cluster]

    def _family_for(self, asked: str, cluster: str) -> str | None:
        if any(map(is_no_character, cluster)):
            return None
        chain = self.fonts.chain(asked)
        return next((family for family in chain if self.draws(family, cluster)), None)

    def missing(self, text: str) -> Iterator[str]:
        """What of a text nothing draws, each once, in order: a character, or a whole cluster.

        A mark that no face has may stand on every character of a text: only the mark is missing. A
        cluster is where each of its characters has a face, and no face has all of them.
        """
        if self.is_plain(text, self.fonts.families[:1]):
            return
        lacking = (c for c in dict.fromkeys(clusters(text)) if self.family_for("", c) is None)
        yield from dict.fromkeys(part for cluster in lacking for part in self._undrawn(cluster))

    def _undrawn(self, cluster: str) -> tuple[str, ...]:
        return tuple(c for c in cluster if self.family_for("", c) is None) or (cluster,)

    def plain_variants(self, base: str, selector: str) -> tuple[str, ...]:
        """The families for text that draw a base with a variation selector as the base alone."""
        sequence = (ord(base), ord(selector))
        return tuple(
            family
            for family in self.fonts.text_families
            if self.draws(family, base)
            and not all(
                sequence in variants(file.path, file.sha256, family, self._notes)
                for file in self.fonts.files
                if family in file.families
            )
        )

    def is_plain(self, text: str, families: tuple[str, ...]) -> bool:
        """Whether each of these families draws each character, with no marks to put together."""
        plain = self._plain.setdefault(families, set())
        new = set(text) - plain
        plain |= {c for c in new if self._is_plain(c, families)}
        return new <= plain

    def _is_plain(self, character: str, families: tuple[str, ...]) -> bool:
        return (
            unicodedata.category(character)[0] != "M"
            and not is_no_character(character)
            and all(self._has(family, character) for family in families)
        )

    def _has(self, family: str, cluster: str) -> bool:
        if family in _MARKS_BESIDE and any(map(is_mark, cluster)):
            return False
        maps = self._maps_of(family)
        return all(
            ord(character) in points
            for character in cluster
            if is_drawn(character)
            for points in maps
        )

    def _maps_of(self, family: str) -> list[CodePoints]:
        if family not in self._maps:
            self._maps[family] = [
                characters(file.path, file.sha256, family, self._notes)
                for file in self.fonts.files
                if family in file.families
            ]
        return self._maps[family]
