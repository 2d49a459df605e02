"""Names of packets in packets.yaml: each finding stands at the name."""

from __future__ import annotations

import pytest

from kefu_docs.diagnostics import as_text
from kefu_docs.model import PacketSpecs
from kefu_docs.records.decode import decode


def findings(*names: str) -> list[str]:
    """What is said of a packets.yaml with packets of these names, on lines 2, 4, …."""
    lines = ["packets:", *(f"  {name}:\n    title: 合集" for name in names)]
    decoded = decode("packets.yaml", "\n".join(lines).encode(), PacketSpecs)
    assert (decoded.record is None) == bool(decoded.diagnostics)
    return [as_text(diagnostic) for diagnostic in decoded.diagnostics]


def test_names_of_all_kinds_are_taken() -> None:
    """In any script; a year is no built-in packet's month."""
    assert findings("newcomers-2026-spring", "新员工", "contracts-2026", "employees-2026-04") == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("../../data/company", "which cannot hold /"),
        ("employee-E002", "a packet that is built in any case"),
        ("Employee-E002", "a packet that is built in any case"),
        ("contracts-2026-04", "a packet that is built in any case"),
        ("summaries-2026-04", "a packet that is built in any case"),
        ("summaries-2026-04-2", "a packet that is built in any case"),
        ("NUL", "for a device"),
        (".new", "cannot begin or end with a point"),
    ],
)
def test_a_name_that_cannot_be_a_file_is_told(name: str, said: str) -> None:
    """At the name, not at what stands below it; other packets are sound."""
    (finding,) = findings("sound", name)
    assert finding.startswith("packets.yaml:4:3: error: ")
    assert said in finding
    assert finding.endswith("[record-value]")


@pytest.mark.parametrize(
    ("first", "second"), [("spring", "Spring"), ("caf\u00e9", "cafe\u0301"), ("A1", "Ａ１")]
)
def test_names_that_a_file_system_takes_for_one_are_told(first: str, second: str) -> None:
    """At the later one, with the earlier in the message."""
    (finding,) = findings(first, "sound", second)
    assert finding.startswith(f"packets.yaml:6:3: error: {second!r} differs from {first!r}")
