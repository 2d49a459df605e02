"""Errors of the program, on their way from one process to another."""

from __future__ import annotations

import pickle

import pytest

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import AttachmentError, KefuError
from kefu_docs.finish import ForeignPdfError

MESSAGE = Message("the attachment {file} is protected by a password", {"file": "身份证.pdf"})
HINT = Message("save it once more without a password")


@pytest.mark.parametrize(
    "error", [AttachmentError(MESSAGE, HINT), KefuError(MESSAGE), ForeignPdfError("a font")]
)
def test_an_error_arrives_as_it_left(error: KefuError) -> None:
    """A pickled error keeps its kind, its message in every language, and its hint."""
    arrived = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert type(arrived) is type(error)
    assert (arrived.message, arrived.hint) == (error.message, error.hint)
    assert str(arrived) == str(error)
