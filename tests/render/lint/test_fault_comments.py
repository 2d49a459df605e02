"""The copy of a template is the template, with comments at the places that are meant."""

from __future__ import annotations

import io

import docx
from docx.document import Document

from kefu_docs.render import text_of
from kefu_docs.render.lint.fault_comments import ToldFault, with_comments
from tests.support.word import docx_with


def write(document: Document) -> None:
    """Two paragraphs, an empty one, and one in a cell."""
    document.add_paragraph("甲 {{ a }}")
    document.add_paragraph("")
    document.add_table(rows=1, cols=1).rows[0].cells[0].text = "乙 {{ b }}，还有很长的一段"
    document.add_paragraph("丙")


def commented(*told: tuple[str, str]) -> tuple[bytes, dict[str, str]]:
    """The copy, and the text of each comment by that of its paragraph."""
    data = docx_with(write)
    faults = [ToldFault(text, said, f"{text}：{said}") for text, said in told]
    copy = with_comments("t.docx", data, faults)
    assert copy is not None
    opened = docx.Document(io.BytesIO(copy))
    found = {}
    for reference in opened.element.body.iter("{*}commentReference"):
        (paragraph,) = (p for p in reference.iterancestors("{*}p"))
        comment = opened.comments.get(int(reference.get(f"{{{reference.nsmap['w']}}}id")))
        assert comment is not None
        found["".join(map(str, paragraph.itertext("{*}t")))] = comment.text
    return copy, found


def test_comments_stand_at_their_paragraphs() -> None:
    """By its text or its beginning; what stands elsewhere is told at the first, with its place."""
    _, found = commented(("甲 {{ a }}", "一"), ("乙 {{ b }}", "二"), ("眉", "三"), ("", "三"))
    assert found == {"甲 {{ a }}": "一\n眉：三\n：三", "乙 {{ b }}，还有很长的一段": "二"}


def test_marks_of_comments_have_no_style_that_the_file_lacks() -> None:
    """python-docx names one; openxml-audit complains where it is not there."""
    copy, found = commented(("甲 {{ a }}", "一"))
    opened = docx.Document(io.BytesIO(copy))
    known = {style.style_id for style in opened.styles}
    assert found
    assert {str(e.val) for e in opened.element.body.iter("{*}rStyle")} <= known


def test_the_same_fault_of_equal_paragraphs_is_told_at_each() -> None:
    """What is said more often than there are such paragraphs stands once at the last."""

    def equal(document: Document) -> None:
        for text in ("首", "同 {{ a }}", "中", "同 {{ a }}"):
            document.add_paragraph(text)

    fault = ToldFault("同 {{ a }}", "没有 a", "")
    copy = with_comments("t.docx", docx_with(equal), [fault] * 3)
    assert copy is not None
    body = docx.Document(io.BytesIO(copy)).element.body
    counts = [len([*p.iter("{*}commentReference")]) for p in body.iter("{*}p")]
    assert counts == [0, 1, 0, 1]


def test_the_copy_says_what_the_template_says() -> None:
    """Nothing of it is changed, and the same comments give the same bytes."""
    one, other = (commented(("丙", "一"))[0] for _ in range(2))
    assert one == other
    assert text_of(one) == text_of(docx_with(write))


def test_what_is_no_word_file_has_no_copy() -> None:
    """Why it is none is told on the terminal."""
    assert with_comments("t.docx", b"no zip", [ToldFault("", "一", "一")]) is None
