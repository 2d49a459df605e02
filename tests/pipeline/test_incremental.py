"""What was kept of earlier builds gives what a build from nothing gives, whatever was edited."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple
from unittest.mock import Mock

import pikepdf
import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as chosen
from hypothesis import strategies as st

from kefu_docs.diagnostics import Diagnostic
from kefu_docs.diagnostics.errors import KefuError
from kefu_docs.fonts import Coverage, find_fonts
from kefu_docs.model import Dataset, Document
from kefu_docs.pipeline import check, findings_by_person, plan, plan_packets, template_notices
from kefu_docs.pipeline.attachment_examiner import examiner
from kefu_docs.pipeline.input_digest import input_digest
from kefu_docs.pipeline.publish import Publisher
from kefu_docs.pipeline.settings import Settings
from kefu_docs.pipeline.stopped_files import files_with_errors, stopping, unread_files
from kefu_docs.pipeline.template_values import context_of
from kefu_docs.records import load_dataset
from kefu_docs.render import Template, told_of_template
from kefu_docs.render import renderer as renderers
from kefu_docs.render.renderer import Context, Renderer
from kefu_docs.rules import Case, findings_of_people
from kefu_docs.store import Store
from tests.support.builds import SampleBuild, build_contracts, build_packets, copy_sample
from tests.support.edits import EDITS
from tests.support.records import edit
from tests.support.word import paragraph, run, word

ON = dt.date(2026, 4, 30)
COVERAGE = Coverage(find_fonts(None))

Edits = Sequence[tuple[str, int]]


class Seen(NamedTuple):
    """What a build would be made of: findings, documents with their keys, packets."""

    findings: list[tuple[object, ...]]
    documents: list[tuple[object, ...]]
    packets: list[object]


@pytest.fixture(scope="module", autouse=True)
def compiled_once() -> Iterator[None]:
    """A template is compiled once for all builds of this module."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(renderers, "Template", cache(Template))
        patched.setattr(template_notices, "told_of_template", cache(told_of_template))
        yield


@contextmanager
def sample() -> Iterator[Settings]:
    """The sample's records and templates, to be edited."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        copy_sample(root)
        # To look at attachments a process is started, which takes longer than all the rest.
        shutil.rmtree(root / "data/employees/attachments")
        text = "attachments:\n  - attachments/E004-入职须知签收单.pdf\n"
        edit(root / "data/employees/E004.yaml", text, "")
        yield Settings(root / "data", root / "templates", root / "build", ON)


def seen(settings: Settings, build: str) -> Seen:
    """What is found and planned now, with what the store of a build folder knows."""
    settings = replace(settings, build=settings.build / build)
    with Store(settings.store) as store:
        renderer = Renderer(settings.templates, store, COVERAGE)
        contents = input_digest(store, settings.data, settings.templates).contents
        dataset, told = load_dataset(settings.data, store, settings.templates, contents)
        with examiner(store, COVERAGE.fonts) as asked:
            findings = check.findings(settings, store, renderer, dataset, told, asked)
        broken = files_with_errors(findings)
        documents = [d for d in plan.everything(dataset) if not stopping(d, broken)]
        renderer.look_up((d, partial(context_of, dataset, d)) for d in documents)
        packets = plan_packets.packets(dataset, documents, sorted(unread_files(dataset, findings)))
        return Seen(
            [(*d.order, d.message.text(), d.yuan) for d in findings],
            [(*_shown(renderer, dataset, d), d) for d in documents],
            [*packets],
        )


def _shown(
    renderer: Renderer, dataset: Dataset, document: Document
) -> tuple[str, str, Sequence[str]]:
    """A document's key, digest and printed values, or why there is none."""
    try:
        made = renderer.rendered(document, partial(context_of, dataset, document))
    except (KefuError, LookupError) as error:
        return type(error).__name__, str(error), ()
    return made.key, made.digest, made.printed


EDIT = st.tuples(st.sampled_from(sorted(EDITS)), st.integers(0, 5))
DAY = st.sampled_from((0, 0, 0, 1, 40, 400))


@given(st.lists(st.tuples(st.lists(EDIT, min_size=1, max_size=3), DAY), min_size=1, max_size=3))
@chosen(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to make a failure smaller takes minutes
)
def test_after_any_edits_it_is_as_from_nothing(rounds: list[tuple[Edits, int]]) -> None:
    """Records, months, pay, company, templates, packets, answers and the day may change."""
    with sample() as settings:
        seen(settings, "kept")
        for number, (edits, days) in enumerate(rounds):
            for name, which in edits:
                EDITS[name](settings.data.parent, which)
            today = replace(settings, on=ON + dt.timedelta(days=days))
            assert seen(today, "kept") == seen(today, f"new-{number}")


