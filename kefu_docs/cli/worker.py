"""`kefu-docs worker`: this machine makes PDFs for builds on others."""

from __future__ import annotations

import os
from pathlib import Path

import click

from kefu_docs.cli.build_options import INSECURE, JOBS
from kefu_docs.cli.terminal import say
from kefu_docs.cli.usage_words import WordedCommand
from kefu_docs.cluster.extra import require_dask
from kefu_docs.diagnostics import Message


def _state() -> Path:
    """Where profiles and caches are: the user's cache folder (XDG Base Directory 0.8)."""
    cache = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(cache).expanduser() / "kefu-docs" / "worker"


@click.command(
    cls=WordedCommand,
    help=say(
        Message("Make PDFs on this machine for builds that use a Dask cluster, until stopped.")
    ),
)
@click.argument("scheduler", envvar="DASK_SCHEDULER_ADDRESS")
@JOBS
@click.option("--name", help=say(Message("What the worker is called; its address by default.")))
@click.option(
    "--host", help=say(Message("The address it listens on; that towards the scheduler by default."))
)
@click.option(
    "--state",
    type=click.Path(path_type=Path, file_okay=False),
    default=_state,
    help=say(Message("The folder of LibreOffice's profiles, which hold nothing of documents.")),
)
@INSECURE
def worker(
    scheduler: str, jobs: int, name: str | None, host: str | None, state: Path, insecure: bool
) -> None:
    """Serve a scheduler until SIGTERM or Ctrl-C."""
    require_dask()
    from kefu_docs.cluster.address import cluster_address
    from kefu_docs.cluster.worker import WorkerPlace, serve

    place = WorkerPlace(jobs, state, name, host)
    address = cluster_address(scheduler)
    serve(address, place, lambda message: click.echo(say(message), err=True), is_insecure=insecure)
