"""Blocks of text: read from one-byte codes of many subsets, written in the codes of faces."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from kefu_docs.finish.libreoffice_fonts import Codes, ForeignPdfError, Glyph
from kefu_docs.finish.read_text import IDENTITY, Run, Span, read_block
from kefu_docs.finish.text_grid import TENTH, TWIP
from kefu_docs.finish.write_text import write_block
from tests.support.named_face import HANA, SONG

WIDTHS = (1000, 500, 549, 333, 256)


def glyph(code: int, face: Any = SONG, text: str = "") -> Glyph:
    """A glyph of some width."""
    return Glyph(face, code, WIDTHS[code % len(WIDTHS)], text or chr(0x4E00 + code))


FONTS: dict[bytes, Codes] = {
    b"F1": {code: glyph(code) for code in range(100)},
    b"F2": {code - 100: glyph(code) for code in range(100, 200)},
    b"F3": {1: glyph(7, HANA)},
}


def as_libreoffice(codes: list[int], gaps: list[int], size: float, grid: int, cuts: bool) -> bytes:
    """Write glyphs of F1 and F2, `gaps` steps beyond their width, as LibreOffice does.

    `cuts` makes a new piece where the subset changes, as LibreOffice must; without, the codes are
    all of the first one's.
    """
    places = [1000]
    for code, gap in zip(codes, gaps, strict=False):
        places.append(places[-1] + round(glyph(code).width * size / grid) + gap)
    written = b""
    start = 0
    while start < len(codes):
        end = start + 1
        while end < len(codes) and (not cuts or codes[end] // 100 == codes[start] // 100):
            end += 1
        x = places[start] * grid / 1000
        where = f"{x:g} 700.889 Td " if start == 0 else f"1 0 0 1 {x:g} 700.889 Tm\n"
        shown = f"{codes[start] % 100:02X}"
        for place in range(start + 1, end):
            distance = (places[place] - places[place - 1]) * grid / size
            kern = int(glyph(codes[place - 1]).width - distance + 0.5)
            shown += (f">{kern}<" if kern else "") + f"{codes[place] % 100:02X}"
        text = f"[<{shown}>]TJ\n" if ">" in shown else f"<{shown}>Tj\n"
        written += f"{where}/F{codes[start] // 100 + 1} {size:g} Tf{text}".encode()
        start = end
    return written


sizes = st.sampled_from([7, 9, 10.5, 12, 14, 22, 24])
grids = st.sampled_from([TWIP, TENTH])


@given(
    codes=st.lists(st.integers(0, 199), min_size=1, max_size=40),
    gaps=st.lists(st.integers(-3, 60), min_size=40, max_size=40),
    size=sizes,
    grid=grids,
)
def test_subsets_leave_no_trace(codes: list[int], gaps: list[int], size: float, grid: int) -> None:
    """The same glyphs at the same places give the same bytes, however they are cut."""
    assume(len({c % 100 for c in codes}) == len(set(codes)))
    subset: Codes = {c % 100: glyph(c) for c in codes}
    cut = read_block(as_libreoffice(codes, gaps, size, grid, cuts=True), FONTS, grid)
    whole = read_block(
        as_libreoffice(codes, gaps, size, grid, cuts=False), {b"F1": subset, b"F2": subset}, grid
    )
    assert write_block(cut, {}) == write_block(whole, {})
    (run,) = cut.parts
    assert isinstance(run, Run)
    assert [g.code for g in run.glyphs] == codes


@given(
    codes=st.lists(st.integers(0, 99), min_size=1, max_size=40),
    gaps=st.lists(st.integers(-3, 60), min_size=40, max_size=40),
    size=sizes,
    grid=grids,
)
def test_every_glyph_is_drawn_at_its_place(
    codes: list[int], gaps: list[int], size: float, grid: int
) -> None:
    """To half a thousandth of the size, from the first to the last of the line."""
    block = read_block(as_libreoffice(codes, gaps, size, grid, cuts=True), FONTS, grid)
    (run,) = block.parts
    assert isinstance(run, Run)
    expected = [1000 * grid]
    for code, gap in zip(codes, gaps, strict=False):
        expected.append(expected[-1] + grid * (round(glyph(code).width * size / grid) + gap))
    assert run.places == expected[: len(codes)]
    drawn = expected[0] + 0.0
    _, _, shown = write_block(block, {}).partition(b" Tf")
    numbers = shown.strip(b"[]TJj\n").replace(b"<", b" ").replace(b">", b" ").split()
    place = 0
    for token in _tokens(numbers):
        if isinstance(token, int):
            drawn -= token * size
        else:
            assert abs(drawn - run.places[place]) <= size / 2 + 1e-6
            drawn += glyph(token[0]).width * size
            place += 1
    assert place == len(codes)


@pytest.mark.parametrize("matrix", ["0.8 0 0 1", "1.5 0 0 1", "0 -0.8 1 0"])
def test_stretched_text_keeps_to_the_page_since_twips(matrix: str) -> None:
    """As LibreOffice 25.2 wrote it, with a cut and without; the places were there to be read."""
    widths = {1: 473, 2: 538, 3: 557, 4: 334}
    scale = abs(float(matrix.split()["-" in matrix]))
    steps = [0, 90, 194, 301]
    kerns = [
        int(widths[n] - (steps[n] - steps[n - 1]) * 50 / (12 * scale) + 0.5) for n in (1, 2, 3)
    ]
    along = [100 - n / 20 if "-" in matrix else 100 + n / 20 for n in steps]
    where = [
        f"{matrix} 700 {x:g} Tm\n" if "-" in matrix else f"{matrix} {x:g} 700 Tm\n" for x in along
    ]
    fonts: dict[bytes, Codes] = {
        b"F1": {n: Glyph(SONG, n, w, chr(96 + n)) for n, w in widths.items()}
    }
    whole = f"{where[0]}/F1 12 Tf[<01>{kerns[0]}<02>{kerns[1]}<03>{kerns[2]}<04>]TJ\n"
    cut = f"{where[0]}/F1 12 Tf[<01>{kerns[0]}<02>]TJ\n{where[2]}/F1 12 Tf[<03>{kerns[2]}<04>]TJ\n"
    (run,) = read_block(whole.encode(), fonts).parts
    assert isinstance(run, Run)
    assert run.places == [round(x * 1000) for x in along]
    assert read_block(cut.encode(), fonts).parts == [run]


def squeezed(places: Sequence[int], first_code: int, widths: Sequence[int], scale: float) -> bytes:
    """A piece of text of 12 points at `places`, in tenths, as LibreOffice 7.4 writes it."""
    inverse = 1.0 / scale
    shift = -((2 * places[0] + 284) * inverse)
    unstretched = [int(place * inverse + shift) for place in places]
    shown = f"<{first_code:02X}>"
    for number, (before, after) in enumerate(pairwise(unstretched), first_code):
        kern = int(widths[number] - (after - before) * 1000 / 120 + 0.5)
        shown += f"{kern or ''}<{number + 1:02X}>"
    written = f"{scale:.11f}"[:-1]
    return f"{written} 0 0 1 {places[0] / 10:g} 0 Tm\n/F1 12 Tf[{shown}]TJ\n".encode()


@given(
    first=st.integers(600, 5000),
    steps=st.lists(st.integers(20, 130), min_size=1, max_size=8),
    twips=st.integers(70, 239),
    cut=st.integers(1, 8),
)
@example(first=1932, steps=[57, 50, 58, 58, 50], twips=208, cut=2)
def test_squeezed_text_stands_where_libreoffice_put_it(
    first: int, steps: list[int], twips: int, cut: int
) -> None:
    """With a cut or without; further on from its start places are not told from each other."""
    places = [first, *(first + along for along in accumulate(steps))]
    assume(places[-1] < 2 * first + 284 - 2 and cut < len(places))
    scale = twips / 240
    widths = [0, *(round(step * 1000 / 120 / scale) for step in steps), 500]
    fonts: dict[bytes, Codes] = {
        b"F1": {n: Glyph(SONG, n, w, chr(0x4E00 + n)) for n, w in enumerate(widths)}
    }
    pieces = (places,), (places[:cut], places[cut:])
    for parts in pieces:
        data = b"".join(squeezed(part, 1 + places.index(part[0]), widths, scale) for part in parts)
        (run,) = read_block(data, fonts, TENTH).parts
        assert isinstance(run, Run)
        assert run.places == [100 * place for place in places]


def test_large_text_is_understood_until_it_is_cut() -> None:
    """A twip of 36 points is less than two of the thousandths that LibreOffice counts in."""
    block = read_block(b"100 700 Td /F1 36 Tf<0205>Tj\n", FONTS)
    (run,) = block.parts
    assert isinstance(run, Run)
    assert run.places == [100_000, 100_000 + 549 * 36 - 14]
    cut = b"100 700 Td /F1 36 Tf<02>Tj\n1 0 0 1 119.75 700 Tm\n/F2 36 Tf<00>Tj\n"
    with pytest.raises(ForeignPdfError, match="a cut in large text"):
        read_block(cut, FONTS)
    far = cut.replace(b"119.75", b"140")
    (run,) = read_block(far, FONTS).parts
    assert isinstance(run, Run)
    assert run.places == [100_000, 140_000]


def _tokens(parts: list[bytes]) -> list[int | tuple[int]]:
    """Codes as tuples, numbers between them as they are; they take turns."""
    tokens: list[int | tuple[int]] = []
    for number, part in enumerate(parts):
        if number % 2:
            tokens.append(int(part))
        else:
            tokens += [(int(part[at : at + 4], 16),) for at in range(0, len(part), 4)]
    return tokens


def test_a_second_face_takes_its_place_in_the_line() -> None:
    """LibreOffice draws it behind the line; text is read in the order it is drawn."""
    data = b"100 700 Td /F1 10 Tf[<00>-999<05>]TJ\n1 0 0 1 110 700 Tm\n/F3 10 Tf<01>Tj\n"
    assert write_block(read_block(data, FONTS), {}) == (
        b"100 700 Td /Song 10 Tf<0000>Tj\n"
        b"1 0 0 1 110 700 Tm\n/Hana 10 Tf<0007>Tj\n"
        b"1 0 0 1 120 700 Tm\n/Song 10 Tf<0005>Tj\n"
    )


def test_a_span_of_one_glyph_becomes_the_text_of_that_glyph() -> None:
    """LibreOffice writes it where an earlier document used the glyph for something else."""
    data = b"/Span<</ActualText<FEFF2F00>>>\nBDC\n10 20 Td /F1 10 Tf<05>Tj\nEMC\n"
    block = read_block(data, FONTS)
    (run,) = block.parts
    assert isinstance(run, Run)
    assert run.glyphs[0].text == "\u2f00"
    assert write_block(block, {}) == b"10 20 Td /Song 10 Tf<0005>Tj\n"


def test_a_glyph_of_two_texts_is_marked_where_it_stands_for_the_second() -> None:
    """A glyph drawn for a second text is marked with it; those behind it stay at their places."""
    data = b"10 20 Td /F1 10 Tf<050A05>Tj\n"
    texts = {(SONG, 10): "another"}
    assert write_block(read_block(data, FONTS), texts) == (
        b"10 20 Td /Song 10 Tf<0005>Tj\n"
        b"/Span<</ActualText<FEFF4E0A>>>\nBDC\n1 0 0 1 20 20 Tm\n/Song 10 Tf<000A>Tj\nEMC\n"
        b"1 0 0 1 30 20 Tm\n/Song 10 Tf<0005>Tj\n"
    )


def test_a_span_of_several_glyphs_stays() -> None:
    """A ligature's parts stand for its text together."""
    data = b"/Span<</ActualText<FEFF03AC>>>\nBDC\n10 20 Td /F1 10 Tf<0506>Tj\nEMC\n"
    block = read_block(data, FONTS)
    assert isinstance(block.parts[0], Span)
    assert write_block(block, {}) == data.replace(b"F1", b"Song").replace(b"0506", b"00050006")


