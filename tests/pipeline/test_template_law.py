"""A template's own text is judged before anything is printed from it."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import docx
import pytest

from kefu_docs.pipeline.fault_copies import write_fault_copies
from kefu_docs.pipeline.queries import lint_templates
from kefu_docs.pipeline.settings import Settings
from kefu_docs.pipeline.template_law import law_told
from kefu_docs.records import kinds_of
from tests.support.builds import SAMPLE_TEMPLATES, copy_sample
from tests.support.word import paragraphs, saved

TODAY = dt.date(2026, 4, 1)
PARTIES = "甲方：{{ company.name }}　乙方：{{ employee.name }}"


def told(*texts: str) -> list[str]:
    """What is said of an agreement with these paragraphs."""
    data = paragraphs(PARTIES, *texts)
    return [message.text() for message in law_told("t.docx", data, (), TODAY)]


@pytest.mark.parametrize(
    ("text", "article"),
    [
        ("乙方入职时交纳押金500元。", "劳动合同法 9, 84"),
        ("甲方代为保管乙方身份证。", "劳动合同法 9, 84"),
        ("乙方提前离职的，支付甲方违约金3000元。", "劳动合同法 22, 23, 25"),
        ("乙方自愿放弃社会保险。", "社会保险法 58, 60, 法释〔2025〕12号 19"),
        ("发生工伤，甲方概不负责。", "民法典 506, 劳动合同法 26, 工伤保险条例 2"),
        ("乙方在合同期内不得结婚。", "妇女权益保障法 44, 就业促进法 27"),
        ("迟到一次罚款50元。", "劳动合同法 4, 国务院令第516号"),
        ("乙方离职后一年内不得从事同行业工作。", "劳动合同法 23, 24, 法释〔2025〕12号 13"),
        ("未办交接的，扣除最后一个月工资。", "工资支付暂行规定 9, 15"),
        ("依据《合同法》订立本合同。", "合同法"),
        ("甲方{{ company.name }}收取押金500元。", "劳动合同法 9, 84"),
        ("离职时不退还押金", "劳动合同法 9, 84"),
    ],
)
def test_a_void_passage_is_told_with_its_article_and_place(text: str, article: str) -> None:
    """Whatever a tag prints in it."""
    found = told("第一条 {{ contract.position }}", text)
    assert len(found) == 1
    assert article in found[0]
    assert found[0].startswith(f"paragraph “{text}”: ")


def test_what_another_paragraph_settles_is_no_finding() -> None:
    """A non-compete clause that is paid for."""
    assert told("竞业限制期为一年。") != []
    assert told("竞业限制期为一年。", "竞业限制期内，甲方按月给予经济补偿。") == []


def test_the_wording_of_the_sample_is_judged_where_it_is_chosen() -> None:
    """A record that chooses it is told; the template, which has today's wording beside it, not."""
    condition = "{%p if contract.wording == 'original' %}"
    fine = "迟到一次罚款50元。"
    assert told(condition, fine, "{%p else %}", "迟到的，按规章制度处理。", "{%p endif %}") == []
    assert len(told(condition, "原文。", "{%p else %}", fine, "{%p endif %}")) == 1
    inline = f"{{% if contract.wording == 'current' %}}。{{% else %}}{fine}{{% endif %}}"
    assert told(inline) == []
    assert len(told(inline.replace("current", "original"))) == 1
    assert len(told(condition, "{%p if a %}", "原文。", "{%p endif %}", "{%p endif %}", fine)) == 1
    loop = ("{%p for a in b %}", "原文。", "{%p else %}", "无。", "{%p endfor %}")
    assert told(condition, *loop, fine, "{%p endif %}") == []


def test_a_place_in_a_table_is_told() -> None:
    """Table, row and column, counted from 1 as a reader counts them."""
    document = docx.Document()
    document.add_paragraph(PARTIES)
    document.add_table(1, 1)
    document.add_table(2, 2).rows[1].cells[0].text = "乙方入职时交纳押金500元。"
    (message,) = law_told("t.docx", saved(document), (), TODAY)
    assert message.text().startswith("table 2, row 2, column 1, paragraph “乙方入职")


def test_a_place_behind_a_table_in_a_table_is_told() -> None:
    """The rows and cells of the inner table are not counted."""
    document = docx.Document()
    document.add_paragraph(PARTIES)
    table = document.add_table(2, 2)
    table.rows[0].cells[0].add_table(3, 3)
    table.rows[1].cells[0].add_table(1, 2)
    table.rows[1].cells[1].text = "乙方入职时交纳押金500元。"
    (message,) = law_told("t.docx", saved(document), (), TODAY)
    assert message.text().startswith("table 1, row 2, column 2, paragraph “乙方入职")


@pytest.mark.parametrize("path", sorted(SAMPLE_TEMPLATES.glob("*.docx")), ids=lambda p: p.stem)
def test_the_templates_that_ship_agree_on_nothing_void(path: Path) -> None:
    """Contracts and papers alike."""
    kinds = [k for k in kinds_of(None, SAMPLE_TEMPLATES)[0].values() if k.template == path.stem]
    assert kinds
    assert [m.text() for m in law_told(path.name, path.read_bytes(), kinds, TODAY)] == []


def test_the_copy_for_word_has_a_comment_at_the_passage(tmp_path: Path) -> None:
    """`make templates` writes it beside the other faults; the exit code stays that of warnings."""
    copy_sample(tmp_path)
    template = tmp_path / "templates" / "保密协议.docx"
    template.write_bytes(paragraphs(PARTIES, "乙方入职时交纳押金500元。"))
    settings = Settings(tmp_path / "data", tmp_path / "templates", tmp_path / "build", TODAY)
    found = lint_templates(settings)
    (copy,) = write_fault_copies(settings, found, lambda message: message.text())
    with zipfile.ZipFile(io.BytesIO(copy.read_bytes())) as archive:
        comments = archive.read("word/comments.xml").decode()
        body = archive.read("word/document.xml").decode()
    assert "here: “交纳押金” does not hold (劳动合同法 9, 84): take it out" in comments
    assert body.rindex("commentRangeStart") > body.index("{{ employee.name }}")
