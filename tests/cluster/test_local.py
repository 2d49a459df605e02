"""`dask://local`: the sample, built over scheduler and worker in one process."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.builds import SampleBuild, build_packets, copy_sample

pytestmark = pytest.mark.office


def files(build: Path) -> dict[str, bytes]:
    """Every output of a build by its path."""
    return {
        path.relative_to(build).as_posix(): path.read_bytes()
        for path in build.rglob("*")
        if path.is_file() and ".store" not in path.parts
    }


def test_the_sample_comes_out_with_the_same_bytes(
    sample_build: SampleBuild, tmp_path: Path
) -> None:
    """Documents, packets and manifest are those of a build without a cluster; no worker is told of,
    and nothing is done when it is asked for again.
    """
    copy_sample(tmp_path)
    settings = replace(sample_build.settings, executor="dask://local")
    with contextlib.chdir(tmp_path):
        outcome = build_packets(settings)
        again = build_packets(settings)
    assert outcome.exit_code == 0
    assert outcome.told == sample_build.outcome.told
    assert not again.written
    assert files(tmp_path / "build") == files(sample_build.build)
