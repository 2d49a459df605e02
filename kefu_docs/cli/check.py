"""The command that checks records: today, as of a day, or what the law changes on a day."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import replace

import click

from kefu_docs.cli.build_options import FORMAT
from kefu_docs.cli.terminal import FindingLines, print_diagnostics, print_law_changes, say
from kefu_docs.cli.usage_words import WordedCommand
from kefu_docs.cli.written_day import written_day
from kefu_docs.diagnostics import Message, Severity
from kefu_docs.diagnostics.errors import UsageError, exit_code_of
from kefu_docs.pipeline.settings import Settings


@click.command(cls=WordedCommand, help=say(Message("Check all records; build nothing.")))
@FORMAT
@click.option("--strict", is_flag=True, help=say(Message("Warnings fail the check, too.")))
@click.option(
    "--explain",
    "rule",
    metavar="RULE",
    help=say(Message("List the law, the weight and the reason of a rule.")),
)
@click.option(
    "--as-of",
    metavar="DAY",
    callback=written_day,
    help=say(Message("Judge as on this day (YYYY-MM-DD), by its law.")),
)
@click.option(
    "--changes",
    metavar="DAY",
    callback=written_day,
    help=say(Message("List what the law changes for the shop on this day.")),
)
@click.pass_obj
def check(
    settings: Settings,
    notation: str,
    strict: bool,
    rule: str | None,
    as_of: dt.date | None,
    changes: dt.date | None,
) -> None:
    """Print every finding, exit 1 where one is an error; or explain one rule; or what changes."""
    if rule is not None:
        from kefu_docs.rules import explain

        click.echo(say(explain(rule)))
        return
    if changes is not None:
        if as_of is not None:
            raise UsageError(Message("--changes is about a day of its own: leave --as-of away"))
        from kefu_docs.pipeline.law_changes import law_changes

        found = law_changes(settings, changes)
        print_law_changes(found, notation)
        sys.exit(1 if found.unread else 0)
    from kefu_docs.pipeline import queries

    if as_of is not None:
        settings = replace(settings, on=as_of, law=as_of)
    diagnostics = queries.check_records(settings)
    print_diagnostics(diagnostics, FindingLines(notation))
    least = Severity.WARNING if strict else Severity.ERROR
    sys.exit(exit_code_of(diagnostics, least))
