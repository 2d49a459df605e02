"""documents.yaml broken in many ways, each told at its place; and the values that kinds check."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kefu_docs.diagnostics import Diagnostic
from kefu_docs.model import Dataset
from kefu_docs.model.document_values import DocumentValues
from kefu_docs.records import json_schema, load_dataset, load_models
from kefu_docs.records.kinds import built_in_kinds, kinds_of, shipped_kinds
from kefu_docs.rules.record_texts import agreed_texts
from tests.support.builds import SAMPLE_TEMPLATES
from tests.support.records import LABOR, PERSON, PROJECT, write_project
from tests.support.word import paragraph, run
from tests.support.word import word as docx_of

TEMPLATES = ("保密协议", "在职证明", "表")


def read(root: Path, kinds: str = "", documents: str = "") -> tuple[Dataset, list[Diagnostic]]:
    """A shop with this documents.yaml, in which E001's record ends in these `documents`."""
    data = write_project(
        root / "data", {**PROJECT, "employees/E001.yaml": {**PERSON, "contract": LABOR}}
    )
    templates = root / "templates"
    templates.mkdir(exist_ok=True)
    for name in TEMPLATES:
        (templates / f"{name}.docx").write_bytes(b"")
    if kinds:
        (data / "documents.yaml").write_text(kinds, "utf-8")
    if documents:
        record = (data / "employees/E001.yaml").read_text("utf-8").rstrip()
        written = record[:-1].rstrip() + f',\n"documents": {documents}\n}}'
        (data / "employees/E001.yaml").write_text(written, "utf-8")
    return load_dataset(data, templates=templates)


def told(found: list[Diagnostic]) -> list[str]:
    """Line, column, rule and words of each finding."""
    return [f"{d.location.line}:{d.location.column} {d.rule}: {d.message.text()}" for d in found]


BROKEN = {
    "保密协义: {}": (
        "1:1 document-kind: there is no template 保密协义.docx in the templates "
        "folder; did you mean '保密协议'?"
    ),
    "summary: {}": (
        "1:1 document-kind: summary comes with the program and is declared there; "
        "give yours another name"
    ),
    "all: {}": "1:1 record-value: 'all' has a meaning of its own; give the kind another name",
    '"a/b": {}': "1:1 record-value: 'a/b' becomes the name of a file, which cannot hold /",
    '"a{id}": {}': "1:1 record-value: 'a{id}': a kind's name cannot hold braces",
    "表: {}\n保密协议: {titel: x}": (
        "2:8 record-unknown-key: unknown key titel; did you mean title?"
    ),
    "表： {for: employee}": ("1:1 record-value: '：' stands behind the key; write `:` and a space"),
    "表:\n  for：employee": ("2:3 record-value: '：' stands behind the key; write `:` and a space"),
    "表:\n  fields:\n    a：{type: text}": (
        "3:5 record-value: '：' stands behind the key; write `:` and a space"
    ),
    "表: {for: 员工}": "1:10 record-value: '员工' is not allowed; write employee",
    "表:\n  字段: {}": "2:3 record-unknown-key: unknown key 字段; did you mean fields?",
    "表: {for: person}": (
        "1:10 record-value: 'person' is not allowed; write one of: employee, "
        "contract, month, team, company"
    ),
    "表: {packets: [employee, all]}": (
        "1:25 record-value: 'all' is not allowed; write one of: employee, contracts, summaries"
    ),
    "表: {packets: employee}": (
        "1:14 record-value: expected a list, each entry on a line of its own after a hyphen"
    ),
    '表: {file: "{nummer}"}': (
        "1:5 document-kind: {nummer} stands for nothing here; there may be: {id}, {name}"
    ),
    '表: {title: "{month}的表"}': (
        "1:5 document-kind: {month} stands for nothing here; there may be: {id}, {name}"
    ),
    '表: {for: month, file: "{id}"}': (
        "1:17 document-kind: all documents of the kind would have one name; put {month} into it"
    ),
    '表: {for: company, file: "../x", fields: {signed_on: {type: date}}}': (
        "1:19 document-kind: '..' becomes the name of a file, which cannot begin or "
        "end with a point or a space, or be empty"
    ),
    "表: {dated: signedon, fields: {signed_on: {type: date}}}": (
        "1:5 document-kind: signedon is no field of the kind with the type date; did "
        "you mean 'signed_on'?"
    ),
    "表: {for: company, fields: {}}": (
        "1:1 document-kind: a document of the company needs a date: declare the "
        "field signed_on with the type date, or name another one under dated"
    ),
    "表: {made: allways}": (
        "1:11 record-value: 'allways' is not allowed; write one of: named, always"
    ),
    "表:\n  fields:\n    a-b: {type: text}": (
        "3:5 record-value: 'a-b' cannot stand behind `document.` in a template; use "
        "letters, digits and _, and begin with a letter"
    ),
    "表:\n  fields:\n    a: {type: string}": (
        "3:15 record-value: 'string' is not allowed; write one of: text, date, "
        "month, time, yuan, rate, count, yes/no, choice, picture, file, list, group"
    ),
    "表:\n  fields:\n    a: {label: 甲}": (
        "3:8 record-missing-key: the key type is missing or empty"
    ),
    "表:\n  fields:\n    a: {type: choice}": (
        "3:5 document-kind: a choice needs the words to choose from, such as `of: [甲, 乙]`"
    ),
    "表:\n  fields:\n    a: {type: list, of: choice}": (
        "3:21 document-kind: write the words of which a list's entries are: `of: [甲, 乙]`"
    ),
    "表:\n  fields:\n    a: {type: list, of: texts}": (
        "3:21 document-kind: texts is no type of an entry; there are: text, date, "
        "month, time, yuan, rate, count, yes/no, picture, file, group"
    ),
    "表:\n  fields:\n    a: {type: text, of: [甲]}": (
        "3:21 document-kind: of belongs to a choice or a list, not to the type text"
    ),
    "表:\n  fields:\n    a: {type: group}": "3:5 document-kind: a group needs fields",
    "表:\n  fields:\n    a: {type: date, lines: yes}": (
        "3:21 document-kind: only a text has lines, not the type date"
    ),
    "表:\n  fields:\n    a: {type: count, default: 两}": (
        "3:22 document-kind: '两' is not a count; write a whole number such as 3"
    ),
    "表:\n  fields:\n    a: {type: text, required: maybe}": (
        "3:31 record-value: 'maybe' is neither yes nor no; write one of them"
    ),
    "- 表": "1:1 yaml-shape: the file must hold keys and values, such as `name: …`",
    "Paper: {}\npaper: {}": (
        "2:1 record-value: 'paper' differs from 'Paper' in case or normal form only, "
        "which not every file system tells apart"
    ),
}
"""A documents.yaml with one fault, and what is said of it."""


