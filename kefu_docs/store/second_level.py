"""A second level behind a build folder's store, which machines share: a bucket or a folder.

It is asked where the local store has nothing, by threads and ahead of need, and given what was made
while the build goes on. Nothing that is amiss with it stops a build: what does not open is as good
as missing, and after some failures in a row it is asked no more.
"""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from queue import PriorityQueue

from kefu_docs.diagnostics import Message
from kefu_docs.store.places import MOST, SECONDS, ObjectPlace, place_at, shown
from kefu_docs.store.seal import Seal

PATIENCE = 2.0 * SECONDS
"""Seconds after which what was asked for counts as missing. Not every kind of fsspec has a limit of
its own."""
UPLOAD_SECONDS = 60.0
"""Seconds that a build waits at its end for what is still being sent."""
_LATE, _UNREACHED = "kind: Timeout", "error sending request"
"""In obstore's GenericError (0.12) where no answer came in time; there, and where a connection is
refused or a host not known."""
_FAILURES = 5
_THREADS = 16
"""Requests at once; an object store takes 20 to 100 ms for one, whatever else it does."""
_ASKED, _SENT, _LAST = 0, 1, 2
"""What is asked for goes first: a build waits for it."""


@dataclass
class Traffic:
    """Objects found and sent, and their bytes as they travelled; those that did not open."""

    found: int = 0
    found_bytes: int = 0
    sent: int = 0
    sent_bytes: int = 0
    damaged: int = 0


class Lookup:
    """What was asked for; `wait` gives it, None where it is not to be had."""

    def __init__(self, level: SecondLevel) -> None:
        self._level = level
        self._until = time.monotonic() + PATIENCE
        self.future: Future[bytes | None] = Future()

    def done(self) -> bool:
        """Whether `wait` would not wait."""
        return self.future.done() or self._level.is_left

    def wait(self) -> bytes | None:
        """The object; never raises, and waits no longer than PATIENCE since it was asked for."""
        if self._level.is_left and not self.future.done():
            return None
        try:
            return self.future.result(max(0.0, self._until - time.monotonic()))
        except TimeoutError:
            self._level.failed(Message("it does not answer"))
            return None


