"""One page converted as a build converts documents, and its text read back.

What can only be seen by trying: whether LibreOffice starts within its walls, with the fonts of the
set, and writes what the program can finish and prove.
"""

from __future__ import annotations

import datetime as dt
import time
from typing import Final

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import ProofError
from kefu_docs.model import DocumentInfo
from kefu_docs.model.jobs import JobPayload
from kefu_docs.pipeline.office_habits import known_habits
from kefu_docs.pipeline.settings import Settings
from kefu_docs.pipeline.toolchain import Toolchain
from kefu_docs.render.word.docx_zip import stored
from kefu_docs.scheduler.messages import ProvedPdf, Workplace
from kefu_docs.scheduler.tasks import finish_documents
from kefu_docs.store import Store

_OPENXML: Final = "http://schemas.openxmlformats.org"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS: Final = "application/vnd.openxmlformats-package.relationships+xml"
_LINES: Final = (
    ("黑体", "测试页"),
    ("宋体", "生成于2026年4月30日，共 2,800.00 元。"),
    ("楷体", "䶮"),
)
"""A face and a line set in it; the last character is one that few fonts have."""


def try_a_page(settings: Settings, tools: Toolchain, store: Store) -> float:
    """Convert the page, finish it and read it back; gives how many seconds that took.

    Raises MissingToolError where the wanted engine is not there, ConversionError where LibreOffice
    fails, ProofError where the page does not show its text.
    """
    begun = time.monotonic()
    docx = trial_page()
    with tools.pool(settings) as pool:
        pdf = pool.submit(docx).result()
    habits = known_habits(store, tools)
    info = DocumentInfo("trial", "", "", (), dt.date(2026, 1, 1))
    printed = tuple(text for _, text in _LINES)
    payload = JobPayload("trial", info, docx, printed)
    workplace = Workplace(tools.fonts, settings.store)
    grid = habits.grid if habits else 0
    found = finish_documents(workplace, pdf, [payload], False, grid)
    assert found is not None  # only a composed PDF may not be understood
    (made,) = found
    if not isinstance(made, ProvedPdf):
        raise ProofError(made.fault)
    if made.facts.pages != 1:
        raise ProofError(Message("the test page has {count} pages", {"count": made.facts.pages}))
    return time.monotonic() - begun


def trial_page() -> bytes:
    """The docx: a few lines, each in a face of its own."""
    paragraphs = "".join(
        f'<w:p><w:r><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" '
        f'w:eastAsia="{face}"/></w:rPr><w:t>{text}</w:t></w:r></w:p>'
        for face, text in _LINES
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_OPENXML}/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{_RELATIONS}"/>'
        f'<Default Extension="xml" ContentType="{_WORD}.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_OPENXML}/package/2006/relationships">'
        f'<Relationship Id="r" Type="{_OPENXML}/officeDocument/2006/relationships/officeDocument"'
        ' Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{_OPENXML}/wordprocessingml/2006/main">'
        f"<w:body>{paragraphs}</w:body></w:document>",
    }
    return stored({name: text.encode() for name, text in parts.items()})
