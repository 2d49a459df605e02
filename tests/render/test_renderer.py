"""A document is rendered once, and again exactly where something that goes into it has changed."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from kefu_docs.diagnostics.errors import TemplateError
from kefu_docs.fonts import Coverage, find_fonts
from kefu_docs.model import Document
from kefu_docs.pipeline import plan
from kefu_docs.pipeline.rebuild_reasons import reasons_of
from kefu_docs.pipeline.template_values import context_of
from kefu_docs.records import load_dataset
from kefu_docs.render import Template
from kefu_docs.render import renderer as renderer_module
from kefu_docs.render.renderer import Context, Renderer
from kefu_docs.render.templating import template
from kefu_docs.render.templating.docxtpl_finish import finished
from kefu_docs.render.templating.template import Draft
from kefu_docs.render.word.typefaces import Asked, Typefaces
from kefu_docs.store import Store
from tests.support.builds import SAMPLE_DATA, SAMPLE_TEMPLATES
from tests.support.word import paragraph, run, simple_field, word

TEMPLATES = SAMPLE_TEMPLATES
COVERAGE = Coverage(find_fonts(None))


def contract(data: Path, id_: str = "E001") -> tuple[Document, Context]:
    """A person's contract and what its template is given."""
    dataset, _ = load_dataset(data)
    (document,) = plan.contracts(dataset, [id_])
    return document, partial(context_of, dataset, document)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the sample data to change."""
    return shutil.copytree(SAMPLE_DATA, tmp_path / "data")


@pytest.fixture
def prints(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The subjects that any template was printed for."""
    subjects: list[str] = []
    draft, text = Template.draft, Template.text

    def draft_noted(self: Template, context: Mapping[str, object], subject: str = "") -> Draft:
        subjects.append(subject)
        return draft(self, context, subject)

    def text_noted(self: Template, context: Mapping[str, object], subject: str = "") -> str:
        subjects.append(f"{subject} as text")
        return text(self, context, subject)

    monkeypatch.setattr(Template, "draft", draft_noted)
    monkeypatch.setattr(Template, "text", text_noted)
    return subjects


def test_a_draft_is_what_is_printed(tmp_path: Path, prints: list[str]) -> None:
    """It is taken for the document, and not printed again; of one that is known there is none."""
    document, context = contract(SAMPLE_DATA)
    with Store(tmp_path) as store:
        renderer = Renderer(TEMPLATES, store, COVERAGE)
        drafted = renderer.drafted(document, context)
        docx, rendered = drafted.docx, renderer.rendered(document, context)
        assert prints == ["contracts/E001"]
        assert (
            drafted == rendered == Renderer(TEMPLATES, store, COVERAGE).drafted(document, context)
        )
        assert prints == ["contracts/E001"]
        assert docx == rendered.docx


def test_what_draws_a_template_is_found_out_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And that it is made ready without loss, until it changes; what is printed is the same."""
    templates = shutil.copytree(TEMPLATES, tmp_path / "templates")
    looked: list[object] = []
    asked = Typefaces.asked
    monkeypatch.setattr(template, "refuse_unprepared", lambda *given: looked.append(given))

    def noted(self: Typefaces) -> Iterator[Asked]:
        looked.append(self)
        return asked(self)

    monkeypatch.setattr(Typefaces, "asked", noted)
    document, context = contract(SAMPLE_DATA)

    def printed() -> bytes:
        with Store(tmp_path / "store") as store:
            renderer = Renderer(templates, store, COVERAGE)
            return renderer.rendered(document, context).docx

    with Store(tmp_path / "other") as other:
        anew = Renderer(templates, other, COVERAGE).rendered(document, context).docx
    first = printed()
    looked.clear()
    assert printed() == first == anew
    assert looked == []
    template_file = templates / f"{document.template}.docx"
    template_file.write_bytes(word(paragraph(run("甲方"))))
    printed()
    assert len(looked) == 2


def test_what_is_kept_of_a_template_in_another_form_is_found_out_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No build ends because of it."""
    document, context = contract(SAMPLE_DATA)
    fact = Store.fact

    def altered(self: Store, kind: str, key: str) -> str | None:
        return '{"families": 3}' if kind == "drawn" else fact(self, kind, key)

    with Store(tmp_path / "store") as store:
        anew = Renderer(TEMPLATES, store, COVERAGE).rendered(document, context).docx
        monkeypatch.setattr(Store, "fact", altered)
        assert Renderer(TEMPLATES, store, COVERAGE).rendered(document, context).docx == anew


