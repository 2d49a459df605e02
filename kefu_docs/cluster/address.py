"""Where a cluster's scheduler is, as users write it, and whether the way to it is safe.

Dask's messages are pickles: whoever can send them to a scheduler or a worker runs what they like
there. So beyond this machine they travel within TLS, or the user says `--insecure`.
"""

from __future__ import annotations

import ipaddress
import re
import socket

from msgspec import Struct

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import UsageError

_WRITTEN = re.compile(r"(?:(dask|tcp|tls)://)?(\[[0-9a-fA-F:]+\]|[^\[\]:/\s]+)(?::(\d{1,5}))?/?")
_PORT = 8786
"""The port of a Dask scheduler where none is named."""


class ClusterAddress(Struct, frozen=True):
    """Where the scheduler is; `is_local`: it is to be started within this process."""

    scheme: str = ""
    host: str = ""
    port: int = _PORT

    @property
    def is_local(self) -> bool:
        """Whether this is `dask://local`."""
        return not self.host

    def url(self, *, has_tls: bool) -> str:
        """The address as Dask takes it; `dask://` is TLS where certificates are configured.

        Raises UsageError where `tls://` is asked for without certificates.
        """
        if self.scheme == "tls" and not has_tls:
            raise UsageError(
                Message(
                    "{address} asks for TLS, and no certificates are configured",
                    {"address": f"tls://{self.host}:{self.port}"},
                ),
                _HOW_TLS,
            )
        is_encrypted = self.scheme == "tls" or (self.scheme == "dask" and has_tls)
        return f"{'tls' if is_encrypted else 'tcp'}://{self.host}:{self.port}"


_HOW_TLS = Message(
    "Configure Dask's certificates (docs/cluster.md), or say --insecure in a network that you trust"
)


def cluster_address(written: str) -> ClusterAddress:
    """Read `dask://host:8786`, `dask://local`, or what Dask itself calls a scheduler's address."""
    if written == "dask://local":
        return ClusterAddress()
    match = _WRITTEN.fullmatch(written.strip())
    if match is None or int(match[3] or _PORT) > 65535:
        raise UsageError(
            Message("{written!r} is no address of a Dask scheduler", {"written": written}),
            Message("Write it like dask://10.0.0.5:8786, or dask://local"),
        )
    return ClusterAddress(match[1] or "dask", match[2], int(match[3] or _PORT))


def refuse_unsafe(address: ClusterAddress, *, has_tls: bool, is_insecure: bool) -> None:
    """Raise UsageError where messages would travel beyond this machine in the clear."""
    is_clear = address.url(has_tls=has_tls).startswith("tcp:")
    if not address.is_local and is_clear and not is_insecure and not is_loopback(address.host):
        raise UsageError(
            Message(
                "the way to {host} is not encrypted: whoever is in the network could read the "
                "documents and run programs on the workers",
                {"host": address.host},
            ),
            _HOW_TLS,
        )


def is_loopback(host: str) -> bool:
    """Whether a host's addresses are all this machine's own, which no other machine reaches."""
    try:
        found = socket.getaddrinfo(host.strip("[]"), None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):  # whoever connects will tell
        return False
    addresses = [str(entry[4][0]).partition("%")[0] for entry in found]
    return all(ipaddress.ip_address(address).is_loopback for address in addresses)
