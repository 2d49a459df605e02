"""What a build's outcome looks like on the screen."""

from __future__ import annotations

import pytest

from kefu_docs.cli.terminal import FindingLines, print_diagnostics, print_outcome
from kefu_docs.diagnostics import Diagnostic, Location, Message, Severity
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


def findings(count: int, severity: Severity) -> list[Diagnostic]:
    """As many of one rule, each in another person's record, and a notice of another rule."""
    wrong = Message("something is amiss")
    few = [
        Diagnostic(Location(f"employees/E{n:03}.yaml", 1, 1), severity, "a-rule", wrong)
        for n in range(count)
    ]
    return [*few, Diagnostic(Location("x.yaml", 1, 1), Severity.NOTICE, "other", wrong)]


@pytest.mark.parametrize(("most", "asked"), [(20, ()), (20, ("E777",)), (None, ())])
def test_of_many_equal_warnings_a_build_prints_some(
    most: int | None, asked: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """All of who is asked for, and of the others so many that the rest is still seen."""
    print_diagnostics(findings(2000, Severity.WARNING), FindingLines("text", most, asked))
    told = capsys.readouterr().err.splitlines()
    if most is None:
        assert len(told) == 2002
        return
    assert len(told) == 23 + len(asked)
    assert told[-3].endswith("[other]")
    assert told[-2].startswith(f"and {1980 - len(asked)} more [a-rule]: make check lists all")
    assert told[-1] == "0 errors, 2000 warnings, 1 notice"
    assert any("E777" in line for line in told) is bool(asked)


@pytest.mark.parametrize("notation", ["text", "github"])
def test_errors_and_what_machines_read_are_whole(
    notation: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each error keeps a document back, and GitHub sets each finding beside its line."""
    severity = Severity.ERROR if notation == "text" else Severity.WARNING
    print_diagnostics(findings(30, severity), FindingLines(notation, 20))
    captured = capsys.readouterr()
    assert (captured.out + captured.err).count("a-rule") == 30


def test_few_failures_are_told_each_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    """Three stand under each other, with the next step of each."""
    error = ConversionError(Message("no answer"), Message("try again"))
    outcome = Outcome([], failures=[Failure(f"contracts/E00{n}", error) for n in range(3)])
    print_outcome(outcome, FindingLines("text"), explain=False, dry_run=False)
    told = capsys.readouterr().err.splitlines()[1:]
    assert [line.partition(":")[0].strip() for line in told] == [
        word for n in range(3) for word in (f"contracts/E00{n}", "hint")
    ]
