"""The command that rewrites records in standard form."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from kefu_docs.cli.terminal import FindingLines, print_diagnostics, say
from kefu_docs.cli.usage_words import WordedCommand
from kefu_docs.diagnostics import Message
from kefu_docs.pipeline.settings import Settings

if TYPE_CHECKING:
    from kefu_docs.pipeline.format_records import FormattedFile


@click.command(
    "format",
    cls=WordedCommand,
    help=say(
        Message(
            "Rewrite records in standard form (2026/4/1, 2,800元, full-width digits and colons); "
            "comments stay."
        )
    ),
)
@click.option(
    "--check", "only_check", is_flag=True, help=say(Message("Only say which; exit 1 for any."))
)
@click.pass_obj
def format_(settings: Settings, only_check: bool) -> None:
    """Rewrite the values that `check` tells with their standard form, in their places.

    Exit 1 where a record cannot be read, which is told as by `check`.
    """
    from kefu_docs.pipeline.format_records import formatted, write_formatted

    first = later = formatted(settings)
    _told(first.files)
    if not only_check and first.files:
        write_formatted(first.files)
        # A file whose colons were mended can be read only now, and its values with it.
        later = formatted(settings)
        _told(later.files)
        write_formatted(later.files)
    if later.unread:
        print_diagnostics(later.unread, FindingLines("text"))
    if not only_check:
        count = len({file.path for file in (*first.files, *later.files)})
        click.echo(say(Message("{count} {count:record|records} rewritten", {"count": count})))
    sys.exit(1 if later.unread or (only_check and first.files) else 0)


def _told(files: list[FormattedFile]) -> None:
    for file in files:
        values = {"file": file.path.as_posix(), "count": file.values}
        click.echo(say(Message("{file}: {count} {count:value|values} in standard form", values)))
