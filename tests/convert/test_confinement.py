"""What a confined LibreOffice reaches, whatever a document makes it do, by each way to confine it.

Where the kernel refuses a way to confine it, the tests of it see that this is said.
"""

from __future__ import annotations

import http.server
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest

from kefu_docs.convert import confinement, profile_slot
from kefu_docs.convert.confinement import (
    Confinement,
    confined_program,
    find_confinement,
    read_confinement,
    try_confinement,
)
from kefu_docs.convert.pool import Pool
from kefu_docs.convert.probe import Office, find_office
from kefu_docs.convert.surroundings import surroundings
from kefu_docs.diagnostics.errors import ConversionError
from kefu_docs.store import Store
from tests.support.builds import closed_fonts
from tests.support.confinements import WAYS, best, confined_by, without_bubblewrap
from tests.support.linking import with_basic, with_field, with_linked_picture
from tests.support.pdf import text_of
from tests.support.word import paragraphs, png

ENGINES: tuple[Literal["kit", "soffice"], ...] = ("kit", "soffice")


class Loopback(http.server.ThreadingHTTPServer):
    """Answers every request with a picture, and remembers it."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        super().__init__(("127.0.0.1", 0), _Answers)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"


class _Answers(http.server.BaseHTTPRequestHandler):
    server: Loopback

    def _answer(self) -> None:
        self.server.asked.append(self.path)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(png())

    do_GET = do_HEAD = do_OPTIONS = do_PROPFIND = _answer  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Print nothing."""


@pytest.fixture
def loopback() -> Iterator[Loopback]:
    """A server on this machine, such as LibreOffice would ask on any other."""
    with Loopback() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def confined(way: str) -> Confinement:
    """That way; where this machine refuses it, no walls, which then has to be told."""
    found = confined_by(way)
    if found is None:
        machine = without_bubblewrap() if way != "bubblewrap" else best()
        assert dict(machine.refused)[way]
        return Confinement()
    return found


PROBE = """
import os, socket, sys
from pathlib import Path
port, outside, parent = sys.argv[1:]
def tried(what, act):
    try:
        act()
    except OSError:
        return
    print(what)
tried("network", lambda: socket.create_connection(("127.0.0.1", int(port)), 5))
tried("file", lambda: Path(outside).read_text())
tried("home", lambda: os.listdir(Path(outside).parent))
tried("write", lambda: Path(outside).with_name("new").write_text("x"))
tried("passwords", lambda: Path("/etc/passwd").read_text())
tried("environment", lambda: Path(f"/proc/{parent}/environ").read_bytes())
tried("signal", lambda: os.kill(int(parent), 0))
tried("root", lambda: os.chown("inner", 12, 12))
tried("privileges", lambda: os.setuid(0))
tried("core", lambda: None if __import__("resource").getrlimit(4)[0] else os.stat("/no"))
tried("huge file", lambda: os.truncate("inner", 1 << 40))
Path("inner").read_text()
"""
"""A program that does what LibreOffice must not, and tells what it could do."""


def reached(way: str, folder: Path, loopback: Loopback) -> set[str]:
    """What the probe reaches, confined that way."""
    slot = folder / "slot"
    slot.mkdir(mode=0o700)
    (slot / "inner").write_text("own")
    outside = folder / "outside" / "secret.txt"
    outside.parent.mkdir()
    outside.write_text("secret")
    seen = surroundings(find_office().folder, closed_fonts(folder), slot)
    words = (str(loopback.server_address[1]), str(outside), str(os.getpid()))
    done = subprocess.run(
        confined_program([sys.executable, "-c", PROBE, *words], confined(way), seen),
        cwd=slot,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split("\n")) - {""}


@pytest.mark.parametrize("way", ["bubblewrap", "namespaces"])
def test_nothing_of_the_machine_is_reached(way: str, tmp_path: Path, loopback: Loopback) -> None:
    """No network, no files or processes but its own, no privileges."""
    left = reached(way, tmp_path, loopback)
    if confined_by(way) is not None:
        assert left <= ({"signal"} if _kernel() < (6, 12) and way == "namespaces" else set())


def test_landlock_alone_keeps_files_apart(tmp_path: Path, loopback: Loopback) -> None:
    """Where namespaces are forbidden files are shut all the same, TCP too if the kernel can."""
    left = reached("landlock", tmp_path, loopback)
    if confined_by("landlock") is not None:
        assert not left & {"file", "home", "write", "passwords", "environment", "root"}
        assert _kernel() < (6, 7) or "network" not in left


def test_limits_hold_without_any_wall(tmp_path: Path, loopback: Loopback) -> None:
    """Files have a limit, cores are not dumped, root's privileges are given up."""
    left = reached("limits", tmp_path, loopback)
    assert {"network", "file"} <= left
    assert not left & {"root", "core", "huge file"}


@pytest.mark.parametrize("way", WAYS)
def test_memory_time_and_files_have_limits(way: str, tmp_path: Path) -> None:
    """The limits hold for what the process becomes, and cannot be raised by it."""
    seen = surroundings(find_office().folder, None, tmp_path)
    program = (
        "import resource as r; print(*(r.getrlimit(k) for k in (r.RLIMIT_AS, r.RLIMIT_FSIZE)))"
    )
    program += "; print(0 < r.getrlimit(r.RLIMIT_CPU)[0] <= 601, r.getrlimit(r.RLIMIT_NPROC)[0])"
    command = confined_program([sys.executable, "-c", program], confined(way), seen)
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    memory, rest = done.stdout.split("\n", 1)
    assert memory == f"({4 << 30}, {4 << 30}) ({512 << 20}, {512 << 20})"
    in_time, processes = rest.split()
    assert in_time == "True"
    counts_apart = confined_by(way) is not None and way in ("bubblewrap", "namespaces")
    if counts_apart and _kernel() >= (5, 14):
        assert processes == "256"


