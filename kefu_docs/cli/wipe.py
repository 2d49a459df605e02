"""The command that takes a person out of build/."""

from __future__ import annotations

from dataclasses import replace

import click

from kefu_docs.cli.build_options import STORE
from kefu_docs.cli.terminal import say
from kefu_docs.cli.usage_words import WordedCommand
from kefu_docs.diagnostics import Message
from kefu_docs.pipeline.settings import Settings, SharedStore


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
@STORE
@click.pass_obj
def wipe(settings: Settings, person: str, shared: SharedStore | None) -> None:
    """Print what was removed, and what is left."""
    from kefu_docs.pipeline import wipe as wiping

    wiped = wiping.wipe(replace(settings, shared=shared), person)
    for name in wiped.removed:
        file = (settings.build / name).as_posix()
        click.echo(say(Message("removed: {file}", {"file": file})))
    for message in wiped.told:
        click.echo(say(message))
    for file in wiped.by_hand:
        click.echo(
            say(
                Message(
                    "delete by hand, or take {id} out: {file}", {"id": wiped.employee, "file": file}
                )
            )
        )
    click.echo(say(wiping.last_words()))
