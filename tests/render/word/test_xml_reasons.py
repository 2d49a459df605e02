"""Why a part is no XML is told in words that are translated."""

from __future__ import annotations

import pytest

from kefu_docs.render.word.word_xml import WordXmlError, parsed


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "it is empty"),
        (b"<a>", "it breaks off in line 1"),
        (b"<a>\n<b></a>", "what line 2 closes is not what was opened last"),
        (b"<a>\n&nbsp;</a>", "line 2 names an entity that is not declared"),
        (b"<a>\n\x01</a>", "line 2 holds a character that XML does not have"),
        (b"<?xml version='1.0' encoding='x-none'?><a/>", "it names an encoding that is not known"),
        (b"<a x=1/>", "line 1 is no XML (libxml2 39)"),
        (b"<!DOCTYPE a><a/>", "it declares a document type, which may name other files"),
    ],
)
def test_a_reason_is_told(data: bytes, told: str) -> None:
    """By the kinds of libxml2's errors; what is not among them with its number."""
    with pytest.raises(WordXmlError) as caught:
        parsed(data)
    assert caught.value.told.text() == told
