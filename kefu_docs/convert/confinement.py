"""What keeps LibreOffice apart from the machine it runs on, and why nothing more does.

LibreOffice reads files that many hands made, in a million lines of C++. Whatever a document makes
it do, it reaches no network and no file but its own. The best there is is taken:

bubblewrap   a file system of a few folders, no network, no other processes, no rights
namespaces   no network and no rights (user_namespaces(7)); files by Landlock
landlock     files, and TCP where the kernel is new enough (landlock(7)); root becomes nobody
limits       of memory, time, files; in each case

A build never fails for want of one. What there is is tried once and kept in the store.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from kefu_docs.convert.probe import Office, run_to_its_end
from kefu_docs.convert.surroundings import DEVICES, Surroundings, surroundings
from kefu_docs.convert.worker import walls as worker_walls
from kefu_docs.convert.worker.walls import CPU_SECONDS, NOBODY, Walls, bounds
from kefu_docs.store import digest

_KERNEL_SETTINGS = (
    "/proc/sys/user/max_user_namespaces",
    "/proc/sys/kernel/unprivileged_userns_clone",  # Debian, until 10
    "/proc/sys/kernel/apparmor_restrict_unprivileged_userns",  # Ubuntu, since 23.10
)


class Remembered(Protocol):
    """Where it is kept; a Store is one."""

    def fact(self, kind: str, key: str) -> str | None:
        """The text kept under `key`; None where there is none."""

    def keep(self, kind: str, key: str, text: str) -> None:
        """Keep a text under `key`."""


class Confinement(Struct, frozen=True):
    """The walls in force. `refused` has, by wall, what the kernel or the program said to it."""

    bubblewrap: str = ""
    namespaces: bool = False
    landlock: bool = False
    refused: tuple[tuple[str, str], ...] = ()

    @property
    def kinds(self) -> list[str]:
        """What the process puts up itself; within bubblewrap that is nothing but the limits."""
        if self.bubblewrap:
            return ["alone"]
        inner = [("namespaces", self.namespaces), ("landlock", self.landlock)]
        kinds = [kind for kind, is_there in inner if is_there]
        return kinds if self.namespaces or os.geteuid() != 0 else [*kinds, "nobody"]

    @property
    def name(self) -> str:
        """In a word or two, for the manifest: "bubblewrap", "namespaces, landlock", "limits"."""
        return "bubblewrap" if self.bubblewrap else ", ".join(self.kinds) or "limits"

    def as_text(self) -> str:
        """Lines that `read_confinement` reads."""
        found = [self.bubblewrap, str(int(self.namespaces)), str(int(self.landlock))]
        return "\n".join([*found, *(f"{wall}: {reason}" for wall, reason in self.refused)])


def read_confinement(text: str) -> Confinement:
    """Read what `as_text` wrote."""
    bubblewrap, namespaces, landlock, *refused = text.split("\n")
    reasons = tuple((wall, reason) for wall, _, reason in (r.partition(": ") for r in refused))
    return Confinement(bubblewrap, namespaces == "1", landlock == "1", reasons)


def find_confinement(office: Office, notes: Remembered) -> Confinement:
    """What this machine allows; tried, in half a second, where the notes do not know it."""
    key = _stamp(office)
    known = notes.fact("confinement", key)
    if known is None:
        known = try_confinement(office).as_text()
        notes.keep("confinement", key, known)
    return read_confinement(known)


def try_confinement(office: Office) -> Confinement:
    """Try what there is, the best first, by asking LibreOffice's version within it."""
    refused: list[tuple[str, str]] = []
    program = shutil.which("bwrap") if sys.platform == "linux" else None
    if program is None:
        refused.append(("bubblewrap", NOT_INSTALLED))
    elif reason := _fails(Confinement(program), office):
        refused.append(("bubblewrap", reason))
    else:
        return Confinement(program)
    told = _kernel_refusals(office)
    found = Confinement(
        namespaces="namespaces" not in told,
        landlock="landlock" not in told,
        refused=(*refused, *told.items()),
    )
    reason = _fails(found, office)
    return found if not reason else Confinement(refused=(*found.refused, ("walls", reason)))


NOT_INSTALLED = "not installed"
"""What is kept of a bubblewrap that is not there."""


def _fails(confinement: Confinement, office: Office) -> str:
    """What keeps LibreOffice from telling its version within the walls; nothing where it does."""
    with tempfile.TemporaryDirectory(prefix="kefu-docs-") as folder:
        seen = surroundings(office.folder, None, Path(folder))
        command = confined_program([str(office.soffice), "--version"], confinement, seen)
        try:
            told = run_to_its_end(command, cwd=folder)
        except (OSError, subprocess.SubprocessError) as error:
            return _one_line(str(error))
    if told.returncode == 0 and told.stdout.startswith(b"LibreOffice"):
        return ""
    return _one_line(told.stderr.decode(errors="replace")) or f"exit code {told.returncode}"


