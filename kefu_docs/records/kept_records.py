"""Records of people as they are held in memory: small, and decoded where they are asked for.

A decoded month takes four times the memory of its tree, an employee eight times, and a build goes
through thousands of people one after another. So the tree is held, and of the values those that
were asked for last. Where a value stands is read from the file, which a sound record never is.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from functools import lru_cache
from pathlib import Path as FilePath
from typing import Generic, TypeVar, cast

from pydantic import BaseModel, ValidationError

from kefu_docs.model import Dataset, Record
from kefu_docs.records.decode import Places, decode
from kefu_docs.records.parsed import Parsed
from kefu_docs.records.text import parse

M = TypeVar("M", bound=BaseModel)

HELD, HELD_OF_MORE = 4096, 512
"""Decoded records that are held, where a folder has no more and where it has.

A build goes through all people in order, again and again: of more than are held none is there when
its turn comes again, and only those of the last moments are worth their memory.
"""
_READ_AGAIN = 512
"""Files whose places are known at once; a parsed file takes twenty times its bytes."""


class HeldValues:
    """The decoded records of a data folder that were asked for last, by their digests."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, BaseModel] = OrderedDict()
        self._most = HELD
        self._records = 0

    def count(self) -> None:
        """Count one more record, whose value may be held."""
        self._records += 1
        if self._records > HELD:
            self._most = HELD_OF_MORE

    def hold(self, digest: str, value: BaseModel) -> None:
        """Hold a value; of too many those are let go that were not asked for longest."""
        self._held[digest] = value
        while len(self._held) > self._most:
            self._held.popitem(last=False)

    def get(self, digest: str) -> BaseModel | None:
        """A value that is held."""
        value = self._held.get(digest)
        if value is not None:
            self._held.move_to_end(digest)
        return value


class KeptRecord(Record[M], Generic[M]):
    """A record of which `tree` is held: the JSON that its value is decoded from, as UTF-8.

    `content` is the SHA-256 of the file's bytes, in hexadecimal.
    """

    __slots__ = ("_content", "_model", "_tree", "_values")

    _content: str
    _model: type[M]
    _tree: bytes
    _values: HeldValues

    def __init__(
        self,
        file: str,
        content: str,
        model: type[M],
        digest: str,
        tree: bytes,
        values: HeldValues,
    ) -> None:
        fields: dict[str, object] = {
            "file": file,
            "places": _PlacesInFile(file, content),
            "digest": digest,
            "_content": content,
            "_model": model,
            "_tree": tree,
            "_values": values,
        }
        for name, field in fields.items():
            object.__setattr__(self, name, field)
        values.count()

    @property
    def value(self) -> M:
        """The record, decoded where nobody asked for it yet, or long ago."""
        held = self._values.get(self.digest)
        if held is None:
            held = self._decoded()
            self._values.hold(self.digest, held)
        return cast(M, held)

    def _decoded(self) -> M:
        """The value: of the tree, or of the file, where the tree is none that was kept of it."""
        try:
            return self._model.model_validate_json(self._tree)
        except ValidationError:
            data = _unchanged(self.file, self._content)
            record = decode(self.file, data, self._model).record
            if record is None:
                raise
            return record.value


class _ChangedError(Exception):
    """A file is not what it was when it was read."""


class _PlacesInFile(Places):
    """Where values stand in a file that is read again; nowhere, if it has changed meanwhile.

    `are_lost`: somebody has asked, and was told so.
    """

    __slots__ = ("_content", "are_lost")

    def __init__(self, file: str, content: str) -> None:
        super().__init__(file, b"")
        self._content = content
        self.are_lost = False

    @property
    def _parsed(self) -> Parsed:
        try:
            return _read_again(self._file, self._content)
        except _ChangedError:
            self.are_lost = True
            return Parsed(self._file)


def whose_places_are_lost(dataset: Dataset) -> frozenset[str]:
    """The ids of people about whom something is told at no place, as a file of theirs has changed.

    It is not to be kept: once the file is as it was, so are its places.
    """
    return frozenset(
        employee
        for record, employee in dataset.records()
        if isinstance(record.places, _PlacesInFile) and record.places.are_lost
    )


@lru_cache(maxsize=_READ_AGAIN)
def _read_again(file: str, content: str) -> Parsed:
    if data := _unchanged(file, content):
        return parse(file, data)
    raise _ChangedError  # what is raised is not held: the file may be as it was the next time


def _unchanged(file: str, content: str) -> bytes:
    """The bytes of a file; none where it is gone, or its SHA-256 is not `content` any more."""
    try:
        data = FilePath(file).read_bytes()
    except OSError:
        return b""
    return data if hashlib.sha256(data).hexdigest() == content else b""