def _kernel() -> tuple[int, ...]:
    return tuple(map(int, os.uname().release.split(".")[:2]))


@pytest.mark.office
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("way", ["bubblewrap", "namespaces"])
def test_a_document_gets_no_url_and_no_file_through_the_walls(
    way: str,
    engine: Literal["kit", "soffice"],
    tmp_path: Path,
    loopback: Loopback,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """LibreOffice that is allowed to follow links gets neither, as the walls keep it from both."""
    version_alone = profile_slot._SETTINGS[:1]
    monkeypatch.setattr(profile_slot, "_SETTINGS", version_alone)
    pictures, texts = followed(tmp_path, engine, confined(way), loopback)
    if confined_by(way) is not None:
        assert (loopback.asked, pictures) == ([], 0)
    assert "SECRET" not in texts


@pytest.mark.office
@pytest.mark.parametrize("engine", ENGINES)
def test_settings_alone_keep_links_from_being_followed(
    engine: Literal["kit", "soffice"], tmp_path: Path, loopback: Loopback
) -> None:
    """Without any wall a document gets neither the URL nor the file, by the profile's settings."""
    pictures, texts = followed(tmp_path, engine, Confinement(), loopback)
    assert (loopback.asked, pictures) == ([], 0)
    assert "SECRET" not in texts


@pytest.mark.office
def test_without_settings_and_walls_links_are_followed(
    tmp_path: Path, loopback: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the tests above keep out comes in otherwise: the picture of the URL and of the file."""
    monkeypatch.setattr(profile_slot, "_SETTINGS", profile_slot._SETTINGS[:1])
    pictures, _ = followed(tmp_path, "kit", Confinement(), loopback)
    assert "/picture.png" in loopback.asked
    assert pictures == 2


def followed(
    folder: Path, engine: Literal["kit", "soffice"], walls: Confinement, loopback: Loopback
) -> tuple[int, str]:
    """Convert documents that ask for a URL and for files; give pictures and text of the PDFs."""
    outside = folder / "outside"
    outside.mkdir()
    (outside / "picture.png").write_bytes(png())
    (outside / "text.docx").write_bytes(paragraphs("SECRET"))
    documents = (
        with_linked_picture(f"{loopback.url}/picture.png"),
        with_linked_picture((outside / "picture.png").as_uri()),
        with_field(f'INCLUDETEXT "{outside / "text.docx"}"'),
        with_field(f'INCLUDETEXT "{(outside / "text.docx").as_uri()}"'),
        with_field(f'INCLUDEPICTURE "{loopback.url}/picture.png" \\d'),
    )
    with Pool(1, engine, closed_fonts(folder), folder, walls) as office:
        pdfs = [office.submit(document).result() for document in documents]
    return sum(b"/Image" in pdf for pdf in pdfs), "".join(map(text_of, pdfs))


@pytest.mark.office
@pytest.mark.parametrize("engine", ENGINES)
def test_macros_do_not_run(engine: Literal["kit", "soffice"], tmp_path: Path) -> None:
    """A text document of LibreOffice's own, named docx, whose Basic would write a file when opened.

    It is converted or refused; the file is not written, where it could be.
    """
    written = tmp_path / "written"
    with Pool(1, engine, closed_fonts(tmp_path), tmp_path, Confinement()) as office:
        try:
            office.submit(with_basic(written.as_posix())).result()
        except ConversionError:
            assert engine == "soffice"  # it takes nothing but Word's format
    assert not written.exists()


def test_what_was_found_is_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine is tried once; a later build reads what was found."""
    office = find_office()
    with Store(tmp_path) as store:
        found = find_confinement(office, store)
    monkeypatch.setattr(confinement, "try_confinement", lambda _: Confinement("/other"))
    with Store(tmp_path) as store:
        assert find_confinement(office, store) == found
    monkeypatch.setenv("PATH", str(tmp_path))
    with Store(tmp_path) as store:
        assert find_confinement(office, store) == Confinement("/other")


def test_a_confinement_is_kept_as_text() -> None:
    """Text and back, reasons with colons and all."""
    found = Confinement("/usr/bin/bwrap", refused=(("namespaces", "not: permitted"), ("x", "")))
    assert read_confinement(found.as_text()) == found
    assert read_confinement(Confinement(landlock=True).as_text()) == Confinement(landlock=True)


def test_a_bubblewrap_that_fails_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a container that forbids namespaces it ends with an error, which is kept as the reason."""
    program = tmp_path / "bwrap"
    program.write_text(
        "#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2\nexit 1\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    found = try_confinement(find_office())
    assert not found.bubblewrap
    assert dict(found.refused)["bubblewrap"] == "bwrap: No permissions to create new namespace"


@pytest.mark.parametrize("way", WAYS)
def test_libreoffice_is_never_root(way: str) -> None:
    """Walls that leave the account as it is bring another: that of nobody."""
    found = confined(way)
    nobody = "nobody" in found.kinds
    assert nobody == (os.geteuid() == 0 and not found.bubblewrap and not found.namespaces)


def test_a_trial_that_was_killed_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed amid the trial, a process says nothing of the machine: the walls stay the best."""
    program, counted = tmp_path / "bwrap", tmp_path / "counted"
    program.write_text(
        f"""#!/bin/sh
echo once >> {counted}
[ $(wc -l < {counted}) = 3 ] && exec echo LibreOffice 7.4
kill -9 $$
"""
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    office = tmp_path / "office/soffice"
    office.parent.mkdir()
    assert try_confinement(Office(office, None)).bubblewrap == str(program)
