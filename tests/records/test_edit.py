"""Values replaced in the text of a record: nothing else changes by a byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.model import Path as KeyPath
from kefu_docs.model import columns_of
from kefu_docs.model.employee import Employee
from kefu_docs.records.edit import NotEditableError, edited
from kefu_docs.records.parsed import Tree
from kefu_docs.records.text import parse
from tests.support.builds import SAMPLE_DATA

ORDER: list[KeyPath] = [
    path[:length]
    for path in (column.path for column in columns_of(Employee))
    for length in range(1, len(path) + 1)
]
RECORD = """# 张三
name: 张三   # 本名
mobile:   '199 0000 0001'
phone:
household: {province: 浙江省, county: "西湖区"}

hired_on: 2024-03-01
contract:
  number: A-1
  duties:
    - 接待
  hours: {starts: "09:00", system: standard}
# 末尾
"""


def changed(changes: dict[KeyPath, Tree], text: str = RECORD) -> list[tuple[str, str]]:
    """The lines that differ, old and new; lines that are new have an empty old one."""
    old, new = text.splitlines(), edited(text, changes, ORDER).splitlines()
    removed = [line for line in old if line not in new]
    added = [line for line in new if line not in old]
    removed += [""] * (len(added) - len(removed))
    return list(zip(removed, added, strict=True))


def test_a_value_keeps_its_quotes_and_comments() -> None:
    """Plain, quoted and between brackets; what stands around it stays."""
    assert changed({("name",): "李四"}) == [("name: 张三   # 本名", "name: 李四   # 本名")]
    assert changed({("mobile",): "19900000002"}) == [
        ("mobile:   '199 0000 0001'", "mobile:   '19900000002'")
    ]
    assert changed({("household", "county"): "上城区"}) == [
        (
            'household: {province: 浙江省, county: "西湖区"}',
            'household: {province: 浙江省, county: "上城区"}',
        )
    ]
    assert changed({("contract", "hours", "starts"): "10:30"})[0][1].strip() == (
        'hours: {starts: "10:30", system: standard}'
    )


def test_a_value_behind_a_byte_order_mark_is_replaced_whole() -> None:
    """In a line that YAML 1.1 refuses, too, and so another parser reads."""
    text = "a: {starts: 09:00, x: \ufeff甲乙, y: 丙}\n"
    assert edited(text, {("a", "y"): "戊"}, ()) == text.replace("丙", "戊")


def test_an_empty_key_is_filled() -> None:
    """The value comes behind the colon."""
    assert changed({("phone",): "0571-80000021"}) == [("phone:", "phone: 0571-80000021")]


def test_a_new_key_comes_where_the_model_has_it() -> None:
    """On a line behind its predecessor, in brackets behind the last entry, groups in brackets."""
    text = edited(RECORD, {("postcode",): "310013", ("household", "street"): "蒋村街道"}, ORDER)
    lines = text.splitlines()
    assert lines[4] == 'household: {province: 浙江省, county: "西湖区", street: 蒋村街道}'
    assert lines[5] == "postcode: 310013"
    account: dict[KeyPath, Tree] = {
        ("bank_account", "bank"): "工商银行",
        ("bank_account", "number"): "62220212",
    }
    text = edited(RECORD, account, ORDER)
    assert "hired_on: 2024-03-01\nbank_account: {bank: 工商银行, number: 62220212}\n" in text
    assert edited(RECORD, {("contract", "role"): "客服"}, ORDER).endswith(
        "system: standard}\n  role: 客服\n# 末尾\n"
    )


def test_a_new_key_comes_before_those_that_follow_it() -> None:
    """Before the first of them; and into brackets that hold nothing yet."""
    text = "hired_on: 2024-03-01\nhousehold: {}\n"
    assert edited(text, {("name",): "张三"}, ORDER) == f"name: 张三\n{text}"
    assert edited(text, {("household", "county"): "西湖区"}, ORDER) == text.replace(
        "{}", "{county: 西湖区}"
    )


def test_line_ends_and_a_missing_last_one_are_kept() -> None:
    """A file of Windows gets lines of Windows."""
    text = "name: 张三\r\nmobile: 1"
    assert edited(text, {("gender",): "男"}, ORDER) == "name: 张三\r\ngender: 男\r\nmobile: 1"
    assert edited(text, {("hired_on",): "2026-01-01"}, ORDER).endswith(
        "mobile: 1\r\nhired_on: 2026-01-01"
    )


def test_a_value_that_yaml_would_misread_is_quoted() -> None:
    """A colon, a comment, a bracket, a comma between brackets."""
    for text in ("a: b", "x # y", "[杭州] 西湖", "- a", "&x", " a", "a:", "~", "'", '"', "%"):
        assert (
            parse("f", edited(RECORD, {("name",): text}, ORDER).encode()).text_at(("name",)) == text
        )


def test_a_text_over_several_lines_is_not_touched() -> None:
    """A list, a group and a block of text are left to whoever wrote them."""
    for path, value in (
        (("contract", "duties"), "x"),
        (("household",), "x"),
        (("name",), ["x"]),
        (("household",), ["x"]),
    ):
        with pytest.raises(NotEditableError):
            edited(RECORD, {path: value}, ORDER)  # type: ignore[dict-item]


# All that means something to YAML, letters, digits and a character beyond the first plane.
LISTS = {"texts", "groups"}
VALUES = st.text(st.sampled_from("张㛃𠮷aZ09 :#-[]{}'\"%@&*!|>,，：~\\/=`?.·（"), min_size=1)
FILES = sorted((SAMPLE_DATA / "employees").glob("*.yaml"))


@given(
    st.sampled_from(FILES),
    st.dictionaries(
        st.sampled_from([c.path for c in columns_of(Employee) if c.kind not in LISTS]), VALUES
    ),
)
def test_the_tree_has_what_was_put_there(file: Path, changes: dict[KeyPath, Tree]) -> None:
    """Any values at any keys of the sample: read again, they are there; the rest is as it was."""
    text = file.read_text("utf-8")
    new = parse("f", edited(text, changes, ORDER).encode())
    assert new.diagnostics == []
    assert {path: new.text_at(path) for path in changes} == changes
    old = parse("f", text.encode())
    assert {p: old.text_at(p) for p in old.places if p not in changes} == {
        p: new.text_at(p) for p in old.places if p not in changes
    }


LISTED = """a: 1
on_lines:
  - "接待"
  - 售后
  - {from: 0, rate: 0.010}
