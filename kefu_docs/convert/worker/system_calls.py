"""A filter of system calls: the process starts threads, and no process and no program any more.
Nor does it wait for the disk.

LibreOffice within the worker needs neither (7.4, 25.2), while a document could make it start one,
such as Ghostscript for PostScript. It is also the one limit of processes that holds for root, whom
the kernel does not count (fork in linux/kernel/fork.c).

LibreOffice asks for signatures of a document when it wants its title, for which NSS makes databases
of certificates and keys in the temp folder and waits a dozen times until they are on the disk (7.4
and 25.2): of what is gone a moment later (test_the_process_does_not_wait_for_the_disk).

Sources: seccomp(2), linux/seccomp.h, linux/filter.h, asm/unistd_64.h, asm-generic/unistd.h.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct

_NO_NEW_PRIVILEGES = 38  # PR_SET_NO_NEW_PRIVS of linux/prctl.h
_SET_FILTER = 1  # SECCOMP_SET_MODE_FILTER
# SECCOMP_FILTER_FLAG_SPEC_ALLOW: without it kernels before 5.16 slow the process down (SSBD).
_NO_SLOWER = 4
_ALLOW, _ERROR = 0x7FFF0000, 0x00050000
_DONE = _ERROR
"""An error of number 0: the process is told that the call was done, and nothing was."""
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _PROCESSOR, _FLAGS = 0, 4, 16  # offsets in struct seccomp_data; the first argument's last
_THREAD = 0x10000  # CLONE_THREAD
_X32 = 0x40000000
"""Numbers from here on are those of another calling convention of the same processor."""

_PROCESSORS = {
    # The processor's number, seccomp, clone; fork, vfork, execve, execveat as far as it has them;
    # fsync, fdatasync.
    "x86_64": (0xC000003E, 317, 56, (57, 58, 59, 322), (74, 75)),
    "aarch64": (0xC00000B7, 277, 220, (221, 281), (82, 83)),
}
_CLONE3 = 435
"""Its flags lie in memory, where no filter looks; glibc takes clone where this is not there."""


def filter_calls() -> bool:
    """Start no process from now on, in any thread, and sync no file; False where the kernel has no
    such filter.
    """
    numbers = _PROCESSORS.get(os.uname().machine)
    if numbers is None:
        return False
    code = _filter(numbers)
    buffer = ctypes.create_string_buffer(code, len(code))
    program = struct.pack("HP", len(code) // 8, ctypes.addressof(buffer))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    return bool(libc.syscall(numbers[1], _SET_FILTER, _NO_SLOWER, program) == 0)


def _filter(numbers: tuple[int, int, int, tuple[int, ...], tuple[int, ...]]) -> bytes:
    """Instructions; a jump's two numbers say how many are passed over if so, and if not."""
    processor, _, clone, starting, syncing = numbers
    refused = (_RETURN, 0, 0, _ERROR | errno.EPERM)
    done = (_RETURN, 0, 0, _DONE)
    steps = [
        (_LOAD, 0, 0, _PROCESSOR),
        (_EQUAL, 1, 0, processor),
        refused,
        (_LOAD, 0, 0, _NUMBER),
        (_AT_LEAST, 0, 1, _X32),
        refused,
        *(step for number in starting for step in ((_EQUAL, 0, 1, number), refused)),
        *(step for number in syncing for step in ((_EQUAL, 0, 1, number), done)),
        (_EQUAL, 0, 1, _CLONE3),
        (_RETURN, 0, 0, _ERROR | errno.ENOSYS),
        (_EQUAL, 0, 3, clone),
        (_LOAD, 0, 0, _FLAGS),
        (_ANY_BIT, 1, 0, _THREAD),
        refused,
        (_RETURN, 0, 0, _ALLOW),
    ]
    return b"".join(struct.pack("HBBI", *step) for step in steps)
