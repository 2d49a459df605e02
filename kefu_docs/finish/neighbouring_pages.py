"""A page's content without what it has of the pages beside it, and without noise in its clips.

LibreOffice (7.4, 25.2) lays its pages out on one tall sheet. Where a drawing reaches out of a page,
it writes it into the neighbour's content, too, clipped to its own page: nobody sees it there, and
the neighbour may be another document's. Corners of clips are real numbers on that sheet, and the
last of three decimals depends on how far down the page is (test_a_batch_comes_out_as_alone).
"""

from __future__ import annotations

import re

from pikepdf import Object

from kefu_docs.finish.read_text import NUMBER

Paper = tuple[float, float, float, float]
"""A page's corners: left, bottom, right, top."""

_CLIPPED = re.compile(rb"q (%(n)s) (%(n)s) (%(n)s) (%(n)s) re\nW\* n\n" % {b"n": NUMBER})
_DEPTH = re.compile(rb"(?<![\w/])[qQ](?!\w)")
_CORNERS = re.compile(
    rb"(?<=q )(?:%(n)s[ \n]+){2}m[ \n](?:(?:%(n)s|[lmch])[ \n]+)*?(?=W\*? n)" % {b"n": NUMBER}
)


def paper_of(page: Object) -> Paper:
    """A page's paper."""
    left, bottom, right, top = map(float, page.MediaBox)
    return left, bottom, right, top


def own_content(stream: bytes, paper: Paper) -> bytes:
    """What a page's content draws on its own paper."""
    if b" Do Q" in stream or b"h\nW* n" in stream:
        stream = _without_outside(stream, paper)
    return with_even_clips(stream)


def with_even_clips(stream: bytes) -> bytes:
    """The content with the corners of polygons that clip at hundredths of a point."""
    if b"h\nW* n" not in stream:
        return stream
    return _CORNERS.sub(
        lambda corners: b" ".join(map(_rounded, corners[0].split())) + b"\n", stream
    )


def _rounded(token: bytes) -> bytes:
    """A number at hundredths, written as LibreOffice writes it; operators as they are."""
    return b"%.10g" % round(float(token), 2) if b"." in token else token


def _without_outside(stream: bytes, paper: Paper) -> bytes:
    """The content without groups that are clipped to a place outside of the paper."""
    kept, at = [], 0
    while found := _CLIPPED.search(stream, at):
        end = _end_of_group(stream, found.end())
        if end and _is_outside(found, paper):
            kept.append(stream[at : found.start()])
            at = end
        else:
            kept.append(stream[at : found.end()])
            at = found.end()
    kept.append(stream[at:])
    return b"".join(kept)


def _is_outside(clip: re.Match[bytes], paper: Paper) -> bool:
    left, bottom, width, height = map(float, clip.groups())
    return (
        left + width <= paper[0]
        or bottom + height <= paper[1]
        or left >= paper[2]
        or bottom >= paper[3]
    )


def _end_of_group(stream: bytes, start: int) -> int:
    """Where the group ends that a `q` before `start` began, its `Q` and the blank behind."""
    depth = 1
    for found in _DEPTH.finditer(stream, start):
        depth += 1 if found[0] == b"q" else -1
        if depth == 0:
            return found.end() + 1
    return 0
