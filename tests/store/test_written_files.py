"""What builds have written is known until a manifest names it, whatever befalls them."""

from __future__ import annotations

from pathlib import Path

from kefu_docs.store.written_files import WrittenFiles

ONE, OTHER = "1" * 64, "2" * 64


def known(root: Path) -> list[tuple[str, str]]:
    """What a build that begins now knows."""
    return list(WrittenFiles(root).before)


def test_what_was_noted_is_known_to_the_next_build(tmp_path: Path) -> None:
    """In its order, as long as it is kept; a line that a full disk cut off is none."""
    written = WrittenFiles(tmp_path / "store")
    written.note("contracts/E001.docx", ONE)
    written.note("documents/在职证明/张 三.pdf", OTHER)
    assert written.before == ()
    with (tmp_path / "store/written").open("a") as file:
        file.write("3333 contracts/E0")
    noted = [("contracts/E001.docx", ONE), ("documents/在职证明/张 三.pdf", OTHER)]
    assert known(tmp_path / "store") == noted
    waiting = {"documents/在职证明/张 三"}
    WrittenFiles(tmp_path / "store").reported({"contracts/E001.docx"}, waiting, complete=True)
    assert known(tmp_path / "store") == noted[1:]
    for _ in range(2):
        WrittenFiles(tmp_path / "store").reported((), (), complete=True)
        assert known(tmp_path / "store") == []


def test_what_another_build_notes_meanwhile_is_not_forgotten(tmp_path: Path) -> None:
    """A build forgets what it has reported itself, and what was there before it."""
    WrittenFiles(tmp_path).note("contracts/E001.docx", ONE)
    written, other = WrittenFiles(tmp_path), WrittenFiles(tmp_path)
    written.note("contracts/E002.docx", ONE)
    other.note("contracts/E001.docx", OTHER)
    other.note("contracts/E003.docx", ONE)
    written.reported({"contracts/E002.docx"}, (), complete=True)
    assert known(tmp_path) == [("contracts/E001.docx", OTHER), ("contracts/E003.docx", ONE)]


def test_a_build_of_some_keeps_the_last_of_each_name(tmp_path: Path) -> None:
    """Else notes would grow with every build of a shop that binds no packets."""
    for digest in (ONE, OTHER, ONE, OTHER):
        written = WrittenFiles(tmp_path)
        written.note("contracts/E001.docx", ONE)
        written.note("contracts/E002.docx", digest)
        written.reported({"contracts/E002.docx"}, (), complete=False)
    assert known(tmp_path) == [("contracts/E001.docx", ONE), ("contracts/E002.docx", OTHER)]
    WrittenFiles(tmp_path).reported(set(), (), complete=True)
    assert known(tmp_path) == []


def test_without_room_for_it_a_build_goes_on(tmp_path: Path) -> None:
    """Nothing is known then, and nothing raised."""
    (tmp_path / "written").mkdir()
    written = WrittenFiles(tmp_path)
    written.note("contracts/E001.docx", ONE)
    assert known(tmp_path) == []
    written.reported((), (), complete=True)
