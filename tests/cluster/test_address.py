"""Addresses of a scheduler, and which of them are safe without TLS."""

from __future__ import annotations

import pytest

from kefu_docs.cluster.address import cluster_address, is_loopback, refuse_unsafe
from kefu_docs.diagnostics.errors import UsageError


@pytest.mark.parametrize(
    ("written", "clear", "encrypted"),
    [
        ("dask://10.0.0.5:8786", "tcp://10.0.0.5:8786", "tls://10.0.0.5:8786"),
        ("dask://worker1.example", "tcp://worker1.example:8786", "tls://worker1.example:8786"),
        ("tcp://10.0.0.5:99/", "tcp://10.0.0.5:99", "tcp://10.0.0.5:99"),
        ("10.0.0.5:8786", "tcp://10.0.0.5:8786", "tls://10.0.0.5:8786"),
        ("dask://[fd00::5]:8786", "tcp://[fd00::5]:8786", "tls://[fd00::5]:8786"),
    ],
)
def test_an_address_is_read_and_becomes_dasks(written: str, clear: str, encrypted: str) -> None:
    """`dask://` is TLS where certificates are configured; `tcp://` and `tls://` are as written."""
    address = cluster_address(written)
    assert address.url(has_tls=False) == clear
    assert address.url(has_tls=True) == encrypted


def test_local_is_no_host() -> None:
    """`dask://local` starts a cluster; `dask://localhost` leads to one."""
    assert cluster_address("dask://local").is_local
    assert not cluster_address("dask://localhost").is_local


@pytest.mark.parametrize("written", ["", "http://x:1", "dask://", "dask://x:99999", "a b", "x:y"])
def test_what_is_no_address_is_told(written: str) -> None:
    """A slip in the address is a fault of usage, with an example of a right one."""
    with pytest.raises(UsageError, match="no address of a Dask scheduler"):
        cluster_address(written)


def test_tls_without_certificates_is_told() -> None:
    """`tls://` never becomes something else."""
    with pytest.raises(UsageError, match="no certificates"):
        cluster_address("tls://127.0.0.1:8786").url(has_tls=False)


@pytest.mark.parametrize("host", ["10.0.0.5", "example.invalid", "[fd00::5]"])
def test_what_leaves_the_machine_is_encrypted_or_asked_for(host: str) -> None:
    """Without TLS an address of another machine is refused, unless `--insecure` is said."""
    address = cluster_address(f"dask://{host}:8786")
    with pytest.raises(UsageError, match="not encrypted"):
        refuse_unsafe(address, has_tls=False, is_insecure=False)
    refuse_unsafe(address, has_tls=False, is_insecure=True)
    refuse_unsafe(address, has_tls=True, is_insecure=False)
    plain = cluster_address(f"tcp://{host}:8786")
    with pytest.raises(UsageError, match="not encrypted"):
        refuse_unsafe(plain, has_tls=True, is_insecure=False)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "[::1]", "localhost"])
def test_loopback_needs_no_tls(host: str) -> None:
    """Nothing leaves the machine."""
    assert is_loopback(host)
    address = cluster_address(f"tcp://{host}:8786")
    refuse_unsafe(address, has_tls=False, is_insecure=False)
