"""The commands: parse, call the pipeline, print, exit. Nothing else is decided here."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from kefu_docs import __version__, pipeline
from kefu_docs.checking import coverage_of, font_lines
from kefu_docs.diagnostics import Diagnostic, Message, Severity, as_github, as_json, as_text
from kefu_docs.errors import KefuError, UsageError
from kefu_docs.fonts import character_lines
from kefu_docs.language import translate_click, translator
from kefu_docs.outcome import EngineName, Outcome, Settings
from kefu_docs.records import RECORD_TYPES, json_schema
from kefu_docs.rules import explain
from kefu_docs.store import Store

translate = translator(os.environ)
translate_click(os.environ)


def say(pattern: Message) -> str:
    """The message in the reader's language."""
    return pattern.text(translate)


class KefuGroup(click.Group):
    """Prints errors of the program as `kefu-docs: error: …` and exits with their code."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; a KefuError becomes its message, its hint and its exit code."""
        try:
            return super().invoke(ctx)
        except KefuError as error:
            _print_error("kefu-docs", error)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            ctx.exit(130)


FORMAT = click.option(
    "--format",
    "notation",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help=say(Message("How findings are printed.")),
)
JOBS = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=os.cpu_count() or 1,
    help=say(Message("How many LibreOffice workers run at once; one per core by default.")),
)
ENGINE = click.option(
    "--engine",
    type=click.Choice(["auto", "kit", "soffice"]),
    default="auto",
    help=say(
        Message("kit: LibreOffice in process; soffice: its command line; auto: what is there.")
    ),
)
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
    ctx.obj = Settings(data, templates, build, _build_date())


