"""The command that takes a person out of build/."""

from __future__ import annotations

import click

from kefu_docs.cli.terminal import say
from kefu_docs.cli.usage_words import WordedCommand
from kefu_docs.diagnostics import Message
from kefu_docs.pipeline.settings import Settings


@click.command(
    cls=WordedCommand,
    help=say(
        Message(
            "Delete everything about a person from the build folder, and say what is left to "
            "delete by hand."
        )
    ),
)
@click.argument("person", metavar="ID")
@click.pass_obj
def wipe(settings: Settings, person: str) -> None:
    """Print what was removed, and what is left."""
    from kefu_docs.pipeline import wipe as wiping

    wiped = wiping.wipe(settings, person)
    for name in wiped.removed:
        file = (settings.build / name).as_posix()
        click.echo(say(Message("removed: {file}", {"file": file})))
    for file in wiped.by_hand:
        click.echo(
            say(
                Message(
                    "delete by hand, or take {id} out: {file}", {"id": wiped.employee, "file": file}
                )
            )
        )
    click.echo(say(wiping.last_words()))
