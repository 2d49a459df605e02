"""Folders of engines: what a fresh profile holds, and one that was thrown away."""

from __future__ import annotations

import os
from pathlib import Path

from lxml import etree

from kefu_docs.convert.profile_slot import Slot, clear_free_slots, take_back

OOR = "{http://openoffice.org/2001/registry}"
SCRIPTING = "/org.openoffice.Office.Common/Security/Scripting"
REFUSED = {
    (SCRIPTING, "DisableMacrosExecution"): "true",
    (SCRIPTING, "MacroSecurityLevel"): "3",
    (SCRIPTING, "BlockUntrustedRefererLinks"): "true",
    (SCRIPTING, "DisableActiveContent"): "true",
    ("/org.openoffice.Office.Writer/Content/Update", "Link"): "2",
    ("/org.openoffice.Office.Recovery/RecoveryInfo", "Enabled"): "false",
    ("/org.openoffice.Office.Recovery/AutoSave", "Enabled"): "false",
    ("/org.openoffice.Office.Java/VirtualMachine", "Enable"): "false",
}
"""What a document may not ask of LibreOffice, by path and name of the setting."""


def settings(slot: Slot) -> dict[tuple[str, str], str]:
    """The settings of LibreOffice in a slot's profile."""
    root = etree.parse(slot.profile / "user/registrymodifications.xcu").getroot()
    found = {}
    for item in root.findall("item"):
        (prop,) = item.findall("prop")
        name = (str(item.get(OOR + "path")), str(prop.get(OOR + "name")))
        found[name] = "".join(prop.itertext()).strip()
    return found


def test_a_profile_knows_a_version_that_is_never_old(tmp_path: Path) -> None:
    """An older one makes LibreOffice draw its test pictures."""
    slot = Slot(tmp_path)
    name = ("/org.openoffice.Setup/Product", "ooSetupLastVersion")
    assert settings(slot)[name] == "99.0"
    slot.release()


def test_a_profile_refuses_what_a_document_may_ask_for(tmp_path: Path) -> None:
    """A profile that was spoilt, and is made anew, refuses the same."""
    slot = Slot(tmp_path)
    before = settings(slot)
    assert before.items() >= REFUSED.items()
    (slot.profile / "user/registrymodifications.xcu").write_text("spoilt")
    slot.forget()
    assert settings(slot) == before
    slot.release()


def test_a_slot_is_its_users_alone(tmp_path: Path) -> None:
    """Nobody else may read what is converted, also where the folder was there before, and open."""
    (tmp_path / "slot-0").mkdir(mode=0o755)
    slot = Slot(tmp_path)
    assert slot.folder.stat().st_mode & 0o777 == 0o700
    slot.release()


def test_what_was_given_to_nobody_is_taken_back(tmp_path: Path) -> None:
    """Root owns a slot again before the next process is confined; other users never gave theirs."""
    inner = tmp_path / "profile/user"
    inner.mkdir(parents=True)
    if os.geteuid() == 0:
        for path in (tmp_path, inner):
            os.chown(path, 65534, 65534)
    take_back(tmp_path)
    assert {path.stat().st_uid for path in (tmp_path, inner)} == {os.geteuid()}


def test_slots_are_not_shared(tmp_path: Path) -> None:
    """Each engine has a profile of its own, and one that is left serves again."""
    first, second = Slot(tmp_path), Slot(tmp_path)
    assert first.profile != second.profile
    first.release()
    again = Slot(tmp_path)
    assert again.profile == first.profile
    again.release()
    second.release()


def test_temp_files_of_killed_builds_go_and_those_in_use_stay(tmp_path: Path) -> None:
    """Of slots that the next build does not come to."""
    used, left = Slot(tmp_path), Slot(tmp_path)
    (used.temp / "lu.tmp").write_text("x")
    (left.temp / "lu.tmp").write_text("x")
    os.close(left.lock)  # the system does so when a program is killed
    clear_free_slots(tmp_path)
    assert (used.temp / "lu.tmp").exists()
    assert not left.temp.exists()
    used.release()
    clear_free_slots(tmp_path / "missing")
