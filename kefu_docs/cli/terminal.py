"""What commands print, in the reader's language: findings, files, errors."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import PurePath
from typing import TYPE_CHECKING

import click

from kefu_docs.diagnostics import Diagnostic, Message, Severity, as_github, as_json, as_text
from kefu_docs.diagnostics.errors import KefuError
from kefu_docs.diagnostics.excerpt import excerpt
from kefu_docs.diagnostics.language import translator
from kefu_docs.diagnostics.printable import visible
from kefu_docs.pipeline.outcome import Failure, Outcome

if TYPE_CHECKING:  # rules and templates are loaded by the commands that need them
    from kefu_docs.pipeline.law_changes import LawChanges

translate = translator(os.environ)

MOST_FILES = 60
"""Written files that are listed one by one; of more only the number is told."""

MOST_OF_A_RULE = 20
"""Warnings and notices of one rule that a build prints; of more only the number is told."""

MOST_ALIKE = 3
"""Documents and packets that are named where all of them fail in the same way."""

_AT_ONCE = 256
"""Lines that are written at once; each writing takes as long as to make three lines."""


def say(pattern: Message) -> str:
    """The message in the reader's language."""
    return pattern.text(translate)


class FindingLines:
    """The lines of findings for people (text) or for GitHub, some of which are made beforehand.

    `most` of a rule's warnings and notices are given to people, and besides all about the records
    of the ids in `asked`; where it is None, all.
    """

    def __init__(
        self, notation: str, most: int | None = None, asked: Container[str] = frozenset()
    ) -> None:
        self.notation = notation
        self._most = most if notation == "text" else None
        self._asked = asked
        self._findings: Sequence[Diagnostic] = ()
        self._made: list[str] = []
        self._rest: Iterator[str] = iter(())

    def prepare(self, findings: Sequence[Diagnostic]) -> Iterator[None]:
        """Make lines of these findings, a few at a time."""
        if self.notation == "json":
            return
        self._findings, self._made, self._rest = findings, [], self._lines_of(findings)
        while some := list(islice(self._rest, _AT_ONCE)):
            self._made += some
            yield

    def of(self, findings: Sequence[Diagnostic]) -> Iterator[str]:
        """All lines of these findings."""
        if self._findings is findings:
            return chain(self._made, self._rest)
        return self._lines_of(findings)

    def _lines_of(self, findings: Iterable[Diagnostic]) -> Iterator[str]:
        write = as_github if self.notation == "github" else as_text
        shown = None
        counts: Counter[str] = Counter()
        for finding in findings:
            if self._is_left_out(finding, counts):
                continue
            yield write(finding, translate)
            place, weighs = finding.location, finding.severity is not Severity.NOTICE
            if self.notation == "text" and weighs and place != shown:
                shown = place
                yield from excerpt(place)
        for rule, count in counts.items():
            if self._most is not None and count > self._most:
                values = {"count": count - self._most, "rule": rule}
                yield say(
                    Message(
                        "and {count} more [{rule}]: make check lists all, and the page of the "
                        "build, index.html",
                        values,
                    )
                )

    def _is_left_out(self, finding: Diagnostic, counts: Counter[str]) -> bool:
        """Whether enough of its rule are printed; `counts` are those found so far."""
        if (
            self._most is None
            or finding.severity is Severity.ERROR
            or PurePath(finding.location.file).stem in self._asked
        ):
            return False
        counts[finding.rule] += 1
        return counts[finding.rule] > self._most


def print_diagnostics(findings: Sequence[Diagnostic], lines: FindingLines) -> None:
    """Findings to stderr, each with the line it is about, and their count; as JSON to stdout."""
    if lines.notation == "json":
        click.echo(as_json(findings, translate))
        return
    all_lines = lines.of(findings)
    while some := list(islice(all_lines, _AT_ONCE)):
        click.echo("\n".join(some), err=lines.notation == "text")
    count = {s: sum(d.severity is s for d in findings) for s in Severity}
    message = Message(
        "{errors} {errors:error|errors}, {warnings} {warnings:warning|warnings}, "
        "{notices} {notices:notice|notices}",
        {
            "errors": count[Severity.ERROR],
            "warnings": count[Severity.WARNING],
            "notices": count[Severity.NOTICE],
        },
    )
    click.echo(say(message), err=True)


