"""Which tests take long, as measured: the list that `make test-fast` leaves out, and its writing.

A few hundred of some three thousand tests take two thirds of the time. The list is measured, not
guessed: `make slow-tests` writes it anew, in seconds of the processor, those of processes that a
test has started and waited for included.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.support.builds import ROOT

LIST = ROOT / "tests" / "slow_tests.txt"
SECONDS = 0.015
"""Of the processor, from which on a test counts as slow."""


def slow_tests() -> frozenset[str]:
    """The node ids of the tests that were measured as slow."""
    return frozenset(LIST.read_text("utf-8").splitlines())


class SlowTestsWriter:
    """A plugin of pytest: measures every test and writes the list."""

    def __init__(self) -> None:
        self._slow: list[str] = []

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Measure a test with its own fixtures."""
        before = sum(os.times()[:4])
        yield
        if sum(os.times()[:4]) - before > SECONDS:
            self._slow.append(item.nodeid)

    def pytest_sessionfinish(self) -> None:
        """Write the list."""
        LIST.write_text("".join(f"{nodeid}\n" for nodeid in sorted(self._slow)), "utf-8")
