"""What an editor is told of each key: in Chinese, with an example."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from ruamel.yaml import YAML

from kefu_docs.records.schema import RECORD_TYPES, json_schema, shipped_models
from tests.support.builds import ROOT

CHINESE = re.compile("[\u4e00-\u9fff]")
Schema = dict[str, Any]


def schema_of(record_type: str) -> Schema:
    """The schema that ships, as a value."""
    schema: Schema = json.loads(json_schema(record_type, shipped_models()))
    return schema


def properties(schema: Schema) -> Iterator[tuple[str, Schema]]:
    """Every key of a record and of its groups."""
    for name, part in (("", schema), *schema.get("$defs", {}).items()):
        for key, about in part.get("properties", {}).items():
            yield f"{name}.{key}", about


def is_group(about: Schema) -> bool:
    """Whether a key has keys of its own below it, which have examples themselves."""
    if "$ref" in about or "oneOf" in about or about.get("additionalProperties"):
        return True
    below = [*about.get("anyOf", ()), *([about["items"]] if "items" in about else ())]
    return any(is_group(each) for each in below)


def words(about: Schema) -> list[object]:
    """The words that a key may have; none where it is free."""
    forms = (about, *about.get("anyOf", ()))
    return [
        w for form in forms for w in form.get("enum", [form["const"]] if "const" in form else [])
    ]


@pytest.mark.parametrize("record_type", sorted(RECORD_TYPES))
def test_every_key_has_a_chinese_description(record_type: str) -> None:
    """Of records and of groups, also where a shop has papers; types are not told in English."""
    schema = schema_of(record_type)
    assert CHINESE.search(schema["title"])
    lost = [k for k, a in properties(schema) if not CHINESE.search(a.get("description", ""))]
    assert lost == []
    assert [n for n, part in schema.get("$defs", {}).items() if "description" in part] == []


@pytest.mark.parametrize("record_type", sorted(RECORD_TYPES))
def test_every_value_has_an_example_that_its_schema_takes(record_type: str) -> None:
    """Or words to choose from; fields of a paper have their type's."""
    schema = schema_of(record_type)
    for key, about in properties(schema):
        below = [about, *about.get("anyOf", ())]
        examples = [e for part in below for e in part.get("examples", ())]
        if not ("Values_" in key or words(about) or is_group(about)):
            assert examples, key
        for example in examples:
            jsonschema.validate(example, {**about, "$defs": schema.get("$defs", {})})


def test_words_are_told_by_what_people_call_them() -> None:
    """`complaints: none` is 无投诉 on the screen of the editor."""
    about = schema_of("month")["properties"]["complaints"]
    names = "none 无投诉、without_fine 有投诉无罚款、with_fine 有投诉有罚款"
    assert about["description"] == f"投诉：{names}"


def test_an_editor_finds_nothing_wrong_with_the_sample() -> None:
    """A number of digits alone needs no quotes; a key that is none and a word that is none do not
    pass.
    """
    for path in sorted((ROOT / "kefu_docs/sample/data").rglob("*.yaml")):
        schema = schema_of(re.search(r"schemas/(\w+)\.json", path.read_text("utf-8"))[1])  # type: ignore[index]
        jsonschema.validate(as_an_editor_reads(path), schema)
    person = as_an_editor_reads(ROOT / "kefu_docs/sample/data/employees/E002.yaml")
    for wrong in ({"nmae": "x"}, {"gender": "M"}, {"hired_on": "1.4.2026"}, {"mobile": ["1"]}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**person, **wrong}, schema_of("employee"))


def as_an_editor_reads(path: Path) -> Any:
    """A record's values by YAML's own types, but for dates: editors have none of these."""
    return json.loads(json.dumps(YAML(typ="safe").load(path), default=str))
