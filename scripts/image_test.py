#!/usr/bin/env python3
"""Carries out the steps of deploy/Dockerfile in a folder, without Docker, and tries what comes out.

    sudo make image-test [DEBIAN=13]

debootstrap makes the base system; every step is run in it by chroot, within a mount namespace of
its own. Then the image's account makes a new shop and its packets there. Proxies, certificates and
settings of pip are this machine's. Needs root, debootstrap and the tests' .venv.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Container
from pathlib import Path

from dockerfile_parse import DockerfileParser

ROOT = Path(__file__).resolve().parent.parent
SUITES = {"12": "bookworm", "13": "trixie"}
PASSED_ON = re.compile(r"(?i)(https?|no|all)_proxy|PIP_.*")
CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"
TRIALS = {
    ("init", "."): {0},
    ("doctor",): {0, 1},  # 1: LibreOffice is less confined where namespaces are forbidden
    ("packets",): {0},
}
"""What the image's account does in /shop, and the exit codes that it may end with."""


class Image:
    """A root folder, and what the steps have said so far: variables, folder, account, entry."""

    def __init__(self, root: Path, arguments: dict[str, str]) -> None:
        self.root = root
        self.known = dict(arguments)
        self.variables = {
            name: value for name, value in os.environ.items() if PASSED_ON.fullmatch(name)
        }
        self.variables["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        self.folder = "/"
        self.account = "0"
        self.entry: list[str] = []

    def step(self, instruction: str, value: str) -> None:
        """Carry out one instruction."""
        print(f"→ {instruction} {value[:120]}", flush=True)
        match instruction:
            case "ARG":
                name, _, default = value.partition("=")
                self.known.setdefault(name, default)
            case "FROM":
                self.base(self.filled_in(value))
            case "ENV":
                words = (word.partition("=") for word in shlex.split(value))
                self.variables |= {name: self.filled_in(text) for name, _, text in words}
            case "WORKDIR":
                self.folder = value
                (self.root / value.lstrip("/")).mkdir(parents=True, exist_ok=True)
            case "COPY":
                self.copy()
            case "USER":
                self.account = value
            case "RUN":
                self.run("sh", "-c", self.filled_in(value))
            case "ENTRYPOINT":
                self.entry = shlex.split(value.strip("[]").replace(",", " "))
            case "CMD":
                pass
            case _:
                sys.exit(f"image-test does not know {instruction}")

    def filled_in(self, text: str) -> str:
        """The text with `$NAME` and `${NAME}` replaced where a step has said what it is."""
        known = self.variables | self.known
        return re.sub(r"\$\{?(\w+)\}?", lambda name: known.get(name[1], name[0]), text)

    def base(self, image: str) -> None:
        """Make Debian's minimal system; the official image is one, too."""
        suite = SUITES[image.removeprefix("debian:").removesuffix("-slim")]
        subprocess.run(["debootstrap", "--variant=minbase", suite, self.root], check=True)
        for name in ("/etc/resolv.conf", "/etc/hosts"):
            shutil.copy(name, self.root / name[1:])
        for folder in ("proc", "dev"):
            subprocess.run(["mount", "--rbind", f"/{folder}", self.root / folder], check=True)
        if Path(CERTIFICATES).exists():
            shutil.copy(CERTIFICATES, self.root / "certificates.pem")
            self.variables["PIP_CERT"] = "/certificates.pem"

    def copy(self) -> None:
        """Copy what the list beside the Dockerfile lets in: the names after `!`."""
        lines = (ROOT / "deploy/Dockerfile.dockerignore").read_text("utf-8").splitlines()
        for name in (line[1:] for line in lines if line.startswith("!")):
            source, target = ROOT / name, self.root / self.folder.lstrip("/") / name
            if source.is_dir():
                shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, target)

    def run(self, *command: str, codes: Container[int] = (0,)) -> None:
        """Run a command within, as the account of the moment; end at another exit code."""
        variables = (f"{name}={value}" for name, value in self.variables.items())
        account = ("--reuid", self.account, "--regid", self.account, "--clear-groups")
        within = ("sh", "-c", 'cd "$0" && exec "$@"', self.folder)
        process = subprocess.run(
            ["setpriv", *account, "env", "-i", *variables, *within, *command],
            check=False,
            cwd="/",
            preexec_fn=lambda: os.chroot(self.root),
        )
        if process.returncode not in codes:
            sys.exit(f"{shlex.join(command)} ended with {process.returncode}")


def main() -> None:
    """Make the image's folder and try it; arguments are as of `--build-arg`."""
    if os.geteuid() != 0 or shutil.which("debootstrap") is None:
        sys.exit("image-test needs root and debootstrap (apt-get install debootstrap)")
    if "--in-namespace" not in sys.argv:
        unshared = ["unshare", "--mount", "--propagation", "private", sys.executable]
        os.execvp("unshare", [*unshared, __file__, "--in-namespace", *sys.argv[1:]])  # noqa: S606
    arguments = dict(word.split("=", 1) for word in sys.argv[2:])
    steps = DockerfileParser(str(ROOT / "deploy/Dockerfile"), cache_content=True).structure
    with tempfile.TemporaryDirectory(prefix="image-", ignore_cleanup_errors=True) as folder:
        image = Image(Path(folder, "root"), arguments)
        try:
            for step in steps:
                if step["instruction"] != "COMMENT":
                    image.step(step["instruction"], step["value"])
            for trial, codes in TRIALS.items():
                print(f"→ {shlex.join([*image.entry, *trial])}", flush=True)
                image.run(*image.entry, *trial, codes=codes)
        finally:  # nothing of this machine may be below a folder that is emptied
            for name in ("proc", "dev"):
                subprocess.run(["umount", "--lazy", "--recursive", image.root / name], check=False)
    print("the image's steps and its trials ended well")


if __name__ == "__main__":
    main()
