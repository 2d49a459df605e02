"""`kefu-docs worker` and `--executor`, where they cannot begin."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kefu_docs.cli.commands import main
from kefu_docs.cluster import extra
from tests.support.builds import ROOT, copy_sample


def called(*words: str) -> tuple[int, str]:
    """The exit code, and what is printed as errors."""
    result = CliRunner().invoke(main, words)
    return result.exit_code, result.stderr


def test_without_dask_the_command_that_installs_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 3, as of every tool that is missing."""
    monkeypatch.setattr(extra, "find_spec", lambda _: None)
    code, told = called("worker", "dask://127.0.0.1:8786")
    assert code == 3
    assert "Dask is not installed" in told
    assert "pip install 'kefu-docs[cluster]'" in told


def test_a_worker_joins_no_network_in_the_clear(tmp_path: Path) -> None:
    """Nothing is started, and the hint says what to do."""
    code, told = called("worker", "dask://192.0.2.1:8786", "--state", str(tmp_path))
    assert code == 2
    assert "not encrypted" in told
    assert "--insecure" in told
    assert not list(tmp_path.iterdir())


def test_an_address_is_asked_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """By argument, or by Dask's own variable."""
    monkeypatch.delenv("DASK_SCHEDULER_ADDRESS", raising=False)
    assert called("worker")[0] == 2
    monkeypatch.setenv("DASK_SCHEDULER_ADDRESS", "tls://192.0.2.1:8786")
    code, told = called("worker", "--state", str(tmp_path))
    assert code == 2
    assert "no certificates are configured" in told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("dask://local",), "dask://local is a cluster within a build"),
        (("dask://127.0.0.1", "--host", "192.0.2.77"), "192.0.2.77 is no address of this machine"),
        (("dask://127.0.0.1", "--host", "nobody.invalid"), "nobody.invalid is no address of"),
    ],
)
def test_what_a_worker_can_never_do_is_told_at_once(
    words: tuple[str, ...], told: str, tmp_path: Path
) -> None:
    """Nothing is tried again and again that will not become better."""
    code, said = called("worker", *words, "--state", str(tmp_path / "state"))
    assert code == 2
    assert told in said
    assert not list(tmp_path.iterdir())


@pytest.mark.office
@pytest.mark.parametrize(
    ("address", "code", "told"),
    [
        ("dask://192.0.2.1:8786", 2, "not encrypted"),
        ("dask://127.0.0.1:9", 3, "no scheduler answers"),
        ("dask://", 2, "no address of a Dask scheduler"),
    ],
)
def test_a_build_says_what_is_wrong_with_the_address(
    tmp_path: Path, address: str, code: int, told: str
) -> None:
    """From the option or from the environment; nothing is built on this machine instead."""
    copy_sample(tmp_path)
    # In a process of its own: Dask is settled for good, and nobody is waited for.
    program = (
        "from kefu_docs.cluster import connection\n"
        "connection.WAIT_SECONDS = 0.2\n"
        "from kefu_docs.cli.commands import main\n"
        "main(['contracts', 'E001'])"
    )
    variables = {"DASK_SCHEDULER_ADDRESS": address, "PYTHONPATH": str(ROOT)}
    variables["DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT"] = "1s"  # half a minute in life
    ended = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == code, ended.stderr
    assert told in ended.stderr
    assert not (tmp_path / "build" / "contracts").exists()


def test_insecure_without_a_cluster_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Who writes it has left the address out; in the environment it says nothing of this build."""
    monkeypatch.delenv("DASK_SCHEDULER_ADDRESS", raising=False)
    data = ("--data", str(tmp_path / "none"), "--build", str(tmp_path / "build"))
    code, told = called(*data, "contracts", "--insecure")
    assert code == 2
    assert "--insecure is for a cluster, and none is named" in told
    monkeypatch.setenv("KEFU_INSECURE", "1")
    assert "--insecure" not in called(*data, "contracts")[1]


def test_the_help_page_is_in_chinese() -> None:
    """The usage line and the headings, as those of every other command."""
    words = [sys.executable, "-m", "kefu_docs", "worker", "--help"]
    told = subprocess.run(
        words,
        env={**os.environ, "LANG": "zh_CN.UTF-8", "LC_ALL": ""},
        stdout=subprocess.PIPE,
        check=True,
    ).stdout.decode()
    assert "kefu-docs worker [选项]" in told.replace("python -m kefu_docs", "kefu-docs")
    assert "选项：" in told
