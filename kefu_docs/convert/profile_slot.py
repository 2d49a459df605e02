"""A place on disk for one engine: LibreOffice's profile, fontconfig's cache, a temp folder.

LibreOffice starts in half the time with a profile and a cache that are there already. A document
could leave something in them for those that follow it. So they are kept as they are before
LibreOffice sees a document, where it cannot reach them, and each start gets a copy.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from contextlib import suppress
from html import escape
from itertools import count
from pathlib import Path

from kefu_docs.convert.surroundings import font_files
from kefu_docs.store import digest, publish

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

# The characters that may begin and end no line of Chinese: LibreOffice's own (locale zh_CN of 7.4
# and 25.2) and U+2060, the word joiner, which its rules for Chinese do not know. Dates rely on it:
# see kefu_docs/render/layout/whole_dates.py. A new document takes the rules from here, an import of
# noLineBreaksBefore from a docx does not exist.
_BEGIN_NO_LINE = (
    ":!),.:;?]}¢'\"、。〉》」』】〕〗〞︰︱︳﹐､﹒﹔﹕﹖﹗﹚﹜﹞！），．：；？"
    "｜｝︴︶︸︺︼︾﹀﹂﹄﹏､～￠々‖•·ˇˉ―--′’”\u2060"
)
_END_NO_LINE = "([{£¥'\"‵〈《「『【〔〖（［｛￡￥〝︵︷︹︻︽︿﹁﹃﹙﹛﹝（｛“‘\u2060"
_LINE_ENDS = (
    '<item oor:path="/org.openoffice.Office.Common/AsianLayout/StartEndCharacters">'
    '<node oor:name="zh-CN" oor:op="replace">'
    f'<prop oor:name="StartCharacters"><value>{escape(_BEGIN_NO_LINE, quote=False)}</value></prop>'
    f'<prop oor:name="EndCharacters"><value>{escape(_END_NO_LINE, quote=False)}</value></prop>'
    "</node></item>"
)


_COPIED = ("profile", "cache")
_UNTOUCHED = "untouched-"


def _registry() -> bytes:
    """The file of a profile that holds the settings (registrymodifications.xcu)."""
    items = "\n".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n{items}\n{_LINE_ENDS}\n</oor:items>\n'
    ).encode()


def clear_free_slots(state_dir: Path) -> None:
    """Empty the slots that no engine has: those of builds that were killed.

    A build takes the slots from the first on, and would leave those behind its last as they are.
    """
    for folder in state_dir.glob("slot-*"):
        with suppress(OSError):  # another build has it, or took it away
            lock = os.open(folder / "lock", os.O_RDWR)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                for name in ("temp", *_COPIED):
                    shutil.rmtree(folder / name, ignore_errors=True)
            finally:
                os.close(lock)


def untouched_key(office_stamp: str, fontconfig: Path) -> str:
    """The digest of what decides on LibreOffice's first profile and fontconfig's cache.

    fontconfig takes a cache for good as long as a folder of fonts has its time.
    """
    folders = sorted({font.parent for font in font_files(fontconfig)})
    times = [f"{folder} {folder.stat().st_mtime_ns}" for folder in folders]
    return digest(office_stamp, fontconfig.read_bytes(), _registry(), *times)


class Slot:
    """A numbered folder below the state folder, locked for one engine at a time.

    The engine's processes inherit `lock`, so that a profile stays taken as long as any of them
    lives, even if this program is killed.
    """

    def __init__(self, state_dir: Path, key: str = "") -> None:
        """Take the first free slot below `state_dir`, of this build or any other at work.

        `key` (see `untouched_key`) is of the untouched profile; without one none is kept.
        """
        self._untouched = state_dir.absolute() / f"{_UNTOUCHED}{key[:16]}" if key else None
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
        """The LibreOffice profile."""
        return self.folder / "profile"

    @property
    def cache(self) -> Path:
        """Where fontconfig keeps its cache."""
        return self.folder / "cache"

    @property
    def temp(self) -> Path:
        """Home and temp folder of the processes, gone on release."""
        return self.folder / "temp"

    def empty_temp(self) -> None:
        """Remove what an engine left behind."""
        shutil.rmtree(self.temp, ignore_errors=True)

    @property
    def has_untouched(self) -> bool:
        """Whether a profile is kept that has seen no document."""
        return self._untouched is not None and self._untouched.is_dir()

    def renew(self) -> None:
        """Prepare for a start of LibreOffice: nothing is there of documents it saw before."""
        self._prepare()
        for name in _COPIED:
            shutil.rmtree(self.folder / name, ignore_errors=True)
            if self._untouched is not None:
                with suppress(OSError):  # there is none, or another build just took it away
                    shutil.copytree(self._untouched / name, self.folder / name, symlinks=True)
        self.cache.mkdir(exist_ok=True)
        publish(self.profile / "user" / "registrymodifications.xcu", _registry())

    def keep_untouched(self) -> None:
        """Keep profile and cache for later starts; LibreOffice is ready and saw no document yet."""
        if self._untouched is None or self._untouched.exists():
            return
        copy = self._untouched.with_name(f"{_UNTOUCHED}new-{os.urandom(8).hex()}")
        try:
            for name in _COPIED:
                # A lock tells LibreOffice that another has the profile.
                ignored = shutil.ignore_patterns(".lock", "lock")
                shutil.copytree(self.folder / name, copy / name, symlinks=True, ignore=ignored)
            copy.rename(self._untouched)
        except OSError:  # another engine was quicker, or the disk is full: it is not needed
            shutil.rmtree(copy, ignore_errors=True)

    def forget(self) -> None:
        """Remove all that is kept: the engine died, of what may have been spoilt in it."""
        if self._untouched is not None:
            shutil.rmtree(self._untouched, ignore_errors=True)
        self.renew()

    def clear(self) -> None:
        """Empty the slot; what documents left in it goes."""
        for name in ("temp", *_COPIED):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def release(self) -> None:
        """Empty the slot and free it."""
        self.clear()
        os.close(self.lock)

    def _prepare(self) -> None:
        take_back(self.folder)
        self.empty_temp()
        self.temp.mkdir(parents=True)


def take_back(folder: Path) -> None:
    """Make root the owner of a folder again that a confined worker gave to nobody.

    Within a user namespace root has no privilege over what is another's.
    """
    if os.geteuid() != 0 or folder.stat().st_uid == 0:
        return
    os.chown(folder, 0, 0)
    for path in folder.rglob("*"):
        os.lchown(path, 0, 0)
