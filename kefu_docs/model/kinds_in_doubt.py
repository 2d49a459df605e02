"""What is not known of a shop's kinds of documents while documents.yaml has a fault."""

from __future__ import annotations

from msgspec import Struct


class KindsInDoubt(Struct, frozen=True):
    """Declarations that cannot be used: their kinds print nothing until they are mended.

    `names` are the kinds they declare, as far as a line says so. Their documents belong in packets,
    where what is missing is not seen: in those of whoever's record asks for one, or, with
    `for_all`, in everybody's. Without `in_months` they go into no packet of a month.
    """

    names: frozenset[str] = frozenset()
    in_months: bool = True
    for_all: bool = True
