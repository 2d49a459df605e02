"""Streams inflated in parts, held against qpdf."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.pdf.deflate import compressed
from kefu_docs.pdf.inflate import bytes_of

FLUSHED = b"\0\0\xff\xff"
Compress = Callable[[Sequence[bytes]], bytes]

PARTS = st.lists(st.binary() | st.just(FLUSHED) | st.just(FLUSHED * 30), max_size=5)


def compressed_whole(parts: Sequence[bytes]) -> bytes:
    """A stream without a flush in it."""
    return zlib.compress(b"".join(parts))


def stored(parts: Sequence[bytes]) -> bytes:
    """Uncompressed blocks, in which the mark of a flush may stand."""
    return zlib.compress(b"".join(parts), 0)


@given(PARTS, st.sampled_from([compressed, compressed_whole, stored]))
def test_streams_are_what_qpdf_says(parts: list[bytes], compress: Compress) -> None:
    """Streams that end parts by a full flush, or seem to, are read as qpdf reads them."""
    with pikepdf.new() as pdf:
        data = compress(parts)
        stream = pdf.make_stream(data, Filter=pikepdf.Name.FlateDecode)
        assert bytes_of(stream) == stream.read_bytes() == b"".join(parts)


def test_other_filters_are_left_to_qpdf() -> None:
    """Streams with no filter, several, or a predictor are read by qpdf."""
    with pikepdf.new() as pdf:
        name, flate = pikepdf.Name.ASCIIHexDecode, pikepdf.Name.FlateDecode
        text = zlib.compress(b"text").hex().encode()
        assert bytes_of(pdf.make_stream(b"text")) == b"text"
        assert bytes_of(pdf.make_stream(text, Filter=pikepdf.Array([name, flate]))) == b"text"
        rows = zlib.compress(b"\2\1\1\2\1\1")
        predicted = pdf.make_stream(rows, Filter=flate)
        predicted.DecodeParms = pikepdf.Dictionary(Predictor=12, Columns=2)
        assert bytes_of(predicted) == b"\1\1\2\2"


WHOLE = compressed([b"one " * 50, bytes(range(256))])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0" + WHOLE[1:],
        WHOLE[:2] + b"\xff" + WHOLE[3:],
        WHOLE[:40] + b"\0" + WHOLE[41:],
        WHOLE[:-6] + WHOLE[-4:],
        WHOLE[:-1] + b"\0",
        WHOLE[:-4],
        WHOLE + WHOLE,
    ],
)
def test_damaged_streams_are_left_to_qpdf(data: bytes) -> None:
    """A damaged stream gives what qpdf reads of it, or its error."""
    with pikepdf.new() as pdf:
        stream = pdf.make_stream(data, Filter=pikepdf.Name.FlateDecode)
        assert outcome(lambda: bytes_of(stream)) == outcome(stream.read_bytes)


def outcome(read: Callable[[], bytes]) -> bytes | type[Exception]:
    """What was read, or the kind of error."""
    try:
        return read()
    except pikepdf.PdfError as error:
        return type(error)
