"""Folders of engines: what a fresh profile holds, and one that was thrown away."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from kefu_docs.convert.profile_slot import Slot

OOR = "{http://openoffice.org/2001/registry}"


def last_version(slot: Slot) -> str:
    """The version of LibreOffice that its profile knows."""
    root = etree.parse(slot.profile / "user/registrymodifications.xcu").getroot()
    (item,) = root.findall("item")
    assert item.get(OOR + "path") == "/org.openoffice.Setup/Product"
    (prop,) = item.findall("prop")
    assert prop.get(OOR + "name") == "ooSetupLastVersion"
    return "".join(prop.itertext()).strip()


def test_a_profile_knows_a_version_that_is_never_old(tmp_path: Path) -> None:
    """An older one makes LibreOffice draw its test pictures; a profile made anew knows it, too."""
    slot = Slot(tmp_path)
    assert last_version(slot) == "99.0"
    (slot.profile / "user/registrymodifications.xcu").write_text("spoilt")
    slot.forget()
    assert last_version(slot) == "99.0"
    slot.release()


def test_slots_are_not_shared(tmp_path: Path) -> None:
    """Each engine has a profile of its own, and one that is left serves again."""
    first, second = Slot(tmp_path), Slot(tmp_path)
    assert first.profile != second.profile
    first.release()
    again = Slot(tmp_path)
    assert again.profile == first.profile
    again.release()
    second.release()
