"""Usage lines and help pages in the reader's language, as far as click's catalogue leaves them.

click (8.1 to 8.5) takes its headings and sentences from the catalogue kefu_docs/locale/zh; what
stands in usage lines, the colons behind headings and a missing argument's full stop it writes
itself.
"""

from __future__ import annotations

import os
from typing import Any

import click

from kefu_docs.cli.terminal import say
from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.language import wants_chinese


class WordedFormatter(click.HelpFormatter):
    """Writes headings with the reader's colon."""

    def write_heading(self, heading: str) -> None:
        """See click."""
        colon = "：" if wants_chinese(os.environ) else ":"
        self.write(f"{'':>{self.current_indent}}{heading}{colon}\n")


class WordedContext(click.Context):
    """A context whose help pages are written so."""

    formatter_class = WordedFormatter


class WordedCommand(click.Command):
    """A command whose usage line is in the reader's language."""

    context_class = WordedContext

    def __init__(self, *given: Any, **named: Any) -> None:
        named.setdefault("options_metavar", say(Message("[OPTIONS]")))
        super().__init__(*given, **named)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """See click; a missing argument is told in a sentence of the reader's language."""
        try:
            return super().parse_args(ctx, args)
        except click.MissingParameter as error:
            name = error.param.make_metavar(ctx) if error.param else ""
            missing = say(Message("{name!r} is missing", {"name": name}))
            raise click.UsageError(missing, ctx) from error


class WordedGroup(click.Group):
    """A group of commands whose usage lines are in the reader's language."""

    context_class = WordedContext
    command_class = WordedCommand

    def __init__(self, *given: Any, **named: Any) -> None:
        named.setdefault("options_metavar", say(Message("[OPTIONS]")))
        named.setdefault("subcommand_metavar", say(Message("COMMAND [ARGUMENTS]...")))
        super().__init__(*given, **named)


WordedGroup.group_class = WordedGroup
