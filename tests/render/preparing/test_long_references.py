"""References to several paragraphs are the text that Word stored."""

from __future__ import annotations

from kefu_docs.render.preparing.long_references import as_text, long_bookmarks
from tests.support.word_features import field, paragraph, run, tree

MARK = '<w:bookmarkStart w:id="{0}" w:name="{1}"/>{2}<w:bookmarkEnd w:id="{0}"/>'
LONG = MARK.format(1, "long", paragraph(run("甲")) + paragraph(run("乙")))
HEADING = MARK.format(2, "heading", paragraph(run("甲"), run("丙")) + paragraph())


def test_a_bookmark_is_long_with_text_in_two_paragraphs() -> None:
    """One that ends at the beginning of the next is none."""
    assert long_bookmarks(tree(LONG + HEADING)) == {"long"}


def test_references_to_it_are_text_and_told() -> None:
    """LibreOffice would show the first paragraph; a reference to its page, or to others, stays."""
    root = tree(
        paragraph(field("REF long \\h", "甲乙"), field("REF heading", "甲丙"))
        + paragraph('<w:fldSimple w:instr="REF long">' + run("甲") + "</w:fldSimple>")
        + paragraph(field("PAGEREF long", "3"))
    )
    assert [*as_text(root, frozenset(["long"]))] == [("REF long", "甲"), ("REF long \\h", "甲乙")]
    assert "".join(map(str, root.itertext())).split() == [
        "甲乙REF",
        "heading甲丙甲PAGEREF",
        "long3",
    ]
