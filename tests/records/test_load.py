"""A data folder to a dataset: decoding, places, and findings in every file at once."""

from __future__ import annotations

import json
import shutil
import sqlite3
from decimal import Decimal
from pathlib import Path

import pytest

from kefu_docs.diagnostics import as_text
from kefu_docs.diagnostics.errors import UsageError
from kefu_docs.model import Month
from kefu_docs.records import RECORD_TYPES, choose_month, json_schema, load_dataset
from kefu_docs.records.parsed import Parsed
from kefu_docs.records.text import parse
from kefu_docs.store import Store
from tests.support.builds import SAMPLE_DATA
from tests.support.records import PROJECT, write_project

EMPLOYEE = """\
name: 张三
gender: 女
id_number: 330106199503080024
household: {province: 浙江省, county: 西湖区, street: 文新街道}
residence: 杭州市西湖区文一路1号
postcode: 010010
mobile: 13800000000
hired_on: 2026-03-01
contract:
  kind: labor
  number: L-1
  signed_on: 2026-03-01
  starts_on: 2026-03-01
  workplace: 杭州
  hours: {starts: 09:00, ends: 17:00, rest_days_per_week: 2, system: standard}
  duties: [接待顾客]
  pay_scheme: standard
"""


def test_the_smallest_data_folder_is_read_without_a_finding(tmp_path: Path) -> None:
    """One person, one month, written as YAML: the records that the other tests are built from."""
    dataset, diagnostics = load_dataset(write_project(tmp_path, PROJECT))
    assert diagnostics == []
    assert set(dataset.employees) == {"E001"}
    assert set(dataset.months) == set(dataset.teams) == {Month(2026, 4)}


