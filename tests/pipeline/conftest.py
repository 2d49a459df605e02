"""What tests of a whole build share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kefu_docs.pipeline.settings import Settings
from tests.support.builds import SampleBuild


@pytest.fixture
def settings(
    sample_build: SampleBuild, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Settings:
    """A copy of the sample built in full, to break or change, as the current folder."""
    shutil.copytree(sample_build.root, tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")
    return sample_build.settings
