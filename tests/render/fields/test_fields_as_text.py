"""Fields taken out, and what stands in their places."""

from __future__ import annotations

import pytest

from kefu_docs.render.fields.complex_fields import complex_fields
from kefu_docs.render.fields.fields_as_text import complex_as_text, simple_as_text
from kefu_docs.render.word.word_xml import W
from tests.support import word as make
from tests.support.word import elements, paragraph, run


@pytest.mark.parametrize(("text", "shown"), [("12", "12"), ("", ""), (None, "1")])
def test_a_text_stands_in_the_place_of_a_field(text: str | None, shown: str) -> None:
    """None is what Word stored; no mark of the field is left."""
    for written in (make.simple_field("PAGE", "1"), make.field("PAGE", run("1"))):
        (root,) = elements(paragraph(written))
        for simple in [*root.iter(f"{W}fldSimple")]:
            simple_as_text(simple, text)
        for found in [*complex_fields(root)]:
            complex_as_text(found, text)
        assert "".join(root.itertext(f"{W}t")) == shown
        assert [*root.iter(f"{W}fldSimple", f"{W}fldChar", f"{W}instrText")] == []
