"""Papers of one's own kinds, as the rules on texts see them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from kefu_docs.pipeline.queries import check_records
from kefu_docs.pipeline.settings import Settings
from tests.support.builds import copy_sample
from tests.support.records import edit
from tests.support.word import paragraph, run, word

WAIVER = "{{ employee.name }}自愿放弃缴纳社会保险，由公司以现金补贴。"
RECEIPT = "{{ employee.name }}已收到劳动合同一份。公司不得扣押本人的身份证。"


def _found(root: Path, text: str) -> list[tuple[int, str, str]]:
    """Line, rule and message of the findings on E002's record, who signs a paper of this text."""
    (root / "templates" / "承诺书.docx").write_bytes(word(paragraph(run(text))))
    settings = Settings(root / "data", root / "templates", root / "build", dt.date(2026, 4, 30))
    return [
        (d.location.line, d.rule, d.message.text())
        for d in check_records(settings)
        if d.location.file.endswith("E002.yaml")
    ]


def test_an_unlawful_paper_of_ones_own_is_told_where_it_is_asked_for(tmp_path: Path) -> None:
    """A waiver of social insurance that is dropped in as a template does not hold."""
    copy_sample(tmp_path)
    record = tmp_path / "data/employees/E002.yaml"
    edit(record, "hired_on:", "documents:\n  承诺书: {signed_on: 2026-04-01}\nhired_on:")
    line = record.read_text("utf-8").splitlines().index("  承诺书: {signed_on: 2026-04-01}") + 1
    (told,) = _found(tmp_path, WAIVER)
    assert told[:2] == (line, "insurance-waived")
    assert told[2].startswith("in '承诺书': “放弃缴纳社会保险” does not hold")
    assert _found(tmp_path, WAIVER) == [told]  # from the store
    assert _found(tmp_path, RECEIPT) == []
