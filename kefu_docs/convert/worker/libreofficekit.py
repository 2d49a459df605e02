"""LibreOfficeKit through ctypes: LibreOffice inside the calling process.

Source: include/LibreOfficeKit/LibreOfficeKit.h of LibreOffice. The classes are tables of function
pointers, ABI-stable: new ones are only added at the end.

LibreOffice's main loop runs in the calling thread ("unipoll") and asks for work when it is idle.
Left to a thread of its own it would check spelling and count words between the calls, which takes a
sixth of the time.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from kefu_docs.convert.worker.export_options import PDF_OPTIONS

_Pointer = ctypes.c_void_p
_Text = ctypes.c_char_p
_Poll = ctypes.CFUNCTYPE(ctypes.c_int, _Pointer, ctypes.c_int)
_Wake = ctypes.CFUNCTYPE(None, _Pointer)


class _OfficeClass(ctypes.Structure):
    _fields_ = (
        ("size", ctypes.c_size_t),
        ("destroy", ctypes.CFUNCTYPE(None, _Pointer)),
        ("document_load", ctypes.CFUNCTYPE(_Pointer, _Pointer, _Text)),
        ("get_error", ctypes.CFUNCTYPE(_Pointer, _Pointer)),
        ("document_load_with_options", ctypes.CFUNCTYPE(_Pointer, _Pointer, _Text, _Text)),
        ("free_error", ctypes.CFUNCTYPE(None, _Pointer)),
        ("register_callback", _Pointer),
        ("get_filter_types", _Pointer),
        ("set_optional_features", _Pointer),
        ("set_document_password", _Pointer),
        ("get_version_info", _Pointer),
        ("run_macro", _Pointer),
        ("sign_document", _Pointer),
        ("run_loop", ctypes.CFUNCTYPE(None, _Pointer, _Poll, _Wake, _Pointer)),
    )


class _DocumentClass(ctypes.Structure):
    _fields_ = (
        ("size", ctypes.c_size_t),
        ("destroy", ctypes.CFUNCTYPE(None, _Pointer)),
        ("save_as", ctypes.CFUNCTYPE(ctypes.c_int, _Pointer, _Text, _Text, _Text)),
    )


class _Office(ctypes.Structure):
    _fields_ = (("functions", ctypes.POINTER(_OfficeClass)),)


class _Document(ctypes.Structure):
    _fields_ = (("functions", ctypes.POINTER(_DocumentClass)),)


class KitError(Exception):
    """LibreOffice refused: it did not start, or a document could not be loaded or saved."""


class Kit:
    """A started LibreOffice. A process has at most one, and cannot end it cleanly."""

    def __init__(self, library: Path, profile: Path) -> None:
        """Start LibreOffice from the folder of `library` with a user profile of its own.

        Raises KitError where it does not start.
        """
        # "unipoll" leaves the main loop to run_loop below. Without it the kit (7.4 and 25.2) runs
        # it in a thread of its own, which takes a sixth of the time for idle work.
        os.environ["SAL_LOK_OPTIONS"] = "unipoll"
        try:
            hook = ctypes.CDLL(str(library)).libreofficekit_hook_2
        except (OSError, AttributeError) as error:
            raise KitError(str(error)) from error
        hook.restype = _Pointer
        hook.argtypes = [_Text, _Text]
        self._office = hook(bytes(library.parent), profile.as_uri().encode())
        if not self._office:
            raise KitError(f"LibreOfficeKit in {library} did not start")
        self._class = _Office.from_address(self._office).functions.contents

    def serve(self, step: Callable[[], None]) -> NoReturn:
        """Run LibreOffice's main loop, which calls `step` again and again.

        `step` may take its time, and converts; what it raises ends the process with a traceback.
        """

        def poll(_data: int, _microseconds: int) -> int:
            try:
                step()
            except BaseException:
                sys.excepthook(*sys.exc_info())
                os._exit(1)
            return 0

        # LibreOffice keeps the callbacks' addresses, not Python's objects: they stay alive in this
        # frame, which does not return. The last argument is handed to the callbacks; without it
        # they are not called.
        callbacks = _Poll(poll), _Wake(lambda _data: None)
        self._class.run_loop(self._office, *callbacks, self._office)
        raise KitError("LibreOffice ended its main loop")

    def convert(self, docx: Path, made: Path) -> None:
        """Load a document and write it as PDF, or as flat OpenDocument if `made` ends in fodt.

        Raises KitError with LibreOffice's own words.
        """
        form = made.suffix[1:]
        options = PDF_OPTIONS if form == "pdf" else ""
        url = docx.as_uri().encode()
        # Otherwise LibreOffice 25.2 asks whether to repair what is broken, and waits.
        address = self._class.document_load_with_options(self._office, url, b"Batch=true")
        if not address:
            raise KitError(self._error())
        # A document that is not destroyed stays loaded, with its layout, until the process ends.
        functions = _Document.from_address(address).functions.contents
        try:
            target = made.as_uri(), form, options
            if not functions.save_as(address, *(word.encode() for word in target)):
                raise KitError(self._error())
        finally:
            functions.destroy(address)

    def _error(self) -> str:
        address = self._class.get_error(self._office)
        if not address:
            return ""
        try:
            return ctypes.string_at(address).decode(errors="replace")
        finally:
            self._class.free_error(address)
