"""Consistency of the team's month with the people's months."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.diagnostics.nearest import did_you_mean
from kefu_docs.model import Month
from kefu_docs.model.month import NextMonth, PerHead
from kefu_docs.rules.case import Case, Finding, Spot
from kefu_docs.rules.dates import person_months
from kefu_docs.rules.rule import Rule

# 均已超额完成任务, 全部超额完成目标: the claim, and what was exceeded.
_ALL_EXCEEDED = re.compile(r"(均|都|全部|全员|人人)[^，。；]{0,6}超额(完成)?了?(?P<what>目标)?")


def _plans(case: Case) -> Iterator[tuple[NextMonth | PerHead, Spot]]:
    for record in case.dataset.teams.values():
        yield record.value.per_head, Spot(record, ("per_head", "goal"))
        yield record.value.next_month.per_head, Spot(record, ("next_month", "per_head", "goal"))
    for _, employee, month in person_months(case):
        if plan := month.value.summary.next_month:
            yield plan, Spot(month, ("summary", "next_month", "goal"), employee)


def _goal_under_task(case: Case) -> Iterator[Finding]:
    for plan, spot in _plans(case):
        if plan.goal < plan.task:
            message = Message(
                "the goal of {goal:.2f} is under the task of {task:.2f}: a goal is the task or "
                "more",
                {"goal": plan.goal, "task": plan.task},
            )
            yield spot.finding(message)


def _has_all_people(case: Case, month: Month) -> bool:
    """Whether every record of the month could be read, so that sums over it mean something."""
    return not case.unread_in(str(month))


def _total_sales(case: Case) -> Iterator[Finding]:
    for month, team in case.dataset.teams.items():
        people = [record.value for record in case.dataset.months.get(month, {}).values()]
        computed = sum((person.sales for person in people), Decimal(0))
        written = team.value.total_sales
        if written is not None and written != computed and _has_all_people(case, month):
            message = Message(
                "the total of {written:.2f} is written, but the sales of {count} "
                "{count:person sum|people sum} to "
                "{computed:.2f}",
                {"written": written, "count": len(people), "computed": computed},
            )
            yield Finding(team.at("total_sales"), message)


def _total_reviews(case: Case) -> Iterator[Finding]:
    for month, team in case.dataset.teams.items():
        written = team.value.reviews
        if written is None or not _has_all_people(case, month):
            continue
        reviews = [r.value.reviews for r in case.dataset.months.get(month, {}).values()]
        for key, count, computed in (
            ("neutral", written.neutral, sum(r.neutral for r in reviews)),
            ("negative", written.negative, sum(r.negative for r in reviews)),
        ):
            if count != computed:
                message = Message(
                    "{written} {key} {written:review is|reviews are} written, but those of "
                    "{count} {count:person|people} sum to "
                    "{computed}",
                    {"written": count, "key": key, "count": len(reviews), "computed": computed},
                )
                yield Finding(team.at("reviews", key), message)


def _all_exceeded(case: Case) -> Iterator[Finding]:
    for month, team in case.dataset.teams.items():
        if not _has_all_people(case, month):
            continue
        people = case.dataset.months.get(month, {})
        for index, item in enumerate(team.value.done):
            claim = _ALL_EXCEEDED.search(item)
            if claim is None:
                continue
            if not people:
                message = Message("all are said to have exceeded, but nobody's month is on record")
                yield Finding(team.at("done", index), message)
            mark = team.value.per_head.goal if claim["what"] else team.value.per_head.task
            for employee, record in people.items():
                if record.value.sales <= mark:
                    message = Message(
                        "all are said to have exceeded {mark:.2f}, but {employee} sold {sales:.2f}",
                        {"mark": mark, "employee": employee, "sales": record.value.sales},
                    )
                    yield Finding(team.at("done", index), message)


def _owners(case: Case) -> Iterator[Finding]:
    if case.unread_in("employees"):
        return
    people = case.dataset.employees
    names = {record.value.name for record in people.values()}
    known = names.union(people)
    for team in case.dataset.teams.values():
        for index, assignment in enumerate(team.value.assignments):
            if assignment.owner not in known:
                message = Message(
                    "there is no employee {owner!r}{hint}",
                    {"owner": assignment.owner, "hint": did_you_mean(assignment.owner, names)},
                )
                yield Finding(team.at("assignments", index, "owner"), message)


def _assessment(case: Case) -> Iterator[Finding]:
    for month, team in case.dataset.teams.items():
        day = team.value.next_month.assessment_on
        if Month.of(day) != month.next:
            message = Message(
                "the assessment on {day} does not lie in {month}, the month of the plan",
                {"day": day, "month": str(month.next)},
            )
            yield Finding(team.at("next_month", "assessment_on"), message)


RULES: tuple[Rule, ...] = tuple(
    Rule(
        slug,
        Severity.ERROR,
        Message("consistency of the records"),
        rationale,
        check,
        across=check is not _goal_under_task,  # a plan is a person's, or the team's
    )
    for slug, rationale, check in (
        (
            "goal-under-task",
            Message("A goal is what people aim for beyond the task, so it is not less."),
            _goal_under_task,
        ),
        (
            "total-sales",
            Message(
                "A total that is written beside the records it sums up equals their sum to the fen."
            ),
            _total_sales,
        ),
        (
            "total-reviews",
            Message("Counts that are written beside the records they sum up equal their sum."),
            _total_reviews,
        ),
        (
            "all-exceeded",
            Message(
                "That all exceeded task or goal is printed only where each person's sales say so."
            ),
            _all_exceeded,
        ),
        (
            "assignment-owner",
            Message("A matter is in the hands of somebody of the team, written by name or id."),
            _owners,
        ),
        (
            "assessment-day",
            Message("The plan prints the day alone, so it is one of the month that is planned."),
            _assessment,
        ),
    )
)
