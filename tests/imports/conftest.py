"""A data folder that sheets are imported into."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.builds import SAMPLE_DATA


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The sample's records."""
    return Path(shutil.copytree(SAMPLE_DATA, tmp_path / "data"))
