"""Packets of very many documents come in volumes."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.people import TEMPLATES, write_people
from kefu_docs.model import PacketPlan
from kefu_docs.pipeline import plan, plan_packets
from kefu_docs.records import load_dataset


@pytest.fixture
def plans(tmp_path: Path) -> list[PacketPlan]:
    """The packets of five people with a month each, at two documents a volume."""
    write_people(tmp_path / "data", 5, ["2026-04"])
    dataset, _ = load_dataset(tmp_path / "data", templates=TEMPLATES)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plan_packets, "VOLUME", 2)
        return plan_packets.packets(dataset, plan.everything(dataset), ())


def test_a_month_of_many_documents_comes_in_volumes(plans: list[PacketPlan]) -> None:
    """Each document is in one of them, in order, and their titles count them."""
    volumes = [made for made in plans if made.name.startswith("contracts-")]
    assert [made.name for made in volumes] == [f"contracts-2026-03-{n}" for n in (1, 2, 3)]
    assert [made.title for made in volumes] == [
        f"2026年3月签订合同（第{n}册，共3册）" for n in (1, 2, 3)
    ]
    bound = [document.name for made in volumes for document in made.documents]
    assert bound == [f"contracts/P0000{n}" for n in range(1, 6)]
    assert [len(made.documents) for made in volumes] == [2, 2, 1]


def test_a_packet_of_one_volume_has_no_number(plans: list[PacketPlan]) -> None:
    """Each person's own is one, as is that of a month of few documents."""
    personal = [made.name for made in plans if made.name.startswith("employee-")]
    assert personal == [f"employee-P0000{n}" for n in range(1, 6)]


@pytest.mark.parametrize("folder", ["months/2026-04", "months"])
def test_a_month_that_cannot_be_read_blocks_everybodys_packet(tmp_path: Path, folder: str) -> None:
    """Whose records are in the folder is not known, and what is missing from a packet not seen."""
    write_people(tmp_path / "data", 2, ["2026-03", "2026-04"])
    dataset, _ = load_dataset(tmp_path / "data", templates=TEMPLATES)
    unread = f"data/{folder}"
    made = plan_packets.packets(dataset, plan.everything(dataset), (unread,))
    blocked = {packet.name for packet in made if packet.blocked_by == (unread,)}
    assert {"employee-P00001", "employee-P00002", "summaries-2026-04"} <= blocked
    assert ("summaries-2026-03" in blocked) == (folder == "months")
