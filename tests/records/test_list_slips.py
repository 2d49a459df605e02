"""Hyphens that are missing before entries of lists, or too many: told at their places."""

from __future__ import annotations

import pytest
from pydantic import BaseModel

from kefu_docs.model import Company, MinimumWages, PayScheme, TeamMonth
from kefu_docs.model.kind_declaration import KindDeclarations
from tests.support.slips import findings, told

TEAM = """\
per_head: {task: 20000.00, goal: 30000.00}
done:
  - 完成了培训
  - 值日改为每天轮换
problems:
  - 夜班无人值班
assignments:
  - item: 发帖
    owner: 张三
    result: 已完成
reviews: {neutral: 5, negative: 10}
total_sales: 134755.00
next_month:
  per_head: {task: 40000.00, goal: 50000.00}
  assessment_on: 2026-05-07
  items:
    - 发帖
"""
WAGES = """\
- {province: 浙江, monthly: 2660}
- province: 广东
  city: 深圳
  monthly: 2520
"""
KINDS = """\
证书:
  fields:
    level: {type: choice, of: [甲, 乙]}
收据:
  title: 收据
"""
COMPANY = """\
name: 杭州某某公司
credit_code: 91330106MA27WP3L06
address: 杭州
legal_representative: 张三
agent: 李四
phone: 0571-80000016
region: {province: 浙江}
"""
PAY = """\
base: 2700.00
seniority: {per_year: 50}
full_attendance: 200
medical_subsidy: 100
piece_rates: {delay_caught: 10, misroute_caught: 2, dispatched: 0.1}
service_star: {without_fine: 300, with_fine: 100, no_complaint: 300}
regulars_per_order: 0.5
paid_rest_days: [1, 2, 3, 4]
"""
_BEGINS = "an entry of a list begins with a hyphen and a space: `- `"
_STRAY = "a hyphen stands in front of the key, which is no entry of a list; delete it"
# The record, what stands in it, what is typed instead; the place, how the remedy begins.
SLIPS: tuple[tuple[str, type[BaseModel], str, str, str, str], ...] = (
    (TEAM, TeamMonth, "  - 值日", "  值日", "4:3", "this line is no entry of the list: begin it"),
    (
        *(TEAM, TeamMonth, "done:\n  - 完成", "done: 完成", "2:7"),
        "a text stands behind done and entries of a list below it; make the text an entry, too",
    ),
    (
        *(TEAM, TeamMonth, "problems:\n", "problems: 无\n", "5:11"),
        "a text stands behind problems and entries of a list below it; make the text an entry",
    ),
    (TEAM, TeamMonth, "    owner", "  - owner", "9:5", "owner belongs to the entry above: write"),
    (TEAM, TeamMonth, "reviews", "- reviews", "11:1", _STRAY),
    (TEAM, TeamMonth, "- item: 发帖", "- 发帖", "8:5", "keys follow this text: write the key that"),
    (
        *(TEAM, TeamMonth, "    result", "  result", "10:3"),
        "the indentation of this line is 2, that of the lines it belongs to is 4",
    ),
    (
        *(TEAM, TeamMonth, "problems:", "  problems:", "5:3"),
        "the indentation of this line is 2, that of the lines it belongs to is 0",
    ),
    (TEAM, TeamMonth, "items:\n", "items: [\n", "16:10", "this bracket is not closed"),
    (WAGES, MinimumWages, "- province", "province", "2:1", _BEGINS),
    (
        WAGES,
        MinimumWages,
        "2660}\n- province: 广东\n  city",
        "2660}\n{province: 广东}",
        "2:1",
        _BEGINS,
    ),
    (WAGES, MinimumWages, "  city", "- city", "3:3", "city belongs to the entry above: write two"),
    (KINDS, KindDeclarations, "收据:", "- 收据:", "4:1", _STRAY),
    (
        *(COMPANY, Company, "address: ", "address: - ", "3:10"),
        "an entry of a list does not begin behind a key: write each on a line of its own below",
    ),
    (
        *(PAY, PayScheme, "[1, 2, 3, 4]", "[1，2，3，4]", "8:18"),
        "'1，2，3，4' is several entries: write 1, 2, 3, 4",
    ),
)


def test_the_records_themselves_are_sound() -> None:
    """So that each finding below is about the slip."""
    for text, model in {(text, model) for text, model, *_ in SLIPS}:
        assert findings(text, model) == []


@pytest.mark.parametrize(("text", "model", "old", "new", "place", "remedy"), SLIPS)
def test_a_slip_of_a_hyphen_is_told(
    text: str, model: type[BaseModel], old: str, new: str, place: str, remedy: str
) -> None:
    """One finding, at the line and column of the slip, and its remedy."""
    assert old in text
    found = told(text.replace(old, new, 1), model)
    assert (found[0], found[2][: len(remedy)]) == (place, remedy)
