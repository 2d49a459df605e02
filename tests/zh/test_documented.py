"""The filters that README and docs name are those there are, and print what is said of them."""

from __future__ import annotations

import re

import pytest
from jinja2 import Environment

from kefu_docs.model import LaborContract, Month
from kefu_docs.records import load_dataset
from kefu_docs.render.context.values import values_of
from kefu_docs.render.templating.jinja_environment import INSERTING
from kefu_docs.zh import FILTERS
from tests.support.builds import ROOT, SAMPLE_DATA

EXAMPLE = re.compile(r"^\| `(\{\{ .+? \}\})` \| ([^ ,，；]+)", flags=re.MULTILINE)


def sample() -> dict[str, object]:
    """Values of the sample data under the names of templates."""
    dataset, _ = load_dataset(SAMPLE_DATA)
    employee = dataset.employees["E002"].value
    assert isinstance(employee.contract, LaborContract)
    return {
        **values_of(
            employee=employee,
            contract=employee.contract,
            scheme=dataset.pay_schemes[employee.contract.pay_scheme].value,
            team=dataset.teams[Month(2026, 4)].value,
        ),
        "loop": {"index": 3},
    }


@pytest.mark.parametrize("file", ["README.md", "README.zh-CN.md"])
def test_each_example_of_the_readme_prints_what_it_says(file: str) -> None:
    """Each template expression of the README prints, on the sample, what stands beside it."""
    environment = Environment(autoescape=True)
    environment.filters.update(FILTERS)
    text = (ROOT / file).read_text(encoding="utf-8").replace("\\", "")
    examples = EXAMPLE.findall(text)
    assert len(examples) == 9
    for template, printed in examples:
        assert environment.from_string(template).render(sample()) == printed, template


@pytest.mark.parametrize("file", ["templates.md", "templates.zh-CN.md"])
def test_the_list_of_filters_is_complete(file: str) -> None:
    """Neither a filter is missing nor one listed that does not exist."""
    text = (ROOT / "docs" / file).read_text(encoding="utf-8")
    section = re.split(r"^## ", text, flags=re.MULTILINE)
    (filters,) = [part for part in section if part.startswith(("Filters", "过滤器"))]
    assert set(re.findall(r"^\| `([a-z_]+)", filters, flags=re.MULTILINE)) == {*FILTERS, *INSERTING}
