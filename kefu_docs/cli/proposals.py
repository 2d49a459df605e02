"""What an import would do, on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kefu_docs.cli.terminal import say
from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.printable import masked_value, visible

if TYPE_CHECKING:
    from kefu_docs.imports import Proposal, RecordChange

MOST_LINES = 200
"""Changes that are shown one by one; of more only the number is told."""


def print_proposal(proposal: Proposal) -> None:
    """New records, changed values, columns that are not read, refused cells, and the counts."""
    for note in proposal.notes:
        click.echo(say(note))
    for change in proposal.changes[:MOST_LINES]:
        _print_change(change)
    if more := len(proposal.changes[MOST_LINES:]):
        click.echo(say(Message("and {count} more {count:record|records}", {"count": more})))
    error = say(Message("error"))
    for refused in proposal.refused:
        click.echo(f"{visible(str(refused.place))}: {error}: {say(refused.message)}", err=True)
    counts = {
        "new": sum(change.is_new for change in proposal.changes),
        "changed": sum(not change.is_new for change in proposal.changes),
        "values": sum(len(change.fields) for change in proposal.changes),
        "unchanged": proposal.unchanged,
        "refused": len(proposal.refused),
    }
    summary = Message(
        "{new} new, {changed} changed ({values} {values:value|values}), {unchanged} unchanged, "
        "{refused} refused",
        counts,
    )
    click.echo(say(summary))


def _print_change(change: RecordChange) -> None:
    values: dict[str, object] = {"file": change.file, "name": change.name}
    if change.is_new:
        click.echo(say(Message("new: {file} {name}", values)))
        if change.missing:
            keys = {"keys": "、".join(change.missing)}
            click.echo(say(Message("  still to be written: {keys}", keys)))
    for field in change.fields:
        key = field.key.rpartition(".")[2]
        values |= {
            "field": field.heading,
            "old": masked_value(key, field.old) or Message("nothing"),
            "new": masked_value(key, field.new),
        }
        click.echo(say(Message("{file} {name}: {field}: {old} → {new}", values)))
