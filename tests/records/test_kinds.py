"""Which kinds of documents a shop has: the package's, those of documents.yaml, dropped ones."""

from __future__ import annotations

import shutil
from pathlib import Path

from kefu_docs.records import load_dataset
from kefu_docs.records.kinds import kinds_of, shipped_kinds
from kefu_docs.rules.record_texts import agreed_texts
from tests.support.builds import SAMPLE_TEMPLATES
from tests.support.records import PROJECT, write_project
from tests.support.shops import read_shop
from tests.support.word import paragraph, run
from tests.support.word import word as docx_of


def test_a_kind_of_one_s_own_may_replace_a_paper_and_not_a_contract(tmp_path: Path) -> None:
    """The papers that come with the program are a beginning; contracts are what the rules read."""
    dataset, found = read_shop(tmp_path, "在职证明: {title: 工作证明}")
    assert found == []
    assert dataset.kinds["在职证明"].title == "工作证明"


def test_a_paper_of_the_package_keeps_what_a_shop_does_not_say_otherwise(tmp_path: Path) -> None:
    """Its fields and their defaults, as long as its template is the package's."""
    templates = tmp_path / "templates"
    templates.mkdir()
    shutil.copy(SAMPLE_TEMPLATES / "保密协议.docx", templates)
    data = write_project(tmp_path / "data", PROJECT)
    (data / "documents.yaml").write_text("保密协议: {packets: []}", "utf-8")
    dataset, found = load_dataset(data, templates=templates)
    assert found == []
    kind, shipped = dataset.kinds["保密协议"], shipped_kinds()["保密协议"]
    assert (kind.fields, kind.packets) == (shipped.fields, ())
    (templates / "保密协议.docx").write_bytes(docx_of(paragraph(run("{{ document.level }}"))))
    assert load_dataset(data, templates=templates)[0].kinds["保密协议"].fields is None


def test_a_template_is_found_whichever_way_its_name_is_composed(tmp_path: Path) -> None:
    """A Mac may call a file by letters and marks apart; records are typed with both in one."""
    templates = tmp_path / "templates"
    templates.mkdir()
    (templates / "Conge\u0301s.docx").write_bytes(b"")
    data = write_project(tmp_path / "data", PROJECT)
    (data / "documents.yaml").write_text("Cong\u00e9s: {fields: {}}", "utf-8")
    dataset, found = load_dataset(data, templates=templates)
    assert found == []
    template = dataset.kinds["Cong\u00e9s"].template
    assert (templates / f"{template}.docx").is_file()


def test_what_a_record_writes_for_a_document_is_read_like_all_else(tmp_path: Path) -> None:
    """The rules on texts and on characters find it, at its place."""
    written = '{"保密协议": {"scope": "入职须交押金300元"}}'
    dataset, _ = read_shop(tmp_path, "", written)
    (found,) = [each for each in agreed_texts(dataset) if "押金" in each.text]
    place = found.record.at(*found.path)
    line = (tmp_path / "data/employees/E001.yaml").read_text("utf-8").split("\n")[place.line - 1]
    assert line[place.column - 1 :].startswith('"入职须交押金')


def test_a_damaged_template_is_a_kind_all_the_same(tmp_path: Path) -> None:
    """What is wrong with it is told where it is printed; all other records are read."""
    sound = (SAMPLE_TEMPLATES / "保密协议.docx").read_bytes()
    templates = tmp_path / "templates"
    templates.mkdir()
    for place in range(0, len(sound), 97):
        damaged = sound[:place] + bytes([sound[place] ^ 0x15]) + sound[place + 1 :]
        (templates / "保密协议.docx").write_bytes(damaged)
        assert "保密协议" in kinds_of(None, templates)[0]
