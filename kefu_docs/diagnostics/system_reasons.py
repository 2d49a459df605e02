"""Why the system refused something, in words that are translated: the texts of POSIX for errno.

`strerror` speaks the C library's language, which is English here whatever the reader's is.
"""

from __future__ import annotations

import errno

from kefu_docs.diagnostics.diagnostic import Message

_REASONS = {
    errno.EPERM: Message("Operation not permitted"),
    errno.ENOENT: Message("No such file or directory"),
    errno.EIO: Message("Input/output error"),
    errno.ENXIO: Message("No such device or address"),
    errno.EBADF: Message("Bad file descriptor"),
    errno.ENOMEM: Message("Cannot allocate memory"),
    errno.EACCES: Message("Permission denied"),
    errno.EBUSY: Message("Device or resource busy"),
    errno.EEXIST: Message("File exists"),
    errno.EXDEV: Message("Invalid cross-device link"),
    errno.ENODEV: Message("No such device"),
    errno.ENOTDIR: Message("Not a directory"),
    errno.EISDIR: Message("Is a directory"),
    errno.EINVAL: Message("Invalid argument"),
    errno.ENFILE: Message("Too many open files in system"),
    errno.EMFILE: Message("Too many open files"),
    errno.EFBIG: Message("File too large"),
    errno.ENOSPC: Message("No space left on device"),
    errno.EROFS: Message("Read-only file system"),
    errno.EPIPE: Message("Broken pipe"),
    errno.ENAMETOOLONG: Message("File name too long"),
    errno.ENOTEMPTY: Message("Directory not empty"),
    errno.ELOOP: Message("Too many levels of symbolic links"),
    errno.EILSEQ: Message("Invalid or incomplete multibyte or wide character"),
    errno.ETIMEDOUT: Message("Connection timed out"),
    errno.ESTALE: Message("Stale file handle"),
    errno.EDQUOT: Message("Disk quota exceeded"),
}


def system_reason(error: Exception) -> Message:
    """Why the system refused; of any other exception, its kind."""
    number = getattr(error, "errno", None)
    if number in _REASONS:
        return _REASONS[number]
    if number is not None:
        return Message("error {number} of the system", {"number": number})
    if isinstance(error, RuntimeError):  # pathlib's, of links that go in a circle
        return _REASONS[errno.ELOOP]
    return Message("a fault of the kind {kind}", {"kind": type(error).__name__})
