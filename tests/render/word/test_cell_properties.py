"""Properties of cells come in the schema's order, and none is lost."""

from __future__ import annotations

from kefu_docs.render.word.cell_properties import with_cells_in_order

WIDTH, SHADE, SPAN = (
    '<w:tcW w:w="9"/>',
    '<w:shd w:fill="{{ a }}"/>',
    '<w:gridSpan w:val="{{ n }}"/>',
)
BORDERS = '<w:tcBorders><w:top w:val="single"/></w:tcBorders>'


def cell(*properties: str) -> str:
    """A cell with these properties."""
    return f"<w:tc><w:tcPr>{''.join(properties)}</w:tcPr><w:p/></w:tc>"


def test_what_docxtpl_writes_in_front_goes_to_its_place() -> None:
    """Span, borders, shade behind the width."""
    written = cell(SHADE, SPAN, WIDTH, BORDERS) + cell(WIDTH, SHADE)
    assert with_cells_in_order(written) == cell(WIDTH, SPAN, BORDERS, SHADE) + cell(WIDTH, SHADE)


def test_a_tag_between_properties_stays_where_it_is() -> None:
    """What it decides on would be moved away from it."""
    written = cell(SHADE, "{% if a %}", BORDERS, "{% endif %}", WIDTH)
    assert with_cells_in_order(written) == written
