"""The manifest: complete, sorted, and the same for the same build."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kefu_docs.report.entries import Report, ReportEntry, Stale, Unbuilt
from kefu_docs.report.manifest import EntryLines, manifest, manifest_pieces, read_manifest
from tests.support.report_values import sample


def read(report: Report) -> dict[str, Any]:
    """Read the manifest back."""
    content = json.loads(manifest(report))
    assert isinstance(content, dict)
    return content


@given(st.data())
def test_the_order_of_building_does_not_matter(data: st.DataObject) -> None:
    """The same entries in another order, as workers finish them, give the same manifest."""
    report = sample()
    shuffled = Report(
        tuple(data.draw(st.permutations(report.entries))),
        tuple(data.draw(st.permutations(report.packets))),
        tuple(data.draw(st.permutations(report.acknowledgements))),
        tuple(data.draw(st.permutations(report.tools))),
    )
    assert manifest(shuffled) == manifest(report)


def test_each_file_is_listed_with_what_went_in() -> None:
    """Each file has its inputs' digests; a PDF has pages and fonts, a docx has not."""
    artifacts = {artifact["path"]: artifact for artifact in read(sample())["artifacts"]}
    assert list(artifacts) == sorted(artifacts)
    assert artifacts["contracts/E001.pdf"] == {
        "path": "contracts/E001.pdf",
        "kind": "contract",
        "title": "劳动合同",
        "person": "张三",
        "month": "2026-03",
        "sha256": "2" * 64,
        "bytes": 140_000,
        "pages": 4,
        "fonts": [
            {"name": "NotoSansCJKsc-Regular", "embedded": True},
            {"name": "NotoSerifCJKsc-Regular", "embedded": True},
        ],
        "inputs": {"employees/E001.yaml": "a" * 64, "templates/x.docx": "b" * 64},
    }
    assert "pages" not in artifacts["contracts/E001.docx"]


def test_packets_keep_the_order_of_their_documents() -> None:
    """Packets are sorted by name; the documents of one keep their order."""
    packets = read(sample())["packets"]
    assert [packet["path"] for packet in packets] == [
        "packets/summaries-2026-04.pdf",
        "packets/合同 50%.pdf",
    ]
    assert packets[0]["documents"] == ["summaries/2026-04/E001.pdf", "summaries/2026-04/team.pdf"]


def test_acknowledgements_and_tools_are_listed() -> None:
    """The manifest lists acknowledgements by place with their reasons, and the tools' versions."""
    content = read(sample())
    assert content["acknowledgements"][0] == {
        "rule": "name.rare",
        "file": "employees/E001.yaml",
        "line": 3,
        "reason": "已与身份证核对",
    }
    assert content["tools"] == {"LibreOffice": "7.4.7", "kefu-docs": "0.1.0"}


def test_chinese_stays_readable() -> None:
    """The manifest holds Chinese unescaped, and ends in a line feed."""
    assert '"person": "张三"' in manifest(sample())
    assert manifest(Report()).endswith("}\n")


def test_what_was_written_is_read_back() -> None:
    """Nothing of a report is lost on the way, only its order."""
    whole = sample()
    report = replace(
        whole,
        on="2026-05-02",
        entries=tuple(replace(e, stale=Stale("2026-04-30", "x")) for e in whole.entries),
        packets=(replace(whole.packets[0], stale=Stale("", "y")), *whole.packets[1:]),
        unbuilt=(Unbuilt("contracts/E009", "z"), Unbuilt("contracts/E008", "z")),
    )
    again = read_manifest(manifest(report).encode())
    assert (again.on, set(again.unbuilt)) == (report.on, set(report.unbuilt))
    assert manifest(again) == manifest(report)
    assert again.entries == tuple(sorted(report.entries, key=lambda entry: entry.path))
    assert again.packets == tuple(sorted(report.packets, key=lambda packet: packet.path))
    assert set(again.acknowledgements) == set(report.acknowledgements)
    assert set(again.tools) == set(report.tools)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"version": 0}', '{"version": 1}', '{"version": 1, "artifacts": [1]}']
)
def test_what_is_no_manifest_reads_as_nothing(text: str) -> None:
    """A file of another version or a broken one is as good as none."""
    assert read_manifest(text.encode()) == Report()


_ALTERED = [
    ('"title": "', '"title": "\\ud800'),
    ('"person": "', '"person": 5, "x": "'),
    ('"month": "', '"month": null, "x": "'),
    ('"bytes": ', '"bytes": "many", "x": '),
    ('"inputs": {', '"inputs": [], "x": {'),
    ('"inputs": {', '"inputs": {"rendering": 5}, "x": {'),
    ('"documents": [', '"documents": ["\\udfff", '),
    ('"documents": [', '"documents": [5, '),
    ('"line": ', '"line": "x", "x": '),
    ('"embedded": true', '"embedded": "yes"'),
    ('"tools": {', '"tools": [], "x": {'),
    ('"packets": [', '"packets": ' + "[" * 100_000),
]
"""What stands in a manifest, and what no build writes there."""


@pytest.mark.parametrize(("written", "altered"), _ALTERED)
def test_a_manifest_that_could_not_be_written_reads_as_nothing(written: str, altered: str) -> None:
    """Whoever altered it: a build that goes on from it would end with a traceback."""
    text = manifest(sample())
    assert written in text
    assert read_manifest(text.replace(written, altered, 1).encode()) == Report()


def test_what_stands_there_often_is_read_once() -> None:
    """Thousands of entries share their fonts, and a docx and its PDF what they are made from."""
    report = sample()
    twice = replace(report, entries=report.entries * 2)
    again = read_manifest(manifest(twice).encode())
    by_path: dict[str, list[ReportEntry]] = {}
    for entry in again.entries:
        by_path.setdefault(entry.path, []).append(entry)
    for first, second in by_path.values():
        assert first == second
        assert first.fonts is second.fonts
        assert first.title is second.title
        assert first.digest is second.digest


def test_lines_that_were_made_beforehand_are_those_of_the_entries() -> None:
    """An entry has the line that it would have, also where another of its path was made ready."""
    report = sample()
    lines = EntryLines()
    lines.prepare([replace(entry, stale=Stale("2026-01-01", "旧")) for entry in report.entries])
    lines.prepare(report.entries[1:])
    assert "".join(manifest_pieces(report, lines)) == manifest(report)


def test_what_has_a_newer_entry_is_not_read() -> None:
    """Of a build that published half of all again that half need not be made values."""
    report = sample()
    first, *others = sorted(report.entries, key=lambda entry: entry.path)
    packet, *packets = sorted(report.packets, key=lambda packet: packet.path)
    read = read_manifest(manifest(report).encode(), {first.path, packet.path})
    assert (read.entries, read.packets) == (tuple(others), tuple(packets))
    assert replace(read, entries=(), packets=()) == replace(
        read_manifest(manifest(report).encode()), entries=(), packets=()
    )
