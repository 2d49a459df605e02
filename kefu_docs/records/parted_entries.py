"""One entry of a list that a hyphen too many makes two of: each lacks what the other has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec import Struct

from kefu_docs.diagnostics import Location, Message
from kefu_docs.model import Path
from kefu_docs.records.parsed import Parsed


class PartedEntry(Struct, frozen=True):
    """Where the hyphen stands that is too many, and the paths of the keys that are not missing."""

    place: Location
    message: Message
    explains: frozenset[Path]


def parted_entries(parsed: Parsed, lacking: Iterable[tuple[Path, str]]) -> Iterator[PartedEntry]:
    """The entries that belong to the one above; `lacking` are groups, each with a key it lacks."""
    missing: dict[Path, set[str]] = defaultdict(set)
    for path, key in lacking:
        if path and isinstance(path[-1], int):
            missing[path].add(key)
    for path, keys in missing.items():
        below = (*path[:-1], int(path[-1]) + 1)
        ours, theirs = _keys(parsed, path), _keys(parsed, below)
        others = missing.get(below, set())
        if not (keys & theirs or others & ours) or ours & theirs:
            continue
        if place := parsed.place(below):
            message = Message(
                "{key} belongs to the entry above: write two spaces for the hyphen before it",
                {"key": next(iter(_keys_in_order(parsed, below)))},
            )
            explained = {(*path, key) for key in keys} | {(*below, key) for key in others}
            yield PartedEntry(place, message, frozenset(explained))


def _keys(parsed: Parsed, group: Path) -> set[str]:
    return set(_keys_in_order(parsed, group))


def _keys_in_order(parsed: Parsed, group: Path) -> list[str]:
    return [str(path[-1]) for path in parsed.keys if path[:-1] == group]
