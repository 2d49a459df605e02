"""Which days fall due, and which do not."""

from __future__ import annotations

import datetime as dt

import pytest

from kefu_docs.model import Dataset, Record
from kefu_docs.reminders import due
from tests.support import records

WITHIN = dt.timedelta(days=60)
FIRST = {"number": "L-0", "signed_on": "2024-03-01", "starts_on": "2024-03-01"}
FIRST_TERM = {**FIRST, "ends_on": "2026-02-28"}
SECOND_TERM = {"ends_on": "2027-02-28"}


def dataset_of(*contracts: dict[str, str], hired_on: str = "2024-03-01") -> Dataset:
    """Employee E001 with these contracts; each gives what differs from an open-ended one."""
    terms = [records.labor(**{"number": "L-1", "ends_on": None} | given) for given in contracts]
    person = records.employee(*terms, hired_on=hired_on)
    return Dataset(company=None, employees={"E001": Record("employees/E001.yaml", person, {})})


def found(dataset: Dataset, on: str) -> list[tuple[str, str, str]]:
    """Date, kind and contract number of what is due on a day."""
    reminders = due(dataset, dt.date.fromisoformat(on), WITHIN)
    return [(str(r.date), r.kind, r.number) for r in reminders]


@pytest.mark.parametrize(
    ("on", "is_due"),
    [
        ("2026-12-29", False),  # 61 days ahead
        ("2026-12-30", True),
        ("2027-02-28", True),
        ("2027-03-30", True),  # 30 days overdue
        ("2027-03-31", False),
    ],
)
def test_an_end_of_probation_is_due_in_the_span_and_30_days_after(on: str, is_due: bool) -> None:
    """An end is due within the span ahead and for 30 days after, both ends included."""
    expected = [("2027-02-28", "probation-ends", "L-1")] if is_due else []
    assert found(dataset_of({"probation_ends_on": "2027-02-28"}), on) == expected


@pytest.mark.parametrize(
    ("on", "kinds"),
    [
        ("2026-10-30", []),
        ("2026-10-31", ["renewal-decision"]),  # the day is 60 days ahead
        ("2026-11-15", ["renewal-decision", "renewal-notice"]),
        ("2027-01-14", ["renewal-decision", "renewal-notice"]),
        ("2027-01-15", ["renewal-notice"]),
        ("2027-02-28", ["renewal-notice"]),
        ("2027-03-30", ["renewal-notice"]),
        ("2027-03-31", []),
    ],
)
def test_a_renewal_is_due_60_and_45_days_before_the_end(on: str, kinds: list[str]) -> None:
    """It is decided 60 days and told 45 days before the end; what is not told stays due."""
    days = {"renewal-decision": "2026-12-30", "renewal-notice": "2027-01-14"}
    expected = [(days[kind], kind, "L-1") for kind in kinds]
    assert found(dataset_of({"ends_on": "2027-02-28"}), on) == expected


def test_who_left_has_one_thing_due() -> None:
    """The last day itself, and neither probation nor renewal."""
    given = {"ends_on": "2027-02-28", "probation_ends_on": "2027-02-28"}
    records_ = dataset_of(given, {**given, "number": "L-2", "starts_on": "2027-03-01"})
    person = records_.employees["E001"]
    left = person.value.model_copy(update={"left_on": dt.date(2027, 1, 31)})
    after = Dataset(company=None, employees={"E001": Record(person.file, left, {})})
    assert found(after, "2027-01-20") == [("2027-01-31", "leaves", "L-2")]
    assert found(after, "2027-03-03") == []


def test_messages_name_the_days_that_follow() -> None:
    """Thirty days ahead it is told in writing; fifteen days on, file and insurance are moved."""
    (notice,) = due(dataset_of({"ends_on": "2027-02-28"}), dt.date(2027, 2, 1), WITHIN)
    assert "tell 张晓宇 in writing, by 2027-01-29" in notice.message.text()
    person = records.employee(hired_on="2026-12-01").model_copy(
        update={"left_on": dt.date(2027, 1, 31)}
    )
    nobody = Dataset(company=None, employees={"E001": Record("employees/E001.yaml", person, {})})
    assert found(nobody, "2027-01-20") == [("2027-01-31", "leaves", "")]
    (leaves,) = due(nobody, dt.date(2027, 1, 20), WITHIN)
    assert leaves.message.text().endswith("are transferred by 2027-02-15")


def test_service_contracts_are_no_row_of_fixed_terms() -> None:
    """Two of them in a row may be followed by a third."""
    terms = [records.service(**FIRST_TERM), records.service(number="L-1", ends_on="2027-02-28")]
    person = records.employee(*terms, hired_on="2024-03-01")
    served = Dataset(company=None, employees={"E001": Record("employees/E001.yaml", person, {})})
    assert found(served, "2027-01-20") == [("2027-01-14", "renewal-notice", "L-1")]


def test_an_open_ended_contract_without_probation_has_nothing_due() -> None:
    """A contract without end and probation gives no reminder."""
    assert found(dataset_of({}), "2026-03-01") == []


