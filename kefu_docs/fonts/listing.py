"""The font set in words: what is in it, which names mean it, which face draws a character."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from kefu_docs.diagnostics import Message
from kefu_docs.fonts.characters import all_described, clusters, is_variation_selector
from kefu_docs.fonts.coverage import Coverage
from kefu_docs.fonts.fontset import FontSet
from kefu_docs.fonts.members import ALIASES, MEMBERS, Role, TextRole

_KINDS: dict[Role, Message] = {
    "serif": Message("serif, 宋体"),
    "sans": Message("sans, 黑体"),
    "kai": Message("kai, 楷体"),
    "fangsong": Message("fangsong, 仿宋"),
    "rare": Message("rare characters"),
    "symbols": Message("emoji and signs"),
}


def set_lines(fonts: FontSet) -> Iterator[Message]:
    """Every file in order of fallback, with what Debian calls it, its licence and digest."""
    for file in fonts.files:
        place = {"path": file.path, "family": ", ".join(file.families), "digest": file.sha256[:12]}
        member = next((m for m in MEMBERS if m.family in file.families), None)
        if file.names or member is None:
            yield Message("{family} (your own): {path}, sha256 {digest}…", place)
            continue
        place |= {
            "kind": _KINDS[member.role],
            "package": member.debian_package,
            "licence": member.licence,
        }
        if file.sha256 in member.files[file.path.name]:
            yield Message(
                "{family} ({kind}): {path}, package {package}, {licence}, sha256 {digest}…", place
            )
        else:
            yield Message(
                "{family} ({kind}): {path}, package {package}, {licence}, sha256 {digest}…; "
                "note: a build of none of Debian 12, 13 and Ubuntu 24.04; documents may differ "
                "from theirs",
                place,
            )


def name_lines(fonts: FontSet) -> Iterator[Message]:
    """The names in documents that mean each family."""
    by_family: dict[str, list[str]] = {}
    for names in ALIASES.values():
        for name in names:
            by_family.setdefault(str(fonts.drawn(name)), []).append(name)
    for family, meant in by_family.items():
        yield Message("{family} draws {names}", {"family": family, "names": ", ".join(meant)})


def character_lines(coverage: Coverage, text: str) -> Iterator[Message]:
    """Each character of a text, and the family that draws it in each kind of face."""
    for cluster in dict.fromkeys(clusters(text)):
        yield Message("character {character}", {"character": all_described(cluster)})
        for role in get_args(TextRole):
            kind = _KINDS[role]
            family = coverage.family_for(ALIASES[role][0], cluster)
            if family is None:
                yield Message("  {kind}: no font draws it", {"kind": kind})
            elif _is_plain(coverage, family, cluster):
                yield Message(
                    "  {kind}: drawn by {family}, which lacks the variant, as the plain character",
                    {"kind": kind, "family": family},
                )
            else:
                yield Message("  {kind}: drawn by {family}", {"kind": kind, "family": family})


def _is_plain(coverage: Coverage, family: str, cluster: str) -> bool:
    """Whether a family draws something else than the variation selectors of a cluster ask for."""
    selectors = filter(is_variation_selector, cluster[1:])
    return any(family in coverage.plain_variants(cluster[0], s) for s in selectors)
