"""Kinds of documents: what differs between them is data, of which the program knows no names."""

from __future__ import annotations

import ast

from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.model.document_kind import dropped_kind, filled, kind_of
from kefu_docs.model.kind_declaration import KindDeclaration
from kefu_docs.records import shipped_kinds
from tests.support.builds import ROOT


def test_no_module_knows_a_kind_by_name() -> None:
    """Those of the package are declared in one file, and nothing asks which of them it has."""
    names = {
        name
        for kind in shipped_kinds().values()
        for name in (kind.name, kind.template)
        if "_" in name  # `summary` and `team` are words for other things, too
    }
    assert len(names) == 3
    for path in (ROOT / "kefu_docs").rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
        assert names.isdisjoint(texts), path


def test_a_dropped_template_is_what_an_empty_declaration_makes_of_it() -> None:
    """To declare a kind changes nothing by itself."""
    assert dropped_kind("保密协议", "保密协议") == kind_of("保密协议", KindDeclaration())


def test_what_a_kind_leaves_out_is_as_documented() -> None:
    """File names, packets and dates by what the kind is for (docs/documents.md)."""
    kinds = [
        kind_of("表", KindDeclaration.model_validate({"for": subject, "fields": {}}))
        for subject in ("employee", "contract", "month", "team", "company")
    ]
    assert [kind.file.removeprefix("documents/表/") for kind in kinds] == [
        "{id}",
        "{number}",
        "{month}/{id}",
        "{month}/team",
        "company",
    ]
    assert [kind.packets for kind in kinds] == [("employee",)] * 3 + [()] * 2
    assert [kind.dated for kind in kinds] == ["signed_on", "starts_on"] + ["signed_on"] * 3


@given(st.text(), st.dictionaries(st.sampled_from(["id", "name", "month"]), st.text()))
def test_what_a_pattern_is_filled_with_is_not_filled_again(
    text: str, names: dict[str, str]
) -> None:
    """A name may look like a placeholder: it is printed as it is."""
    bare = text.replace("{", "").replace("}", "")
    pattern = bare + "".join(f"{{{name}}}" for name in names)
    assert filled(pattern, names) == bare + "".join(names.values())