def _kernel_refusals(office: Office) -> dict[str, str]:
    """What the kernel says to namespaces and to Landlock where it refuses them."""
    if sys.platform != "linux":
        return dict.fromkeys(("namespaces", "landlock"), sys.platform)
    seen = surroundings(office.folder, None, Path(tempfile.gettempdir()))
    command = _launcher(Walls(["namespaces", "landlock"], seen.python, seen.read, seen.write))
    try:
        ended = run_to_its_end(command)
        ended.check_returncode()
        told = ended.stdout.decode(errors="replace")
    except (OSError, subprocess.SubprocessError) as error:
        told = "\n".join(f"{kind}: {_one_line(str(error))}" for kind in ("namespaces", "landlock"))
    return dict(line.split(": ", 1) for line in told.splitlines() if ": " in line)


def _one_line(text: str) -> str:
    """The last line that says something."""
    return next((line.strip() for line in reversed(text.splitlines()) if line.strip()), "")


def walls_of(confinement: Confinement, seen: Surroundings) -> Walls:
    """What the process of LibreOffice puts up itself."""
    return Walls(confinement.kinds, seen.python, seen.read, seen.write)


def confined(command: Sequence[str], confinement: Confinement, seen: Surroundings) -> list[str]:
    """The command within bubblewrap where that is in force; it puts up its own walls otherwise."""
    if not confinement.bubblewrap:
        return list(command)
    return [
        confinement.bubblewrap,
        # Users, processes, network, IPC, host name, cgroups. As process 1 the command takes all it
        # started with it when it ends. The parent that it dies with is the thread that started it
        # (PR_SET_PDEATHSIG): the pool's threads live as long as their engines.
        *("--unshare-all", "--unshare-user", "--as-pid-1", "--die-with-parent"),
        *("--uid", str(NOBODY), "--gid", str(NOBODY), "--cap-drop", "ALL"),
        *("--tmpfs", "/tmp"),  # noqa: S108
        # The script soffice (7.4) ends where there is no /proc; it is that of the sandbox.
        *("--proc", "/proc"),
        *(word for device in DEVICES for word in ("--dev-bind", device, device)),
        *seen.mounts(),
        *("--chdir", seen.write[0]),
        "--",
        *command,
    ]


def confined_program(
    command: Sequence[str], confinement: Confinement, seen: Surroundings
) -> list[str]:
    """The command of a program that is not ours: walls.py puts the walls up and becomes it.

    Within bubblewrap nothing is left to do but to set limits. prlimit (util-linux) does that in a
    millisecond, for which Python takes twenty.
    """
    setter = shutil.which("prlimit") if confinement.bubblewrap else None
    if setter is not None:
        return confined([setter, *_limits(), "--", *command], confinement, seen)
    return confined([*_launcher(walls_of(confinement, seen)), *command], confinement, seen)


def _limits() -> list[str]:
    """The limits as options of prlimit."""
    names = {
        resource.RLIMIT_AS: "as",
        resource.RLIMIT_FSIZE: "fsize",
        resource.RLIMIT_CORE: "core",
        resource.RLIMIT_NPROC: "nproc",
    }
    options = [f"--{names[kind]}={bound}:{bound}" for kind, bound in bounds(alone=True)]
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    seconds = CPU_SECONDS if hard == resource.RLIM_INFINITY else min(CPU_SECONDS, hard)
    return [*options, f"--cpu={seconds}:"]


def _launcher(walls: Walls) -> list[str]:
    # Isolated and without site-packages: Python is there in 15 ms.
    return [sys.executable, "-I", "-S", worker_walls.__file__, walls.word()]


def _stamp(office: Office) -> str:
    """The digest of what decides what is in force, told without trying."""
    program = shutil.which("bwrap")
    state = Path(program).stat() if program else None
    rights = [
        line
        for line in _read("/proc/self/status").splitlines()
        if line.startswith(("CapEff", "CapBnd", "NoNewPrivs", "Seccomp"))
    ]
    return digest(
        office.stamp,
        f"{program} {state and (state.st_size, state.st_mtime_ns, state.st_mode)}",
        f"{os.uname()} {os.geteuid()} {sys.executable}",
        *rights,
        *map(_read, _KERNEL_SETTINGS),
        Path(worker_walls.__file__).read_bytes(),
    )


def _read(path: str) -> str:
    with suppress(OSError):
        return Path(path).read_text(encoding="ascii", errors="replace")
    return ""
