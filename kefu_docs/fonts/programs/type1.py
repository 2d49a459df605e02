"""Type 1 font programs of a PDF: the glyphs' names by code, and the program without its UniqueID.

Such a program is PostScript in the clear, a part encrypted by eexec, and a trailer of zeros; the
PDF gives their lengths as Length1, Length2 and Length3 (ISO 32000-1, Table 127).
Source: Adobe Type 1 Font Format 1.1; sections in brackets.
"""

from __future__ import annotations

import re

from fontTools.misc import eexec

_ENCODING = re.compile(rb"/Encoding\s+256\s+array\b")
_CODE = re.compile(rb"dup\s+(\d+)\s*/(\S+)\s+put\b")
_UNIQUE_ID = re.compile(rb"/UniqueID \d+ def\n")
_KEY = 55665  # [7.1], of the part behind `eexec`


class Type1Error(ValueError):
    """A Type 1 program without an encoding of its own."""


def encoding(program: bytes) -> dict[int, str]:
    """Read the names of the glyphs by their codes [2.2], from the part in the clear.

    Raises Type1Error for StandardEncoding, which names no codes: LibreOffice never writes it.
    """
    clear = program.partition(b"eexec")[0]
    begin = _ENCODING.search(clear)
    if begin is None:
        raise Type1Error("a Type 1 program without an encoding of its own")
    listed = _CODE.findall(clear, begin.end())
    return {int(code): name.decode("latin-1") for code, name in listed}


def without_unique_id(program: bytes, clear: int, encrypted: int) -> tuple[bytes, int, int]:
    """Give a program without UniqueID [2.5], and the lengths of its first two parts.

    `clear` and `encrypted` are those lengths before.
    """
    # LibreOffice (seen in 7.4) counts UniqueID up in the order in which the fonts lie in memory, so
    # that the same document has other numbers each time. PDF readers do not look at it: held by
    # test_programs_that_differ_in_the_identifier_become_one.
    private, _ = eexec.decrypt(program[clear : clear + encrypted], _KEY)
    hidden, _ = eexec.encrypt(_UNIQUE_ID.sub(b"", private), _KEY)
    shown = _UNIQUE_ID.sub(b"", program[:clear])
    return shown + hidden + program[clear + encrypted :], len(shown), len(hidden)
