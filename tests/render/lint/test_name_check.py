"""Names that a template asks for and is not given are found without printing it."""

from __future__ import annotations

import pytest

from kefu_docs.records.kinds import shipped_kinds
from kefu_docs.render.context.context_names import names_given
from kefu_docs.render.context.value_names import ValueNames
from kefu_docs.render.lint.name_check import checked_names
from kefu_docs.render.templating.jinja_environment import environment

# Sources that are right, as templates for contracts and summaries write them.
RIGHT = {
    "contract_labor": (
        "{{ company.name }} {{ employee.household.province }} {{ contract['number'] }}",
        "{% for duty in contract.duties %}{{ loop.index }}{{ duty }}{% endfor %}",
        "{% set hours = contract.hours %}{{ hours.starts.hour }}",
        "{{ contract.probation_ends_on.year if contract.probation_ends_on else 0 }}",
        "{% if nickname is defined %}{{ nickname }}{% endif %}{{ employee.alias|default('') }}",
        "{% macro line(a, b=2) %}{{ a.anything }}{{ later }}{% endmacro %}{% set later = 1 %}"
        "{{ line(contract) }}",
        "{{ scheme.service_star.no_complaint }} {{ scheme.paid_rest_days[0] }}",
        "{{ document_itself.file }} {{ document_itself.date.month }}",
        "{% with street = employee.household.street %}{{ street.strip() }}{% endwith %}",
        "{% for key, value in employee.household.items() %}{{ key }}{{ value.x }}{% endfor %}",
        "{{ employee.get('name') }}{{ namespace(a=1).a }}",
        "{% for i in range(3) %}{{ i }}{% endfor %}",
        "{{ contract.alias }}{{ 1 if contract.alias is defined else 2 }}",
    ),
    "summary": (
        "{{ contracts[0].number }}{% for each in contracts %}{{ each.role }}{% endfor %}",
        "{% for person in people|sort(attribute='sales') %}{{ person.name }}{% endfor %}",
        "{{ people|map(attribute='sales')|sum }} {{ (people|first).rank }} {{ people[0].rank }}",
        "{% for p in people if p.met_task %}{{ p.neutral }}{% endfor %}",
        "{{ people|selectattr('met_goal')|list|length }} {{ totals.sales }}",
        "{% for s in summary.sections %}{% for i in s.items %}{{ i }}{% endfor %}{% endfor %}",
        "{{ contract.position if contract.position else contract.role }}",  # of either kind
        "{{ period.from_ }} {{ statement.year.allowance }} {{ heading_month.month }}",
        "{% for line in statement.lines %}{{ line.item }}{% endfor %}",
    ),
    "packet_cover": ("{% for e in entries %}{{ e.title }}{{ e.pages }}{% endfor %}{{ pages }}",),
}


@pytest.mark.parametrize(
    ("template", "source"), [(name, text) for name, texts in RIGHT.items() for text in texts]
)
def test_what_is_given_or_not_certain_is_not_told(template: str, source: str) -> None:
    """Names of the records, of the template's own making, and those of unknown values."""
    assert found(template, source) == []


@pytest.mark.parametrize(
    ("template", "source", "names"),
    [
        ("contract_labor", "{{ compny.name }}", ["compny"]),
        ("contract_labor", "{{ company.nmae }}", ["company.nmae"]),
        ("contract_labor", "{{ 公司.名称 }}", ["公司"]),
        ("contract_labor", "{{ company.名称 }}", ["company.名称"]),
        ("contract_labor", "{{ employee['nmae'] }}", ["employee.nmae"]),
        ("contract_labor", "{{ employee.household.town.x }}", ["employee.household.town"]),
        ("contract_labor", "{{ employee.name.first }}", ["employee.name.first"]),
        ("contract_labor", "{{ contract.duties.first }}", ["contract.duties.first"]),
        ("contract_labor", "{{ contract.role }}", ["contract.role"]),  # of the other kind
        ("contract_labor", "{{ statement.net }}", ["statement"]),
        ("contract_labor", "{% if emploee %}{{ 1 }}{% endif %}", ["emploee"]),
        ("contract_labor", "{% if true %}a{% elif cntract.x %}b{% endif %}", ["cntract"]),
        ("contract_labor", "{{ contract.signed_on.monht }}", ["contract.signed_on.monht"]),
        ("contract_labor", "{% set h = contract.hours %}{{ h.begins }}", ["h.begins"]),
        ("contract_labor", "{{ a }}{{ b|upper }}{{ [c, d] }}", ["a", "b", "c", "d"]),
        ("contract_labor", "{% macro m(x) %}{{ y }}{% endmacro %}", ["y"]),
        ("contract_labor", "{% for d in contract.dutis %}{{ d }}{% endfor %}", ["contract.dutis"]),
        ("contract_labor", "{{ d }}{% for x in contract.duties %}{% endfor %}", ["d"]),
        ("summary", "{% for p in people %}{{ p.sale }}{% endfor %}", ["p.sale"]),
        ("summary", "{{ people|sum(attribute='sale') }}", ["sale"]),
        ("summary", "{{ (people|first).ranks }}", ["….ranks"]),
        (
            "summary",
            "{{ statement.total }} {{ totals.count }}",
            ["statement.total", "totals.count"],
        ),
        ("packet_cover", "{{ entries.title }}", ["entries.title"]),
    ],
)
def test_what_nothing_has_is_told(template: str, source: str, names: list[str]) -> None:
    """Each name once, with what it was asked of."""
    assert found(template, source) == names


def test_what_is_meant_is_known() -> None:
    """A Chinese word for a name, as the records call it, and a near name."""
    given = given_to("contract_labor")
    tree = environment().parse("{{ 公司.x }}{{ employee.姓名 }}")
    assert [each.meant for each in checked_names(tree, given).unknown] == ["company", "name"]


def given_to(template: str) -> ValueNames:
    """The names that a template of the package is given."""
    given = names_given(k for k in shipped_kinds().values() if k.template == template)
    assert given is not None
    return given


def found(template: str, source: str) -> list[str]:
    """The unknown names in a source, as they are written."""
    given = given_to(template)
    unknown = checked_names(environment().parse(source), given).unknown
    return [f"{each.within}.{each.name}" if each.within else each.name for each in unknown]


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("{{ contract.duties }}", 1),
        ("{{ company }}", 1),
        ("{{ contract.duties|join('、') }}{{ company.name }}", 0),
        ("{% set c = company %}{{ c.name }}{{ c }}", 1),
        ("{{ contract.duties|first }}{{ contract.duties|length }}", 0),
        ("{{ scheme.paid_rest_days|list }}", 1),
    ],
)
def test_a_list_or_group_that_is_printed_whole_is_told(source: str, lines: int) -> None:
    """Only Python could read it."""
    checked = checked_names(environment().parse(source), given_to("contract_labor"))
    assert len(checked.whole) == lines
