"""Wherever a page ends, the totals of a table stand with the lines they sum up.

The template keeps rows together as Word does, by paragraphs that are kept with the next in every
cell of the row. LibreOffice looks at the first cell's alone (7.4.7).
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pypdfium2  # type: ignore[import-untyped]

from kefu_docs.model import Month, PersonMonth
from kefu_docs.model.statement import Statement, StatementLine
from kefu_docs.render import Template, compose, summary_context, team_context
from tests.support import records
from tests.support.builds import SAMPLE_TEMPLATES, Office

APRIL = Month(2026, 4)
TEMPLATE = Template("summary", (SAMPLE_TEMPLATES / "summary.docx").read_bytes())
SUMS = ("应发合计", "个人所得税", "实发合计")
COMPANY = records.company()


def line(item: str) -> StatementLine:
    """A line of the pay table that has only an amount."""
    return StatementLine(item, None, "", None, Decimal("100.00"))


def statement(lines: int, deductions: int) -> Statement:
    """A pay table of so many lines and deductions, named 项1, 项2 and so on."""
    names = [line(f"项{number}") for number in range(1, lines + deductions + 1)]
    return Statement(
        lines=tuple(names[:lines]),
        deductions=tuple(names[lines:]),
        withheld=(line("五险一金"), line("个人所得税")),
        gross=Decimal("500.00"),
        insurance=Decimal("100.00"),
        tax=Decimal("100.00"),
        net=Decimal("300.00"),
        normal_hours=Decimal("500.00"),
        days=30,
        month_days=30,
        left_out=0,
        year=None,
        missing_months=(),
        warnings=(),
    )


def month(items: int) -> PersonMonth:
    """A month with a summary of so many lines."""
    return records.person_month(summary={"sections": [{"items": ["完成。"] * items}]})


def pages(office: Office, make: Callable[[int], bytes], counts: range) -> list[str]:
    """The text of every page of documents with so many lines before their table."""
    pdf = office(compose([make(count) for count in counts]))
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    return ["".join(text.split()) for text in texts]


def test_the_pay_table_ends_with_two_lines_above_its_sums(office: Office) -> None:
    """应发, 个税 and 实发 are on one page with the last two lines, deductions among them or not."""
    person = records.employee(records.labor())
    (_, contract), *_ = person.all_contracts()
    for lines, deductions, last in ((7, 0, "项6项7"), (6, 1, "项6项7"), (5, 3, "项7项8")):
        paid = statement(lines, deductions)

        def summary(items: int, paid: Statement = paid) -> bytes:
            context = summary_context(COMPANY, person, contract, month(items), APRIL, paid)
            return TEMPLATE.render(context).docx

        shown = pages(office, summary, range(5, 27))
        broken = [page for page in shown if "项" in page and "项1" not in page]
        assert broken, "no table goes over two pages"
        for page in shown:
            if any(name in page for name in SUMS):
                assert all(name in page for name in (*SUMS, last[:2], last[2:])), page


def test_the_team_s_totals_stand_with_two_people(office: Office) -> None:
    """A page begins with the last two people of the table, never with 合计 alone."""

    def team(people: int) -> bytes:
        names = [(f"甲{number}乙", month(1)) for number in range(people)]
        return TEMPLATE.render(team_context(COMPANY, records.team_month(), APRIL, names)).docx

    counts = range(24, 32)
    shown = [page for page in pages(office, team, counts) if "合计" in page]
    assert len(shown) == len(counts)
    assert any("甲0乙" not in page for page in shown), "no table goes over two pages"
    for count, page in zip(counts, shown, strict=True):
        assert f"甲{count - 1}乙" in page
        assert f"甲{count - 2}乙" in page