def test_a_draft_that_lacks_text_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the document is asked for, each time."""
    document, context = contract(SAMPLE_DATA)
    monkeypatch.setattr(template, "finished", lambda xml: finished(xml).replace("甲方", "", 1))
    with Store(tmp_path) as store:
        renderer = Renderer(TEMPLATES, store, COVERAGE)
        renderer.drafted(document, context)
        for _ in range(2):
            with pytest.raises(TemplateError, match="is lost on the way"):
                renderer.rendered(document, context)


def test_the_second_time_comes_from_the_store(tmp_path: Path, prints: list[str]) -> None:
    """A document asked for again comes from the store, and is what the template alone gives."""
    document, context = contract(SAMPLE_DATA)
    expected = Template("t", (TEMPLATES / "contract_labor.docx").read_bytes()).render(context())
    prints.clear()
    found = []
    for _ in range(2):
        with Store(tmp_path) as store:
            found.append(Renderer(TEMPLATES, store, COVERAGE).rendered(document, context))
    assert prints == ["contracts/E001"]
    assert found[0] == found[1]
    rendering = found[1]
    assert rendering.printed == expected.printed
    assert rendering.digest == hashlib.sha256(expected.docx).hexdigest()
    assert [rendering.docx, rendering.docx] == [expected.docx, expected.docx]
    assert prints == ["contracts/E001"] * 2


def test_values_are_worked_out_once_for_key_and_docx(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of documents that are looked up together so many are kept, and no more."""
    monkeypatch.setattr(renderer_module, "LATELY", 2)
    document, context = contract(SAMPLE_DATA)
    asked: list[str] = []

    def counted(name: str) -> Mapping[str, object]:
        asked.append(name)
        return context()

    documents = [
        (replace(document, name=n, basis=""), partial(counted, n)) for n in ("甲", "乙", "丙")
    ]
    with Store(tmp_path) as store:
        renderer = Renderer(TEMPLATES, store, COVERAGE)
        renderer.look_up(documents)
        for one, its_context in documents:
            renderer.rendered(one, its_context)
    assert sorted(asked) == sorted(["甲", "乙", "丙", "甲"])


def test_a_text_is_printed_without_a_docx(tmp_path: Path, prints: list[str]) -> None:
    """Asking for a document's text, as checking records does, makes no docx."""
    document, context = contract(SAMPLE_DATA)
    with Store(tmp_path) as store:
        renderer = Renderer(TEMPLATES, store, COVERAGE)
        assert renderer.text(document, context).startswith("劳动合同\n")
    assert prints == ["contracts/E001 as text"]


@pytest.mark.parametrize(
    ("file", "old", "new", "same"),
    [
        ("employees/E001.yaml", "name: 张晓宇\ngender: 女\n", "gender: 女\nname: 张晓宇\n", True),
        ("employees/E001.yaml", "name: 张晓宇", "name: 张晓宇  # 注", True),
        ("employees/E001.yaml", "name: 张晓宇", "name: 张晓雨", False),
        ("company.yaml", "agent: 顾明远", "agent: 顾明", False),
        ("pay/sample.yaml", "base: 800.00", "base: 800.0", False),
        ("pay/standard.yaml", "base: 2700.00", "base: 2800.00", True),
        ("employees/E002.yaml", "gender: 男", "gender: 女", True),
    ],
)
def test_a_key_is_made_of_values(data: Path, file: str, old: str, new: str, same: bool) -> None:
    """Notes, the order of keys and what other documents print leave a document's key as it is."""
    with Store(data.parent / "store") as store:
        before = Renderer(TEMPLATES, store, COVERAGE).key(*contract(data))
        text = (data / file).read_text("utf-8")
        assert old in text
        (data / file).write_text(text.replace(old, new), "utf-8")
        assert (Renderer(TEMPLATES, store, COVERAGE).key(*contract(data)) == before) is same


