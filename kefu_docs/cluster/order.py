"""What travels to a worker and back, as bytes that Dask looks into at neither end."""

from __future__ import annotations

import pickle
from typing import Self

from msgspec import Struct

from kefu_docs.fonts import FontSet
from kefu_docs.scheduler.answer import Answer
from kefu_docs.scheduler.messages import OneCall

OwnFonts = tuple[tuple[str, bytes], ...]
"""The user's own font files, name and content, in the order of the font set."""


class Order(Struct, frozen=True):
    """A call, and what the worker must have to do it: see Equipment, and the whole set's digest."""

    call: OneCall
    resource: str
    fonts: str

    def packed(self) -> bytes:
        """As bytes."""
        return pickle.dumps(self, protocol=5)

    @classmethod
    def unpacked(cls, data: bytes) -> Self:
        """Read what `packed` wrote."""
        order: Self = pickle.loads(data)  # noqa: S301 - see docs/cluster.md, whom one trusts
        return order


class Refusal(Struct, frozen=True):
    """A worker's answer where it has other tools than a call needs."""

    resource: str


def packed_answer(answer: Answer | Refusal) -> bytes:
    """As bytes; what cannot be pickled becomes an error that says so."""
    try:
        return pickle.dumps(answer, protocol=5)
    except Exception as error:  # pickle raises whatever an object's own code does
        return pickle.dumps(Answer.failed(TypeError(str(error))), protocol=5)


def unpacked_answer(data: bytes) -> Answer | Refusal:
    """Read what `packed_answer` wrote."""
    answer: Answer | Refusal = pickle.loads(data)  # noqa: S301
    return answer


def own_fonts(fonts: FontSet) -> OwnFonts:
    """The fonts that a worker's machine does not have."""
    return tuple((file.path.name, file.path.read_bytes()) for file in fonts.files if file.names)
