"""The slips that Chinese input makes: each is told at its place, with what to write instead."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from kefu_docs.diagnostics import as_text
from kefu_docs.diagnostics.excerpt import excerpt
from kefu_docs.diagnostics.language import translator
from kefu_docs.model import Employee, PersonMonth
from kefu_docs.model.packet import PacketSpecs
from kefu_docs.records import key_slips
from kefu_docs.records.decode import decode
from kefu_docs.records.fields import keys_at
from kefu_docs.records.parsed import Tree
from tests.support.slips import findings, told

PERSON = """\
name: 张三
gender: 女
id_number: 330106199503080024
household: {province: 浙江省, county: 西湖区, street: 文新街道}
residence: 杭州市西湖区文一路1号
postcode: 010010
mobile: 13800000000
hired_on: 2026-03-01
contract:
  kind: service
  number: L-1
  signed_on: 2026-03-01
  starts_on: 2026-03-01
  ends_on: 2027-02-28
  workplace: 杭州
  hours: {starts: 09:00, ends: 17:00, rest_days_per_week: 2, system: standard}
  role: 客服
  pay:
    monthly: 4200.00
    pay_day: 15
    commission:
      tiers:
        - {from: 0, rate: 0.01}
        - {from: 20000, rate: 0.02}
"""
MONTH = """\
sales: 36520.50
tickets: {delay_caught: 0, misroute_caught: 0, dispatched: 3450, regulars: 0}
complaints: none
reviews: {neutral: 2, negative: 6}
attendance: {rest_days: 4, absent_days: 0, late: 0}
deductions:
  - reason: 赔偿
    amount: 20.00
summary:
  title: 四月工作总结
  sections:
    - heading: 完成情况
      items:
        - 完成了任务
        - 解决了中差评
"""
PACKETS = """\
packets:
  spring:
    title: 春季合同
    kind: contracts
    employees: [E002, E004]
