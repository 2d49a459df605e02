"""What a worker answers to a call, as it travels back."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from typing import Self

from msgspec import Struct


class RemoteTraceback(Exception):  # noqa: N818 - the name that concurrent.futures gives it
    """The traceback of another process, as text: pickle keeps none (see diagnostics.fault_log)."""


class Answer(Struct, frozen=True):
    """What a call gave, or what it raised with the text of the traceback."""

    result: object = None
    error: Exception | None = None
    text: str = ""

    @classmethod
    def of(cls, work: Callable[[], object]) -> Self:
        """Do the work."""
        try:
            return cls(work())
        except Exception as error:
            return cls.failed(error)

    @classmethod
    def failed(cls, error: Exception) -> Self:
        """An error that is being handled."""
        return cls(error=error, text=traceback.format_exc())

    def taken(self) -> object:
        """Give what the call gave, or raise what it raised."""
        if self.error is not None:
            raise self.error from RemoteTraceback(self.text)
        return self.result
