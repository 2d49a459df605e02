"""What the store holds of people goes when their records go; what was replaced, within a week.

The store's keys are digests, so that what was made of one person's record cannot be told from the
rest. But a build of everything uses all that today's records ask for: what it did not use is of
records that are gone, or of values that were replaced.
"""

from __future__ import annotations

import time
from contextlib import suppress

from kefu_docs.pipeline.outcome import Outcome
from kefu_docs.store import Store, publish
from kefu_docs.store.entry import DAY

REPLACED = 7 * DAY
"""Seconds for which what was replaced is kept, so that a change that is taken back costs little."""

ABOUT_PEOPLE = frozenset(
    (
        *("record", "findings", "person", "judgement", "paper", "attachment", "key"),
        *("rendering", "inputs", "failure", "pdf", "workbook", "run"),
    )
)
"""Kinds of facts; the others are of fonts and of the machine."""
_STAMP, _WAITING = "forgotten", "somebody-gone"


def forget(store: Store, outcome: Outcome, *, is_somebody_gone: bool) -> None:
    """Take out of the store what a build of everything did not use.

    All of it where somebody's record is gone, what has not been used for a week otherwise, which is
    looked for once a day. An error in a record may be the reason why something was not used: then
    the next build without one does it.
    """
    waiting = store.root / _WAITING
    with suppress(OSError):  # a disk that is full, or not ours
        if is_somebody_gone and outcome.blocked:
            publish(waiting, b"\n")
        if not outcome.blocked and (is_somebody_gone or waiting.exists()):
            store.forget_unused(ABOUT_PEOPLE, 0.0)
            waiting.unlink(missing_ok=True)
        today = time.strftime("%Y-%m-%d").encode()
        if publish(store.root / _STAMP, today):
            store.forget_unused(ABOUT_PEOPLE, REPLACED)
