"""The calendar file, read back by the icalendar library."""

from __future__ import annotations

import datetime as dt
from typing import get_args

import pytest
from icalendar import Calendar

from kefu_docs.diagnostics import Message
from kefu_docs.reminders import Reminder, ReminderKind, calendar

COMPANY = "杭州禾屿电子商务有限公司"
DAY = dt.date(2027, 2, 28)


def reminder(kind: ReminderKind = "renewal-decision", number: str = "L-1") -> Reminder:
    """A reminder of E001."""
    return Reminder(DAY, kind, "E001", "张晓宇", number, Message("due"))


def test_a_reminder_is_an_all_day_event_with_an_alarm_a_week_before() -> None:
    """Every property that a calendar program goes by."""
    file = Calendar.from_ical(calendar([reminder()], COMPANY))
    assert str(file["X-WR-CALNAME"]) == "杭州禾屿电子商务有限公司合同提醒"
    [event] = file.walk("VEVENT")
    assert str(event["UID"]) == "renewal-decision-L-1-2027-02-28@kefu-docs"
    assert event.decoded("DTSTART") == DAY
    assert event.decoded("DTSTAMP") == dt.datetime(2027, 2, 28, tzinfo=dt.UTC)
    assert str(event["SUMMARY"]) == "张晓宇：合同 L-1 六十天后到期，请决定是否续订"
    [alarm] = event.walk("VALARM")
    assert alarm.decoded("TRIGGER") == dt.timedelta(days=-7)
    assert str(alarm["DESCRIPTION"]) == str(event["SUMMARY"])


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("renewal-decision", "决定是否续订"),
        ("renewal-notice", "书面通知"),
        ("probation-ends", "试用期届满"),
        ("contract-unsigned", "书面签订期限届满"),
        ("open-ended-due", "无固定期限"),
    ],
)
def test_each_kind_says_in_chinese_what_is_due(kind: ReminderKind, words: str) -> None:
    """A comma and a semicolon in a contract number survive the notation."""
    file = Calendar.from_ical(calendar([reminder(kind, "L,1;2")], COMPANY))
    [event] = file.walk("VEVENT")
    assert words in str(event["SUMMARY"])
    assert "L,1;2" in str(event["SUMMARY"])


def test_who_leaves_without_a_contract_has_no_number() -> None:
    """Nor brackets around none."""
    (event,) = Calendar.from_ical(calendar([reminder("leaves", "")], COMPANY)).walk("VEVENT")
    assert str(event["SUMMARY"]) == "张晓宇离职：结清工资，出具离职证明"
    (event,) = Calendar.from_ical(calendar([reminder("leaves")], COMPANY)).walk("VEVENT")
    assert str(event["SUMMARY"]) == "张晓宇离职（L-1）：结清工资，出具离职证明"


def test_events_of_one_contract_and_day_differ_in_uid() -> None:
    """Two kinds on one day are two events, in the order given."""
    reminders = [reminder(kind) for kind in get_args(ReminderKind)]
    events = Calendar.from_ical(calendar(reminders, COMPANY)).walk("VEVENT")
    uids = [str(event["UID"]) for event in events]
    assert uids == [f"{kind}-L-1-2027-02-28@kefu-docs" for kind in get_args(ReminderKind)]


def test_nothing_due_is_an_empty_calendar() -> None:
    """The same bytes each time: nothing of the clock or of chance is in the file."""
    assert calendar([], COMPANY).split(b"\r\n") == [
        b"BEGIN:VCALENDAR",
        b"VERSION:2.0",
        b"PRODID:-//kefu-docs//reminders//ZH",
        "X-WR-CALNAME:杭州禾屿电子商务有限公司合同提醒".encode(),
        b"END:VCALENDAR",
        b"",
    ]
