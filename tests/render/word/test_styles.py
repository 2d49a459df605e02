"""What a style says, and what it inherits."""

from __future__ import annotations

import pytest

from kefu_docs.render.word.styles import Styles, is_on
from tests.support.word_xml import WORD


def styles(*inner: str, defaults: str = "") -> Styles:
    """A styles part of `w:style` elements."""
    return Styles(f"<w:styles {WORD}>{defaults}{''.join(inner)}</w:styles>".encode())


def style(id_: str, based_on: str = "", inner: str = "", more: str = "") -> str:
    """A paragraph style."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    head = f'<w:style w:type="paragraph" {more} w:styleId="{id_}"><w:name w:val="N {id_}"/>'
    return f"{head}{base}{inner}</w:style>"


NUMBERED = '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="7"/></w:numPr></w:pPr>'
UNNUMBERED = '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>'
OTHER_NUMBER = '<w:pPr><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr>'


def test_a_style_based_on_a_numbered_one_numbers() -> None:
    """At any distance; one that takes the number away does not, nor what is based on that."""
    found = styles(
        style("A", inner=NUMBERED),
        style("B", "A"),
        style("C", "B"),
        style("D", "B", UNNUMBERED),
        style("E", "D"),
        style("F", "A", OTHER_NUMBER),
        style("G"),
    )
    assert found.numbered() == {"A", "B", "C", "F"}
    assert found.numbering("C") == ("7", "1")
    assert found.numbering("F") == ("9", "1")  # the level is inherited by itself
    assert found.numbering("E") is None
    assert found.numbering("unknown") is None


def test_what_a_style_says_hides_what_it_inherits() -> None:
    """A switch that a base turns on may be turned off again, and on without a value."""
    on, off = "<w:rPr><w:caps/></w:rPr>", '<w:rPr><w:caps w:val="false"/></w:rPr>'
    found = styles(style("A", inner=on), style("B", "A"), style("C", "A", off), style("D"))
    assert found.switched_on("rPr/caps") == {"A", "B"}
    assert found.with_any("rPr/caps") == {"A", "B", "C"}
    nearest = found.nearest("C", "rPr/caps")
    assert nearest is not None
    assert not is_on(nearest)
    assert found.nearest("D", "rPr/caps") is None


@pytest.mark.parametrize("bases", [{"A": "A"}, {"A": "B", "B": "A"}, {"A": "missing"}])
def test_a_base_that_leads_nowhere_ends_the_chain(bases: dict[str, str]) -> None:
    """Other programs write styles that are based on themselves, or on none there is."""
    found = styles(*(style(id_, base) for id_, base in bases.items()))
    assert [s.get(s.nsmap["w"].join("{}") + "styleId") for s in found.chain("A")] == list(bases)


def test_a_style_without_an_id_is_called_by_its_name() -> None:
    """As LibreOffice draws it; no reference to it is taken for one to another style."""
    nameless = (
        '<w:style w:type="paragraph"><w:name w:val="Cell"/><w:rPr><w:caps/></w:rPr></w:style>'
    )
    found = styles(nameless, style("A"))
    assert set(found) == {"Cell", "A"}
    assert found.nearest("Cell", "rPr/caps") is not None


def test_defaults_are_by_kind() -> None:
    """The first that says so; and what holds where no style says anything."""
    found = styles(
        style("A", more='w:default="0"'),
        style("B", more='w:default="1"'),
        style("C", more='w:default="1"'),
        defaults='<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="24"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>",
    )
    assert (found.default("paragraph"), found.default("table")) == ("B", "")
    size = found.document_default("rPr/sz")
    assert size is not None
    assert size.get(size.nsmap["w"].join("{}") + "val") == "24"
    assert found.document_default("pPr/jc") is None
    assert (found.name("B"), found.name("missing")) == ("N B", "")
    assert "A" in found
    assert list(Styles(None)) == []
