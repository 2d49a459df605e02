"""The commands: parse, call the pipeline, print, exit. Nothing else is decided here."""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
import re
import signal
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import click

from kefu_docs import __version__
from kefu_docs.cli.build_options import ACCESS, ENGINE, build_options
from kefu_docs.cli.check import check
from kefu_docs.cli.format import format_
from kefu_docs.cli.new import new
from kefu_docs.cli.severance import severance
from kefu_docs.cli.sheets import export, form, import_
from kefu_docs.cli.shop import init
from kefu_docs.cli.standard_streams import (
    came_from_printing,
    drop_what_waits,
    end_at_once,
    open_closed_streams,
    print_every_character,
)
from kefu_docs.cli.template import template
from kefu_docs.cli.terminal import print_error, print_symptom, say, translate
from kefu_docs.cli.usage_words import WordedGroup
from kefu_docs.cli.wipe import wipe
from kefu_docs.cli.worker import worker
from kefu_docs.convert.probe import EngineName
from kefu_docs.diagnostics import Message, Severity, as_text
from kefu_docs.diagnostics.collector import collector_off
from kefu_docs.diagnostics.errors import KefuError, UsageError
from kefu_docs.diagnostics.fault_log import FaultLog
from kefu_docs.diagnostics.language import translate_click
from kefu_docs.diagnostics.machine_faults import machine_error, output_error
from kefu_docs.pipeline.build_date import command_date
from kefu_docs.pipeline.outcome import Outcome
from kefu_docs.pipeline.run import run
from kefu_docs.pipeline.settings import BuildRequest, Settings
from kefu_docs.store.access import owner_only

translate_click(os.environ)


_OTHERS = (click.ClickException, click.Abort, click.exceptions.Exit)
"""Exceptions that click tells itself."""
_UNREAD = 128 + signal.SIGPIPE
"""What the shell says of programs that end because nobody reads what they print."""


class KefuGroup(WordedGroup):
    """Prints errors of the program as `kefu-docs: error: …` and exits with their code."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; a KefuError becomes its message, its hint and its exit code.

        So does a fault of the program's own, whose traceback goes into the store's log.
        """
        try:
            return super().invoke(ctx)
        except _OTHERS:
            raise
        except KefuError as error:
            _end(ctx, error)
        except OSError as error:
            printing = came_from_printing(error)
            if printing and error.errno == errno.EPIPE:
                _end_unread(ctx)
            _end(ctx, output_error(error) if printing else machine_error(error))
        except Exception as error:
            build = ctx.params.get("build", Path("build"))
            _end(ctx, FaultLog(build / ".store" / "log").told(error, "kefu-docs"))
        except KeyboardInterrupt:
            ctx.exit(130)

    def main(self, *arguments: Any, **how: Any) -> Any:
        """Run the program; see click."""
        open_closed_streams()
        print_every_character()
        if arguments or how:  # within another program
            return super().main(*arguments, **how)
        end = end_at_once()
        try:
            return super().main()
        except SystemExit as ended:
            if isinstance(ended.code, int):
                end(ended.code)
            raise


def _end(ctx: click.Context, error: KefuError) -> NoReturn:
    """Print an error and end with its code, which counts even where nothing can be printed."""
    drop_what_waits()
    with suppress(OSError):
        print_error("kefu-docs", error)
    drop_what_waits()
    ctx.exit(error.exit_code)


def _end_unread(ctx: click.Context) -> NoReturn:
    """End where nobody reads any more what is printed, as `| head`: without a word."""
    drop_what_waits()
    ctx.exit(_UNREAD)


_LIKE_MONTH = re.compile(r"\d{4}[-\uff0d\u2014\u2013年./]|\d{1,2}月")
_MONTH = re.compile(r"\d{4}[-\uff0d\u2014\u2013年./]\d{1,2}月?")
IDS = click.argument("ids", nargs=-1, metavar="[ID]...")


@click.group(
    cls=KefuGroup, help=say(Message("Contracts and summaries of a customer-service team."))
)
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=Path("data"),
    help=say(Message("The folder of the records.")),
)
@click.option(
    "--templates",
    type=click.Path(path_type=Path),
    default=Path("templates"),
    help=say(Message("The folder of the Word templates.")),
)
@click.option(
    "--build",
    type=click.Path(path_type=Path),
    default=Path("build"),
    help=say(Message("The folder of what is built.")),
)
@click.version_option(__version__)
@click.pass_context
def main(ctx: click.Context, data: Path, templates: Path, build: Path) -> None:
    """Collect the folders every command works on."""
    ctx.with_resource(collector_off())  # ended by the one in load_dataset
    ctx.meta[ACCESS] = ctx.with_resource(owner_only())
    ctx.obj = Settings(data, templates, build, command_date())


@main.command(help=say(Message("Build contracts, of the people named or of everybody.")))
@IDS
@build_options
def contracts(settings: Settings, ids: tuple[str, ...]) -> Outcome:
    """Build contracts."""
    return run(settings, BuildRequest("contracts", ids))


@main.command(help=say(Message("Build summaries of a month (YYYY-MM) or of all months.")))
@click.argument("month_and_ids", nargs=-1, metavar="[MONTH] [ID]...")
@build_options
def summaries(settings: Settings, month_and_ids: tuple[str, ...]) -> Outcome:
    """Build summaries; a first word that begins like a year is the month, or a later month is."""
    first = month_and_ids[0] if month_and_ids else ""
    is_month = _LIKE_MONTH.match if _LIKE_MONTH.match(first) else _MONTH.fullmatch
    month = next(filter(is_month, month_and_ids), None)
    ids = tuple(word for word in month_and_ids if word != month)
    return run(settings, BuildRequest("summaries", ids, month))


