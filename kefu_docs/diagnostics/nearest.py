"""The known word that a mistyped one most likely means."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from kefu_docs.diagnostics.diagnostic import Message


def did_you_mean(word: str, known: Iterable[str]) -> Message | str:
    """The end of a message on an unknown word: the nearest known one, or nothing.

    People's ids are never passed here: an id one character away is another person, and whoever
    follows such a hint prints that person's contract.
    """
    name = nearest(word, known)
    return Message("; did you mean {name!r}?", {"name": name}) if name else ""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word with the fewest slips between it and `word`: at most one in three characters.

    Width, case and hyphens do not count: `Ｎame` is `name`. None where no word is that near, or
    where two equally near ones leave it open which is meant (折东: 浙江, 广东 and 山东).
    """
    meant = _folded(word)
    most = max(1, len(meant) // 3)
    best: list[str] = []
    for name in sorted(set(known)):
        folded = _folded(name)
        if abs(len(folded) - len(meant)) > most or not set(folded) & set(meant):
            continue
        slips = _slips(meant, folded)
        if slips < most or (slips == most and not best):
            best = []
        if slips <= most:
            most = slips
            best.append(name)
    return best[0] if len(best) == 1 else None


def id_meant(word: str, ids: Iterable[str]) -> Message | str:
    """The end of a message on an unknown id: the one that differs in width and case alone (e001).

    No other id is proposed, see :func:`did_you_mean`.
    """
    found = [name for name in ids if _folded(name) == _folded(word)]
    return Message("; did you mean {name!r}?", {"name": found[0]}) if len(found) == 1 else ""


def _folded(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold().replace("-", "_").strip()


def _slips(left: str, right: str) -> int:
    """How many characters are added, left out, changed or swapped with their neighbour.

    Optimal string alignment, row by row: Boytsov, "Indexing methods for approximate dictionary
    searching" (2011), 2.1.
    """
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(right, 1):
            slips = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                slips = min(slips, earlier[j - 2] + 1)
            row.append(slips)
    return row[-1]
