"""Which lines of the program the tests reach, and the floor under their share.

A plugin of pytest: `-p tests.support.line_coverage`, loaded before the program is. SlipCover takes
a probe out of the code once it was hit. On Python 3.11 that costs the quick tests a third of their
time, where coverage.py doubled it.
"""

from __future__ import annotations

import pytest
from slipcover import FileMatcher, ImportManager, Slipcover, print_coverage

FLOOR = 80
"""Percent of the lines, held by `make test-fast`."""

COUNTER = Slipcover(source=["kefu_docs"])
ImportManager(COUNTER, FileMatcher(["kefu_docs"])).__enter__()


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run that passed and reaches too few lines."""
    if session.exitstatus == pytest.ExitCode.OK and _percent() < FLOOR:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which lines were not reached, file by file, and the share in all."""
    print_coverage(COUNTER.get_coverage(), skip_covered=True)
    terminalreporter.write_line(
        f"{_percent():.2f} % of the lines are reached; the floor is {FLOOR} %"
    )


def _percent() -> float:
    return float(COUNTER.get_coverage()["summary"]["percent_covered"])
