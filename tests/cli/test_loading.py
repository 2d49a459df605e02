"""What the command line loads before it knows what to do."""

from __future__ import annotations

import subprocess
import sys

_LOAD = "import sys; import {module}; print(*sorted({later!r} & sys.modules.keys()))"
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

_BEHIND_THE_FIRST_DOCUMENT = {
    "kefu_docs.excel",
    "kefu_docs.finish",
    "kefu_docs.layout_reuse.lane",
    "kefu_docs.packets",
    "kefu_docs.pay",
    "kefu_docs.proof",
    "kefu_docs.report",
    "kefu_docs.rules",
    "fontTools",
    "pikepdf",
    "PIL",
    "pypdfium2",
}


def loaded(module: str, later: set[str]) -> str:
    """Which of these modules are loaded with one."""
    command = [sys.executable, "-c", _LOAD.format(module=module, later=later)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_the_command_line_loads_no_stage() -> None:
    """A command loads what it needs; one that finds nothing to do loads neither model nor stage.

    To load the model and what reads records takes three times as long as all the rest.
    """
    assert loaded("kefu_docs.cli.commands", _LATER) == ""


def test_types_of_records_are_built_for_their_first_record() -> None:
    """Of those that are known few are decoded, and a type takes 2 ms."""
    code = "from kefu_docs.model import PersonMonth; print(PersonMonth.__pydantic_complete__)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_build_begins_with_records_and_templates_alone() -> None:
    """LibreOffice has the one document that is asked for before the rest is loaded."""
    assert loaded("kefu_docs.pipeline.build", _BEHIND_THE_FIRST_DOCUMENT) == ""


def test_interrupted_while_it_is_loaded_it_ends_without_a_traceback() -> None:
    """Loading takes a third of a second, in which who mistyped a command presses Ctrl-C."""
    stopped = (
        "import sys; sys.meta_path.insert(0, type('F', (), {'find_spec': lambda self, name, *_: "
        "signal.raise_signal(2) if name == 'kefu_docs.cli.commands' else None})()); "
        "import signal, kefu_docs.__main__ as start; "
        "signal.signal(2, signal.default_int_handler); start.main()"  # ignored in the background
    )
    ended = subprocess.run([sys.executable, "-c", stopped], capture_output=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, b"", b"")
