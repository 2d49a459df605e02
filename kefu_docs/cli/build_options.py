"""The options of commands that build."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import update_wrapper
from typing import get_args

import click
from click.core import ParameterSource

from kefu_docs.cli.progress import watching
from kefu_docs.cli.terminal import MOST_OF_A_RULE, FindingLines, print_outcome, say
from kefu_docs.convert.probe import EngineName
from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import UsageError
from kefu_docs.pipeline.build_date import build_date
from kefu_docs.pipeline.outcome import Outcome
from kefu_docs.pipeline.settings import SharedStore
from kefu_docs.pipeline.shard import Shard
from kefu_docs.store.access import OutputAccess

ACCESS = "kefu_docs.access"
"""The key of the command's OutputAccess in click's meta."""

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
    help=say(Message("How many cores to keep busy; all of them by default.")),
)
ENGINE = click.option(
    "--engine",
    type=click.Choice(get_args(EngineName)),
    default="auto",
    help=say(
        Message("kit: LibreOffice in process; soffice: its command line; auto: what is there.")
    ),
)
EXPLAIN = click.option(
    "--explain", is_flag=True, help=say(Message("Say why each document and packet was made anew."))
)
DRY_RUN = click.option(
    "--dry-run", is_flag=True, help=say(Message("Only say what would be built, and why."))
)
VERIFY = click.option(
    "--verify",
    is_flag=True,
    help=say(Message("Read every output again, and write anew what was altered.")),
)
GROUP = click.option(
    "--group", metavar="NAME", help=say(Message("Let this group of users read what is built."))
)
LAYOUT_REUSE = click.option(
    "--layout-reuse/--no-layout-reuse",
    default=True,
    help=say(Message("Set documents after others of their kind; without, it is slower.")),
)
EXECUTOR = click.option(
    "--executor",
    metavar="ADDRESS",
    envvar="DASK_SCHEDULER_ADDRESS",
    help=say(
        Message("Have a Dask cluster make the PDFs: dask://host:8786, or dask://local to try it.")
    ),
)
INSECURE = click.option(
    "--insecure",
    is_flag=True,
    envvar="KEFU_INSECURE",
    help=say(Message("Reach the cluster without encryption, in a network that you trust.")),
)
STORE = click.option(
    "--store",
    "shared",
    metavar="ADDRESS",
    envvar="KEFU_STORE",
    callback=lambda _ctx, _param, address: shared_store(address),
    help=say(
        Message("Share what is made with other machines: s3://bucket/prefix, oss://… or a folder.")
    ),
)
SHARD = click.option(
    "--shard",
    metavar="I/N",
    callback=lambda _ctx, _param, text: Shard.of(text) if text else None,
    help=say(Message("Build a part of the people alone, such as 2/8, in a job of CI.")),
)
_OF_SETTINGS = (
    *("jobs", "engine", "dry_run", "explain", "layout_reuse", "verify"),
    *("executor", "insecure", "shared", "shard"),
)
"""Options of a build that are fields of Settings; the others are the command's own."""


def shared_store(address: str | None) -> SharedStore | None:
    """The second level that an option names, with the secret of the environment."""
    return SharedStore(address, os.environ.get("KEFU_STORE_SECRET", "")) if address else None


def _refuse_insecure_alone(ctx: click.Context, executor: object) -> None:
    """Whoever writes --insecure means a cluster; in the environment it may stand for other days."""
    if executor is None and ctx.get_parameter_source("insecure") is ParameterSource.COMMANDLINE:
        raise UsageError(
            Message("--insecure is for a cluster, and none is named"),
            Message("name it as well: --executor dask://host:8786 (EXECUTOR=)"),
        )


def build_options(command: Callable[..., Outcome]) -> Callable[..., None]:
    """Give a command the options of a build; it is called with the settings they make."""

    @FORMAT
    @JOBS
    @ENGINE
    @EXPLAIN
    @DRY_RUN
    @LAYOUT_REUSE
    @VERIFY
    @STORE
    @SHARD
    @GROUP
    @EXECUTOR
    @INSECURE
    @click.pass_context
    def optioned(
        ctx: click.Context,
        /,
        notation: str,
        group: str | None,
        **given: object,
    ) -> None:
        if group is not None:
            access: OutputAccess = ctx.meta[ACCESS]
            access.share(ctx.obj.build, group)
        how = {name: given.pop(name) for name in _OF_SETTINGS}
        _refuse_insecure_alone(ctx, how["executor"])
        asked = {word for words in given.values() if isinstance(words, tuple) for word in words}
        lines = FindingLines(notation, MOST_OF_A_RULE, asked)
        with watching(say, lines.prepare) as watcher:
            settings = replace(ctx.obj, on=build_date(ctx.obj.data), watcher=watcher, **how)
            outcome = command(settings, **given)
        print_outcome(outcome, lines, explain=settings.explain, dry_run=settings.dry_run)
        sys.exit(outcome.exit_code)

    return update_wrapper(optioned, command)
