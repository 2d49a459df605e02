"""The commands on sheets of Excel."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import click

from kefu_docs.cli.build_options import ACCESS, FORMAT, GROUP
from kefu_docs.cli.proposals import print_proposal
from kefu_docs.cli.terminal import FindingLines, print_outcome, say
from kefu_docs.cli.usage_words import WordedCommand
from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import UsageError
from kefu_docs.pipeline.build_date import build_date
from kefu_docs.pipeline.settings import Settings

_YES = frozenset({"y", "yes", "是", "好", "写", "写入"})
_NO = frozenset({"", "n", "no", "否", "不", "不写"})


@click.command(
    cls=WordedCommand,
    short_help=say(Message("Write sheets for Excel.")),
    help=say(
        Message(
            "Write sheets for Excel to build/excel: all, or those named (花名册, 合同台账, "
            "工资汇总表, 工资条, 个税, 银行代发, 提成)."
        )
    ),
)
@click.argument("names", nargs=-1, metavar="[SHEET]...")
@click.option("--month", metavar="YYYY-MM", help=say(Message("Only of this month.")))
@click.option(
    "--redact", is_flag=True, help=say(Message("Mask ID numbers, phones, accounts and addresses."))
)
@FORMAT
@GROUP
@click.pass_context
def export(
    ctx: click.Context,
    names: tuple[str, ...],
    month: str | None,
    redact: bool,
    notation: str,
    group: str | None,
) -> None:
    """Write workbooks; exit 1 where a finding stops one."""
    from kefu_docs.pipeline.export_sheets import ExportRequest
    from kefu_docs.pipeline.export_sheets import export as export_sheets

    given: Settings = ctx.obj
    if group is not None:
        ctx.meta[ACCESS].share(given.build, group)
    settings = replace(given, on=build_date(given.data))
    outcome = export_sheets(settings, ExportRequest(names, month, redact))
    print_outcome(outcome, FindingLines(notation), explain=False, dry_run=False)
    sys.exit(outcome.exit_code)


@click.command(
    "import",
    cls=WordedCommand,
    help=say(
        Message(
            "Import people from a roster, or with --month the month's figures, from .xlsx, .xls, "
            ".ods or .csv; shows first what would change."
        )
    ),
)
@click.argument("file", metavar=say(Message("FILE")), type=click.Path(path_type=Path))
@click.option("--month", metavar="YYYY-MM", help=say(Message("The month of the figures.")))
@click.option("--yes", is_flag=True, help=say(Message("Write without asking.")))
@click.pass_obj
def import_(settings: Settings, file: Path, month: str | None, yes: bool) -> None:
    """Show what an import would do, and do it when told so; exit 1 where a cell is refused."""
    from kefu_docs.pipeline.import_sheets import prepare_import

    if file == Path():  # what click makes of no word at all
        raise UsageError(Message("say which file: FILE=花名册.xlsx"))
    prepared = prepare_import(settings, file, month)
    print_proposal(prepared.proposal)
    if (path := prepared.write_mapping()) is not None:
        values = {"file": path.as_posix()}
        click.echo(say(Message("say in {file} what the unknown columns mean", values)))
    if prepared.is_refused:
        click.echo(say(Message("nothing was written")), err=True)
        sys.exit(1)
    if not prepared.proposal.changes:
        return
    if not yes and not _agreed():
        click.echo(say(Message("nothing was written; --yes (YES=1) writes it")))
        return
    prepared.write()
    count = {"count": len(prepared.proposal.changes)}
    told = Message(
        "{count} {count:record|records} written; make check looks at {count:it|them}", count
    )
    click.echo(say(told))


def _agreed() -> bool:
    """Ask at a terminal; elsewhere nobody would answer."""
    from kefu_docs.records.normal_forms import half_width

    if not _is_at_terminal():
        return False
    # click's own question knows y and n only, and says what it does not know in English.
    while True:
        answer = click.prompt(say(Message("Write it? (y/n)")), default="", show_default=False)
        if (word := half_width(answer).lower()) in _YES | _NO:
            return word in _YES


def _is_at_terminal() -> bool:
    return sys.stdin.isatty()


@click.command(
    cls=WordedCommand,
    help=say(Message("Write blank forms for people and for a month's figures to build/excel.")),
)
@click.pass_obj
def form(settings: Settings) -> None:
    """Write forms that import back."""
    from kefu_docs.pipeline.make_forms import make_forms

    for path in make_forms(settings):
        click.echo(say(Message("written: {file}", {"file": path.as_posix()})))
