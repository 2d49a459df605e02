"""The command that makes a new shop's folder."""

from __future__ import annotations

from pathlib import Path
from shlex import quote

import click

from kefu_docs.cli.terminal import say
from kefu_docs.cli.usage_words import WordedCommand
from kefu_docs.diagnostics import Message


@click.command(
    cls=WordedCommand,
    help=say(Message("Make a folder for a new shop, with the sample's five people and month.")),
)
@click.argument("folder", type=click.Path(path_type=Path), metavar=say(Message("FOLDER")))
@click.option(
    "--empty", is_flag=True, help=say(Message("Without people, and the company to be filled in."))
)
def init(folder: Path, empty: bool) -> None:
    """Write records, templates and what belongs to them."""
    from kefu_docs.pipeline.new_shop import make_shop

    files = make_shop(folder, empty=empty)
    values = {"count": len(files), "folder": folder.as_posix(), "word": quote(folder.as_posix())}
    click.echo(
        say(Message("{count} {count:file|files} written to {folder}; next: cd {word}", values))
    )
    click.echo(say(Message("then kefu-docs doctor, kefu-docs packets; README.md says the rest")))
