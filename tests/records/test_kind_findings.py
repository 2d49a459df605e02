"""documents.yaml broken in many ways, each told at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from kefu_docs.diagnostics import Diagnostic
from kefu_docs.records import shipped_kinds
from tests.support.shops import read_shop


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
    "表: {packets: employee}": ("1:14 record-value: expected a list; write [employee]"),
    '表: {file: "{nummer}"}': (
        "1:11 document-kind: {nummer} stands for nothing here; there may be: {id}, {name}"
    ),
    '表: {title: "{month}的表"}': (
        "1:12 document-kind: {month} stands for nothing here; there may be: {id}, {name}"
    ),
    '表: {for: month, file: "{id}"}': (
        "1:23 document-kind: all documents of the kind would have one name; put {month} into it"
    ),
    '表: {for: company, file: "../x", fields: {signed_on: {type: date}}}': (
        "1:25 document-kind: '..' becomes the name of a file, which cannot begin or "
        "end with a point or a space, or be empty"
    ),
    "表: {dated: signedon, fields: {signed_on: {type: date}}}": (
        "1:12 document-kind: signedon is no field of the kind with the type date; did "
        "you mean 'signed_on'?"
    ),
    "表: {for: company, fields: {}}": (
        "1:1 document-kind: a document of the company needs a date: declare the "
        "field signed_on with the type date, or name another one under dated"
    ),
    "表: {made: allways}": ("1:11 record-value: 'allways' is not allowed; write always"),
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
        "3:25 document-kind: write the words of which a list's entries are: `of: [甲, 乙]`"
    ),
    "表:\n  fields:\n    a: {type: list, of: texts}": (
        "3:25 document-kind: texts is no type of an entry; there are: text, date, "
        "month, time, yuan, rate, count, yes/no, picture, file, group"
    ),
    "表:\n  fields:\n    a: {type: text, of: [甲]}": (
        "3:25 document-kind: of belongs to a choice or a list, not to the type text"
    ),
    "表:\n  fields:\n    a: {type: group}": "3:5 document-kind: a group needs fields",
    "表:\n  fields:\n    a: {type: date, lines: yes}": (
        "3:21 document-kind: only a text has lines, not the type date"
    ),
    "表:\n  fields:\n    a: {type: count, default: 两}": (
        "3:22 document-kind: '两' is not a count; write 2"
    ),
    "表:\n  dated: 签订日\n  fields: {signed_on: {type: date, label: 签订日}}": (
        "2:10 document-kind: 签订日 is no field of the kind with the type date; did you mean "
        "'signed_on'?"
    ),
    '表: {file: "｛id｝"}': "1:11 document-kind: full-width braces stand here; write { }",
    '表: {file: "{id}/{name}?"}': (
        "1:11 document-kind: '{name}?' becomes the name of a file, which cannot hold ?"
    ),
    "表.docx: {}": (
        "1:1 document-kind: a kind has the name of its template without .docx: write 表"
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
    dataset, found = read_shop(tmp_path, kinds, '{"表": {"scope": "x"}, "竞业": {}}')
    assert told(found) == [BROKEN[kinds]]
    assert dataset.in_doubt is not None
    own = {name for name, kind in dataset.kinds.items() if kind.is_own}
    assert not own & dataset.in_doubt.names
    built_in = {name for name, kind in shipped_kinds().items() if not kind.is_own}
    assert built_in == set(dataset.kinds) - own
    assert list(dataset.employees) == ["E001"]
