"""What builds have written is known until a manifest names it, whatever befalls them."""

from __future__ import annotations

from pathlib import Path

from kefu_docs.store.written_files import WrittenFiles

ONE, OTHER = "1" * 64, "2" * 64


def test_what_was_noted_is_known_to_the_next_build(tmp_path: Path) -> None:
    """In its order, as long as it is kept; a line that a full disk cut off is none."""
    written = WrittenFiles(tmp_path / "store")
    assert list(written.known()) == []
    written.note("contracts/E001.docx", ONE)
    written.note("documents/在职证明/张 三.pdf", OTHER)
    with (tmp_path / "store/written").open("a") as file:
        file.write("3333 contracts/E0")
    known = [("contracts/E001.docx", ONE), ("documents/在职证明/张 三.pdf", OTHER)]
    assert list(WrittenFiles(tmp_path / "store").known()) == known
    written.keep(known[1:])
    assert list(WrittenFiles(tmp_path / "store").known()) == known[1:]
    for _ in range(2):
        written.keep([])
        assert list(WrittenFiles(tmp_path / "store").known()) == []


def test_without_room_for_it_a_build_goes_on(tmp_path: Path) -> None:
    """Nothing is known then, and nothing raised."""
    (tmp_path / "written").mkdir()
    written = WrittenFiles(tmp_path)
    written.note("contracts/E001.docx", ONE)
    assert list(written.known()) == []
    written.keep([("contracts/E001.docx", ONE)])
