"""Where a text box or note stands anywhere, all else is in its order nonetheless."""

from __future__ import annotations

from itertools import permutations

from kefu_docs.model import ShownText
from kefu_docs.proof import Expected, prove
from kefu_docs.proof.compare import Difference, differences
from kefu_docs.proof.flow_order import out_of_order
from kefu_docs.render.expected.expected_text import shown_text
from tests.support.builds import Office
from tests.support.word import paragraph, run, table, word

TEXTS = ("正文第一段", "正文第二段", "框内第一行", "框内第二行", "正文第三段")
FLOWS = (0, 0, 1, 1, 0)
BOX = (
    '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:rect style="position:absolute;'
    'margin-left:200pt;margin-top:100pt;width:150pt;height:90pt"><v:textbox><w:txbxContent>'
    "{}</w:txbxContent></v:textbox></v:rect></w:pict></w:r>"
)


def with_box(outside: tuple[str, ...], inside: tuple[str, ...], cell: tuple[str, ...]) -> bytes:
    """Paragraphs, a text box at the first of them, and paragraphs in a cell."""
    box = BOX.format("".join(paragraph(run(text)) for text in inside))
    first, *others = outside
    blocks = [paragraph(run(first), box), *(paragraph(run(text)) for text in others)]
    cells = table(["".join(paragraph(run(text)) for text in cell), paragraph(run("右格的字"))])
    return word("".join(blocks) + cells + paragraph())


OUTSIDE, INSIDE, CELL = ("外面第一段", "外面第二段"), TEXTS[2:4], ("格内第一段", "格内第二段")
DOCUMENT = with_box(OUTSIDE, INSIDE, CELL)


def test_each_flow_has_its_own_order() -> None:
    """A box may stand anywhere, but neither it nor the text in another order."""
    shown = ShownText(TEXTS, flows=FLOWS)
    for order in permutations(range(5)):
        text = "".join(TEXTS[number] for number in order)
        places = [order.index(number) for number in range(5)]
        is_right = places[0] < places[1] < places[4] and places[2] < places[3]
        assert (not list(out_of_order(text, shown))) is is_right
        assert (differences([text], shown) == []) is is_right


def test_what_is_out_of_order_is_told_with_what_it_stands_behind() -> None:
    """Not as missing: all is there."""
    shown = ShownText(TEXTS, flows=FLOWS)
    text = "".join(TEXTS[number] for number in (1, 2, 3, 0, 4))
    assert differences([text], shown) == [Difference(TEXTS[1], behind=TEXTS[0])]


def test_equal_and_short_paragraphs_have_no_place_of_their_own() -> None:
    """They are found once, wherever."""
    shown = ShownText(("同一句话", "框", "另一句话", "同一句话", "乙方"), flows=(0, 1, 0, 0, 0))
    assert differences(["框乙方同一句话同一句话另一句话"], shown) == []


def test_a_document_with_a_box_is_proved_in_its_order(office: Office) -> None:
    """As LibreOffice draws it, and no other document of the same paragraphs."""
    pdf = office(DOCUMENT)
    assert not prove(pdf, Expected(shown_text(DOCUMENT)), "合同").faults
    for other in (
        with_box(OUTSIDE[::-1], INSIDE, CELL),
        with_box(OUTSIDE, INSIDE[::-1], CELL),
        with_box(OUTSIDE, INSIDE, CELL[::-1]),
    ):
        (fault,) = prove(pdf, Expected(shown_text(other)), "合同").faults
        assert "in front of" in fault.pattern
        assert fault.values["page"] == 1
