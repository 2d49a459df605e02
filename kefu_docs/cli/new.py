"""The commands that begin new records."""

from __future__ import annotations

import click

from kefu_docs.cli.terminal import say
from kefu_docs.cli.usage_words import WordedGroup
from kefu_docs.diagnostics import Message
from kefu_docs.pipeline.settings import Settings


@click.group(cls=WordedGroup, help=say(Message("Begin a new record.")))
def new() -> None:
    """Commands that write records to be filled in."""


@new.command(help=say(Message("Ask for a person, and write their record.")))
@click.pass_obj
def employee(settings: Settings) -> None:
    """Ask for each value until its answer can be taken."""
    from kefu_docs.pipeline.new_records import NewPerson

    person = NewPerson(settings)
    for column in person.questions():
        names = "/".join(name for name, _ in column.choices)
        mark = "" if column.required else say(Message(" (may be left empty)"))
        prompt = f"{column.heading}{f' [{names}]' if names else ''}{mark}"
        while True:
            answer = click.prompt(prompt, default="", show_default=False)
            if (fault := person.answer(column, answer)) is None:
                break
            click.echo(say(fault))
    _written(person.write().as_posix())


@new.command(
    help=say(Message("Write records to fill in for a month (YYYY-MM), everybody's and the team's."))
)
@click.argument("month", metavar=say(Message("MONTH")))
@click.pass_obj
def month(settings: Settings, month: str) -> None:
    """Write what is not there yet."""
    from kefu_docs.pipeline.new_records import new_month
    from kefu_docs.records import named_month

    for path in new_month(settings, named_month(month)):
        _written(path.as_posix())


@new.command(help=say(Message("Ask for a renewal, and add it to the person's record.")))
@click.argument("person", metavar=say(Message("ID")))
@click.pass_obj
def contract(settings: Settings, person: str) -> None:
    """Ask for number and days; the rest is the last contract's."""
    from kefu_docs.diagnostics.characters import without_meaningless
    from kefu_docs.pipeline.renewal import OPEN_ENDED, Renewal
    from kefu_docs.records.normal_forms import standard_form

    renewal = Renewal(settings, person)
    headings = {
        "number": "合同编号",
        "signed_on": "签订日期",
        "starts_on": "合同开始日期",
        "ends_on": f"合同结束日期（或{OPEN_ENDED}）",
    }
    answers: dict[str, str] = {}
    for key, default in renewal.proposed().items():
        while True:
            typed = click.prompt(headings[key], default=default or None)
            answer = without_meaningless(typed).strip()
            is_day = key != "number"
            answers[key] = (standard_form("day", answer) if is_day else None) or answer
            if (fault := renewal.fault(key, answers[key], answers)) is None:
                break
            click.echo(say(fault))
    _written(renewal.write(answers).as_posix())


def _written(file: str) -> None:
    click.echo(say(Message("written: {file}", {"file": file})))
