"""Text that is lost while a template is made ready is told with its paragraph."""

from __future__ import annotations

import pytest

from kefu_docs.diagnostics.errors import TemplateError
from kefu_docs.render.preparing.prepared_template import prepared
from kefu_docs.render.preparing.prepared_text import refuse_unprepared
from kefu_docs.render.word.closing_paragraph import with_low_end
from kefu_docs.render.word.read_package import read_package
from kefu_docs.render.word.word_package import DOCUMENT
from tests.support.builds import SAMPLE_TEMPLATES
from tests.support.word import field, paragraph, run, simple_field, table, word

INSERTED = f'<w:ins w:id="1" w:author="甲">{run("添")}</w:ins>'
DELETED = '<w:del w:id="2" w:author="甲"><w:r><w:delText>删</w:delText></w:r></w:del>'
ROW = table([paragraph(run("行"))]).replace("<w:tr>", '<w:tr><w:trPr><w:del w:id="3"/></w:trPr>')
OPEN = paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>') + paragraph(run("域"))
CLOSE = paragraph('<w:r><w:fldChar w:fldCharType="end"/></w:r>', run("后"))
CHANGED = [
    paragraph(run("甲"), INSERTED, DELETED),
    ROW + paragraph(run("尾")),
    paragraph(run("编号"), simple_field("AUTHOR", "甲")),
    paragraph(field("AUTHOR", run("甲"))),
    OPEN + CLOSE,
]


@pytest.mark.parametrize("changed", CHANGED)
def test_what_is_changed_on_purpose_is_not_refused(changed: str) -> None:
    """Tracked changes, deleted rows, fields in and across paragraphs; the rest is compared."""
    body = paragraph(run("前文")) + changed + paragraph(run("后文"))
    parts = read_package("t.docx", word(body)).parts
    ready = dict(prepared("t.docx", with_low_end(parts)).parts)
    refuse_unprepared("t.docx", parts, ready)
    for lost in ("前文", "后文"):
        lacking = ready | {DOCUMENT: ready[DOCUMENT].replace(lost.encode(), b"")}
        with pytest.raises(TemplateError, match=f"t.docx, paragraph “{lost}”: its text is lost"):
            refuse_unprepared("t.docx", parts, lacking)


def test_no_shipped_template_loses_text() -> None:
    """Each is made ready with all it says."""
    for path in SAMPLE_TEMPLATES.glob("*.docx"):
        parts = read_package(path.name, path.read_bytes()).parts
        refuse_unprepared(path.name, parts, prepared(path.name, with_low_end(parts)).parts)
