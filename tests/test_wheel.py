"""The package as it is installed without a clone."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

from hatchling.builders.wheel import WheelBuilder

from kefu_docs.pipeline.new_shop import make_shop
from tests.support.builds import ROOT

INIT = "import kefu_docs.cli.commands as c; print(c.__file__, flush=True); c.main()"


def test_the_wheel_begins_the_same_shop_as_a_clone(tmp_path: Path) -> None:
    """It holds records, templates, kinds and schemas, and nothing of the clone is asked."""
    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    command = [sys.executable, "-P", "-c", INIT, "init", "shop"]
    about = {**os.environ, "PYTHONPATH": str(installed)}
    told = subprocess.run(command, cwd=tmp_path, env=about, check=True, capture_output=True)
    assert os.fsdecode(told.stdout).startswith(str(installed))
    make_shop(tmp_path / "clone", empty=False)
    assert files_below(tmp_path / "shop") == files_below(tmp_path / "clone")


def files_below(folder: Path) -> dict[str, bytes]:
    """Every file by its path from the folder."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}