def test_another_template_is_another_document(tmp_path: Path) -> None:
    """A template's bytes count for the key, its name and time do not."""
    document, context = contract(SAMPLE_DATA)
    copy = shutil.copytree(TEMPLATES, tmp_path / "templates")
    with Store(tmp_path / "store") as store:
        key = Renderer(TEMPLATES, store, COVERAGE).key(document, context)
        assert Renderer(copy, store, COVERAGE).key(document, context) == key
        shutil.copy(copy / "contract_service.docx", copy / "contract_labor.docx")
        assert Renderer(copy, store, COVERAGE).key(document, context) != key


def test_the_document_printed_last_is_held(
    tmp_path: Path, prints: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that had to go is printed again where it is asked for, with the same bytes."""
    monkeypatch.setattr("kefu_docs.render.renderer.HELD", 1)
    with Store(tmp_path) as store:
        renderer = Renderer(TEMPLATES, store, COVERAGE)
        first, second = (renderer.rendered(*contract(SAMPLE_DATA, f"E00{n}")) for n in (1, 2))
        asked = [second.docx, first.docx, first.docx, second.docx]
    assert prints == [f"contracts/E00{n}" for n in (1, 2, 1, 2)]
    digests = [hashlib.sha256(docx).hexdigest() for docx in asked]
    assert digests == [second.digest, first.digest, first.digest, second.digest]


def test_a_template_that_is_not_there_is_named(tmp_path: Path) -> None:
    """The error names the file and is raised for every document of it."""
    with Store(tmp_path) as store:
        renderer = Renderer(tmp_path, store, COVERAGE)
        for ask in (renderer.rendered, renderer.text):
            with pytest.raises(TemplateError, match=r"contract_labor\.docx cannot be read"):
                ask(*contract(SAMPLE_DATA))


def test_another_font_set_prints_anew(tmp_path: Path) -> None:
    """What a document says of its faces depends on the set."""
    shutil.copy(COVERAGE.fonts.files[-1].path, tmp_path / "own.ttf")
    document, context = contract(SAMPLE_DATA)
    with Store(tmp_path / "store") as store:
        keys = [
            Renderer(TEMPLATES, store, coverage).key(document, context)
            for coverage in (COVERAGE, Coverage(find_fonts(tmp_path)))
        ]
    assert keys[0] != keys[1]


def test_what_changed_is_named_as_templates_name_it(data: Path) -> None:
    """A changed field is named by its path, the item of a list by its number."""
    changed = {
        "employees/E001.yaml": ("  number: ", "  number: X"),
        "pay/sample.yaml": ("base: 800.00", "base: 850.00"),
    }
    with Store(data.parent / "store") as store:
        before = made_from(store, data)
        for file, (old, new) in changed.items():
            text = (data / file).read_text("utf-8")
            assert old in text
            (data / file).write_text(text.replace(old, new), "utf-8")
        now = made_from(store, data)
    reasons = [message.text() for message in reasons_of(before, now, "t.docx", {}, {})]
    assert [reason.partition(":")[0] for reason in reasons] == ["contract.number", "scheme.base"]
    assert reasons[1] == "scheme.base: 800.00 → 850.00"


def made_from(store: Store, data: Path) -> Mapping[str, object]:
    """What E001's contract is made from, as the store keeps it."""
    renderer = Renderer(TEMPLATES, store, COVERAGE)
    inputs = renderer.inputs(renderer.rendered(*contract(data)).key)
    assert inputs
    return inputs


def test_a_document_has_the_values_of_its_record_and_its_own(tmp_path: Path) -> None:
    """`document` are the record's values; what fields print stands beside them."""
    document, _ = contract(SAMPLE_DATA)
    (tmp_path / f"{document.template}.docx").write_bytes(
        word(paragraph(run("{{ document.scope }}"), simple_field("FILENAME")))
    )
    with Store(tmp_path / "store") as store:
        renderer = Renderer(tmp_path, store, COVERAGE)
        text = renderer.text(document, lambda: {"document": {"scope": "客户资料"}})
    assert text == "客户资料E001.docx"
