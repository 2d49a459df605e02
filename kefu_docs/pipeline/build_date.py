"""The day from which a command counts what ends soon."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
from contextlib import suppress
from pathlib import Path

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import UsageError

_CHINA = dt.timezone(dt.timedelta(hours=8))
"""Seconds of Unix time become days by China's clock, wherever the program runs."""


def command_date() -> dt.date:
    """The day of SOURCE_DATE_EPOCH (reproducible-builds.org), without it today.

    Raises UsageError where SOURCE_DATE_EPOCH is something else than a number of seconds.
    """
    return _given() or dt.datetime.now(_CHINA).date()


def build_date(data: Path) -> dt.date:
    """The same, but without SOURCE_DATE_EPOCH the day of the newest commit to `data`'s repository.

    So one commit gives the same bytes on any day. Where there is no commit, it is today.
    """
    return _given() or _committed(data) or command_date()


def _given() -> dt.date | None:
    """The day of SOURCE_DATE_EPOCH; raises UsageError where it is no number of seconds."""
    text = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    day = _day(text)
    if text and day is None:
        raise UsageError(
            Message("SOURCE_DATE_EPOCH is {text!r}, which is no day", {"text": text}),
            Message("set it to seconds since 1970 in digits, as `date +%s` prints, or unset it"),
        )
    return day


def _committed(data: Path) -> dt.date | None:
    command = ["git", "-C", str(data), "log", "-1", "--format=%ct"]
    try:
        return _day(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    except (OSError, subprocess.SubprocessError):
        return None


def _day(seconds: str) -> dt.date | None:
    # The last day that Python knows is in the year 9999, which 12 digits reach.
    if not re.fullmatch(r"\d{1,12}", seconds.strip(), re.ASCII):
        return None
    with suppress(ValueError, OverflowError, OSError):
        return dt.datetime.fromtimestamp(int(seconds), _CHINA).date()
    return None
