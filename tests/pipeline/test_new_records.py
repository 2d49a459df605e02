"""New records: a person from checked answers, a month to fill in."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kefu_docs.diagnostics.errors import UsageError
from kefu_docs.model import Month
from kefu_docs.pipeline.new_records import NewPerson, new_month
from kefu_docs.pipeline.settings import Settings
from kefu_docs.records import load_dataset
from tests.support.builds import copy_sample

ANSWERS = {
    "name": "王五",
    "id_number": "11010519491231002x",
    "mobile": "１９９００００００７７",
    "hired_on": "2026年5月1日",
}


@pytest.fixture
def project(tmp_path: Path) -> Settings:
    """The sample."""
    copy_sample(tmp_path)
    return Settings(
        tmp_path / "data", tmp_path / "templates", tmp_path / "build", dt.date(2026, 4, 30)
    )


def test_a_person_is_asked_for_what_a_record_needs(project: Settings) -> None:
    """Gender comes from the ID number; the record is sound, under the next number."""
    person = NewPerson(project)
    asked = []
    for column in person.questions():
        asked.append(column.key)
        assert person.answer(column, ANSWERS.get(column.key, "")) is None
    assert asked[:4] == ["name", "id_number", "mobile", "hired_on"]
    assert "gender" not in asked
    assert person.write() == project.data / "employees/E006.yaml"
    record = load_dataset(project.data)[0].employees["E006"].value
    assert (record.gender, record.mobile) == ("女", "19900000077")
    assert record.hired_on == dt.date(2026, 5, 1)


@pytest.mark.parametrize(
    ("key", "answer", "said"),
    [
        ("name", " ", "this is needed"),
        ("name", "\u200b", "this is needed"),
        ("id_number", "110105194912310029", "does not fit its check digit"),
        ("id_number", "330106199503080024", "this is the ID number of E001"),
        ("mobile", "1990000007", "has 11 digits"),
        ("hired_on", "2026-02-30", "is not a date"),
    ],
)
def test_an_answer_is_checked_at_once(project: Settings, key: str, answer: str, said: str) -> None:
    """What is wrong is said before the next question."""
    person = NewPerson(project)
    column = next(c for c in person.questions() if c.key == key)
    fault = person.answer(column, answer)
    assert fault is not None
    assert said in fault.text()


def test_an_address_is_asked_for_whole_or_not_at_all(project: Settings) -> None:
    """Once its province is given the other parts are needed."""
    person = NewPerson(project)
    address = {"province": "浙江省", "county": "杭州市西湖区", "street": "蒋村街道"}
    given = ANSWERS | {f"household.{key}": part for key, part in address.items()}
    needed = {}
    for column in person.questions():
        needed[column.key] = column.required
        assert person.answer(column, given.get(column.key, "")) is None
    assert [needed[f"household.{key}"] for key in address] == [False, True, True]
    person.write()
    household = load_dataset(project.data)[0].employees["E006"].value.household
    assert household is not None
    assert household.county == "杭州市西湖区"


def test_a_month_is_begun_with_last_months_plan(project: Settings) -> None:
    """Everybody with a contract gets a record to fill in; each key that is empty is told."""
    paths = new_month(project, Month(2026, 5))
    assert [path.stem for path in paths] == ["E001", "E002", "E003", "E004", "E005", "team"]
    text = paths[0].read_text("utf-8")
    assert "上月计划：任务 40000.00，目标 50000.00。" in text
    assert "  # 抓延误\n  delay_caught:\n" in text
    assert "per_head:\n  task: 40000.00\n  goal: 50000.00\n" in paths[-1].read_text("utf-8")
    found = load_dataset(project.data)[1]
    assert {d.rule for d in found if "2026-05" in d.location.file} == {"record-missing-key"}
    with pytest.raises(UsageError, match="2026-05"):
        new_month(project, Month(2026, 5))
