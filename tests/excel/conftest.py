"""The sample's records as a source of sheets, read once."""

from __future__ import annotations

import pytest

from kefu_docs.excel import SheetSource
from tests.support.builds import SAMPLE_DATA
from tests.support.sheets import source_of


@pytest.fixture(scope="session")
def sample() -> SheetSource:
    """The sample's records and statements."""
    return source_of(SAMPLE_DATA)


@pytest.fixture(scope="session")
def redacted() -> SheetSource:
    """The same with private values masked."""
    return source_of(SAMPLE_DATA, redacted=True)