def print_law_changes(changes: LawChanges, notation: str) -> None:
    """What the law changes, and the findings that come and go by it; in JSON those that come."""
    if notation == "json":
        click.echo(as_json(changes.come, translate))
        return
    for diagnostic in changes.unread:
        click.echo(_one_line(diagnostic), err=True)
    for law in changes.laws:
        click.echo(say(law))
    for diagnostic in changes.gone:
        click.echo(
            say(Message("no finding any more: {finding}", {"finding": _one_line(diagnostic)}))
        )
    for diagnostic in changes.come:
        click.echo(
            say(Message("found from then on: {finding}", {"finding": _one_line(diagnostic)}))
        )
    if not (changes.laws or changes.come or changes.gone):
        click.echo(say(Message("nothing changes on that day, as far as the program knows")))


def _one_line(diagnostic: Diagnostic) -> str:
    return as_text(diagnostic, translate)


def print_outcome(outcome: Outcome, lines: FindingLines, *, explain: bool, dry_run: bool) -> None:
    """Print what a build found, wrote and left."""
    print_diagnostics(outcome.diagnostics, lines)
    for name, files in outcome.blocked.items():
        message = Message("not built because of {files}", {"files": ", ".join(files)})
        click.echo(f"{visible(name)}: {say(message)}", err=True)
    _print_failures(outcome.failures)
    for message in outcome.told:
        click.echo(say(message), err=True)
    if lines.notation != "json":
        if explain or dry_run:
            for name, reasons in outcome.reasons.items():
                click.echo(f"{visible(name)}: {'; '.join(map(say, reasons))}")
        if dry_run:
            count = {"count": len(outcome.reasons)}
            click.echo(
                say(
                    Message(
                        "{count} {count:document or packet|documents and packets} would be built",
                        count,
                    )
                )
            )
        else:
            _print_files(outcome)


def _print_failures(failures: Sequence[Failure]) -> None:
    """Each failure; of many with one cause, such as a file where a folder is to be, a few names.

    The page of the build lists them all.
    """
    alike: dict[tuple[str, ...], list[Failure]] = {}
    for failure in failures:
        error = failure.error
        told = (error.slug, *map(say, filter(None, (error.message, error.hint))))
        alike.setdefault(told, []).append(failure)
    for group in alike.values():
        if len(group) <= MOST_ALIKE:
            for failure in group:
                print_error(failure.name, failure.error)
            continue
        names = ", ".join(failure.name for failure in group[:MOST_ALIKE])
        values = {"names": names, "count": len(group) - MOST_ALIKE}
        print_error(say(Message("{names} and {count} more", values)), group[0].error)


def _print_files(outcome: Outcome) -> None:
    """The files written, if they are few enough to be read, and those removed."""
    if len(outcome.written) <= MOST_FILES:
        for file in outcome.written:
            click.echo(say(Message("written: {file}", {"file": file})))
    for file in outcome.removed:
        click.echo(say(Message("removed, its record is gone: {file}", {"file": file})))
    done = Message(
        "{built} {built:document or packet is|documents and packets are} up to date, "
        "{files} {files:file|files} written",
        {"built": len(outcome.built), "files": len(outcome.written)},
    )
    click.echo(say(done))


def print_error(subject: str, error: KefuError) -> None:
    """An error of the program, what it is about, and the next step, to stderr."""
    word = say(Message("error"))
    click.echo(f"{visible(subject)}: {word}: {say(error.message)} [{error.slug}]", err=True)
    if error.hint:
        click.echo(say(Message("  hint: {hint}", {"hint": error.hint})), err=True)


def print_symptom(message: Message, hint: Message | None, *, is_amiss: bool) -> None:
    """A line on the machine; what is amiss is marked. The next step follows where there is one."""
    line = say(message)
    if is_amiss:
        line = say(Message("amiss: {what}", {"what": line}))
    click.echo(visible(line))
    if hint:
        click.echo(say(Message("  hint: {hint}", {"hint": hint})))