"""
# What stands in the record, what is typed instead; line and column, rule, how the remedy begins.
SLIPS_IN_A_PERSON = (
    (
        "name: 张三",
        "name：张三",
        "1:5",
        "yaml-syntax",
        "a full-width colon stands here; write `:` and a space behind the key",
    ),
    (
        "gender: 女",
        "gender：女",
        "2:7",
        "yaml-syntax",
        "a full-width colon stands here; write `:` and a space behind the key",
    ),
    (
        "    pay_day: 15",
        "    pay_day：15",
        "20:12",
        "yaml-syntax",
        "a full-width colon stands here; write `:` and a space behind the key",
    ),
    (
        "        - {from: 20000, rate: 0.02}\n",
        "        - {from: 20000, rate：0.02}\n",
        "24:29",
        "record-unknown-key",
        "'：' stands behind the key; write `:` and a space",
    ),
    (
        "name: 张三",
        "name:张三",
        "1:5",
        "yaml-syntax",
        "a space is missing behind the colon; write `key: value`",
    ),
    (
        "  number: L-1",
        "  number:L-1",
        "11:9",
        "yaml-syntax",
        "a space is missing behind the colon; write `key: value`",
    ),
    (
        "household: {",
        "household:{",
        "4:10",
        "yaml-syntax",
        "a space is missing behind the colon; write `key: value`",
    ),
    (
        "name: 张三",
        "name:\u3000张三",
        "1:5",
        "yaml-syntax",
        "a full-width space stands behind the colon; write an ordinary space",
    ),
    (
        "  kind: service",
        "\u3000kind: service",
        "10:1",
        "yaml-syntax",
        "a full-width space stands in the indentation; indent with ordinary",
    ),
    (
        "  number: L-1",
        "\u3000number: L-1",
        "11:1",
        "yaml-syntax",
        "a full-width space stands in the indentation; indent with ordinary",
    ),
    (
        "  kind: service",
        "\u3000\u3000kind: service",
        "10:1",
        "yaml-syntax",
        "a full-width space stands in the indentation; indent with ordinary",
    ),
    (
        "  number: L-1",
        "   number: L-1",
        "11:4",
        "yaml-syntax",
        "the indentation of this line is 3, that of the lines it belongs to",
    ),
    (
        "  kind: service",
        "   kind: service",
        "10:4",
        "yaml-syntax",
        "the indentation of this line is 3, that of the lines it belongs to",
    ),
    (
        "  number: L-1",
        " number: L-1",
        "11:2",
        "yaml-syntax",
        "the indentation of this line is 1, that of the lines it belongs to",
    ),
    (
        "  number: L-1",
        "number: L-1",
        "11:1",
        "yaml-syntax",
        "the indentation of this line is 0, that of the lines it belongs to",
    ),
    (
        "  kind: service\n  number: L-1\n",
        "kind: service\nnumber: L-1\n",
        "10:1",
        "yaml-syntax",
        "the indentation of this line is 0, that of the lines it belongs to",
    ),
    (
        "  number: L-1",
        "\tnumber: L-1",
        "11:1",
        "yaml-tab",
        "a tab stands where spaces are needed; indent with spaces",
    ),
    (
        "  kind: service",
        "\tkind: service",
        "10:1",
        "yaml-tab",
        "a tab stands where spaces are needed; indent with spaces",
    ),
    (
        "浙江省, county",
        "浙江省，county",
        "4:26",
        "yaml-syntax",
        "'，' stands between two entries; write `,` and a space",
    ),
    (
        "浙江省, county",
        "浙江省、county",
        "4:26",
        "yaml-syntax",
        "'、' stands between two entries; write `,` and a space",
    ),
    (
        "浙江省, county",
        "浙江省；county",
        "4:26",
        "yaml-syntax",
        "'；' stands between two entries; write `,` and a space",
    ),
    (
        "province: 浙江省",
        "province：浙江省",
        "4:21",
        "record-unknown-key",
        "'：' stands behind the key; write `:` and a space",
    ),
    (
        "province: 浙江省",
        "province:浙江省",
        "4:21",
        "record-unknown-key",
        "a space is missing behind the colon; write `key: value`",
    ),
    (
        "name: 张三",
        "name: “张三”",
        "1:7",
        "yaml-quotation",
        "the marks “ and ” are part of the text and are printed; write the",
    ),
    (
        "{starts: 09:00",
        "{starts: “09:00”",
        "16:19",
        "value-form",
        "'“09:00”' is read as 09:00, the standard form",
    ),
    (
        "name: 张三",
        'name: "张三”',
        "1:10",
        "yaml-syntax",
        'the quotation begins with " and ends with ”; write " at both ends',
    ),
    (
        "name: 张三",
        'name: “张三"',
        "1:7",
        "yaml-quotation",
        'the marks “ and " are part of the text and are printed; write the',
    ),
    ("name: 张三", 'name: "张三', "1:7", "yaml-syntax", "a quotation mark is not closed"),
    (
        "residence: 杭州市西湖区文一路1号",
        "residence: [杭州] 西湖",
        "5:17",
        "yaml-syntax",
        "text stands behind the closing ]; put the whole value in quotation",
    ),
    (
        "residence: 杭州市西湖区文一路1号",
        'residence: "杭州"西湖',
        "5:16",
        "yaml-syntax",
        'text stands behind the closing "; put the whole value in quotation',
    ),
    (
        "residence: 杭州市西湖区文一路1号",
        "residence: {杭州} 西湖",
        "5:17",
        "yaml-syntax",
        "text stands behind the closing }; put the whole value in quotation",
    ),
    ("street: 文新街道}", "street: 文新街道", "4:12", "yaml-syntax", "this bracket is not closed"),
    (
        "street: 文新街道}",
        "street: 文新街道｝",
        "4:53",
        "yaml-syntax",
        "a full-width bracket stands here; write { } or [ ]",
    ),
    (
        "household: {",
        "household: ｛",
        "4:12",
        "yaml-syntax",
        "a full-width bracket stands here; write { } or [ ]",
    ),
    (
        "residence: 杭州市西湖区文一路1号",
        "residence: 杭州市: 西湖区",
        "5:15",
        "yaml-syntax",
        "a second colon with a space stands in this line; put the value in",
    ),
    (
        "residence: 杭州市西湖区文一路1号",
        "residence: 杭州市 #3幢",
        "5:16",
        "yaml-comment",
        "behind ` #` a comment begins, so '#3幢' is not printed; put the",
    ),
    (
        "name: 张三",
        "name: # 张三",
        "1:1",
        "record-missing-key",
        "nothing but a comment stands behind name; put the value in",
    ),
    (
        "residence: 杭州市西湖区文一路1号",
        "residence: @杭州",
        "5:12",
        "yaml-syntax",
        "a value cannot begin with '@'; put the value in quotation marks",
    ),
    (
        "residence: 杭州市西湖区文一路1号",
        "residence: %杭州",
        "5:12",
        "yaml-syntax",
        "a value cannot begin with '%'; put the value in quotation marks",
    ),
    (
        "residence: 杭州市西湖区文一路1号",
        "residence: &杭州 x",
        "5:12",
        "yaml-alias",
        "a value cannot begin with & or !; put it in quotation marks",
    ),
    (
        "residence: 杭州市西湖区文一路1号",
        "residence: !杭州 x",
        "5:12",
        "yaml-syntax",
        "a value cannot begin with '!'; put the value in quotation marks",
    ),
    (
        "residence: 杭州市西湖区文一路1号",
        "residence: *杭州",
        "5:12",
        "yaml-alias",
        "anchors and aliases (& and *) are not used in records; write it out",
    ),
    (
        "name: 张三",
        "<<<<<<< HEAD\nname: 张三\n=======\nname: 张三丰\n>>>>>>> 张三丰",
        "1:1",
        "yaml-syntax",
        "git could not merge two versions of these lines; keep one of them",
    ),
    (
        "name: 张三",
        "name 张三",
        "1:5",
        "yaml-syntax",
        "this line is no `key: value`: the colon and the space are missing",
    ),
    (
        "hired_on: 2026-03-01",
        "hired_on； 2026-03-01",
        "8:9",
        "yaml-syntax",
        "'；' stands behind the key; write `:` and a space",
    ),
    (
        "name: 张三",
        "- name: 张三",
        "1:1",
        "yaml-syntax",
        "a hyphen stands in front of the key, which is no entry of a list; delete it",
    ),
    (
        "{province: 浙江省, county: 西湖区, street: 文新街道}",
        "（province: 浙江省, county: 西湖区, street: 文新街道）",
        "4:12",
        "yaml-syntax",
        "a full-width bracket stands here; write { } or [ ]",
    ),
    (
        "name: 张三",
        "name = 张三",
        "1:6",
        "yaml-syntax",
        "an equals sign stands here; write `:` and a space behind the key",
    ),
    (
        "name: 张三",
        "name",
        "1:5",
        "yaml-syntax",
        "this line is no `key: value`: the colon and the space are missing",
    ),
    (
        "2026-03-01\ncontract",
        "2026-02-30\ncontract",
        "8:11",
        "record-value",
        "'2026-02-30' is not a date: February 2026 has 28 days, and no day 30",
    ),
    (
        "2026-03-01\ncontract",
        "2026/3/1\ncontract",
        "8:11",
        "value-form",
        "'2026/3/1' is read as 2026-03-01, the standard form",
    ),
    (
        "2026-03-01\ncontract",
        "2026年3月1日\ncontract",
        "8:11",
        "value-form",
        "'2026年3月1日' is read as 2026-03-01, the standard form",
    ),
    (
        "2026-03-01\ncontract",
        "2026-13-01\ncontract",
        "8:11",
        "record-value",
        "'2026-13-01' is not a date: no year has a month 13; write YYYY-MM-DD",
    ),
    (
        "2026-03-01\ncontract",
        "2026-04-00\ncontract",
        "8:11",
        "record-value",
        "'2026-04-00' is not a date: April 2026 has 30 days, and no day 0",
    ),
    (
        "starts: 09:00",
        "starts: 9:00",
        "16:19",
        "value-form",
        "'9:00' is read as 09:00, the standard form",
    ),
    (
        "starts: 09:00",
        "starts: 09：00",
        "16:19",
        "value-form",
        "'09：00' is read as 09:00, the standard form",
    ),
    (
        "monthly: 4200.00",
        "monthly: 4,200.00",
        "19:14",
        "value-form",
        "'4,200.00' is read as 4200.00, the standard form",
    ),
    (
        "monthly: 4200.00",
        "monthly: ¥4200",
        "19:14",
        "value-form",
        "'¥4200' is read as 4200, the standard form",
    ),
    (
        "monthly: 4200.00",
        "monthly: 4200元",
        "19:14",
        "value-form",
        "'4200元' is read as 4200, the standard form",
    ),
    (
        "from: 20000,",
        "from: 20,000,",
        "24:18",
        "record-unknown-key",
        "20,000 is read as 20 and another key, because a comma parts the",
    ),
    ("rate: 0.02", "rate: 2%", "24:31", "value-form", "'2%' is read as 0.02, the standard form"),
    (
        "rate: 0.02",
        "rate: 0,02",
        "24:31",
        "record-unknown-key",
        "0,02 is read as 0 and another key, because a comma parts the",
    ),
    (
        "name: 张三",
        "Name: 张三",
        "1:1",
        "record-unknown-key",
        "unknown key Name; did you mean name?",
    ),
    (
        "name: 张三",
        "姓名: 张三",
        "1:1",
        "record-unknown-key",
        "unknown key 姓名; did you mean name?",
    ),
    ("gender: 女", "gender: “女”", "2:9", "record-value", "'“女”' is not allowed; write 女"),
    (
        "        - {from: 0",
        "        -{from: 0",
        "23:9",
        "yaml-syntax",
        "a space is missing behind the hyphen: an entry of a list begins",
    ),
    (
        "        - {from: 0",
        "        － {from: 0",
        "23:9",
        "yaml-syntax",
        "an entry of a list begins with a hyphen and a space: `- `",
    ),
    (
        "residence: 杭州市西湖区文一路1号",
        'residence: "\\U00110000"',
        "5:13",
        "yaml-syntax",
        "the escape \\U00110000 stands for no character; write the character",
    ),
    (
        "residence: 杭州市西湖区文一路1号",
        "residence: 杭州\u202e",
        "5:14",
        "code-points",
        "the invisible character U+202E (turns the direction of writing) stands here;",
    ),
    (
        "residence: 杭州市西湖区文一路1号",
        "residence: 杭州\x85市",
        "5:14",
        "code-points",
        "the invisible character U+0085 (a line end) stands here; write a new line or a blank",
    ),
    (
        "residence: 杭州市西湖区文一路1号",
        'residence: "杭州市西湖区文一路1号',
        "5:12",
        "yaml-syntax",
        "a quotation mark is not closed",
    ),
    (
        "{province: 浙江省, county: 西湖区, street: 文新街道}",
        "\n  province：浙江省\n  county：西湖区\n  street：文新街道",
        "5:11",
        "yaml-syntax",
        "a full-width colon stands here; write `:` and a space behind the key",
    ),
    (
        "street: 文新街道}",
        "street: 文新街道},",
        "4:54",
        "yaml-syntax",
        "',' stands behind the closing }; delete it",
    ),
    (
        "name: 张三",
        "name: 张三，",
        "1:9",
        "yaml-comma",
        "'张三，' ends with ，, which is printed; delete it if it is not meant",
    ),
    (
        "  role: 客服",
        "  role: 客服,",
        "17:11",
        "yaml-comma",
        "'客服,' ends with ,, which is printed; delete it if it is not meant",
    ),
    (
        "gender: 女",
        "sex: 女",
        "2:1",
        "record-unknown-key",
        "unknown key sex; did you mean gender?",
    ),
    (
        "  hours: {starts: 09:00, ends: 17:00, rest",
        "  hours: {starts: 09:00, ends: 17:00, hours: 8, rest",
        "16:39",
        "record-unknown-key",
        "unknown key hours; allowed here: approval, ends, rest_days_per_week, starts, system",
    ),
    (
        "  ends_on: 2027-02-28",
        "  ends_on: 无固定期限",
        "14:12",
        "record-value",
        "'无固定期限' is not a date; where there is no such day, delete the line",
    ),
    (
        "2026-03-01\ncontract",
        "46082.375\ncontract",
        "8:11",
        "record-value",
        "'46082.375' is a date as Excel counts days; write 2026-03-01 if that is the day",
    ),
    (
        "2026-03-01\ncontract",
        "46082\ncontract",
        "8:11",
        "record-value",
        "'46082' is a date as Excel counts days; write 2026-03-01 if that is the day",
    ),
    (
        "contract:\n",
        "acknowledged: minimum-wage\ncontract:\n",
        "9:15",
        "record-value",
        "expected a group of keys: write acknowledged: {minimum-wage: 样本原文}",
    ),
    (
        "contract:\n",
        "acknowledged:\n  minimum-wage:\ncontract:\n",
        "10:3",
        "record-missing-key",
        "the key minimum-wage is missing or empty",
    ),
    (
        "contract:\n",
        "acknowledged:\n  - minimum-wage: 甲\n  name-short: 乙\ncontract:\n",
        "11:3",
        "yaml-syntax",
        "this key stands below an entry of a list, not in it: indent it by two more spaces",
    ),
    (
        "contract:\n",
        "已确认:\n  minimum-wage: 甲\ncontract:\n",
        "9:1",
        "record-unknown-key",
        "unknown key 已确认; did you mean acknowledged?",
    ),
)
SLIPS_IN_A_MONTH = (
    (
        "dispatched: 3450",
        "dispatched: 3,450",
        "2:60",
        "record-unknown-key",
        "3,450 is read as 3 and another key, because a comma parts the",
    ),
    (
        "dispatched: 3450",
        "dispatched: 3，450",
        "2:60",
        "value-form",
        "'3，450' is read as 3450, the standard form",
    ),
    (
        "  - reason: 赔偿",
        "  -reason: 赔偿",
        "7:3",
        "yaml-syntax",
        "a space is missing behind the hyphen: an entry of a list begins",
    ),
    (
        "        - 完成了任务",
        "        -完成了任务",
        "14:9",
        "yaml-syntax",
        "a space is missing behind the hyphen: an entry of a list begins",
    ),
    (
        "        - 完成了任务",
        "        — 完成了任务",
        "14:9",
        "yaml-syntax",
        "an entry of a list begins with a hyphen and a space: `- `",
    ),
    (
        "        - 完成了任务",
        "        - 目标: 完成",
        "14:11",
        "record-value",
        "expected a single value, not a group of keys; a colon with a space",
    ),
    (
        "        - 完成了任务\n        - 解决了中差评\n",
        "        [完成了任务、解决了中差评]\n",
        "14:15",
        "yaml-comma",
        "'完成了任务、解决了中差评' is one entry of the list: entries are parted by `,`",
    ),
    (
        "        - 完成了任务\n        - 解决了中差评\n",
        "        [完成了任务，解决了中差评]\n",
        "14:15",
        "yaml-comma",
        "'完成了任务，解决了中差评' is one entry of the list: entries are parted by `,`",
    ),
    (
        "        - 完成了任务\n        - 解决了中差评\n",
        "        完成了任务、解决了中差评\n",
        "14:9",
        "record-value",
        "expected a list, each entry on a line of its own after a hyphen",
    ),
    (
        "        - 完成了任务",
        "        1. 完成了任务",
        "14:9",
        "yaml-syntax",
        "an entry of a list begins with a hyphen and a space: `- `",
    ),
    (
        "        - 完成了任务",
        "       - 完成了任务",
        "15:9",
        "yaml-syntax",
        "this entry is indented further than the one above; give both one",
    ),
    (
        "        - 解决了中差评",
        "         - 解决了中差评",
        "15:10",
        "yaml-syntax",
        "this entry is indented further than the one above; give both one",
    ),
    (
        "        - 解决了中差评",
        "      - 解决了中差评",
        "15:7",
        "yaml-syntax",
        "the indentation of this line is 6, that of the lines it belongs to",
    ),
    (
        "complaints: none",
        "complaints: 无",
        "3:13",
        "record-value",
        "'无' is not allowed; write none",
    ),
    (
        "reviews: {neutral: 2, negative: 6}",
        "reviews: {neutral: 2 negative: 6}",
        "4:30",
        "yaml-syntax",
        "a comma or a closing bracket is missing",
    ),
    (
        "reviews: {neutral: 2, negative: 6}",
        "reviews: neutral: 2, negative: 6",
        "4:17",
        "yaml-syntax",
        "a second colon with a space stands in this line; put the value in",
    ),
    (
        "reviews: {neutral: 2, negative: 6}",
        "reviews: 2",
        "4:10",
        "record-value",
        "expected a group of keys: write reviews: {neutral: …, negative: …}",
    ),
    (
        "- 完成了任务",
        "- [完成] 任务",
        "14:16",
        "yaml-syntax",
        "text stands behind the closing ]; put the whole value in quotation",
    ),
    (
        "items:\n",
        "items：\n",
        "13:12",
        "yaml-syntax",
        "a full-width colon stands here; write `:` and a space behind the key",
    ),
    (
        "amount: 20.00",
        "amount: 1,234,567.00",
        "8:13",
        "value-form",
        "'1,234,567.00' is read as 1234567.00, the standard form",
    ),
    (
        "    amount: 20.00",
        "   amount: 20.00",
        "8:4",
        "yaml-syntax",
        "the indentation of this line is 3, that of the lines it belongs to",
    ),
    (
        "amount: 20.00",
        "amount: 20.00\n    late: 3",
        "9:5",
        "record-unknown-key",
        "unknown key late; allowed here: amount, kind, reason",
    ),
    (
        "{rest_days: 4, absent_days: 0, late: 0}",
        "{rest_days: 4, absent_days: 0, late: 1,234,567}",
        "5:50",
        "record-unknown-key",
        "1,234,567 is read as 1 and another key, because a comma parts the",
    ),
    (
        "  title: 四月工作总结\n",
        "title: 四月工作总结\n",
        "10:1",
        "yaml-syntax",
        "the indentation of this line is 0, that of the lines it belongs to",
    ),
    (
        "dispatched: 3450",
        "dispatched: 3450张",
        "2:60",
        "value-form",
        "'3450张' is read as 3450, the standard form",
    ),
    (
        "dispatched: 3450",
        "despatched: 3450",
        "2:48",
        "record-unknown-key",
        "unknown key despatched; did you mean dispatched?",
    ),
    (
        "        - 完成了任务",
        "        ・完成了任务",
        "14:9",
        "yaml-syntax",
        "an entry of a list begins with a hyphen and a space: `- `",
    ),
    (
        "        - 完成了任务",
        "        一、完成了任务",
        "14:9",
        "yaml-syntax",
        "an entry of a list begins with a hyphen and a space: `- `",
    ),
    (
        "        - 完成了任务",
        "        ①完成了任务",
        "14:9",
        "yaml-syntax",
        "an entry of a list begins with a hyphen and a space: `- `",
    ),
    (
        "complaints: none",
        "complaints: without-fine",
        "3:13",
        "record-value",
        "'without-fine' is not allowed; write without_fine",
    ),
    (
        "deductions:\n  - reason: 赔偿\n    amount: 20.00",
        "deductions: 无",
        "6:13",
        "record-value",
        "'无' is no list; delete the line",
    ),
    (
        "deductions:\n  - reason: 赔偿\n    amount: 20.00",
        "deductions: {reason: 赔偿, amount: 20.00}",
        "6:13",
        "record-value",
        "expected a list: write a hyphen and a space before the group, `- `",
    ),
    (
        "complaints: none",
        "complaints: 有投诉未罚款",
        "3:13",
        "record-value",
        "'有投诉未罚款' is not allowed; write without_fine",
    ),
    (
        "absent_days: 0",
        "absent_days: 无",
        "5:41",
        "record-value",
        "'无' is not a count; write 0",
    ),
    (
        "absent_days: 0",
        "absent_days: 两天",
        "5:41",
        "record-value",
        "'两天' is not a count; write 2",
    ),
    (
        "absent_days: 0",
        f"absent_days: {'9' * 40}",
        "5:41",
        "record-value",
        "a number of 40 digits is too large; 999999999 is the largest",
    ),
    (
        "absent_days: 0",
        "absent_days: -2",
        "5:41",
        "record-value",
        "'-2' is below 0; write a number without a minus sign",
    ),
    (
        "amount: 20.00",
        f"amount: {'9' * 11}.50",
        "8:13",
        "record-value",
        "a number of 11 digits is too large; 9999999999.99 is the largest",
    ),
    (
        "amount: 20.00",
        "amount: 20元/次",
        "8:13",
        "record-value",
        "'20元/次' is not an amount in yuan; write 20",
    ),
    (
        "complaints: none",
        "complaints: 0",
        "3:13",
        "record-value",
        "'0' is not allowed; write none",
    ),
)
SLIPS_IN_PACKETS = (
    (
        "[E002, E004]",
        "E002~E005",
        "5:16",
        "record-value",
        "expected a list, each entry on a line of its own",
    ),
    ("[E002, E004]", "全部", "5:16", "record-value", "'全部' is no list; delete the line"),
    (
        "[E002, E004]",
        "【E002, E004】",
        "5:16",
        "record-value",
        "expected a list; write [E002, E004]",
    ),
    ("contracts", "月度总结", "4:11", "record-value", "'月度总结' is not allowed; write summaries"),
    (
        "packets:",
        "excel: [花名册、工资汇总表]\npackets:",
        "1:9",
        "record-value",
        "'花名册、工资汇总表' is several entries: write 花名册, 工资汇总表",
    ),
    (
        "packets:",
        "excel: [员工花名册]\npackets:",
        "1:9",
        "record-value",
        "'员工花名册' is not allowed; write 花名册",
    ),
    (
        "packets:",
        "excel: 花名册\npackets:",
        "1:8",
        "record-value",
        "expected a list; write [花名册]",
    ),
    (
        "[E002, E004]",
        "E002、E004",
        "5:16",
        "record-value",
        "expected a list; write [E002, E004]",
    ),
    ("[E002, E004]", "E002", "5:16", "record-value", "expected a list; write [E002]"),
    ("contracts", "合同", "4:11", "record-value", "'合同' is not allowed; write contracts"),
    ("contracts", "contract", "4:11", "record-value", "'contract' is not allowed; write contracts"),
    ("packets:", "合集:", "1:1", "record-unknown-key", "unknown key 合集; did you mean packets?"),
    (
        "  spring:",
        "spring:",
        "2:1",
        "record-unknown-key",
        "the key spring belongs to packets: indent it further than packets",
    ),
)


def test_the_records_themselves_are_sound() -> None:
    """So that each finding below is about the slip."""
    assert findings(PERSON, Employee) == []
    assert findings(MONTH, PersonMonth) == []
    assert findings(PACKETS, PacketSpecs) == []


@pytest.mark.parametrize(("old", "new", "place", "rule", "remedy"), SLIPS_IN_A_PERSON)
def test_a_slip_in_a_person_is_told(old: str, new: str, place: str, rule: str, remedy: str) -> None:
    """One finding, at the line and column of the slip, and its remedy."""
    assert old in PERSON
    found = told(PERSON.replace(old, new, 1), Employee)
    assert found[:2] == (place, rule)
    assert found[2].startswith(remedy)


@pytest.mark.parametrize(("old", "new", "place", "rule", "remedy"), SLIPS_IN_A_MONTH)
def test_a_slip_in_a_month_is_told(old: str, new: str, place: str, rule: str, remedy: str) -> None:
    """One finding, at the line and column of the slip, and its remedy."""
    assert old in MONTH
    found = told(MONTH.replace(old, new, 1), PersonMonth)
    assert found[:2] == (place, rule)
    assert found[2].startswith(remedy)


@pytest.mark.parametrize(("old", "new", "place", "rule", "remedy"), SLIPS_IN_PACKETS)
def test_a_slip_in_packets_is_told(old: str, new: str, place: str, rule: str, remedy: str) -> None:
    """One finding, at the line and column of the slip, and its remedy."""
    assert old in PACKETS
    found = told(PACKETS.replace(old, new, 1), PacketSpecs)
    assert found[:2] == (place, rule)
    assert found[2].startswith(remedy)


def test_two_amounts_with_the_same_end_are_told_as_amounts() -> None:
    """The second 000 is no key that stands there again."""
    text = MONTH.replace("rest_days: 4, absent_days: 0", "rest_days: 1,000, absent_days: 2,000")
    assert [each[:62] for each in findings(text, PersonMonth)] == [
        "5:25: error: 1,000 is read as 1 and another key, because a com",
        "5:45: error: 2,000 is read as 2 and another key, because a com",
    ]


def test_a_group_without_indentation_is_told_once() -> None:
    """Its keys are not unknown, and it is not empty: they are to be indented below it."""
    head, group = PERSON.split("contract:\n")
    flat = "".join(f"{line.removeprefix('  ')}\n" for line in group.splitlines())
    place, rule, message = told(f"{head}contract:\n{flat}", Employee)
    assert (place, rule) == ("10:1", "record-unknown-key")
    assert message == "the key kind belongs to contract: indent it further than contract"


def test_a_second_document_is_told_once() -> None:
    """`---` in the middle of a record: what stands behind it is not missing."""
    text = PERSON.replace("contract:\n", "---\ncontract:\n")
    assert findings(text, Employee) == [
        "9:1: error: a file holds one record; delete the line --- [yaml-syntax]"
    ]


def test_a_group_on_one_line_gets_an_example() -> None:
    """An address written out, where its parts are keys."""
    text = PERSON.replace(
        "{province: 浙江省, county: 西湖区, street: 文新街道}", "浙江省杭州市西湖区"
    )
    assert told(text, Employee) == (
        "4:12",
        "record-value",
        "expected a group of keys: write household: {province: …, county: …, street: …}",
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("杭州市西湖区文一路1号", "“天堂”小区 1 号楼"),
        ("杭州市西湖区文一路1号", "'“西湖一号”'"),
        ("杭州市西湖区文一路1号", "C#路1号"),
        ("杭州市西湖区文一路1号", '"杭州市 #3幢"'),
        ("杭州市西湖区文一路1号", "杭州市，西湖区、文一路：1号"),
        ("杭州市西湖区文一路1号", "杭州市\n  西湖区：文一路1号"),
        ("13800000000", "13800000000  # 工作"),
        ("  kind: service", "  kind: service  # 聘用"),
        ("name: 张三", "# 姓名：张三\nname: 张三"),
        ("name: 张三", "name : 张三"),
    ],
)
def test_what_is_no_slip_is_not_told(old: str, new: str) -> None:
    """Punctuation in texts, comments behind numbers and words, quotation marks for a reason."""
    assert old in PERSON
    assert findings(PERSON.replace(old, new, 1), Employee) == []


def test_the_text_of_a_block_is_no_slip() -> None:
    """A line behind `|` may hold whatever it likes; the line without a key is the wrong one."""
    block = "role: |\n    注意：第一\n    - 第二\n  没有键\n"
    place, rule, message = told(PERSON.replace("role: 客服\n", block), Employee)
    assert (place, rule) == ("20:6", "yaml-syntax")
    assert message.startswith("this line is no `key: value`")


TYPED = st.text("：，、；“”＝－—·　\t :,-[]{}#&*!|>'\"\\U0一1a\n\u202e\u200b\x85", max_size=6)


@given(st.sampled_from([(PERSON, Employee), (MONTH, PersonMonth)]), st.data(), TYPED)
def test_whatever_is_typed_there_are_only_findings(
    record: tuple[str, type[BaseModel]], data: st.DataObject, typed: str
) -> None:
    """No slip anywhere gives a traceback; every finding can be printed and has a place."""
    text, model = record
    start = data.draw(st.integers(0, len(text)))
    end = min(start + data.draw(st.integers(0, 8)), len(text))
    text = text[:start] + typed + text[end:]
    chinese = translator({"LANG": "zh_CN"})
    lines = text.count("\n") + 2
    for diagnostic in decode("f.yaml", text.encode(), model).diagnostics:
        assert as_text(diagnostic, chinese)
        assert 1 <= diagnostic.location.line <= lines
        assert diagnostic.location.column >= 1


def test_a_key_has_a_place_of_its_own() -> None:
    """What is said of a key stands under the key, not under its value."""
    text = PERSON.replace("contract:\n", "acknowledged:\n  minimum-wage: 范本\ncontract:\n")
    record = decode("f.yaml", text.encode(), Employee).record
    assert record is not None
    places = (
        record.at_key("acknowledged", "minimum-wage"),
        record.at("acknowledged", "minimum-wage"),
    )
    assert [(place.line, place.column) for place in places] == [(10, 3), (10, 17)]


def test_the_mark_stands_under_the_slip(tmp_path: Path) -> None:
    """The place of a finding is the place that the line under it shows."""
    path = tmp_path / "E001.yaml"
    path.write_text(PERSON.replace("name: 张三", "name：张三"), "utf-8")
    (finding,) = decode(path.as_posix(), path.read_bytes(), Employee).diagnostics
    assert excerpt(finding.location) == ("    1 | name：张三", "      |     ^")


def test_thousands_of_unknown_keys_take_their_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each was looked for among all the others, and all places gone through for each of those."""
    asked = 0

    def counted(model: type[BaseModel], path: tuple[str | int, ...], tree: Tree) -> set[str] | None:
        nonlocal asked
        asked += 1
        return keys_at(model, path, tree)

    monkeypatch.setattr(key_slips, "keys_at", counted)
    text = PERSON + "".join(f"k{number}: 1\n" for number in range(400))
    assert len(findings(text, Employee)) == 400
    assert asked < 400 * 40


def test_thousands_of_wrong_values_take_seconds() -> None:
    """Nothing is gone through for each of them; ten seconds are promised for any record."""
    many = "deductions:\n" + "  - {reason: 赔偿, amount: x}\n" * 6000
    begun = process_time()
    assert len(findings(MONTH.replace("deductions:\n", many), PersonMonth)) == 6000
    assert process_time() - begun < 10
