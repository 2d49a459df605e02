"""Days that are written behind options."""

from __future__ import annotations

import datetime as dt

import click

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import UsageError


def written_day(
    _ctx: click.Context, _param: click.Parameter, written: str | None
) -> dt.date | None:
    """Read a day as records do; UsageError where it is none."""
    if written is None:
        return None
    from kefu_docs.records import standard_form

    try:
        return dt.date.fromisoformat(standard_form("day", written) or written)
    except ValueError:
        raise UsageError(
            Message("{day!r} is not a day; write it like 2026-07-01", {"day": written})
        ) from None