class SecondLevel:
    """Objects at a place, closed with a seal; `address` is how the place is told of."""

    def __init__(self, place: ObjectPlace, seal: Seal, address: str) -> None:
        self._place = place
        self._seal = seal
        self._address = address
        self._waiting: PriorityQueue[tuple[int, int, Callable[[], None] | None]] = PriorityQueue()
        self._count = itertools.count()
        self._lock = threading.Lock()
        self._is_idle = threading.Condition(self._lock)
        self._unsent = 0
        self._failures = 0
        self._threads = 0
        self._is_closed = False
        self._failed = 0
        self._last: Message | None = None
        self._why: Message | None = None
        self.traffic = Traffic()

    @property
    def is_left(self) -> bool:
        """Whether it failed so often that it is asked no more."""
        return self._why is not None

    @property
    def trouble(self) -> Message | None:
        """Why a request failed, the last that did."""
        return self._last

    def ask(self, kind: str, key: str) -> Lookup:
        """Ask for an object; the answer is there when a thread has it."""
        answer = Lookup(self)
        self._do(_ASKED, lambda: answer.future.set_result(self._get(kind, key)))
        return answer

    def send(self, kind: str, key: str, read: Callable[[], bytes | None]) -> None:
        """Have an object sent; `read` gives it when its turn has come, None where it is gone."""
        with self._lock:
            self._unsent += 1
        self._do(_SENT, lambda: self._put(kind, key, read))

    def wait(self, seconds: float = UPLOAD_SECONDS) -> bool:
        """Wait until everything is sent, or so long; whether it is."""
        with self._lock:
            self._is_idle.wait_for(lambda: self._unsent == 0 or self.is_left, seconds)
            return self._unsent == 0 and not self.is_left

    def close(self, seconds: float = UPLOAD_SECONDS) -> list[Message]:
        """Wait until everything is sent, or so long; then end, and give what the user is told.

        What waits still is not sent: whoever needs it makes it.
        """
        self.wait(seconds)
        with self._lock:
            unsent, self._is_closed = self._unsent, True
        for _ in range(self._threads):
            self._waiting.put((_LAST, next(self._count), None))
        return list(self._told(unsent))

    def _told(self, unsent: int) -> Iterator[Message]:
        place = {"place": self._address}
        traffic = self.traffic
        if self._why is not None:
            values = {**place, "why": self._why}
            yield Message("{place} is not used any more by this build: {why}", values)
        elif self._last is not None:
            values = {**place, "count": self._failed, "why": self._last}
            yield Message("{count} {count:request|requests} to {place} failed: {why}", values)
        elif unsent:
            values = {**place, "count": unsent}
            yield Message(
                "{count} {count:object|objects} could not be sent to {place} in time", values
            )
        if traffic.damaged:
            values = {**place, "count": traffic.damaged}
            yield Message(
                "{count} {count:object|objects} in {place} {count:is|are} damaged or foreign",
                values,
            )
        if traffic.found or traffic.sent:
            moved = (traffic.found_bytes + traffic.sent_bytes + 999) // 1000
            values = {**place, "found": traffic.found, "sent": traffic.sent, "kilobytes": moved}
            yield Message(
                "{place}: {found} {found:object|objects} found, {sent} sent, {kilobytes} kB", values
            )

    def failed(self, why: Message) -> None:
        """Count a failure; the last of several in a row is the reason why it is left."""
        with self._lock:
            self._failures += 1
            self._failed += 1
            self._last = why
            if self._failures >= _FAILURES and self._why is None:
                self._why = why
            self._is_idle.notify_all()

    def _do(self, rank: int, work: Callable[[], None]) -> None:
        self._waiting.put((rank, next(self._count), work))
        if self._threads < _THREADS:
            self._threads += 1
            # Daemons: a request that never ends must not keep the program from ending.
            threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while (work := self._waiting.get()[2]) is not None:
            work()

    def _get(self, kind: str, key: str) -> bytes | None:
        if self.is_left:
            return None
        name = self._seal.name(kind, key)
        try:
            closed = self._place.get(name)
        except Exception as error:  # whatever a network or a file system gives
            self.failed(_reason(error))
            return None
        data = None if closed is None else self._seal.opened(name, closed)
        with self._lock:
            self._failures = 0
            if data is not None and closed is not None:
                self.traffic.found += 1
                self.traffic.found_bytes += len(closed)
            elif closed is not None:
                self.traffic.damaged += 1
        return data

    def _put(self, kind: str, key: str, read: Callable[[], bytes | None]) -> None:
        try:
            data = None if self.is_left or self._is_closed else read()
            if data is not None and len(data) < MOST:
                name = self._seal.name(kind, key)
                closed = self._seal.closed(name, data)
                self._place.put(name, closed)
                with self._lock:
                    self._failures = 0
                    self.traffic.sent += 1
                    self.traffic.sent_bytes += len(closed)
        except Exception as error:  # as in _get
            self.failed(_reason(error))
        finally:
            with self._lock:
                self._unsent -= 1
                self._is_idle.notify_all()


def second_level(address: str, secret: str) -> SecondLevel:
    """The second level at an address; raises as Seal and place_at do."""
    return SecondLevel(place_at(address), Seal(secret), shown(address))


def wiped(address: str) -> Message:
    """Delete every object that kefu-docs wrote at an address, whoever's; what the user is told.

    Whose an object is no name tells. Raises as place_at does.
    """
    place = place_at(address)
    try:
        names = list(place.names())
        with ThreadPoolExecutor(_THREADS) as threads:
            list(threads.map(place.remove, names))
    except Exception as error:  # as in _get
        values = {"place": shown(address), "why": _reason(error)}
        return Message("delete by hand what lies in {place}: {why}", values)
    values = {"place": shown(address), "count": len(names)}
    return Message("removed: {count} {count:object|objects} in {place}", values)


def _reason(error: Exception) -> Message:
    """What is told of an error: never its text, which may hold addresses with signatures."""
    if isinstance(error, PermissionError) or "Permission" in type(error).__name__:
        return Message("it refuses access")
    if isinstance(error, FileNotFoundError):
        return Message("there is no such bucket")
    if isinstance(error, TimeoutError) or _LATE in str(error):
        return Message("it does not answer")
    if isinstance(error, ConnectionError) or _UNREACHED in str(error):
        return Message("it cannot be reached")
    return Message("it fails ({kind})", {"kind": type(error).__name__})
