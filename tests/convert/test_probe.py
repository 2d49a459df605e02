"""Finding LibreOffice without starting it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kefu_docs.convert.probe import Office, find_office, office_version, tcmalloc
from kefu_docs.diagnostics.errors import MissingToolError


def install(root: Path, folder: str, *names: str) -> Path:
    """Lay down empty files as an installation has them."""
    program = root / folder
    program.mkdir(parents=True)
    for name in names:
        (program / name).touch()
    return program


def test_the_newest_of_several_is_taken(tmp_path: Path) -> None:
    """Of two LibreOffices side by side in /opt, the newer one is found."""
    install(tmp_path, "opt/libreoffice7.4/program", "soffice", "libmergedlo.so")
    newest = install(tmp_path, "opt/libreoffice24.8/program", "soffice", "libsofficeapp.so")
    assert find_office(tmp_path) == Office(newest / "soffice", newest / "libsofficeapp.so")


def test_without_the_library_soffice_does_the_work(tmp_path: Path) -> None:
    """Without LibreOfficeKit's library the engine auto is soffice, and kit is refused."""
    install(tmp_path, "usr/lib64/libreoffice/program", "soffice")
    office = find_office(tmp_path)
    assert office.engine("auto") == "soffice"
    with pytest.raises(MissingToolError, match="lacks LibreOfficeKit"):
        office.engine("kit")


def test_no_office_is_said_with_the_next_step(tmp_path: Path) -> None:
    """A program folder without soffice is no installation: the error says how to install one."""
    install(tmp_path, "usr/lib/libreoffice/program", "libmergedlo.so")
    with pytest.raises(MissingToolError) as raised:
        find_office(tmp_path)
    assert raised.value.hint is not None
    assert "apt install libreoffice-writer-nogui" in raised.value.hint.text()


@pytest.mark.office
def test_the_version_names_program_and_build() -> None:
    """The version is what LibreOffice says of itself."""
    assert office_version(find_office()).startswith("LibreOffice ")


def test_the_stamp_changes_with_the_program(tmp_path: Path) -> None:
    """The stamp, asked instead of the version, changes when the program's file does."""
    program = install(tmp_path, "usr/lib/libreoffice/program", "soffice", "soffice.bin")
    office = Office(program / "soffice", None)
    before = office.stamp
    assert Office(program / "soffice", None).stamp == before
    (program / "soffice.bin").write_bytes(b"newer")
    assert office.stamp != before


def test_tcmalloc_is_optional(tmp_path: Path) -> None:
    """Where tcmalloc is not installed, nothing is preloaded."""
    assert tcmalloc(tmp_path) is None
    folder = install(tmp_path, "usr/lib/x86_64-linux-gnu", "libtcmalloc_minimal.so.4")
    assert tcmalloc(tmp_path) == folder / "libtcmalloc_minimal.so.4"
