"""Why the system refuses is told in words that are translated."""

from __future__ import annotations

import errno
import os

import pytest

from kefu_docs.diagnostics.language import translator
from kefu_docs.diagnostics.system_reasons import system_reason

CHINESE = translator({"LANG": "zh_CN.UTF-8"})


@pytest.mark.parametrize("name", ["ENOENT", "EACCES", "ENOSPC", "EROFS", "EISDIR", "ELOOP", "EIO"])
def test_the_words_are_those_of_the_c_library(name: str) -> None:
    """So that they are found when one looks for them; in Chinese nothing of them is left."""
    number = getattr(errno, name)
    told = system_reason(OSError(number, "whatever"))
    assert told.text() == os.strerror(number)
    assert told.text(CHINESE).isascii() is False


def test_what_is_not_known_has_its_number() -> None:
    """Or the kind of the exception."""
    assert system_reason(OSError(9999, "x")).text() == "error 9999 of the system"
    assert system_reason(ValueError("x")).text() == "a fault of the kind ValueError"
    assert system_reason(RuntimeError("loop")).text() == os.strerror(errno.ELOOP)
