"""Whether Dask is there: it is an extra, `cluster`, of the program's wheel."""

from __future__ import annotations

from importlib.util import find_spec

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import MissingToolError


def require_dask() -> None:
    """Raise MissingToolError where the extra is not installed."""
    if find_spec("distributed") is None:
        raise MissingToolError(
            Message("Dask is not installed, which work on many machines needs"),
            Message("Install it: {command}", {"command": "pip install 'kefu-docs[cluster]'"}),
        )