def test_glyphs_of_one_cluster_may_stand_off_the_grid() -> None:
    """As the blank for U+FE0F behind ❤ does in LibreOffice 25.2; other glyphs may not."""
    shown = b"10 20 Td /F1 5 Tf<0305>Tj\n"
    data = b"/Span<</ActualText<FEFF2764FE0F>>>\nBDC\n%bEMC\n" % shown
    block = read_block(data, FONTS)
    assert write_block(block, {}) == data.replace(b"F1", b"Song").replace(b"0305", b"00030005")
    with pytest.raises(ForeignPdfError, match="not on the grid"):
        read_block(shown, FONTS)


@pytest.mark.parametrize("matrix", [b"0.8 0 0 1", b"1 0 0.268 1", b"0 1 -1 0", b"0 -1 1 0"])
def test_scaled_slanted_and_upright_text_keeps_its_matrix(matrix: bytes) -> None:
    """Narrow text, synthetic italics and text in a turned cell keep the matrix they are
    drawn by.
    """
    data = b"%b 100 200 Tm\n/F1 10 Tf<0506>Tj\n" % matrix
    written = write_block(read_block(data, FONTS), {})
    assert written == b"%b 100 200 Tm\n/Song 10 Tf<00050006>Tj\n" % matrix


def test_what_sets_the_state_stays_in_front() -> None:
    """What makes strokes of text, as for synthetic bold and outlines, stays in front of it."""
    data = b"2 Tr 0.25 w \n10 20 Td /F1 10 Tf<05>Tj\n"
    assert write_block(read_block(data, FONTS), {}) == data.replace(b"F1", b"Song").replace(
        b"<05>", b"<0005>"
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"10 20 Td /F1 10 Tf(text)Tj\n", "text written as"),
        (b"10 20 Td /F1 10 Tf<05>Tj\n10 0 Td /F1 10 Tf<05>Tj\n", "out of order"),
        (b"10 20 Td /F1 10 Tf<05>Tj\n<05>Tj\n", "out of order"),
        (b"10 20 Td <05>Tj\n", "out of order"),
        (b"10 20 Td /F1 10 Tf<05>Tj\n2 Tr \n", "out of order"),
        (b"10 20 Td /F1 10 Tf<05>Tj\nEMC\n", "out of order"),
        (b"10 20 Td ", "cut off"),
        (b"10 20 Td /F1 10 Tf<FF>Tj\n", "a code without a glyph"),
        (b"10 20 Td /F9 10 Tf<05>Tj\n", "a code without a glyph"),
        (b"10 20.0001 Td /F1 10 Tf<05>Tj\n1 0 0 1 9.12345 2 Tm\n/F1 10 Tf<05>Tj\n", "finer"),
        (b"0.7 0.7 -0.7 0.7 100 200 Tm\n/F1 10 Tf<05>Tj\n", "askew"),
        (b"10 20 Td /F1 10 Tf[<05>1<06>]TJ\n", "not on the grid"),
        (b"/Span<</ActualText<FEFF4E00>>>\nBDC\nEMC\n", "without glyphs"),
    ],
)
def test_what_libreoffice_does_not_write_is_refused(data: bytes, reason: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(ForeignPdfError, match=reason):
        read_block(data, FONTS)


def test_a_block_begins_with_the_page_as_its_matrix() -> None:
    """A block that begins with Td is placed on the page by it alone."""
    (run,) = read_block(b"10 20 Td /F1 10 Tf<05>Tj\n", FONTS).parts
    assert isinstance(run, Run)
    assert run.line.matrix == IDENTITY
