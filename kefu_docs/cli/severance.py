"""The command that says what the end of a labor contract costs."""

from __future__ import annotations

import datetime as dt
import json

import click

from kefu_docs.cli.terminal import say, translate
from kefu_docs.cli.usage_words import WordedCommand
from kefu_docs.cli.written_day import written_day
from kefu_docs.diagnostics import Message
from kefu_docs.pipeline.settings import Settings


@click.command(
    cls=WordedCommand,
    help=say(Message("Say what the end of a person's labor contract costs: N, N+1, 2N.")),
)
@click.argument("id_", metavar="ID")
@click.option(
    "--on",
    callback=written_day,
    help=say(Message("The last day of work, YYYY-MM-DD; left_on or today if left out.")),
)
@click.option("--json", "as_json_", is_flag=True, help=say(Message("For programs, as JSON.")))
@click.pass_obj
def severance(settings: Settings, id_: str, on: dt.date | None, as_json_: bool) -> None:
    """Print the amounts, each with its article."""
    from kefu_docs.pipeline.severance import severance_asked

    whose, found = severance_asked(settings, id_, on)
    if as_json_:
        values = {**whose, **found.as_json(translate)}
        click.echo(json.dumps(values, ensure_ascii=False, indent=2))
        return
    click.echo(" ".join((*whose.values(), str(found.on))))
    for line in found.lines():
        click.echo(say(line))
