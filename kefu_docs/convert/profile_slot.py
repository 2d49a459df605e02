"""A place on disk for one engine: a LibreOffice profile kept warm between builds, a temp folder."""

from __future__ import annotations

import fcntl
import os
import shutil
from itertools import count
from pathlib import Path

from kefu_docs.store import publish

# LibreOffice draws a hundred test pictures, which takes 0.4 s, where its version is newer than the
# last that a profile knows; workers are killed, so that theirs would never know one.
_SETTINGS = b"""\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/Product"><prop oor:name="ooSetupLastVersion" oor:op="fuse">
<value>99.0</value></prop></item>
</oor:items>
"""


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
        self.empty_temp()
        self.temp.mkdir(parents=True)
        publish(self.profile / "user" / "registrymodifications.xcu", _SETTINGS)