def written(root: Path, name: str, text: str) -> list[str]:
    """The findings on one file in a data folder, as printed, without the folder's path."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    _, diagnostics = load_dataset(root)
    lines = [as_text(d).removeprefix(f"{root.as_posix()}/") for d in diagnostics]
    return [line for line in lines if line.startswith(name)]


def test_a_record_is_decoded_by_its_fields(tmp_path: Path) -> None:
    """Text stays text, dates and times become dates and times, places lead back to the file."""
    assert written(tmp_path, "employees/E001.yaml", EMPLOYEE) == []
    record = load_dataset(tmp_path)[0].employees["E001"]
    assert record.value.id_number == "330106199503080024"
    assert record.value.postcode == "010010"
    assert record.value.contract is not None
    assert record.value.contract.hours.starts.hour == 9
    assert record.value.contract.ends_on is None
    place = record.at("contract", "hours", "system")
    assert (place.line, place.column) == (15, 70)
    assert record.at("contract", "ends_on").line == 10


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("gender: 女", "gender: 女性", "2:9: error: '女性' is not allowed; write 女"),
        ("residence", "residense", "5:1: error: unknown key residense; did you mean residence?"),
        (
            "mobile: 13800000000",
            "mobile:",
            "7:1: error: the key mobile is missing",
        ),
        ("mobile: 13800000000", "mobile: [1, 2]", "7:9: error: expected a single value"),
        ("hired_on: 2026-03-01", "hired_on: 2026-02-30", "8:11: error: '2026-02-30' is not a date"),
        ("hired_on: 2026-03-01", "hired_on: 9999-03-01", "8:11: error: '9999-03-01' is not a date"),
        (
            "kind: labor",
            "kind: labour",
            "10:3: error: 'labour' is not allowed; write labor",
        ),
        ("  kind: labor\n", "", "10:3: error: the key kind is missing"),
        ("ends: 17:00", "ends: 25:00", "15:32: error: '25:00' is not a time of day"),
        ("duties: [接待顾客]", "duties: 接待顾客", "16:11: error: expected a list"),
        ("duties: [接待顾客]", "duties: []", "16:11: error: at least 1 entry is needed"),
        ("pay_scheme: ", "role: 客服\n  pay_scheme: ", "17:3: error: unknown key role"),
    ],
)
def test_a_wrong_value_is_said_with_its_place(
    tmp_path: Path, old: str, new: str, finding: str
) -> None:
    """A wrong value is told with file, line, column, what is wrong and what is allowed."""
    assert old in EMPLOYEE
    findings = written(tmp_path, "employees/E001.yaml", EMPLOYEE.replace(old, new))
    assert any(line.startswith(f"employees/E001.yaml:{finding}") for line in findings), findings


def test_all_findings_of_all_files_come_at_once_and_sorted(tmp_path: Path) -> None:
    """One broken file hides nothing of another; people that can be read are there."""
    written(tmp_path, "employees/E001.yaml", EMPLOYEE)
    written(tmp_path, "employees/E002.yaml", "name: [")
    written(tmp_path, "employees/E003.yaml", "")
    dataset, diagnostics = load_dataset(tmp_path)
    assert list(dataset.employees) == ["E001"]
    assert [d.location for d in diagnostics] == sorted(d.location for d in diagnostics)
    assert {Path(d.location.file).name for d in diagnostics} == {
        "company.yaml",
        "E002.yaml",
        "E003.yaml",
    }


@pytest.mark.parametrize(
    ("name", "finding"),
    [
        ("employees/E 1.yaml", "a record's file name is its id"),
        ("employees/E001.yml", "this file is not read"),
        ("employees/team.yaml", "`team` names the team's month"),
    ],
)
def test_files_that_would_be_overlooked_are_reported(
    tmp_path: Path, name: str, finding: str
) -> None:
    """A record whose file name is wrong is reported, never left out in silence."""
    (line,) = written(tmp_path, name, EMPLOYEE)
    assert finding in line


def test_a_folder_that_is_no_month_is_reported(tmp_path: Path) -> None:
    """A folder 2026-4 below months/ is reported, and not read as a month."""
    (tmp_path / "months/2026-4").mkdir(parents=True)
    _, diagnostics = load_dataset(tmp_path)
    assert "file-name" in {d.rule for d in diagnostics}


def test_no_data_folder_is_a_usage_error(tmp_path: Path) -> None:
    """A data folder that does not exist is a usage error."""
    with pytest.raises(UsageError, match="does not exist"):
        load_dataset(tmp_path / "nothing")


def test_a_newest_month_without_its_team_is_told(tmp_path: Path) -> None:
    """As a notice, for a shop may want no summary of the team; of older months it is settled."""
    root = write_project(tmp_path, PROJECT)
    (root / "months/2026-05").mkdir()
    april = root / "months/2026-04/E001.yaml"
    (root / "months/2026-05/E001.yaml").write_bytes(april.read_bytes())
    (root / "months/2026-04/team.yaml").unlink()
    _, diagnostics = load_dataset(root)
    assert [as_text(d).removeprefix(f"{root.as_posix()}/") for d in diagnostics] == [
        "months/2026-05/team.yaml:1:1: notice: the file is missing, so no summary of the team is "
        "made [file-missing]"
    ]


def test_choosing_months() -> None:
    """Nothing named means all; what is no month, or one without records, is refused."""
    april = Month(2026, 4)
    assert choose_month(None, [april]) == (april,)
    assert choose_month("2026-04", [april]) == (april,)
    assert choose_month("2026年4月", [april]) == choose_month("2026/4", [april]) == (april,)
    for wrong in ("2026-13", "2026-05", "4月"):
        with pytest.raises(UsageError):
            choose_month(wrong, [april])


@pytest.mark.parametrize("record_type", sorted(RECORD_TYPES))
def test_schemas_forbid_unknown_keys(record_type: str) -> None:
    """The schema of each record is JSON and forbids unknown keys, as the reader does."""
    schema = json.loads(json_schema(record_type))
    objects = [schema, *schema.get("$defs", {}).values()]
    found = [o["additionalProperties"] for o in objects if o["type"] == "object"]
    # Of the kinds in documents.yaml the names are free, and each is a group of known keys.
    assert all(each is False or each == {"$ref": "#/$defs/KindDeclaration"} for each in found)


def test_amounts_are_decimal(tmp_path: Path) -> None:
    """Amounts are decimals, never floats: 0.10 keeps its fen."""
    source = (SAMPLE_DATA / "pay/sample.yaml").read_text("utf-8")
    assert written(tmp_path, "pay/sample.yaml", source) == []
    scheme = load_dataset(tmp_path)[0].pay_schemes["sample"].value
    assert scheme.piece_rates.dispatched == Decimal("0.10")
    assert str(scheme.base) == "800.00"


def test_the_users_minimum_wages_are_a_list(tmp_path: Path) -> None:
    """Entries of minimum_wage.yaml are checked like any record.

    Keys instead of entries are refused.
    """
    entry = "- {province: 浙江, monthly: 2700, effective_from: 2026-10-01}\n"
    assert written(tmp_path, "minimum_wage.yaml", entry) == []
    wages = load_dataset(tmp_path)[0].minimum_wages
    assert wages is not None
    assert wages.value.root[0].monthly == Decimal(2700)
    (line,) = written(tmp_path, "minimum_wage.yaml", entry.replace("2700", "many"))
    assert line.startswith("minimum_wage.yaml:1:27: error: 'many' is not an amount")
    (line,) = written(tmp_path, "minimum_wage.yaml", "province: 浙江\n")
    assert line.startswith("minimum_wage.yaml:1:1: error: the file must be a list")


def test_a_record_that_is_no_group_of_keys_is_refused(tmp_path: Path) -> None:
    """A file that holds a list or bare text where keys are meant is refused."""
    for text in ("- a\n", "a\n"):
        (line,) = written(tmp_path, "company.yaml", text)
        assert line.startswith("company.yaml:1:1: error: the file must hold keys")


def test_known_bytes_are_not_parsed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The record from the store equals the parsed one, places and all; a changed file is read."""
    data = tmp_path / "data"
    shutil.copytree(SAMPLE_DATA, data)
    with Store(tmp_path / "store") as store:
        first = load_dataset(data, store)
    parsed: list[str] = []

    def noted(file: str, text: bytes) -> Parsed:
        parsed.append(Path(file).name)
        return parse(file, text)

    monkeypatch.setattr("kefu_docs.records.decode.parse", noted)
    with Store(tmp_path / "store") as store:
        assert load_dataset(data, store) == first
        assert parsed == []
        changed = data / "employees" / "E001.yaml"
        changed.write_text(changed.read_text("utf-8") + "# 注\n", "utf-8")
        second, diagnostics = load_dataset(data, store)
    assert parsed == ["E001.yaml"]
    assert (second.employees, diagnostics) == (first[0].employees, first[1])
    assert second.digest != first[0].digest
    assert dict(second.employees["E002"].places) == dict(first[0].employees["E002"].places)


def test_what_is_wrong_with_a_file_is_said_every_time(tmp_path: Path) -> None:
    """A file with a warning is not answered from the store."""
    path = tmp_path / "data" / "company.yaml"
    path.parent.mkdir()
    path.write_bytes(b"\xef\xbb\xbf" + (SAMPLE_DATA / "company.yaml").read_bytes())
    for _ in range(2):
        with Store(tmp_path / "store") as store:
            dataset, (warning,) = load_dataset(tmp_path / "data", store)
        assert dataset.company is not None
        assert warning.rule == "yaml-bom"


def test_a_store_that_holds_nonsense_is_not_believed(tmp_path: Path) -> None:
    """What the store holds and does not fit the model is parsed anew from the file."""
    with Store(tmp_path) as store:
        load_dataset(SAMPLE_DATA, store)
    connection = sqlite3.connect(tmp_path / "facts.sqlite3")
    connection.execute("UPDATE facts SET text = '[1]'")
    connection.commit()
    connection.close()
    with Store(tmp_path) as store:
        assert load_dataset(SAMPLE_DATA, store) == load_dataset(SAMPLE_DATA)
