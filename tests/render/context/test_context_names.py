"""The names said to be given are those that are given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest

from kefu_docs.model import PacketEntry
from kefu_docs.model.document_kind import DocumentKind
from kefu_docs.model.kind_declaration import FieldDeclaration
from kefu_docs.render import contract_context, cover_context, summary_context, team_context
from kefu_docs.render.context.context_names import names_given
from kefu_docs.render.context.value_names import ValueNames
from kefu_docs.render.preparing.word_fields import own_values
from tests.render.context.test_context import APRIL
from tests.render.lint.test_name_check import given_to
from tests.support.render_samples import COMPANY, LABOR, SCHEME, SERVICE, TEAM, person_month
from tests.support.rule_examples import pays

CONTRACT = next(LABOR.all_contracts())[1]
MONTH = person_month("30000")
STATEMENT = pays("3000")
OWN = own_values("contracts/E001", dt.date(2026, 4, 1))
ENTRY = PacketEntry("劳动合同", "张三", "E001", 4)
CONTEXTS = {
    "contract_labor": [contract_context(COMPANY, LABOR, CONTRACT, SCHEME)],
    "contract_service": [contract_context(COMPANY, LABOR, SERVICE, None)],
    "summary": [
        summary_context(COMPANY, LABOR, CONTRACT, MONTH, APRIL, STATEMENT),
        summary_context(COMPANY, LABOR, SERVICE, MONTH, APRIL),
        team_context(COMPANY, TEAM, APRIL, [("张三", MONTH)]),
    ],
    "packet_cover": [cover_context(COMPANY, "合集", [ENTRY])],
}


@pytest.mark.parametrize("template", CONTEXTS)
def test_what_a_template_is_given_is_what_is_said(template: str) -> None:
    """Each name of each value is known, and each known name of a value is there in one of them."""
    said = given_to(template)
    contexts = [{**context, **OWN} for context in CONTEXTS[template]]
    for context in contexts:
        assert list(_unsaid(context, said)) == []
        assert context.keys() == said.holds.keys()


def _unsaid(value: object, said: ValueNames, path: str = "") -> Iterator[str]:
    """The paths of names that a value has and that are not said, or the other way round."""
    if isinstance(value, Mapping) and said.holds:
        yield from (f"{path}.{name} is not said" for name in value.keys() - said.holds.keys())
        for name in value.keys() & said.holds.keys():
            yield from _unsaid(value[name], said.holds[name], f"{path}.{name}")
    elif isinstance(value, tuple) and said.each is not None:
        for entry in value:
            yield from _unsaid(entry, said.each, f"{path}[]")
    elif value is not None and said.is_known and said.single not in (type(value), None):
        yield f"{path} is a {type(value).__name__}"
    elif value is not None and said.single is None and said.is_known:
        yield f"{path} is no group or list"


def test_a_name_of_a_single_kind_is_checked_in_its_template_alone() -> None:
    """`role` belongs to service contracts, `duties` to labor contracts, both to summaries."""
    kinds = {}
    for template in ("contract_labor", "contract_service", "summary"):
        given = given_to(template)
        kinds[template] = given.holds["contract"].holds.keys() & {"role", "duties"}
    assert kinds == {
        "contract_labor": {"duties"},
        "contract_service": {"role"},
        "summary": {"role", "duties"},
    }


def test_a_template_of_another_name_is_given_nothing_known() -> None:
    """No document is made from it."""
    assert names_given(()) is None


def test_the_fields_of_a_kind_are_names_of_its_document() -> None:
    """With their labels; of a kind that takes any fields nothing is known."""
    fields = {"scope": FieldDeclaration(type="text", label="保密范围")}
    kind = DocumentKind("保密协议", "employee", "保密协议", "保密协议", "f", "l", fields=fields)
    given = names_given((kind,))
    assert given is not None
    assert given.holds["document"].holds.keys() == {"scope"}
    assert given.holds["document"].meant == {"保密范围": "scope"}
    given = names_given((replace(kind, fields=None),))
    assert given is not None
    assert not given.holds["document"].is_known
