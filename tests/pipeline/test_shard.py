"""A part of a build is told by a stable hash of the person, and people stay whole."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import hypothesis.strategies as st
import pytest
from click.testing import CliRunner
from hypothesis import given

from kefu_docs.cli.commands import main
from kefu_docs.diagnostics.errors import UsageError
from kefu_docs.model import Document
from kefu_docs.pipeline import plan, plan_packets
from kefu_docs.pipeline.settings import BuildRequest
from kefu_docs.pipeline.shard import Shard
from kefu_docs.pipeline.wanted import wanted
from kefu_docs.records import load_dataset
from tests.support.builds import SAMPLE_DATA, SAMPLE_TEMPLATES, copy_sample

DATASET, _ = load_dataset(SAMPLE_DATA, templates=SAMPLE_TEMPLATES)
DOCUMENTS = plan.everything(DATASET)
PACKETS = plan_packets.packets(DATASET, DOCUMENTS, ())


@given(st.integers(1, 50))
def test_each_document_and_each_persons_packet_is_in_one_part(count: int) -> None:
    """Together the parts make everything but the packets of several people, and nothing twice."""
    parts = [wanted(BuildRequest("packets"), DATASET, (), Shard(n, count)) for n in _numbers(count)]
    assert sorted(d.name for part in parts for d in part.documents) == sorted(
        document.name for document in DOCUMENTS
    )
    bound = [packet for part in parts for packet in part.packets]
    assert {p.name for p in bound} >= {f"employee-{id_}" for id_ in DATASET.employees}
    assert {p.name for p in PACKETS} - {p.name for p in bound}
    assert len(bound) == len({packet.name for packet in bound})
    for part in parts:
        names = {document.name for document in part.documents}
        assert all(d.name in names for packet in part.packets for d in packet.documents)
        assert not part.is_complete


@given(st.text(min_size=1), st.integers(1, 50))
def test_a_persons_documents_are_in_one_part(employee: str, count: int) -> None:
    """Whatever they are called."""
    documents = [replace(document, employee=employee) for document in DOCUMENTS]
    assert len({_part(document, count) for document in documents}) == 1


def test_the_part_is_the_same_on_every_machine() -> None:
    """And with every version: what was shared under another part would be made again."""
    documents = {document.employee: document for document in DOCUMENTS if document.employee}
    assert {id_: _part(document, 8) for id_, document in documents.items()} == PARTS


def _part(document: Document, count: int) -> int:
    (number,) = (n for n in _numbers(count) if Shard(n, count).has(document))
    return number


def _numbers(count: int) -> range:
    return range(1, count + 1)


PARTS = {"E001": 8, "E002": 4, "E003": 7, "E004": 1, "E005": 7}


@pytest.mark.parametrize("text", ["", "0/2", "3/2", "1", "1/0", "a/b", "-1/2", "1/2/3", "01/2"])
def test_what_is_no_part_is_refused(text: str) -> None:
    """With an example of one."""
    with pytest.raises(UsageError):
        Shard.of(text)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--shard", "9/8"], "'9/8' is no part of a whole"),
        (["build"], "folders are for --join alone"),
        (["--join", "--shard", "1/2"], "--join builds everything and --shard a part"),
        (["--join", "nowhere"], "nowhere holds no shard's store"),
        (["--join"], "no shard of these records is there"),
    ],
)
def test_commands_that_mean_nothing_are_told(
    words: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit 2, and nothing is built."""
    copy_sample(tmp_path)
    monkeypatch.chdir(tmp_path)
    told = CliRunner().invoke(main, ["packets", *words])
    assert told.exit_code == 2, told.output
    assert said in told.output
    assert not Path("build/packets").exists()
