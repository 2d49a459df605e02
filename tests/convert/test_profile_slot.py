"""Folders of engines: what a fresh profile holds, and one that was thrown away."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

import pytest
from lxml import etree

from kefu_docs.convert.pool import Pool
from kefu_docs.convert.profile_slot import Slot, clear_free_slots, take_back, untouched_key
from tests.support.builds import closed_fonts
from tests.support.confinements import best
from tests.support.word import paragraphs

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
        for prop in item.iter("prop"):
            name = (str(item.get(OOR + "path")), str(prop.get(OOR + "name")))
            found[name] = "".join(prop.itertext()).strip()
    return found


def test_a_profile_knows_a_version_that_is_never_old(tmp_path: Path) -> None:
    """An older one makes LibreOffice draw its test pictures."""
    slot = Slot(tmp_path)
    slot.renew()
    name = ("/org.openoffice.Setup/Product", "ooSetupLastVersion")
    assert settings(slot)[name] == "99.0"
    slot.release()


def test_a_profile_refuses_what_a_document_may_ask_for(tmp_path: Path) -> None:
    """A profile that was spoilt, and is made anew, refuses the same."""
    slot = Slot(tmp_path)
    slot.renew()
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


def test_a_start_gets_the_profile_that_saw_no_document(tmp_path: Path) -> None:
    """Of profile and fonts' cache; what documents left in them is gone, settings are in force."""
    slot = Slot(tmp_path, "key")
    slot.renew()
    (slot.profile / "made").write_text("by LibreOffice")
    (slot.profile / ".lock").write_text("")
    (slot.cache / "fonts").write_text("read")
    assert not slot.has_untouched
    slot.keep_untouched()
    assert slot.has_untouched
    for path in (slot.profile / "made", slot.cache / "fonts", slot.profile / "new"):
        path.write_text("spoilt")
    (slot.profile / "user/registrymodifications.xcu").write_text("spoilt")
    slot.keep_untouched()  # once and no more
    slot.renew()
    assert (slot.profile / "made").read_text() == "by LibreOffice"
    assert (slot.cache / "fonts").read_text() == "read"
    assert not (slot.profile / "new").exists()
    assert not (slot.profile / ".lock").exists()
    assert settings(slot).items() >= REFUSED.items()
    slot.release()


def test_a_profile_with_which_libreoffice_died_is_kept_no_longer(tmp_path: Path) -> None:
    """It may be what it died of."""
    slot, other = Slot(tmp_path, "key"), Slot(tmp_path, "other")
    slot.renew()
    slot.keep_untouched()
    assert slot.has_untouched
    assert not other.has_untouched
    slot.forget()
    assert not slot.has_untouched
    slot.release()
    other.release()


@pytest.mark.office
@pytest.mark.parametrize("engine", ["kit", "soffice"])
def test_libreoffice_finds_nothing_of_an_earlier_start(
    engine: Literal["kit", "soffice"], tmp_path: Path
) -> None:
    """Whatever is left in the profile, such as a macro for all documents, is gone."""
    configuration = closed_fonts(tmp_path)
    for _ in range(2):
        with Pool(1, engine, configuration, tmp_path, best()) as office:
            office.submit(paragraphs("甲")).result()
        left = tmp_path / "slot-0/profile/user/basic/Standard/Left.xba"
        assert not left.exists()
        left.parent.mkdir(parents=True, exist_ok=True)
        left.write_text("")
    (untouched,) = tmp_path.glob("untouched-*")
    assert (untouched / "profile/user").is_dir()
    assert list((untouched / "cache/fontconfig").iterdir())


def test_the_untouched_profile_is_of_one_office_and_one_set_of_fonts(tmp_path: Path) -> None:
    """Another LibreOffice, or another font, begins anew."""
    font = tmp_path / "fonts/a.ttf"
    font.parent.mkdir()
    configuration = tmp_path / "fonts.conf"
    configuration.write_text(
        "<fontconfig><selectfont><acceptfont>"
        f"<glob>{font}</glob></acceptfont></selectfont></fontconfig>"
    )
    keys = {untouched_key("7.4", configuration), untouched_key("25.2", configuration)}
    os.utime(font.parent, (1, 1))
    keys.add(untouched_key("7.4", configuration))
    assert len(keys) == 3


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