def test_each_edit_alone() -> None:
    """Each edit is seen by the next build; when all are taken back, so it is."""
    with sample() as settings:
        first = seen(settings, "kept")
        for name in EDITS:
            with edits_taken_back(settings):
                EDITS[name](settings.data.parent, 1)
                assert seen(settings, "kept") == seen(settings, name)
        assert seen(settings, "kept") == first


@contextmanager
def edits_taken_back(settings: Settings) -> Iterator[None]:
    """Put records and templates back as they were."""
    folders = [settings.data, settings.templates]
    for folder in folders:
        shutil.copytree(folder, folder.with_suffix(".before"))
    yield
    for folder in folders:
        shutil.rmtree(folder)
        folder.with_suffix(".before").rename(folder)


@pytest.mark.parametrize("types", [("text", "yuan"), ("yuan", "text"), ("text", "date")])
def test_a_value_of_another_type_is_printed_anew(types: tuple[str, str]) -> None:
    """A template may tell 0.00 from the text: the one is nothing, the other something."""
    value = "2026-04-01" if "date" in types else "0.00"
    with sample() as settings:
        body = paragraph(
            run("{% if document.bonus %}奖金{% endif %}{{ document.bonus is string }}")
        )
        template = word(body, family="Times New Roman", chinese="宋体")
        (settings.templates / "证书.docx").write_bytes(template)
        edit(
            settings.data / "employees/E002.yaml",
            "contract:",
            f"documents: {{证书: {{bonus: {value}}}}}\ncontract:",
        )
        found = []
        for number, type_ in enumerate(types):
            text = f"证书: {{fields: {{bonus: {{type: {type_}}}}}}}\n"
            (settings.data / "documents.yaml").write_text(text, "utf-8")
            now = seen(settings, "kept")
            assert now == seen(settings, f"new-{number}")
            found.append([shown for shown in now.documents if "证书" in str(shown)])
        assert found[0] != found[1] != []


DAMAGES = ("text = '[]'", "text = 'no JSON'", "text = 5", "digest = x'00'")


KINDS = ("person", "key", "findings", "judgement", "record")


def test_damaged_facts_cost_time_alone() -> None:
    """What was kept of people and documents, and is not what was written, is found out again."""
    with sample() as settings:
        first = seen(settings, "kept")
        file = settings.build / "kept/.store/facts.sqlite3"
        for number, damage in enumerate(DAMAGES):
            with closing(sqlite3.connect(file)) as facts, facts:
                facts.execute("DELETE FROM facts WHERE kind = 'findings'")
                for kind in KINDS[number:] + KINDS[:number]:
                    facts.execute(f"UPDATE facts SET {damage} WHERE kind = ?", (kind,))  # noqa: S608
            assert seen(settings, "kept") == first


def test_one_person_alone_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a change of one record the rules are shown that person, and no other is filled in."""
    with sample() as settings:
        seen(settings, "kept")
        EDITS["another_address"](settings.data.parent, 2)
        looked_at: list[set[str]] = []
        filled: set[str] = set()
        new_key = Renderer._new_key

        def noted(case: Case) -> dict[str, list[Diagnostic]]:
            looked_at.append({*case.dataset.employees})
            return findings_of_people(case)

        def noted_key(self: Renderer, document: Document, context: Context, origin: str) -> str:
            filled.add(document.name)
            return new_key(self, document, context, origin)

        monkeypatch.setattr(findings_by_person, "findings_of_people", noted)
        monkeypatch.setattr(Renderer, "_new_key", noted_key)
        seen(settings, "kept")
        assert looked_at == [{"E003"}]
        # The team's document sums up everybody's month.
        assert filled == {"contracts/E003", "summaries/2026-04/E003", "summaries/2026-04/team"}


def test_outputs_are_those_of_a_build_from_nothing(
    settings: Settings, sample_build: SampleBuild
) -> None:
    """After edits of records and pay every file has the bytes of a new build."""
    for names in (("another_address", "a_comment"), ("another_pay",), ("another_city",)):
        for name in names:
            EDITS[name](settings.data.parent, 4)
        assert build_packets(settings).exit_code == 0
    shutil.move(settings.build, settings.build.with_name("kept"))
    build_packets(settings)
    kept, new = outputs(settings.build.with_name("kept")), outputs(settings.build)
    assert kept.keys() == new.keys()
    assert kept == new != outputs(sample_build.build)


def test_what_a_killed_build_wrote_goes_with_its_record(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No manifest names it, or another digest; nor does the page list it any more."""
    edit(settings.data / "employees/E005.yaml", "residence: ", "residence: 原")
    with killed(monkeypatch):
        build_packets(settings)
    edit(settings.data / "employees/E005.yaml", "gender: 女", "gender: 男")
    assert build_packets(settings).exit_code == 1  # its files stay, older or not
    (settings.data / "employees/E005.yaml").unlink()
    edit(settings.data / "packets.yaml", "E004, E005", "E004")
    outcome = build_packets(settings)
    assert outcome.exit_code == 0
    assert {"contracts/E005.docx", "contracts/E005.pdf"} <= set(outcome.removed)
    assert not [path for path in outputs(settings.build) if "E005" in path]
    assert "E005" not in (settings.build / "index.html").read_text("utf-8")
    assert "E005" not in (settings.build / "manifest.json").read_text("utf-8")


