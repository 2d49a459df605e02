"""The commands on sheets of Excel."""

from __future__ import annotations

import sys
from dataclasses import replace

import click

from kefu_docs.cli.build_options import ACCESS, FORMAT, GROUP
from kefu_docs.cli.terminal import print_outcome, say
from kefu_docs.diagnostics import Message
from kefu_docs.pipeline.build_date import build_date
from kefu_docs.pipeline.settings import Settings


@click.command(
    help=say(
        Message(
            "Write sheets for Excel to build/excel: all, or those named (花名册, 合同台账, "
            "工资汇总表, 工资条, 个税, 银行代发, 提成)."
        )
    )
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
    print_outcome(outcome, notation, explain=False, dry_run=False)
    sys.exit(outcome.exit_code)
