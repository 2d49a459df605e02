"""What the command line loads before it knows what to do."""

from __future__ import annotations

import subprocess
import sys

_LOAD = "import sys; import kefu_docs.cli.commands; print(*sorted({0!r} & sys.modules.keys()))"
_LATER = {
    "kefu_docs.excel",
    "kefu_docs.imports",
    "kefu_docs.model",
    "kefu_docs.records",
    "kefu_docs.render",
    "kefu_docs.rules",
    "email",
    "jinja2",
    "lxml",
    "pydantic",
    "ruamel",
    "ssl",
    "urllib.request",
    "xlsxwriter",
}


def test_the_command_line_loads_no_stage() -> None:
    """A command loads what it needs; one that finds nothing to do loads neither model nor stage.

    To load the model and what reads records takes three times as long as all the rest.
    """
    command = [sys.executable, "-c", _LOAD.format(_LATER)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