@pytest.mark.parametrize("kinds", BROKEN)
def test_a_fault_in_documents_yaml_is_told_at_its_place(tmp_path: Path, kinds: str) -> None:
    """With the remedy; records that name documents are not blamed, and others are as they were."""
    dataset, found = read(tmp_path, kinds, '{"保密协议": {"scope": "x"}, "竞业": {}}')
    assert told(found) == [BROKEN[kinds]]
    assert dataset.kinds == built_in_kinds()
    assert list(dataset.employees) == ["E001"]


TYPES = """
表:
  fields:
    signed_on: {type: date, label: 签订日期}
    since: {type: month, required: no}
    at: {type: time, required: no}
    pay: {type: yuan, default: "100"}
    share: {type: rate, required: no}
    months: {type: count, default: 24}
    kept: {type: yes/no, default: no}
    level: {type: choice, of: [普通, 重要], default: 普通}
    rules: {type: list, of: text, required: no}
    given: {type: list, of: [工牌, 钥匙], default: [工牌]}
    items:
      type: list
      of: group
      required: no
      fields: {name: {type: text}, count: {type: count, default: 1}}
    place: {type: group, required: no, fields: {city: {type: text}}}
    note: {type: text, lines: true, required: no}
    photo: {type: picture, required: no}
"""


def values(dataset: Dataset) -> DocumentValues:
    """The values of E001's 表."""
    (found,) = dataset.employees["E001"].value.documents.of("表")
    return found


def test_values_are_decoded_by_their_types(tmp_path: Path) -> None:
    """What is left out has its default, or is None; names are those that templates write."""
    written = """{"表": {"signed_on": "2026年4月1日", "since": "2026-04",
        "pay": "2,800元", "level": "重要", "rules": ["甲", "乙"], "items": [{"name": "鼠标"}],
        "note": "一\\n二\\n"}}"""
    dataset, found = read(tmp_path, TYPES, written)
    assert {d.rule for d in found} == {"value-form"}
    named = dict(values(dataset).named())
    items: Any = named.pop("items")
    assert [dict(item.named()) for item in items] == [{"name": "鼠标", "count": 1}]
    assert named == {
        "signed_on": dt.date(2026, 4, 1),
        "since": dt.date(2026, 4, 1),
        "at": None,
        "pay": Decimal(2800),
        "share": None,
        "months": 24,
        "kept": False,
        "level": "重要",
        "rules": ("甲", "乙"),
        "given": ("工牌",),
        "place": None,
        "note": "一\n二",
        "photo": None,
    }


