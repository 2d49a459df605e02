"""What falls due under the contracts, as values and as a calendar file.

>>> calendar(due(dataset, build_date, dt.timedelta(days=90)), company.name)

deadlines  contracts and probations that end, contracts to sign or renew
ics        the same as iCalendar
"""

from __future__ import annotations

from kefu_docs.reminders.deadlines import Reminder, ReminderKind, due
from kefu_docs.reminders.ics import calendar

__all__ = ["Reminder", "ReminderKind", "calendar", "due"]
