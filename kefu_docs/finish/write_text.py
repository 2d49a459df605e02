"""A block of text written anew: codes of the font set, each glyph at its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from kefu_docs.finish.read_text import IDENTITY, Block, Run, Span
from kefu_docs.fonts.programs.face import Face
from kefu_docs.pdf.to_unicode import encoded

Texts = Mapping[tuple[Face, int], str]
"""The text of each glyph, by face and code, that stands for more than one in a document."""


def write_block(block: Block, texts: Texts) -> bytes:
    """Write what stands between BT and ET, with two-byte codes and faces as resource names.

    `texts` has the text of glyphs that stand for several in the document: where one of these
    stands for another, that one is written with it.
    """
    written = [block.state]
    first = True
    for part in block.parts:
        if isinstance(part, Span):
            shown = [
                _shown(run, 0, len(run.glyphs), first and not n) for n, run in enumerate(part.runs)
            ]
            written.append(_marked(part.actual, b"".join(shown)))
            first = False
            continue
        for start, end in _cuts(part, texts):
            shown_ = _shown(part, start, end, first)
            glyph = part.glyphs[start]
            if texts and texts.get((glyph.face, glyph.code), glyph.text) != glyph.text:
                shown_ = _marked(encoded(glyph.text), shown_)
            written.append(shown_)
            first = False
    return b"".join(written)


def _cuts(run: Run, texts: Texts) -> Iterator[tuple[int, int]]:
    """Cut a run before and behind each glyph that stands for another text than elsewhere."""
    if not texts:
        yield 0, len(run.glyphs)
        return
    cuts = {0, len(run.glyphs)}
    for place, glyph in enumerate(run.glyphs):
        if texts.get((glyph.face, glyph.code), glyph.text) != glyph.text:
            cuts |= {place, place + 1}
    yield from pairwise(sorted(cuts))


def _marked(actual: bytes, shown: bytes) -> bytes:
    return b"/Span<</ActualText<FEFF%b>>>\nBDC\n%bEMC\n" % (actual, shown)


def _shown(run: Run, start: int, end: int, first: bool) -> bytes:
    line = run.line
    along = number(run.places[start])
    x, y = (line.across, along) if line.upright else (along, line.across)
    if first and line.matrix == IDENTITY:
        where = b"%b %b Td " % (x, y)
    else:
        where = b"%b %b %b Tm\n" % (line.matrix, x, y)
    unit = 1000 * float(line.size) * line.scale  # a size, in thousandths of a point
    parts = [b"%04X" % run.glyphs[start].code]
    drawn = 0.0
    for place in range(start + 1, end):
        width = run.glyphs[place - 1].width
        kern = round(width - (run.places[place] - run.places[start] - drawn) * 1000 / unit)
        drawn += (width - kern) * unit / 1000
        if kern:
            parts.append(b">%d<" % kern)
        parts.append(b"%04X" % run.glyphs[place].code)
    codes = b"".join(parts)
    shown = b"[<%b>]TJ\n" if b">" in codes else b"<%b>Tj\n"
    face = run.glyphs[0].face.name.encode()
    return b"%b/%b %b Tf%b" % (where, face, line.size, shown % codes)


def number(thousandths: int) -> bytes:
    """Write thousandths of a point in points, with no digit more than needed."""
    whole, fraction = divmod(abs(thousandths), 1000)
    sign = b"-" if thousandths < 0 else b""
    digits = b".%03d" % fraction if fraction else b""
    return b"%b%d%b" % (sign, whole, digits.rstrip(b"0"))