def test_the_end_of_a_renewed_contract_is_not_due() -> None:
    """The end of a contract is due, unless the next contract is already written."""
    assert found(dataset_of(FIRST_TERM), "2026-02-01") == [("2026-01-14", "renewal-notice", "L-0")]
    assert found(dataset_of(FIRST_TERM, {}), "2026-02-01") == []


@pytest.mark.parametrize(
    ("starts", "signed", "on", "latest"),
    [
        ("2026-03-01", "2026-04-01", "2026-03-20", None),  # within the month
        ("2026-03-01", "2026-04-02", "2026-03-20", "2026-04-01"),
        ("2026-01-31", "2026-03-01", "2026-02-10", "2026-02-28"),  # February has no 31st
        ("2026-03-01", "2026-04-02", "2026-05-01", "2026-04-01"),  # signed late, 30 days ago
        ("2026-03-01", "2026-04-02", "2026-05-02", None),  # signed late, long ago
        ("2026-03-01", "2026-12-01", "2026-11-30", "2026-04-01"),  # still unsigned
        ("2026-03-01", "2026-12-01", "2026-12-01", None),
        ("2026-12-01", "2027-02-01", "2026-03-01", None),  # far ahead
    ],
)
def test_the_written_contract_is_due_one_month_after_the_start(
    starts: str, signed: str, on: str, latest: str | None
) -> None:
    """A contract signed more than a month after its start, or not yet, is due, however late."""
    dataset = dataset_of({"starts_on": starts, "signed_on": signed})
    assert found(dataset, on) == ([(latest, "contract-unsigned", "L-1")] if latest else [])


def test_after_two_fixed_terms_the_renewal_must_be_open_ended() -> None:
    """The reminder stands on the last end, whatever the order in the record."""
    both = [("2027-01-14", "renewal-notice", "L-1"), ("2027-02-28", "open-ended-due", "L-1")]
    assert found(dataset_of(FIRST_TERM, SECOND_TERM), "2027-01-20") == both
    assert found(dataset_of(SECOND_TERM, FIRST_TERM), "2027-01-20") == both
    early = {kind for _, kind, _ in found(dataset_of(FIRST_TERM, SECOND_TERM), "2026-12-29")}
    assert "open-ended-due" not in early


def test_the_row_of_fixed_terms_is_that_of_the_rules() -> None:
    """A year without a contract begins it anew, an earlier employing party is a term in it."""
    gap = {**FIRST_TERM, "ends_on": "2025-02-28"}
    assert "open-ended-due" not in {
        k for _, k, _ in found(dataset_of(gap, SECOND_TERM), "2027-02-01")
    }
    continued = {**SECOND_TERM, "continues_service": "yes"}
    for contracts in ((gap, continued), (continued,)):
        kinds = {kind for _, kind, _ in found(dataset_of(*contracts), "2027-02-01")}
        assert "open-ended-due" in kinds


def test_an_open_ended_contract_breaks_the_row_of_fixed_terms() -> None:
    """One fixed term, or one after an open-ended contract, may be followed by another."""
    one = [("2027-01-14", "renewal-notice", "L-1")]
    assert found(dataset_of(SECOND_TERM), "2027-01-20") == one
    assert found(dataset_of(FIRST, SECOND_TERM), "2027-01-20") == one


@pytest.mark.parametrize(
    ("hired", "ends", "is_due"),
    [
        ("2017-03-01", "2027-02-28", True),
        ("2017-03-02", "2027-02-28", False),
        ("2016-02-29", "2026-02-28", True),
        ("2016-02-29", "2026-02-27", False),
    ],
)
def test_after_ten_years_the_renewal_must_be_open_ended(
    hired: str, ends: str, is_due: bool
) -> None:
    """Ten years are full on the day after the last."""
    term = {"signed_on": "2025-03-01", "starts_on": "2025-03-01", "ends_on": ends}
    dataset = dataset_of(term, hired_on=hired)
    kinds = {kind for _, kind, _ in found(dataset, ends)}
    assert kinds == {"renewal-notice", *(("open-ended-due",) if is_due else ())}


def test_reminders_come_by_date_with_the_person() -> None:
    """The probation ends before the contract; the message names person and day."""
    dataset = dataset_of({"ends_on": "2026-08-31", "probation_ends_on": "2026-05-31"})
    reminders = due(dataset, dt.date(2026, 5, 10), WITHIN)
    assert [r.kind for r in reminders] == ["probation-ends", "renewal-decision"]
    assert {(r.employee, r.name) for r in reminders} == {("E001", "张晓宇")}
    assert reminders[0].message.text() == (
        "the probation of 张晓宇 under contract L-1 ends on 2026-05-31: decide before then"
    )


def test_a_first_contract_is_due_a_month_after_hiring() -> None:
    """Somebody taken from a roster has none: the day is named, also when it has long passed."""
    dataset = Dataset(None, employees={"E001": Record("E001.yaml", records.employee(), {})})
    for on in (dt.date(2026, 3, 20), dt.date(2026, 12, 1)):
        (found,) = due(dataset, on, dt.timedelta(days=60))
        assert (found.date, found.kind, found.number) == (
            dt.date(2026, 4, 1),
            "contract-missing",
            "",
        )
    assert due(dataset, dt.date(2026, 1, 30), dt.timedelta(days=60)) == ()