in_brackets: [一, "二"]  # 两项
empty: []
nothing:
noted:
  - 一  # 主要
blocks:
- |
  一
- 二
z: 1
"""


def test_a_list_takes_the_place_of_a_list() -> None:
    """On lines or in brackets as it was; entries that stay keep their bytes."""
    changes: dict[KeyPath, Tree] = {
        ("on_lines",): ["接待", {"from": "0", "rate": "0.010"}, "新: 项"],
        ("in_brackets",): ["一", "三, 四"],
        ("empty",): ["五"],
        ("nothing",): ["六"],
        ("blocks",): ["七"],
    }
    new = edited(LISTED, changes, ())
    assert new == (
        'a: 1\non_lines:\n  - "接待"\n  - {from: 0, rate: 0.010}\n  - "新: 项"\n'
        'in_brackets: [一, "三, 四"]  # 两项\nempty: [五]\nnothing: [六]\n'
        "noted:\n  - 一  # 主要\nblocks:\n- 七\nz: 1\n"
    )


def test_a_list_with_comments_is_not_written_anew() -> None:
    """They would be lost, or stand beside another entry."""
    with pytest.raises(NotEditableError):
        edited(LISTED, {("noted",): ["一", "二"]}, ())


@given(
    st.sampled_from(["on_lines", "in_brackets", "empty", "nothing", "blocks"]),
    st.lists(st.one_of(VALUES, st.dictionaries(st.sampled_from("ab"), VALUES, min_size=1))),
)
def test_the_tree_has_the_list_that_was_put_there(key: str, items: list[Tree]) -> None:
    """Any texts and groups, also none; every other key is as it was."""
    new = parse("f", edited(LISTED, {(key,): items}, ()).encode())
    old = parse("f", LISTED.encode())
    assert new.diagnostics == []
    assert isinstance(new.tree, dict)
    assert isinstance(old.tree, dict)
    assert new.tree == {**old.tree, key: items}