def test_notes_of_builds_of_some_do_not_grow(settings: Settings) -> None:
    """A shop that binds no packets never has a build of everything, which forgets all."""
    notes = settings.store / "written"
    assert not notes.exists()
    lengths = set()
    for street in "甲乙丙":
        edit(settings.data / "employees/E005.yaml", "residence: ", f"residence: {street}")
        assert "contracts/E005.pdf" in build_contracts(settings, "E005").written
        lengths.add(len(notes.read_bytes()))
    assert len(lengths) == 1


def test_what_was_written_is_known_until_a_manifest_tells_of_it(
    settings: Settings, newcomer: tuple[Path, str]
) -> None:
    """A folder is in its place: once that is gone, the files go with their record."""
    record, text = newcomer
    manifest = settings.build / "manifest.json"
    manifest.unlink()
    manifest.mkdir()
    record.write_text(text, "utf-8")
    assert build_packets(settings).exit_code != 0
    manifest.rmdir()
    record.unlink()
    outcome = build_packets(settings)
    assert {"contracts/E005.docx", "contracts/E005.pdf"} <= set(outcome.removed)
    assert not [path for path in outputs(settings.build) if "E005" in path]


@contextmanager
def killed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The build is killed when all but its report is written."""
    with monkeypatch.context() as patched:
        patched.setattr(Publisher, "report", Mock(side_effect=KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            yield


@pytest.fixture
def newcomer(settings: Settings) -> tuple[Path, str]:
    """A record and its text, which is not there yet."""
    record = settings.data / "employees/E005.yaml"
    text = record.read_text("utf-8")
    record.unlink()
    edit(settings.data / "packets.yaml", "E004, E005", "E004")
    build_packets(settings)
    return record, text


def test_what_a_killed_build_wrote_goes_where_all_is_as_before_it(
    settings: Settings, newcomer: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Records and reported files are those of the last whole build, which is remembered."""
    before = outputs(settings.build)
    record, text = newcomer
    record.write_text(text, "utf-8")
    with killed(monkeypatch):
        build_contracts(settings, "E005")
    assert "contracts/E005.pdf" in outputs(settings.build)
    record.unlink()
    build_packets(settings)
    assert outputs(settings.build) == before


def test_what_another_build_writes_meanwhile_stays(
    settings: Settings, newcomer: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its record is newer than what this one has read, which cannot know that it is wanted."""
    record, text = newcomer
    report = Publisher.report

    def meanwhile(
        publisher: Publisher,
        dataset: Dataset,
        tools: Mapping[str, str],
        *,
        on: dt.date,
        complete: bool,
    ) -> bool:
        if not record.exists():
            record.write_text(text, "utf-8")
            assert "contracts/E005.pdf" in build_contracts(settings, "E005").written
        return report(publisher, dataset, tools, on=on, complete=complete)

    with monkeypatch.context() as patched:
        patched.setattr(Publisher, "report", meanwhile)
        edit(settings.data / "employees/E004.yaml", "residence: ", "residence: 原")
        build_packets(settings)
    assert {"contracts/E005.docx", "contracts/E005.pdf"} <= outputs(settings.build).keys()
    record.unlink()
    build_packets(settings)
    assert "contracts/E005.pdf" not in outputs(settings.build)


def test_an_attachment_behind_another_contract_is_bound_there(settings: Settings) -> None:
    """Whose it is changes, and with it every packet that holds both people's contracts.

    The cover counts the attachments of all, so that it stays as it is.
    """
    people = settings.data / "employees"
    text = "attachments:\n  - attachments/E004-入职须知签收单.pdf\n"
    edit(people / "E004.yaml", text, "")
    edit(people / "E002.yaml", "contract:\n", f"{text}contract:\n")
    build_packets(settings)
    for name in ("contracts-2026-04", "newcomers-2026-spring"):
        with pikepdf.open(settings.build / f"packets/{name}.pdf") as packet:
            labels = [str(label.P) for label in packet.Root.PageLabels.Nums[3::2]]
        assert labels.index("E002-附1-") == labels.index("E002-") + 1


def outputs(build: Path) -> dict[str, bytes]:
    """Every published file by its path."""
    files = (file for file in build.rglob("*") if file.is_file() and ".store" not in file.parts)
    return {file.relative_to(build).as_posix(): file.read_bytes() for file in files}