@main.command(
    help=say(Message("Build documents of a kind of your own, of the people named or of everybody."))
)
@click.argument("kind_and_ids", nargs=-1, metavar="[KIND] [MONTH] [ID]...")
@click.option("--month", help=say(Message("Only those of this month (YYYY-MM).")))
@build_options
def documents(settings: Settings, kind_and_ids: tuple[str, ...], month: str | None) -> Outcome:
    """Build documents; a first word that is no kind is a person, and a month narrows them."""
    months = [word for word in kind_and_ids if _MONTH.fullmatch(word)]
    words = tuple(word for word in kind_and_ids if word not in months)
    return run(settings, BuildRequest("documents", words, month or next(iter(months), None)))


@main.command(help=say(Message("Build every document and every packet.")))
@click.option(
    "--join",
    is_flag=True,
    help=say(Message("Put together what shards made, in these build folders or the shared store.")),
)
@click.argument("folders", nargs=-1, metavar="[FOLDER]...", type=click.Path(path_type=Path))
@build_options
def packets(settings: Settings, join: bool, folders: tuple[Path, ...]) -> Outcome:
    """Build everything, of what shards made where that is asked for."""
    if folders and not join:
        raise UsageError(
            Message("folders are for --join alone"),
            Message("write: packets --join {folder}", {"folder": folders[0].as_posix()}),
        )
    if join and settings.shard:
        raise UsageError(Message("--join builds everything and --shard a part: choose one"))
    return run(replace(settings, join=folders if join else None), BuildRequest("packets"))


@main.command(help=say(Message("Show what a person's month pays; the latest month by default.")))
@click.argument("id_", metavar="ID")
@click.argument("month", required=False)
@click.option("--json", "as_json_", is_flag=True, help=say(Message("For programs, as JSON.")))
@click.pass_obj
def show(settings: Settings, id_: str, month: str | None, as_json_: bool) -> None:
    """Print the pay statement that a summary is made from."""
    from kefu_docs.pipeline import queries

    whose, pay = queries.show(settings, id_, month)
    if as_json_:
        values = {**whose, **pay.as_json(translate)}
        click.echo(json.dumps(values, ensure_ascii=False, indent=2))
    else:
        click.echo(" ".join(whose.values()))
        click.echo(pay.as_text(translate))


@main.command(
    help=say(
        Message("List what is due: contracts and probations that end, contracts to sign or renew.")
    )
)
@click.option("--within", default="60d", help=say(Message("How far to look ahead, in days: 60d.")))
@click.pass_obj
def due(settings: Settings, within: str) -> None:
    """Print reminders by date, and write them as a calendar; exit 1 where a record is unread."""
    days = re.fullmatch(r"(\d{1,5})d?", within)
    if days is None:
        pattern = Message("{days!r} is not a number of days; write it like 60d", {"days": within})
        raise UsageError(pattern)
    from kefu_docs.pipeline import queries

    found, unread = queries.reminders(settings, dt.timedelta(days=int(days[1])))
    for diagnostic in unread:
        click.echo(as_text(diagnostic, translate), err=True)
    for reminder in found:
        click.echo(f"{reminder.date} {reminder.employee} {say(reminder.message)}")
    file = (settings.build / queries.CALENDAR).as_posix()
    click.echo(
        say(
            Message(
                "{count} {count:reminder|reminders}; calendar: {file}",
                {"count": len(found), "file": file},
            )
        ),
        err=True,
    )
    sys.exit(1 if any(d.severity is Severity.ERROR for d in unread) else 0)


@main.command(help=say(Message("List the fonts, the names that mean them, what draws what.")))
@click.option("--text", help=say(Message("Say which font draws each of these characters.")))
@click.pass_obj
def fonts(settings: Settings, text: str | None) -> None:
    """Print the font set and what draws each style of the templates, or each character."""
    from kefu_docs.pipeline import queries

    lines = queries.font_lines(settings) if text is None else queries.glyph_lines(settings, text)
    for line in lines:
        click.echo(say(line))


@main.command(
    help=say(
        Message("Look at LibreOffice, fonts and disk, make a test page, and say what is amiss.")
    )
)
@ENGINE
@click.pass_obj
def doctor(settings: Settings, engine: EngineName) -> None:
    """Print what documents are made with; exit as the worst of what is amiss asks for."""
    from kefu_docs.pipeline.doctor import examine, exit_code

    found = []
    for symptom in examine(replace(settings, engine=engine)):
        found.append(symptom)
        print_symptom(symptom.message, symptom.hint, is_amiss=symptom.exit_code > 0)
    sys.exit(exit_code(found))


@main.command(help=say(Message("Print the JSON Schema of a kind of record.")))
@click.argument("record_type")
@click.pass_obj
def schema(settings: Settings, record_type: str) -> None:
    """Print a schema, with the fields of the shop's own kinds where there is a shop."""
    from kefu_docs.records import json_schema, load_models, shipped_models

    is_shop = settings.data.is_dir()
    models = load_models(settings.data, settings.templates) if is_shop else shipped_models()
    click.echo(json_schema(record_type, models))


main.add_command(export)
main.add_command(form)
main.add_command(format_)
main.add_command(check)
main.add_command(template)
main.add_command(import_)
main.add_command(init)
main.add_command(new)
main.add_command(wipe)
main.add_command(severance)
main.add_command(worker)
