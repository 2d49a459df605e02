"""Kinds of documents: whatever differs between them is a field, so no code asks for one by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Subject = Literal["contract", "month", "team", "packet"]
"""What one document is made for: a contract, a person's month, the team's month, a packet."""

Folder = Literal["contracts", "summaries"]
"""The folders of documents below build/; a packet of packets.yaml chooses by them."""


@dataclass(frozen=True)
class DocumentKind:
    """One kind of document.

    `name` is what manifest.json calls it, `folder` where its files lie below build/, `heading` its
    section of the page. A month's documents of one folder are bound into a packet whose title is
    the month and `packet_title`; without one they are not.
    """

    name: str
    folder: str
    subject: Subject
    heading: str
    packet_title: str = ""

    @property
    def is_monthly(self) -> bool:
        """Whether there may be one for each month, so that a label needs the month, too."""
        return self.subject in {"month", "team"}

    @property
    def is_personal(self) -> bool:
        """Whether it is about one person."""
        return self.subject in {"contract", "month"}


CONTRACT: Final = DocumentKind("contract", "contracts", "contract", "合同", "签订合同")
SUMMARY: Final = DocumentKind("summary", "summaries", "month", "月度总结", "工作总结")
TEAM: Final = DocumentKind("team", "summaries", "team", "月度总结", "工作总结")
COVER: Final = DocumentKind("cover", "packets", "packet", "合订本")

KINDS: Final = {kind.name: kind for kind in (CONTRACT, SUMMARY, TEAM, COVER)}