def _build_date() -> dt.date:
    """SOURCE_DATE_EPOCH where it is set (reproducible-builds.org), else today."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch.isdigit() else dt.datetime.now()
    return now.astimezone().date()


@main.command(help=say(Message("Check all records; build nothing.")))
@FORMAT
@click.option("--strict", is_flag=True, help=say(Message("Warnings fail the check, too.")))
@click.option(
    "--explain",
    "rule",
    metavar="RULE",
    help=say(Message("List the law, the weight and the reason of a rule.")),
)
@click.pass_obj
def check(settings: Settings, notation: str, strict: bool, rule: str | None) -> None:
    """Print every finding, exit 1 where one is an error; or explain one rule."""
    if rule is not None:
        click.echo(say(explain(rule)))
        return
    diagnostics = pipeline.check_records(settings)
    _print_diagnostics(diagnostics, notation)
    least = Severity.WARNING if strict else Severity.ERROR
    sys.exit(1 if any(d.severity >= least for d in diagnostics) else 0)


@main.command(help=say(Message("Build contracts, of the people named or of everybody.")))
@IDS
@FORMAT
@JOBS
@ENGINE
@click.pass_obj
def contracts(
    settings: Settings,
    ids: tuple[str, ...],
    notation: str,
    jobs: int,
    engine: EngineName,
) -> None:
    """Build contracts."""
    _finish(pipeline.build_contracts(settings.using(jobs, engine), ids), notation)


@main.command(help=say(Message("Build summaries of a month (YYYY-MM) or of all months.")))
@click.argument("month_and_ids", nargs=-1, metavar="[MONTH] [ID]...")
@FORMAT
@JOBS
@ENGINE
@click.pass_obj
def summaries(
    settings: Settings,
    month_and_ids: tuple[str, ...],
    notation: str,
    jobs: int,
    engine: EngineName,
) -> None:
    """Build summaries; a first word that begins like a year is the month."""
    first = month_and_ids[0] if month_and_ids else ""
    month = first if re.match(r"\d{4}-", first) else None
    ids = month_and_ids[1:] if month else month_and_ids
    _finish(pipeline.build_summaries(settings.using(jobs, engine), month, ids), notation)


@main.command(help=say(Message("Build every document and every packet.")))
@FORMAT
@JOBS
@ENGINE
@click.pass_obj
def packets(settings: Settings, notation: str, jobs: int, engine: EngineName) -> None:
    """Build everything."""
    _finish(pipeline.build_packets(settings.using(jobs, engine)), notation)


@main.command(help=say(Message("Show what a person's month pays; the latest month by default.")))
@click.argument("id_", metavar="ID")
@click.argument("month", required=False)
@click.option("--json", "as_json_", is_flag=True, help=say(Message("For programs, as JSON.")))
@click.pass_obj
def show(settings: Settings, id_: str, month: str | None, as_json_: bool) -> None:
    """Print the pay statement that a summary is made from."""
    whose, pay = pipeline.show(settings, id_, month)
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
    found, unread = pipeline.reminders(settings, dt.timedelta(days=int(days[1])))
    for diagnostic in unread:
        click.echo(as_text(diagnostic, translate), err=True)
    for reminder in found:
        click.echo(f"{reminder.date} {reminder.employee} {say(reminder.message)}")
    file = (settings.build / pipeline.CALENDAR).as_posix()
    click.echo(
        say(Message("{count} reminders; calendar: {file}", {"count": len(found), "file": file})),
        err=True,
    )
    sys.exit(1 if any(d.severity is Severity.ERROR for d in unread) else 0)


@main.command(help=say(Message("List the fonts, the names that mean them, what draws what.")))
@click.option("--text", help=say(Message("Say which font draws each of these characters.")))
@click.pass_obj
def fonts(settings: Settings, text: str | None) -> None:
    """Print the font set and what draws each style of the templates, or each character."""
    with Store(settings.build / ".store") as store:
        lines = (
            font_lines(settings, store)
            if text is None
            else character_lines(coverage_of(settings, store), text)
        )
        for line in lines:
            click.echo(say(line))


@main.command(help=say(Message("Print the JSON Schema of a kind of record.")))
@click.argument("record_type", type=click.Choice(sorted(RECORD_TYPES)))
def schema(record_type: str) -> None:
    """Print a schema."""
    click.echo(json_schema(record_type))


def _print_diagnostics(diagnostics: Sequence[Diagnostic], notation: str) -> None:
    """Findings to stderr, one a line, and their count; as JSON to stdout."""
    if notation == "json":
        click.echo(as_json(diagnostics, translate))
        return
    write = as_github if notation == "github" else as_text
    for diagnostic in diagnostics:
        click.echo(write(diagnostic, translate), err=notation == "text")
    count = {s: sum(d.severity is s for d in diagnostics) for s in Severity}
    message = Message(
        "{errors} errors, {warnings} warnings, {notices} notices",
        {
            "errors": count[Severity.ERROR],
            "warnings": count[Severity.WARNING],
            "notices": count[Severity.NOTICE],
        },
    )
    click.echo(say(message), err=True)


def _finish(outcome: Outcome, notation: str) -> NoReturn:
    """Print what a build found, wrote and left, and exit with its code."""
    _print_diagnostics(outcome.diagnostics, notation)
    for name, files in outcome.blocked.items():
        message = Message("not built because of {files}", {"files": ", ".join(files)})
        click.echo(f"{name}: {say(message)}", err=True)
    for failure in outcome.failures:
        _print_error(failure.name, failure.error)
    if notation != "json":
        for file in outcome.written:
            click.echo(say(Message("written: {file}", {"file": file})))
        for file in outcome.removed:
            click.echo(say(Message("removed, its record is gone: {file}", {"file": file})))
        done = Message(
            "{built} documents and packets are up to date, {files} files written",
            {"built": len(outcome.built), "files": len(outcome.written)},
        )
        click.echo(say(done))
    sys.exit(outcome.exit_code)


def _print_error(subject: str, error: KefuError) -> None:
    word = say(Message("error"))
    click.echo(f"{subject}: {word}: {say(error.message)} [{error.slug}]", err=True)
    if error.hint:
        click.echo(say(Message("  hint: {hint}", {"hint": error.hint})), err=True)