WRONG = {
    '{"表": {}}': "the key signed_on is missing or empty",
    '{"表": {"signed_on": "2026-02-30"}}': (
        "'2026-02-30' is not a date: February 2026 has 28 days, and no day 30"
    ),
    '{"表": {"signed_on": "2026-04-01", "level": "普"}}': (
        "'普' is not allowed; write one of: 普通, 重要"
    ),
    '{"表": {"签订日期": "2026-04-01"}}': "unknown key 签订日期; did you mean signed_on?",
    '{"表": {"signed_on": "2026-04-01", "mouths": 3}}': (
        "unknown key mouths; did you mean months?"
    ),
    '{"表": {"signed_on": "2026-04-01", "items": [{"nam": "x"}]}}': (
        "unknown key nam; did you mean name?"
    ),
    '{"表": {"signed_on": "2026-04-01", "given": ["钥匙", "工装"]}}': (
        "'工装' is not allowed; write one of: 工牌, 钥匙"
    ),
    '{"表": {"signed_on": "2026-04-01", "rules": "甲"}}': (
        "expected a list, each entry on a line of its own after a hyphen"
    ),
    '{"表": {"signed_on": "2026-04-01", "place": "杭州"}}': (
        "expected a group of keys: write place: {city: …}"
    ),
    '{"表": [{"signed_on": "2026-04-01"}, {"signed_on": "bald"}]}': (
        "'bald' is not a date; write YYYY-MM-DD, such as 2026-03-01"
    ),
    '{"保密协义": {}}': "unknown key 保密协义; did you mean 保密协议?",
    '{"完全不同的文件": {}}': (
        "there is no document 完全不同的文件 for this record: save its template as "
        "完全不同的文件.docx in the templates folder; there are: 保密协议, 在职证明, 表"
    ),
    '{"保密协议": {"保密-范围": "x"}}': (
        "'保密-范围' cannot stand behind `document.` in a template; use letters, "
        "digits and _, and begin with a letter"
    ),
    '{"保密协议": {"signed_on": "bald"}}': (
        "'bald' is not a date; write YYYY-MM-DD, such as 2026-03-01"
    ),
    '{"保密协议": "ja"}': "expected a group of keys, indented under this one",
    '{"表": {"signed_on": "2026-04-01", "photo": "../x.png"}}': (
        "'../x.png' is no path from data/ on; write one such as photos/E001.jpg"
    ),
    '{"表": {"signed_on": "2026-04-01", "photo": "company.yaml"}}': (
        "the name of company.yaml must end in one of .png, .jpg, .jpeg, .svg, .emf"
    ),
}
"""What a record has under `documents`, and what is said of it."""


@pytest.mark.parametrize("documents", WRONG)
def test_a_wrong_value_is_told_in_the_record(tmp_path: Path, documents: str) -> None:
    """At its line, in the words that any other key would have."""
    _, found = read(tmp_path, TYPES, documents)
    lines = (tmp_path / "data/employees/E001.yaml").read_text("utf-8").split("\n")
    (line,) = (number for number, text in enumerate(lines, 1) if text.startswith('"documents"'))
    assert [(d.location.line, d.message.text()) for d in found] == [(line, WRONG[documents])]


def test_several_lines_are_for_texts_that_say_so(tmp_path: Path) -> None:
    """Another text is printed in one line, so that a second one would be a surprise."""
    kinds = "表: {fields: {a: {type: text}}}"
    _, found = read(tmp_path, kinds, '{"表": {"a": "一\\n二"}}')
    assert [d.message.text() for d in found] == [
        "the text has several lines; declare the field with lines: true, or join them"
    ]


def test_an_always_made_kind_asks_for_its_values(tmp_path: Path) -> None:
    """Of each record; one that needs none is made of what there is."""
    kinds = "表: {made: always, fields: {a: {type: text}}}"
    _, (found,) = read(tmp_path, kinds)
    assert found.message.text() == "the key documents.表.a is missing or empty"
    dataset, none = read(tmp_path, "表: {made: always, fields: {a: {type: count, default: 3}}}")
    assert none == []
    assert values(dataset).named() == {"a": 3}


def test_the_schema_has_the_fields_of_the_shop_s_kinds(tmp_path: Path) -> None:
    """With their labels, types and choices; packets may choose by kind."""
    read(tmp_path, TYPES)
    models = load_models(tmp_path / "data", tmp_path / "templates")
    schema = json.loads(json_schema("employee", models))
    (values_,) = (
        s
        for name, s in schema["$defs"].items()
        if "signed_on" in s.get("properties", {}) and "level" in s["properties"]
    )
    assert values_["required"] == ["signed_on"]
    assert values_["properties"]["signed_on"]["title"] == "签订日期"
    assert values_["properties"]["level"]["enum"] == ["普通", "重要"]
    assert values_["additionalProperties"] is False
    packets = json.loads(json_schema("packets", models))
    assert "表" in packets["$defs"]["PacketSpec"]["properties"]["kind"]["enum"]
    assert "documents" in json.loads(json_schema("employee"))["properties"]


def test_a_kind_of_one_s_own_may_replace_a_paper_and_not_a_contract(tmp_path: Path) -> None:
    """The papers that come with the program are a beginning; contracts are what the rules read."""
    dataset, found = read(tmp_path, "在职证明: {title: 工作证明}")
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
    dataset, _ = read(tmp_path, "", written)
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
