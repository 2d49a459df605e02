"""What a page's content has of the pages beside it is taken out, and nothing else."""

from __future__ import annotations

import pytest

from kefu_docs.finish.neighbouring_pages import own_content, with_even_clips

PAPER = (0.0, 0.0, 595.3, 841.9)
HEAD = b"0.1 w\nq 0 0.028 595.3 841.861 re\nW* n\n"
PICTURE = b"q 602.95 0 0 151.55 -0.15 %b cm\n/X2 Do Q\n"


def clipped(bottom: bytes, drawn: bytes) -> bytes:
    """A group that is clipped to a strip of the sheet."""
    return b"q 0 %b 595.3 123.9 re\nW* n\n%bQ " % (bottom, drawn)


@pytest.mark.parametrize("bottom", [b"-138.11", b"856.189", b"-123.9", b"841.9"])
def test_what_is_clipped_to_another_page_is_left_out(bottom: bytes) -> None:
    """A group with groups in it, too, whatever it draws."""
    inside = clipped(b"718", PICTURE % b"718")
    nested = b"q 1 0 0 1 0 0 cm\n0 0 m 1 1 l S\nQ\n"
    for drawn in PICTURE % bottom, nested + PICTURE % bottom, b"":
        content = HEAD + b"Q " + clipped(bottom, drawn) + inside + b"q Q"
        assert own_content(content, PAPER) == HEAD + b"Q " + inside + b"q Q"


@pytest.mark.parametrize("bottom", [b"-123.8", b"0", b"841.8"])
def test_what_is_partly_on_the_page_stays(bottom: bytes) -> None:
    """Be it a tenth of a point."""
    content = HEAD + b"Q " + clipped(bottom, PICTURE % bottom) + b"q Q"
    assert own_content(content, PAPER) == content


def test_a_group_without_an_end_stays() -> None:
    """It is another's to say what is wrong with that."""
    content = HEAD + b"q 0 -138 595.3 123.9 re\nW* n\n/X2 Do Q q"
    assert own_content(content, PAPER).startswith(HEAD)


def test_corners_of_clips_stand_at_hundredths() -> None:
    """Whatever the last decimal, and wherever the lines were broken; other numbers stay."""
    one = b"Q q 312 469.499 m\n312 623.649 l 346.849 658.499 l h\nW* n\n1 0.123 m S\n"
    other = b"Q q 312 469.5 m\n312 623.65 l 346.85 658.5 l\nh\nW* n\n1 0.123 m S\n"
    even = b"Q q 312 469.5 m 312 623.65 l 346.85 658.5 l h\nW* n\n1 0.123 m S\n"
    assert with_even_clips(one) == with_even_clips(other) == even


def test_content_without_such_clips_keeps_its_bytes() -> None:
    """The rectangle that begins a page is none."""
    content = HEAD + b"q 0 0 0 rg\nBT\n90.101 707.333 Td /F1 11 Tf<01>Tj\nET\nQ\nQ "
    assert own_content(content, PAPER) == content
