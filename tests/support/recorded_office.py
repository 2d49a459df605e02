"""A LibreOffice that gives again what it gave before, and is asked only for what is new."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from concurrent.futures import Future
from types import TracebackType
from typing import Self

from kefu_docs.convert.pool import Pool
from tests.support.builds import Office


class RecordedOffice(Pool):
    """Stands for the pool of one engine; a document it knows takes no time.

    `office` starts LibreOffice where a document is not known, as happens where another order of
    events made another batch.
    """

    def __init__(self, office: Callable[[], Office]) -> None:
        self.jobs, self.is_ahead = 1, True
        self._office = office
        self._known: dict[str, bytes] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        pass

    @property
    def started(self) -> int:
        """See Pool."""
        return 1

    def start_another(self) -> None:
        """See Pool."""

    def rest(self) -> None:
        """See Pool."""

    def submit(self, docx: bytes) -> Future[bytes]:
        """See Pool."""
        future: Future[bytes] = Future()
        key = hashlib.sha256(docx).hexdigest()
        try:
            if key not in self._known:
                self._known[key] = self._office()(docx)
            future.set_result(self._known[key])
        except Exception as error:
            future.set_exception(error)
        return future
