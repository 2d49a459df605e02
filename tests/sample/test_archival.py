"""PDF/A-2u by the word of veraPDF: every PDF of the sample, with attachments of either kind."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from kefu_docs.packets.archival import is_archival
from kefu_docs.pipeline.outcome import Outcome
from tests.support.builds import SampleBuild, build_packets
from tests.support.verapdf import broken_rules

ATTACHMENT = "data/employees/attachments/E004-入职须知签收单.pdf"
# The packets that hold E004's contract, and with it the attachment.
HOLDING = {"employee-E004", "contracts-2026-04", "newcomers-2026-spring"}


@pytest.fixture(scope="module")
def archival_attachment(
    sample_build: SampleBuild, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, Outcome]]:
    """The sample built once more, with an attachment that is PDF/A-2u: another contract."""
    root = tmp_path_factory.mktemp("archival") / "project"
    shutil.copytree(sample_build.root, root)
    shutil.copy(root / "build/contracts/E005.pdf", root / ATTACHMENT)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        yield root / "build", build_packets(sample_build.settings)


@pytest.fixture(scope="module")
def broken(
    sample_build: SampleBuild,
    archival_attachment: tuple[Path, Outcome],
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[Path, list[str]]:
    """What veraPDF says of every PDF of both builds, and of one that lacks its XMP; one run."""
    lacking = tmp_path_factory.mktemp("lacking") / "no-xmp.pdf"
    with pikepdf.open(sample_build.build / "contracts/E001.pdf") as pdf:
        del pdf.Root.Metadata
        pdf.save(lacking)
    folders = (sample_build.build, archival_attachment[0])
    made = [p for f in folders for p in sorted(f.rglob("*.pdf")) if ".store" not in p.parts]
    return broken_rules([*made, lacking])


def test_every_pdf_of_the_sample_is_archival(
    broken: dict[Path, list[str]], sample_build: SampleBuild
) -> None:
    """Contracts, summaries and packets, but for the packets with an attachment that is not."""
    made = {p: rules for p, rules in broken.items() if p.is_relative_to(sample_build.build)}
    assert {path.stem for path in made} > HOLDING | {"E001", "team", "summaries-2026-04"}
    assert {p: rules for p, rules in made.items() if rules and p.stem not in HOLDING} == {}


def test_a_packet_with_a_foreign_attachment_does_not_declare_itself_archival(
    sample_build: SampleBuild,
) -> None:
    """The notice stands where the record names the attachment; every other PDF does declare."""
    notices = [d for d in sample_build.outcome.diagnostics if d.rule == "attachment-not-archival"]
    assert [(d.location.file, d.message.values["file"]) for d in notices] == [
        ("data/employees/E004.yaml", ATTACHMENT)
    ]
    assert notices[0].location.line > 1
    made = [p for p in sample_build.build.rglob("*.pdf") if ".store" not in p.parts]
    assert {path.stem for path in made if not is_archival(path.read_bytes())} == HOLDING


def test_an_archival_attachment_leaves_its_packets_archival(
    broken: dict[Path, list[str]], archival_attachment: tuple[Path, Outcome]
) -> None:
    """They declare it, nothing is said, and veraPDF agrees."""
    build, outcome = archival_attachment
    assert outcome.exit_code == 0
    assert [d for d in outcome.diagnostics if d.rule == "attachment-not-archival"] == []
    packets = [build / f"packets/{name}.pdf" for name in sorted(HOLDING)]
    assert [path for path in packets if not is_archival(path.read_bytes())] == []
    assert {path: broken[path] for path in packets} == {path: [] for path in packets}


def test_the_validator_finds_what_is_wrong(broken: dict[Path, list[str]]) -> None:
    """A contract without its metadata breaks a rule by name."""
    (rules,) = (rules for path, rules in broken.items() if path.name == "no-xmp.pdf")
    assert any(rule.startswith("6.6.2.1-1: The Catalog dictionary") for rule in rules)


@pytest.mark.parametrize("components", [1, 3, 4])
def test_an_output_intent_of_other_colours_is_not_taken(
    sample_build: SampleBuild, components: int
) -> None:
    """An attachment whose output intent is not sRGB is not archival for a packet, which has one."""
    written = io.BytesIO()
    with pikepdf.open(sample_build.build / "contracts/E001.pdf") as pdf:
        pdf.Root.OutputIntents[0].DestOutputProfile.N = components
        pdf.save(written)
    assert is_archival(written.getvalue()) is (components == 3)


def test_what_is_no_pdf_is_not_archival() -> None:
    """A file that is no PDF is not archival; binding the packet says what is wrong with it."""
    assert not is_archival(b"garbage")
