"""What a build is asked to do, and what became of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace

from msgspec import Struct

from kefu_docs.diagnostics import Diagnostic, Message
from kefu_docs.diagnostics.errors import DamagedStoreError, InternalError, KefuError, exit_code_of


class Failure(Struct, frozen=True):
    """A document or packet that was not built, and the error that stopped it."""

    name: str
    error: KefuError


@dataclass
class Outcome:
    """What a build did: names built, files written, names blocked with what blocks them.

    `reasons` says why a name was built anew, or in a dry run would be; `told` is what else the user
    is told, of the machine. `report` has the SHA-256 of the manifest and the page it wrote.
    """

    diagnostics: list[Diagnostic]
    built: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    blocked: dict[str, tuple[str, ...]] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    reasons: dict[str, list[Message]] = field(default_factory=dict)
    told: list[Message] = field(default_factory=list)
    report: dict[str, str] = field(default_factory=dict)

    @property
    def found_damage(self) -> bool:
        """Whether something in the store was not what was put there."""
        return any(isinstance(failure.error, DamagedStoreError) for failure in self.failures)

    def lasts(self, unread: Collection[str]) -> bool:
        """Whether the same inputs would come to the same outcome.

        `unread` are the files and folders that cannot be read, as is known without the build.
        """
        is_known = all(not found.unread or found.unread in unread for found in self.diagnostics)
        return (
            is_known
            and all(finding.lasts for finding in self.diagnostics)
            and all(failure.error.lasts for failure in self.failures)
        )

    @property
    def tells_of_faults(self) -> bool:
        """Whether a fault of the program's own is told, whose traceback is in its log."""
        slugs = [*(d.rule for d in self.diagnostics), *(f.error.slug for f in self.failures)]
        return InternalError.slug in slugs

    def followed_by(self, again: Outcome) -> Outcome:
        """The outcome of a build that was done twice."""
        return replace(
            again,
            written=[*self.written, *again.written],
            removed=[*self.removed, *again.removed],
            reasons={**again.reasons, **self.reasons},
        )

    @property
    def exit_code(self) -> int:
        """0 where all was built, else the gravest reason's code (docs/errors.md)."""
        found = exit_code_of(self.diagnostics)
        return max(found, 1 if self.blocked else 0, *(f.error.exit_code for f in self.failures))
