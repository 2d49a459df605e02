"""The commands on Word templates: what is wrong with them, and what they use."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from kefu_docs.cli.terminal import print_error, say
from kefu_docs.cli.usage_words import WordedGroup
from kefu_docs.diagnostics import Message
from kefu_docs.pipeline.settings import Settings

_MOST = 5
"""Documents that are named where more have nothing at a name."""
_LONGEST = 60
"""Characters of a paragraph that are shown."""


@click.group(cls=WordedGroup, help=say(Message("Look at the Word templates.")))
def template() -> None:
    """Commands on templates."""


@template.command(
    help=say(Message("Check the templates, and say which cannot be converted in batches, and why."))
)
@click.pass_obj
def lint(settings: Settings) -> None:
    """Print a line for each obstacle; exit 1 where a template has a fault."""
    from kefu_docs.pipeline import queries
    from kefu_docs.pipeline.fault_copies import write_fault_copies

    found = queries.lint_templates(settings)
    for report in found:
        errors = [report.error] if report.error is not None else []
        for fault in (*errors, *report.faults):
            print_error(report.file, fault)
        for message in (*report.told, *report.kept_out()):
            click.echo(f"{report.file}: {say(message)}")
        if report.used and not report.obstacles and report.error is None:
            together = Message("converted in batches")
            click.echo(f"{report.file}: {say(together)}")
    for path in write_fault_copies(settings, found, say):
        click.echo(say(Message("with comments for Word: {file}", {"file": path.as_posix()})))
    sys.exit(1 if any(report.error or report.faults for report in found) else 0)


@template.command(
    help=say(Message("Show which names a template uses, what records lack, what is never printed."))
)
@click.argument("name")
@click.pass_obj
def show(settings: Settings, name: str) -> None:
    """Print each name with its paragraphs; exit 1 where the template has a fault."""
    from kefu_docs.pipeline.template_coverage import template_coverage, unprinted_told

    found = template_coverage(settings, name)
    counted = Message(
        "{file}: {count} {count:document|documents}",
        {"file": found.file, "count": len(found.documents)},
    )
    click.echo(say(counted))
    for use in found.uses:
        click.echo(f"{use.name}: {_quoted(use.paragraphs)}")
        if use.lacking:
            values = {"documents": _named(use.lacking)}
            click.echo("  " + say(Message("empty in {documents}", values)))
    for field, label in found.unprinted:
        click.echo(say(unprinted_told(field, label)))
    for fault in found.faults:
        print_error(found.file, fault)
    sys.exit(1 if found.faults else 0)


def _quoted(paragraphs: Sequence[str]) -> str:
    """The paragraphs, each once, as a reader finds them in Word."""
    shortened = (t if len(t) <= _LONGEST else f"{t[: _LONGEST - 1]}…" for t in paragraphs)
    return " ".join(f"“{text}”" for text in dict.fromkeys(shortened))


def _named(documents: Sequence[str]) -> str:
    named = ", ".join(documents[:_MOST])
    return named if len(documents) <= _MOST else f"{named} … ({len(documents)})"
