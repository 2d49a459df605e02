"""What a build's outcome looks like on the screen."""

from __future__ import annotations

import pytest

from kefu_docs.cli.terminal import FindingLines, print_outcome
from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import ConversionError, MachineError
from kefu_docs.pipeline.outcome import Failure, Outcome


def test_many_failures_of_one_cause_are_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    """A file where a folder is to be keeps back hundreds; what else fails is told by name."""

    def obstructed() -> MachineError:
        place = Message("{file}: a file stands where this folder is to be", {"file": "build/x"})
        return MachineError(place, Message("move or rename it, and build again"))

    names = [f"contracts/E{number:03}" for number in range(500)]
    failures = [Failure(name, obstructed()) for name in names]
    failures.insert(9, Failure("summaries/2026-04/E001", ConversionError(Message("no answer"))))
    outcome = Outcome([], failures=failures)
    print_outcome(outcome, FindingLines("text"), explain=False, dry_run=False)
    told = capsys.readouterr().err.splitlines()[1:]
    assert told[0].startswith(f"{', '.join(names[:3])} and 497 more: error: build/x: a file stands")
    assert told[1] == "  hint: move or rename it, and build again"
    assert told[2].startswith("summaries/2026-04/E001: error: no answer")
    assert len(told) == 3


def test_few_failures_are_told_each_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    """Three stand under each other, with the next step of each."""
    error = ConversionError(Message("no answer"), Message("try again"))
    outcome = Outcome([], failures=[Failure(f"contracts/E00{n}", error) for n in range(3)])
    print_outcome(outcome, FindingLines("text"), explain=False, dry_run=False)
    told = capsys.readouterr().err.splitlines()[1:]
    assert [line.partition(":")[0].strip() for line in told] == [
        word for n in range(3) for word in (f"contracts/E00{n}", "hint")
    ]
