"""Reminders as an iCalendar file (RFC 5545), the same bytes from the same reminders."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Final

from icalendar import Alarm, Calendar, Event

from kefu_docs.reminders.deadlines import Reminder, ReminderKind

_ALARM_BEFORE: Final = dt.timedelta(days=7)
# Chinese in every locale, as the documents are.
_SUMMARIES: Final[Mapping[ReminderKind, str]] = {
    "renewal-decision": "{name}：合同 {number} 六十天后到期，请决定是否续订",
    "renewal-notice": "{name}：合同 {number} 四十五天后到期，请书面通知是否续订",
    "probation-ends": "{name}：试用期届满（合同 {number}）",
    "contract-missing": "{name}：尚无合同，书面签订期限届满",
    "contract-unsigned": "{name}：合同 {number} 的书面签订期限届满",
    "open-ended-due": "{name}：合同 {number} 到期，续订应为无固定期限劳动合同",
    "leaves": "{name}离职{contract}：结清工资，出具离职证明",
}


def calendar(reminders: Iterable[Reminder], company_name: str) -> bytes:
    """An iCalendar file with one all-day event for each reminder, in the order given.

    A later file replaces the events of an earlier one in a calendar program: the UID is made of
    kind, contract number (without a contract the person's id) and date. DTSTAMP is midnight UTC of
    that date, not the clock.
    """
    file = Calendar()
    file.add("version", "2.0")
    file.add("prodid", "-//kefu-docs//reminders//ZH")
    file.add("x-wr-calname", f"{company_name}合同提醒")
    for reminder in reminders:
        file.add_component(_event(reminder))
    content: bytes = file.to_ical()
    return content


def _event(reminder: Reminder) -> Event:
    day = reminder.date
    number = reminder.number
    contract = f"（{number}）" if number else ""
    summary = _SUMMARIES[reminder.kind].format(name=reminder.name, number=number, contract=contract)
    event = Event()
    event.add("uid", f"{reminder.kind}-{number or reminder.employee}-{day}@kefu-docs")
    event.add("dtstamp", dt.datetime.combine(day, dt.time(), dt.UTC))
    event.add("dtstart", day)
    event.add("summary", summary)
    event.add("transp", "TRANSPARENT")  # a reminder makes nobody busy
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", -_ALARM_BEFORE)
    event.add_component(alarm)
    return event
