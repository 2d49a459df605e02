"""The values that a kind declares: decoded by their types, and told where they are wrong."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kefu_docs.model import Dataset
from kefu_docs.model.document_values import DocumentValues
from kefu_docs.records import json_schema, load_models
from tests.support.shops import read_shop

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
    dataset, found = read_shop(tmp_path, TYPES, written)
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
    '{"表": {"signed_on": "2026-04-01", "rules": "甲"}}': "expected a list; write [甲]",
    '{"表": {"signed_on": "2026-04-01", "place": "杭州"}}': (
        "expected a group of keys: write place: {city: …}"
    ),
    '{"表": [{"signed_on": "2026-04-01"}, {"signed_on": "bald"}]}': (
        "'bald' is not a date; write YYYY-MM-DD, such as 2026-03-01"
    ),
    '{"保密协义": {}}': "unknown key 保密协义; did you mean 保密协议?",
    '{"完全不同的文件": {}}': (
        "there is no document 完全不同的文件 for this record: save its template as "
        "完全不同的文件.docx in the templates folder, or write it where it belongs, if it is for a "
        "contract, a month, the team or the company; there are: 保密协议, 在职证明, 表"
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
    _, found = read_shop(tmp_path, TYPES, documents)
    lines = (tmp_path / "data/employees/E001.yaml").read_text("utf-8").split("\n")
    (line,) = (number for number, text in enumerate(lines, 1) if text.startswith('"documents"'))
    assert [(d.location.line, d.message.text()) for d in found] == [(line, WRONG[documents])]


def test_several_lines_are_for_texts_that_say_so(tmp_path: Path) -> None:
    """Another text is printed in one line, so that a second one would be a surprise."""
    kinds = "表: {fields: {a: {type: text}}}"
    _, found = read_shop(tmp_path, kinds, '{"表": {"a": "一\\n二"}}')
    assert [d.message.text() for d in found] == [
        "the text has several lines; declare the field with lines: true, or join them"
    ]


def test_an_always_made_kind_asks_for_its_values(tmp_path: Path) -> None:
    """Of each record; one that needs none is made of what there is."""
    kinds = "表: {made: always, fields: {a: {type: text}}}"
    _, (found,) = read_shop(tmp_path, kinds)
    assert found.message.text() == "the key documents.表.a is missing or empty"
    dataset, none = read_shop(
        tmp_path, "表: {made: always, fields: {a: {type: count, default: 3}}}"
    )
    assert none == []
    assert values(dataset).named() == {"a": 3}


def test_the_schema_has_the_fields_of_the_shop_s_kinds(tmp_path: Path) -> None:
    """With their labels, types and choices; packets may choose by kind."""
    read_shop(tmp_path, TYPES)
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
