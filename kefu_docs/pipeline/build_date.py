"""The day from which a command counts what ends soon."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from pathlib import Path

_CHINA = dt.timezone(dt.timedelta(hours=8))
"""Seconds of Unix time become days by China's clock, wherever the program runs."""


def command_date() -> dt.date:
    """The day of SOURCE_DATE_EPOCH (reproducible-builds.org), without it today."""
    return _given() or dt.datetime.now(_CHINA).date()


def build_date(data: Path) -> dt.date:
    """The same, but without SOURCE_DATE_EPOCH the day of the newest commit to `data`'s repository.

    So one commit gives the same bytes on any day. Where there is no commit, it is today.
    """
    return _given() or _committed(data) or command_date()


def _given() -> dt.date | None:
    return _day(os.environ.get("SOURCE_DATE_EPOCH", ""))


def _committed(data: Path) -> dt.date | None:
    command = ["git", "-C", str(data), "log", "-1", "--format=%ct"]
    try:
        return _day(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    except (OSError, subprocess.SubprocessError):
        return None


def _day(seconds: str) -> dt.date | None:
    text = seconds.strip()
    return dt.datetime.fromtimestamp(int(text), _CHINA).date() if text.isdigit() else None
