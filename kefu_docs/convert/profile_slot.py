"""A place on disk for one engine: a LibreOffice profile kept warm between builds, a temp folder."""

from __future__ import annotations

import fcntl
import os
import shutil
from contextlib import suppress
from itertools import count
from pathlib import Path

from kefu_docs.store import publish

# A fresh profile of LibreOffice 7.4 allows what is refused here; a profile that died is made anew
# with the same settings (test_a_profile_refuses_what_a_document_may_ask_for). LibreOffice ignores
# those it does not know, so that later versions' names stand beside older ones.
_SETTINGS: tuple[tuple[str, str, str], ...] = (
    # LibreOffice draws a hundred test pictures, which takes 0.4 s, where its version is newer than
    # the last that a profile knows; workers are killed, so that theirs would never know one.
    ("Setup/Product", "ooSetupLastVersion", "99.0"),
    # Basic, Python and the rest of scripting are off, whoever signed them; level 2 would ask.
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    # What a document only links to is not loaded, from the network or from a file, as no folder is
    # trusted: 7.4 fetches a linked picture while it imports a docx, and asks nobody
    # (test_settings_alone_keep_links_from_being_followed). Later versions heed the second setting
    # for OLE objects and DDE, too.
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    # Linked sections and DDE: 2 is never; 1, the default, asks.
    ("Office.Writer/Content/Update", "Link", "2"),
    # No copies of a document are kept for a recovery that nobody would ask for.
    ("Office.Recovery/RecoveryInfo", "Enabled", "false"),
    ("Office.Recovery/AutoSave", "Enabled", "false"),
    # Java would run what extensions bring, and take a second to start.
    ("Office.Java/VirtualMachine", "Enable", "false"),
)


def _registry() -> bytes:
    """The file of a profile that holds the settings (registrymodifications.xcu)."""
    items = "\n".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n{items}\n</oor:items>\n'
    ).encode()


def clear_free_slots(state_dir: Path) -> None:
    """Empty the temp folders of slots that no engine has: those of builds that were killed.

    A build takes the slots from the first on, and would leave those behind its last as they are.
    """
    for folder in state_dir.glob("slot-*"):
        with suppress(OSError):  # another build has it, or took it away
            lock = os.open(folder / "lock", os.O_RDWR)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder / "temp", ignore_errors=True)
            finally:
                os.close(lock)


class Slot:
    """A numbered folder below the state folder, locked for one engine at a time.

    The engine's processes inherit `lock`, so that a profile stays taken as long as any of them
    lives, even if this program is killed.
    """

    def __init__(self, state_dir: Path) -> None:
        """Take the first free slot below `state_dir`, of this build or any other at work."""
        for number in count():
            self.folder = state_dir.absolute() / f"slot-{number}"
            self.folder.mkdir(parents=True, exist_ok=True)
            self.folder.chmod(0o700)  # what is converted is somebody's contract
            self.lock = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
            try:
                fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                os.close(self.lock)
        self._prepare()

    @property
    def profile(self) -> Path:
        """The LibreOffice profile, kept."""
        return self.folder / "profile"

    @property
    def temp(self) -> Path:
        """Home and temp folder of the processes, gone on release."""
        return self.folder / "temp"

    def empty_temp(self) -> None:
        """Remove what an engine left behind."""
        shutil.rmtree(self.temp, ignore_errors=True)

    def forget(self) -> None:
        """Remove the profile and the temp files: the engine died and may have spoilt them."""
        shutil.rmtree(self.profile, ignore_errors=True)
        self._prepare()

    def release(self) -> None:
        """Remove the temp folder and free the slot."""
        self.empty_temp()
        os.close(self.lock)

    def _prepare(self) -> None:
        take_back(self.folder)
        self.empty_temp()
        self.temp.mkdir(parents=True)
        publish(self.profile / "user" / "registrymodifications.xcu", _registry())


def take_back(folder: Path) -> None:
    """Make root the owner of a folder again that a confined worker gave to nobody.

    Within a user namespace root has no privilege over what is another's.
    """
    if os.geteuid() != 0 or folder.stat().st_uid == 0:
        return
    os.chown(folder, 0, 0)
    for path in folder.rglob("*"):
        os.lchown(path, 0, 0)
