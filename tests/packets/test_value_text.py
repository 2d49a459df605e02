"""Where the value of a field is set in its box, how large, and what is drawn around it.

The field of these tests is 228 points wide and 30 high.
"""

from __future__ import annotations

import io
import itertools
import re

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from kefu_docs.fonts import FontSet
from kefu_docs.packets.form_values import draw_values
from kefu_docs.pdf.to_unicode import read_texts
from tests.support.annotated_pdf import add_field, changed
from tests.support.pdf import marked_pages

_LINE = re.compile(rb"1 0 0 1 (\S+) (\S+) Tm\n<([0-9A-F]*)> Tj")
_COMB, _SEVERAL = 1 << 24, 1 << 12
Line = tuple[float, float, str]


def _drawn(fonts: FontSet, value: str, **entries: object) -> tuple[bytes, float, list[Line]]:
    """The content, the size, and each line with its place in the box."""

    def fill(document: Pdf) -> None:
        style = String("/Helv 10 Tf 0 g")
        add_field(document, 0, **{"V": String(value), "DA": style, **entries})
        draw_values(document, fonts)

    with pikepdf.open(io.BytesIO(changed(marked_pages("form"), fill))) as document:
        appearance = document.pages[0].obj.Annots[0].AP.N
        content = appearance.read_bytes()
        texts = read_texts(appearance.Resources.Font.F.ToUnicode.read_bytes())
        assert [float(side) for side in appearance.BBox][:2] == [0, 0]
    lines = [
        (float(x), float(y), "".join(texts[int(c[n : n + 4], 16)] for n in range(0, len(c), 4)))
        for x, y, c in _LINE.findall(content)
    ]
    (size,) = re.findall(rb"/F (\S+) Tf", content)
    return content, float(size), lines


def test_a_comb_has_one_character_in_the_middle_of_each_cell(fonts: FontSet) -> None:
    """As many cells as the longest value has characters; without the flag it is a line."""
    _, _, lines = _drawn(fonts, "11111", Ff=_COMB, MaxLen=10)
    assert [text for *_, text in lines] == ["1"] * 5
    steps = [after[0] - before[0] for before, after in itertools.pairwise(lines)]
    assert steps == pytest.approx([22.8] * 4, abs=0.02)
    assert 0 < lines[0][0] < 11.4
    for entries in ({"MaxLen": 10}, {"Ff": _COMB}, {"Ff": _COMB, "MaxLen": 0}):
        assert [text for *_, text in _drawn(fonts, "11111", **entries)[2]] == ["11111"]


def test_several_lines_are_broken_where_the_box_ends(fonts: FontSet) -> None:
    """Behind a blank or a Chinese character, from the top; a field of one line breaks none."""
    words, characters = "one two three four " * 6, "客服工作" * 10
    for value in (words, characters):
        _, _, lines = _drawn(fonts, value, Ff=_SEVERAL)
        assert "".join(text for *_, text in lines) == value
        assert len(lines) > 1
        assert [y for _, y, _ in lines] == pytest.approx([18.0 - 12 * n for n in range(len(lines))])
        assert len(_drawn(fonts, value)[2]) == 1
    assert all(text.endswith(" ") for *_, text in _drawn(fonts, words, Ff=_SEVERAL)[2])
    # Two points are left on either side, so 22 characters of ten points fit into 224.
    assert len(_drawn(fonts, characters, Ff=_SEVERAL)[2][0][2]) == 22


def test_a_word_goes_to_the_next_line_whole_where_one_holds_it(fonts: FontSet) -> None:
    """One longer than a line is broken within; a word that fits stays in front of Chinese."""
    for value, first in (
        ("客服 " + "m" * 60, "客服 "),
        ("客" * 20 + "abcd客服", "客" * 20 + "abcd"),
    ):
        lines = [text for *_, text in _drawn(fonts, value, Ff=_SEVERAL)[2]]
        assert "".join(lines) == value
        assert all(lines)
        assert lines[0] == first


def test_a_line_stands_left_in_the_middle_or_right(fonts: FontSet) -> None:
    """As the field's quadding says; four characters of ten points leave 184 of 224."""
    places = [_drawn(fonts, "客服工作", Q=side)[2][0][0] for side in (0, 1, 2)]
    assert places == pytest.approx([2, 94, 186])


def test_a_size_of_nothing_is_as_large_as_fits(fonts: FontSet) -> None:
    """At most twelve points, and at least four, however long the value is."""
    style = String("/Helv 0 Tf 0 g")
    sizes = [_drawn(fonts, "客服" * n, DA=style)[1] for n in (1, 14, 100)]
    assert sizes == pytest.approx([12, 8, 4])
    assert _drawn(fonts, "客服" * 14, DA=style, Ff=_SEVERAL)[1] == 12  # it takes another line
    assert _drawn(fonts, "客服", DA=String("0 g"))[1] == 12


def test_a_value_has_the_colour_of_its_style(fonts: FontSet) -> None:
    """The last one named there; black where none is."""
    for style, colour in (("0 g /Helv 10 Tf 1 0 0 rg", b"1 0 0 rg"), ("/Helv 10 Tf", b"0 g")):
        assert b"BT\n%b\n/F 10.00 Tf" % colour in _drawn(fonts, "甲", DA=String(style))[0]


def test_a_chosen_line_has_a_ground_as_wide_as_the_field(fonts: FontSet) -> None:
    """Below the margin, as high as the lines are apart."""
    choices = Array([String("男"), String("女")])
    content, _, lines = _drawn(fonts, "女", FT=Name.Ch, Opt=choices)
    assert [text for *_, text in lines] == ["男", "女"]
    assert b"0.600 0.757 0.855 rg 0 4.00 228.00 12.00 re f" in content


def test_ground_and_border_are_drawn_in_their_colours(fonts: FontSet) -> None:
    """Grey, red, green and blue, or four inks; the border half of its width inside."""
    looks = Dictionary(BG=Array([0.5]), BC=Array([1, 0, 0]))
    content, *_ = _drawn(fonts, "甲", MK=looks, BS=Dictionary(W=2))
    assert b"q 0.500 g 0 0 228.00 30.00 re f Q\n" in content
    assert b"q 1.000 0.000 0.000 RG 2.00 w 1.00 1.00 226.00 28.00 re S Q\n" in content
    content, *_ = _drawn(fonts, "甲", MK=Dictionary(BC=Array([0])))
    assert b"q 0.000 G 1.00 w 0.50 0.50 227.00 29.00 re S Q\n" in content
    looks = Dictionary(BG=Array([]), BC=Array([0, 0, 0, 1]))
    content, *_ = _drawn(fonts, "甲", MK=looks, BS=Dictionary(W=0))
    assert b" re f" not in content
    assert b" re S" not in content


@pytest.mark.parametrize(("turn", "height"), [(90, 228), (180, 30), (270, 228), (450, 228)])
def test_a_turned_field_is_as_high_as_the_page_sees_it_wide(
    fonts: FontSet, turn: int, height: int
) -> None:
    """A line stands in the middle of the height that its reader sees."""
    ((_, y, _),) = _drawn(fonts, "甲", MK=Dictionary(R=turn))[2]
    assert y == pytest.approx(height / 2 - 3.5)
