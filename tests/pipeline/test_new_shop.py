"""A new shop's folder is complete, builds at once, and is never written over another."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import pytest

from kefu_docs.diagnostics import Severity
from kefu_docs.diagnostics.errors import UsageError
from kefu_docs.model import Month
from kefu_docs.pipeline.import_sheets import prepare_import
from kefu_docs.pipeline.new_records import new_month
from kefu_docs.pipeline.new_shop import editor_files, make_shop
from kefu_docs.pipeline.queries import check_records
from kefu_docs.pipeline.settings import Settings
from kefu_docs.records import RECORD_TYPES, load_dataset
from tests.support.builds import ROOT, SAMPLE_DATA

NAMED_SCHEMA = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")
EDITOR_SETTINGS = json.loads(dict(editor_files())[".vscode/settings.json"])


def test_a_new_shop_has_the_sample_and_no_error(tmp_path: Path) -> None:
    """Five people and a month; the records are sound with the templates beside them."""
    shop = tmp_path / "店"
    written = {path.relative_to(shop).as_posix() for path in make_shop(shop, empty=False)}
    assert {".gitignore", "Makefile", "README.md", ".github/workflows/packets.yml"} <= written
    people = load_dataset(shop / "data")[0].employees
    assert len(people) == len(list((SAMPLE_DATA / "employees").glob("*.yaml")))
    settings = Settings(shop / "data", shop / "templates", tmp_path / "build", dt.date(2026, 4, 30))
    assert [d for d in check_records(settings) if d.severity is Severity.ERROR] == []


def test_an_editor_finds_the_schema_of_each_record(tmp_path: Path) -> None:
    """Each pattern of the settings has its schema."""
    make_shop(tmp_path / "shop", empty=False)
    settings = json.loads((tmp_path / "shop/.vscode/settings.json").read_text("utf-8"))
    for file in settings["yaml.schemas"]:
        assert json.loads((tmp_path / "shop" / file).read_text("utf-8"))["title"]
    assert len(settings["yaml.schemas"]) == len(RECORD_TYPES)


def test_an_empty_shop_has_nobody(tmp_path: Path) -> None:
    """Its company is to be filled in: what is missing is told."""
    make_shop(tmp_path / "shop", empty=True)
    dataset, found = load_dataset(tmp_path / "shop/data")
    assert dict(dataset.employees) == {}
    assert dataset.company is None
    assert {d.location.file.rpartition("/")[2] for d in found} == {"company.yaml"}
    assert set(dataset.pay_schemes) == {"sample", "standard"}


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    """Nobody's records are written over."""
    (tmp_path / "x").write_bytes(b"")
    with pytest.raises(UsageError, match="not empty"):
        make_shop(tmp_path, empty=False)
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_the_shops_makefile_has_the_projects_targets() -> None:
    """What README.md of a shop and the documentation of documents and templates name is there."""
    shop = (ROOT / "kefu_docs/sample/shop/Makefile").read_text("utf-8")
    readme = (ROOT / "kefu_docs/sample/shop/README.md").read_text("utf-8")
    targets = set(re.findall(r"^([\w-]+):", shop, re.MULTILINE))
    pages = ((ROOT / f"docs/{page}.md").read_text("utf-8") for page in ("documents", "templates"))
    for text in (readme, *pages):
        assert set(re.findall(r"`make ([a-z]+)", text)) <= targets
    assert targets <= set(
        re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    )


def test_each_record_names_its_schema(tmp_path: Path) -> None:
    """In the first line, by a path from the file; also where the company is to be filled in."""
    for empty in (False, True):
        shop = tmp_path / f"shop-{empty}"
        for path in make_shop(shop, empty=empty):
            if path.suffix == ".yaml" and path.is_relative_to(shop / "data"):
                named = NAMED_SCHEMA.match(path.read_text("utf-8"))
                assert named, path
                schema = (path.parent / named[1]).resolve()
                assert schema.is_relative_to((shop / ".vscode").resolve())
                assert _kind_of(path, shop / "data") == schema.stem
                assert schema.is_file()


def _kind_of(path: Path, data: Path) -> str:
    """The record type of a file, by where it lies."""
    return next(
        Path(schema).stem
        for schema, pattern in EDITOR_SETTINGS["yaml.schemas"].items()
        if path.relative_to(data.parent).match(pattern.replace("[!t]", ""))
        and not (Path(schema).stem == "month" and path.stem == "team")
    )


def test_a_clone_has_the_schemas_of_a_shop(request: pytest.FixtureRequest) -> None:
    """`--update-golden` writes them anew; the sample's records name them."""
    for name, data in editor_files():
        if request.config.getoption("--update-golden"):
            (ROOT / name).write_bytes(data)
        assert (ROOT / name).read_bytes() == data, name


@pytest.mark.parametrize("has_schemas", [True, False])
def test_what_commands_write_names_its_schema_too(tmp_path: Path, has_schemas: bool) -> None:
    """A new person, a month and an import; where no schemas lie there, no editor is misled."""
    shop = tmp_path / "shop"
    made = make_shop(shop, empty=False)
    if not has_schemas:
        (shop / ".vscode").rename(tmp_path / "away")
    settings = Settings(shop / "data", shop / "templates", shop / "build", dt.date(2026, 4, 30))
    sheet = tmp_path / "花名册.csv"
    number = "11010519491231002X"
    sheet.write_text(
        f"工号,姓名,身份证号,手机,入职日期,星座\nN1,张三,{number},19900000077,2026/5/1,狮子\n",
        "utf-8",
    )
    prepared = prepare_import(settings, sheet, None)
    prepared.write()
    prepared.write_mapping()
    new_month(settings, Month(2026, 5))
    written = set((shop / "data").rglob("*.yaml")) - set(made)
    assert len(written) == 8
    for path in written:
        named = NAMED_SCHEMA.match(path.read_text("utf-8"))
        assert bool(named) == has_schemas
        if named:
            assert (path.parent / named[1]).resolve().stem == _kind_of(path, shop / "data")
