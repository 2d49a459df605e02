"""LibreOfficeKit through ctypes: LibreOffice inside the calling process.

Source: include/LibreOfficeKit/LibreOfficeKit.h of LibreOffice. The classes are tables of function
pointers, ABI-stable: new ones are only added at the end.
"""

from __future__ import annotations

import ctypes
from pathlib import Path

from kefu_docs.convert.options import PDF_OPTIONS

_Pointer = ctypes.c_void_p
_Text = ctypes.c_char_p


class _OfficeClass(ctypes.Structure):
    _fields_ = (
        ("size", ctypes.c_size_t),
        ("destroy", ctypes.CFUNCTYPE(None, _Pointer)),
        ("document_load", ctypes.CFUNCTYPE(_Pointer, _Pointer, _Text)),
        ("get_error", ctypes.CFUNCTYPE(_Pointer, _Pointer)),
        ("document_load_with_options", ctypes.CFUNCTYPE(_Pointer, _Pointer, _Text, _Text)),
        ("free_error", ctypes.CFUNCTYPE(None, _Pointer)),
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

    def convert(self, docx: Path, pdf: Path) -> None:
        """Load a docx and write it as PDF. Raises KitError with LibreOffice's own words."""
        address = self._class.document_load_with_options(self._office, docx.as_uri().encode(), b"")
        if not address:
            raise KitError(self._error())
        functions = _Document.from_address(address).functions.contents
        try:
            if not functions.save_as(address, pdf.as_uri().encode(), b"pdf", PDF_OPTIONS.encode()):
                raise KitError(self._error())
        finally:
            functions.destroy(address)

    def _error(self) -> str:
        address = self._class.get_error(self._office)
        if not address:
            return "no reason given"
        try:
            return ctypes.string_at(address).decode(errors="replace")
        finally:
            self._class.free_error(address)
