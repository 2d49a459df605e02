"""A build end to end on the sample data: what is written, kept, blocked and removed."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import zipfile
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from kefu_docs.convert.pool import Pool
from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import ConversionError, UsageError
from kefu_docs.model import Document, PdfFacts
from kefu_docs.model.jobs import RenderedDocument
from kefu_docs.pipeline import make_documents, queries
from kefu_docs.pipeline.build_report import write_report
from kefu_docs.pipeline.built_document import MadeDocument
from kefu_docs.pipeline.fault_copies import write_fault_copies
from kefu_docs.pipeline.output_files import OutputFiles
from kefu_docs.pipeline.publish import Publisher
from kefu_docs.pipeline.settings import Settings
from kefu_docs.render.renderer import Context, Renderer
from kefu_docs.render.word.docx_zip import beginning, completed, read_parts
from kefu_docs.report import Report
from kefu_docs.store.pdf_files import StoredPdf, StoredPdfs
from tests.support.builds import SampleBuild, build_contracts, build_packets, build_summaries
from tests.support.records import edit
from tests.support.word import paragraph, paragraphs, run, word

ON = dt.date(2026, 4, 30)


# The folders as a user names them: paths in findings and in the manifest are relative.
SETTINGS = Settings(Path("data"), Path("templates"), Path("build"), ON, jobs=2)


@pytest.fixture(scope="module")
def first_build(sample_build: SampleBuild) -> tuple[Path, set[str]]:
    """The full build of the sample: its project folder, and what was written."""
    return sample_build.root, set(sample_build.outcome.written)


@pytest.fixture
def sample(
    first_build: tuple[Path, set[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Settings:
    """A copy of the full build to break, as the current folder."""
    shutil.copytree(first_build[0], tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")
    return SETTINGS


@pytest.fixture
def broken_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """An office that refuses the first document and converts the rest."""
    submit = Pool.submit
    given: list[bytes] = []

    def refusing(self: Pool, docx: bytes) -> Future[bytes]:
        given.append(docx)
        if len(given) > 1:
            return submit(self, docx)
        refused: Future[bytes] = Future()
        refused.set_exception(ConversionError(Message("LibreOffice gave up")))
        return refused

    monkeypatch.setattr(Pool, "submit", refusing)


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> list[MadeDocument]:
    """The documents that are published, in their order."""
    publish, published = Publisher.document, []

    def noting(self: Publisher, built: MadeDocument, pdf: Callable[[], bytes]) -> None:
        published.append(built)
        publish(self, built, pdf)

    monkeypatch.setattr(Publisher, "document", noting)
    return published


def contents(folder: Path) -> dict[str, bytes]:
    """Every output with its bytes, the store left out."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".store" not in path.parts
    }


def test_every_output_of_the_sample_is_there(first_build: tuple[Path, set[str]]) -> None:
    """Contracts, summaries, packets, page and manifest, and nothing else."""
    root, written = first_build
    people = ["E001", "E002", "E003", "E004", "E005"]
    told = ["E001", "E002", "E003", "E004", "team"]
    documents = [f"contracts/{p}" for p in people] + [f"summaries/2026-04/{p}" for p in told]
    packets = {f"packets/employee-{p}.pdf" for p in people} | {
        "packets/contracts-2026-01.pdf",
        "packets/contracts-2026-02.pdf",
        "packets/contracts-2026-04.pdf",
        "packets/summaries-2026-04.pdf",
        "packets/newcomers-2026-spring.pdf",
    }
    expected = {f"{d}.{s}" for d in documents for s in ("docx", "pdf")} | packets
    assert set(contents(root / "build")) == written == expected | {"index.html", "manifest.json"}


def test_packets_are_bound_with_outline_and_labels(
    first_build: tuple[Path, set[str]],
) -> None:
    """Cover first, then the documents; the attachment behind its contract."""
    packet = PdfReader(first_build[0] / "build" / "packets/employee-E004.pdf")
    labels = list(packet.page_labels)
    assert labels[0] == "i"
    assert "E004-1" in labels
    assert "E004-附1-1" in labels
    assert "E004-2026-04-1" in labels
    cover = packet.pages[0].extract_text().replace(" ", "")
    assert "聘用合同" in cover
    assert "王㛃" in cover


def test_every_font_in_every_pdf_is_embedded(first_build: tuple[Path, set[str]]) -> None:
    """As the manifest reports them, and of the closed set."""
    manifest = json.loads((first_build[0] / "build" / "manifest.json").read_text("utf-8"))
    fonts = [
        font
        for output in (*manifest["artifacts"], *manifest["packets"])
        for font in output.get("fonts", [])
    ]
    assert fonts
    assert all(font["embedded"] for font in fonts)
    assert all(font["name"].startswith(("NotoS", "HanaMin", "CAAAA")) for font in fonts), fonts


def test_a_second_build_writes_nothing(sample: Settings) -> None:
    """A second build writes nothing, nor one after a record was touched or its keys reordered."""
    record = sample.data / "company.yaml"
    lines = record.read_text("utf-8").splitlines()
    name = next(line for line in lines if line.startswith("name:"))
    lines.remove(name)
    record.write_text("\n".join([*lines, name]) + "\n", "utf-8")
    assert build_packets(sample).written == []


def test_the_same_inputs_give_the_same_bytes(
    first_build: tuple[Path, set[str]], sample: Settings
) -> None:
    """Another folder, other LibreOffice processes and an empty store give the same bytes."""
    shutil.rmtree(sample.build)
    build_packets(sample)
    one, other = contents(first_build[0] / "build"), contents(sample.build)
    assert [name for name in one if one[name] != other[name]] == []


def test_a_changed_field_rebuilds_what_prints_it(sample: Settings) -> None:
    """A changed field rebuilds the person's contract and the packets that hold it.

    Nobody else's.
    """
    edit(sample.data / "employees/E002.yaml", "residence: ", "residence: 新")
    written = set(build_packets(sample).written)
    assert {"contracts/E002.docx", "contracts/E002.pdf", "packets/employee-E002.pdf"} <= written
    assert not any("E001" in name or "E003" in name for name in written)


def test_a_broken_record_stops_its_own_documents_only(sample: Settings) -> None:
    """The others are built, the earlier files of the broken one stay, packets wait."""
    before = contents(sample.build)
    edit(sample.data / "employees/E001.yaml", "gender: 女", "gender: 女性")
    edit(sample.data / "employees/E002.yaml", "residence: ", "residence: 新")
    outcome = build_packets(sample)
    after = contents(sample.build)
    assert outcome.exit_code == 1
    assert "contracts/E002.pdf" in outcome.written
    assert [d.rule for d in outcome.diagnostics if d.severity.word == "error"] == ["record-value"]
    assert after["contracts/E001.pdf"] == before["contracts/E001.pdf"]
    assert after["packets/contracts-2026-02.pdf"] == before["packets/contracts-2026-02.pdf"]
    assert "packets/summaries-2026-04" in outcome.blocked
    assert outcome.removed == []


def test_files_that_could_not_be_built_anew_are_stale(sample: Settings) -> None:
    """Manifest and page say from which build they are and why, until the record is mended.

    A record that cannot be read plans nothing, and one with a rule's error is stopped.
    """
    healthy = (sample.build / "manifest.json").read_bytes()
    slips = {
        "E001": ("gender: 女", "gender: 女性"),
        "E003": ("id_number: 320581200002290133", "id_number: 320581200002290134"),
    }
    for person, (right, wrong) in slips.items():
        edit(sample.data / f"employees/{person}.yaml", right, wrong)
    build_packets(replace(sample, on=dt.date(2026, 5, 2)))
    manifest = json.loads((sample.build / "manifest.json").read_bytes())
    both = manifest["artifacts"] + manifest["packets"]
    stale = {entry["path"]: entry["stale"] for entry in both if "stale" in entry}
    assert stale["contracts/E001.pdf"]["built_on"] == sample.on.isoformat()
    assert "employees/E001.yaml" in stale["contracts/E001.docx"]["reason"]
    assert "employees/E003.yaml" in stale["contracts/E003.pdf"]["reason"]
    assert "packets/employee-E001.pdf" in stale
    assert not any("E002.pdf" in path for path in stale)
    page = (sample.build / "index.html").read_text("utf-8")
    assert f"旧版 {sample.on}" in page
    for person, (right, wrong) in slips.items():
        edit(sample.data / f"employees/{person}.yaml", wrong, right)
    build_packets(sample)
    assert (sample.build / "manifest.json").read_bytes() == healthy


def test_a_rules_error_stops_the_document_too(sample: Settings) -> None:
    """A wrong check digit never reaches paper."""
    record = sample.data / "employees/E003.yaml"
    edit(record, "id_number: 320581200002290133", "id_number: 320581200002290134")
    outcome = build_contracts(sample, "E003")
    assert outcome.exit_code == 1
    assert list(outcome.blocked) == ["contracts/E003"]
    assert set(outcome.written) == {"index.html", "manifest.json"}


def test_a_failed_conversion_stops_one_document(sample: Settings, broken_office: None) -> None:
    """Where LibreOffice fails on one document the others are delivered; exit code 4."""
    for person in ("E002", "E003"):
        edit(sample.data / f"employees/{person}.yaml", "residence: ", "residence: 新")
    outcome = build_contracts(sample)
    assert outcome.exit_code == 4
    assert len(outcome.failures) == 1
    assert sum(name.endswith(".pdf") for name in outcome.written) == 1


def test_an_undefined_name_in_a_template_is_said(sample: Settings) -> None:
    """An undefined name stops the document; the message names template and record."""
    shutil.copy(
        sample.templates / "contract_labor.docx", sample.templates / "contract_service.docx"
    )
    outcome = build_contracts(sample, "E003")
    (failure,) = outcome.failures
    assert outcome.exit_code == 1
    text = failure.error.message.text()
    assert "contract_service.docx" in text
    assert "contracts/E003" in text


def test_a_character_without_a_glyph_is_refused(sample: Settings) -> None:
    """A box on paper is a wrong document; it is stopped before rendering, at the value."""
    record = sample.data / "employees/E003.yaml"
    edit(record, "residence: ", "residence: \U000323b0")
    outcome = build_contracts(sample, "E003")
    (found,) = (d for d in outcome.diagnostics if d.rule == "glyph-missing")
    lines = record.read_text("utf-8").splitlines()
    assert lines[found.location.line - 1][found.location.column - 1] == "\U000323b0"
    assert "U+323B0" in found.message.text()
    assert list(outcome.blocked) == ["contracts/E003"]
    assert outcome.exit_code == 1


def test_rare_characters_are_drawn_by_faces_that_are_named(sample: Settings) -> None:
    """Two that LibreOffice's own fallback loses beside each other come out, with their text.

    So do a variant, a letter with a mark, two characters of one glyph, and emoji, some of which
    are joined or have a selector: the proof reads them.
    """
    rare = "\U00020000\U0002a6d6葛\U000e0101x\u0327\U00029fce\U00029fd7"
    emoji = "好😂👍🎉❤️1️⃣👨‍👩‍👧✔➤路"
    edit(sample.data / "employees/E003.yaml", "residence: ", f"residence: {rare}{emoji}")
    outcome = build_contracts(sample, "E003")
    assert outcome.exit_code == 0
    pdf = PdfReader(sample.build / "contracts/E003.pdf")
    text = "".join(page.extract_text() for page in pdf.pages)
    assert "\U00020000\U0002a6d6" in text.replace(" ", "")
    assert "好😂👍🎉" in text.replace(" ", "")


def test_an_unknown_font_in_a_template_is_said(sample: Settings) -> None:
    """A font that the set does not know is an error before anything is converted.

    In fonts/ it is known.
    """
    template = sample.templates / "contract_service.docx"
    parts = read_parts(template.read_bytes())
    styles = parts["word/styles.xml"].decode()
    parts["word/styles.xml"] = styles.replace('w:eastAsia="宋体"', 'w:eastAsia="隶书"').encode()
    template.write_bytes(completed(beginning({}, ()), parts))
    outcome = build_contracts(sample, "E003")
    (failure,) = outcome.failures
    assert failure.error.slug == "template"
    assert "隶书" in failure.error.message.text()


def test_a_deleted_output_is_restored_and_an_altered_one_mended(sample: Settings) -> None:
    """Deleted and altered outputs are restored from the store, without converting."""
    (sample.build / "contracts/E001.pdf").unlink()
    (sample.build / "contracts/E002.pdf").write_bytes(b"x")
    outcome = build_contracts(sample)
    assert set(outcome.written) == {"contracts/E001.pdf", "contracts/E002.pdf"}


def test_outputs_of_a_removed_person_go(sample: Settings) -> None:
    """The outputs of a person whose record was removed go with the next full build, and only
    then.
    """
    (sample.data / "employees/E005.yaml").unlink()
    edit(sample.data / "packets.yaml", "E005", "E002")
    assert build_contracts(sample).removed == []
    outcome = build_packets(sample)
    assert "contracts/E005.pdf" in outcome.removed
    assert not (sample.build / "packets/employee-E005.pdf").exists()


def test_one_person_and_one_month_can_be_chosen(sample: Settings) -> None:
    """A build of one person or month builds these and nothing else."""
    outcome = build_summaries(sample, "2026-04", "E004")
    assert outcome.built == ["summaries/2026-04/E004"]
    with pytest.raises(UsageError):
        build_summaries(sample, "2026-05")
    with pytest.raises(UsageError):
        build_contracts(sample, "E009")


def test_a_rebuild_names_the_field_with_old_and_new_value(sample: Settings) -> None:
    """A rebuilt document names the field with both values, and its packet names the document."""
    edit(sample.data / "employees/E002.yaml", "residence: ", "residence: 新")
    reasons = {
        name: [reason.text() for reason in found]
        for name, found in build_packets(replace(sample, explain=True)).reasons.items()
    }
    (field,) = reasons["contracts/E002"]
    old, new = field.removeprefix("employee.residence: ").split(" → ")
    assert new == "新" + old
    assert reasons["packets/employee-E002"] == ["contracts/E002.pdf changed"]
    assert not any("E001" in name or "E003" in name for name in reasons)


def test_a_dry_run_says_what_would_be_built_and_writes_nothing(sample: Settings) -> None:
    """A dry run names the document and its packets with the reasons, and writes no file."""
    edit(sample.data / "employees/E002.yaml", "residence: ", "residence: 新")
    before = contents(sample.build)
    outcome = build_packets(replace(sample, dry_run=True))
    assert contents(sample.build) == before
    assert outcome.exit_code == 0
    assert {"contracts/E002", "packets/employee-E002"} <= outcome.reasons.keys()
    explained = build_packets(replace(sample, explain=True))
    assert explained.reasons.keys() == outcome.reasons.keys()


def test_reasons_are_not_held_where_nobody_asks_for_them(sample: Settings) -> None:
    """Of 10,000 people with another employer's address they are a hundred megabytes."""
    edit(sample.data / "employees/E002.yaml", "residence: ", "residence: 新")
    outcome = build_packets(sample)
    assert "contracts/E002.pdf" in outcome.written
    assert not outcome.reasons


def test_a_template_is_told_how_it_is_converted(sample: Settings) -> None:
    """The sample's templates are told to go in batches.

    One that does not compile with its error.
    """
    (sample.templates / "contract_labor.docx").write_bytes(b"no zip")
    found = queries.lint_templates(sample)
    broken = {Path(r.file).name for r in found if r.error is not None}
    assert (len(found), broken) == (16, {"contract_labor.docx"})
    assert not any(report.obstacles for report in found)
    assert not any(report.told for report in found)


def test_a_fault_of_documents_yaml_is_told_once_among_the_templates(sample: Settings) -> None:
    """What kinds there are is not known then; no template is blamed for its file's name."""
    (sample.data / "documents.yaml").write_text("保密协议: {for: nobody}\n", "utf-8")
    (sample.templates / "证书.docx").write_bytes(paragraphs("{{ document.scope }}"))
    first, *others = queries.lint_templates(sample)
    assert (first.file.rpartition("/")[2], first.used) == ("documents.yaml:1:13", False)
    assert first.error is not None
    assert not any(report.told or report.error or report.faults for report in others)


def test_what_keeps_a_template_out_of_batches_is_told_with_what_to_do(sample: Settings) -> None:
    """In the words of Word's menus, behind the obstacle."""
    framed = paragraph(run("甲"), form='<w:framePr w:w="2000"/>')
    (sample.templates / "packet_cover.docx").write_bytes(word(framed + paragraph(run("完"))))
    (told,) = [m.text() for report in queries.lint_templates(sample) for m in report.kept_out()]
    assert told.startswith("converted one by one, because of a paragraph in a frame")
    assert told.endswith("; to mend that: remove the frame (Format Frame, Remove Frame)")


def test_a_misspelt_name_is_a_fault_of_its_template(sample: Settings) -> None:
    """It would fail each document; the template is not printed for it to be found."""
    (sample.templates / "packet_cover.docx").write_bytes(paragraphs("{{ compny.name }}"))
    (report,) = (r for r in queries.lint_templates(sample) if r.file.endswith("cover.docx"))
    (fault,) = report.faults
    assert fault.message.text().endswith("nothing is called compny; did you mean company?")


def test_a_template_that_no_document_is_made_from_is_told(sample: Settings) -> None:
    """One that no record asks for, or saved in another format."""
    for name in ("sumary.docx", "summary.doc", "~$mmary.docx"):
        shutil.copy(sample.templates / "summary.docx", sample.templates / name)
    told = {Path(r.file).name: r.told[0].text() for r in queries.lint_templates(sample) if r.told}
    assert set(told) == {"sumary.docx", "summary.doc"}
    assert told["sumary.docx"].endswith("; did you mean 'summary'?")
    assert told["summary.doc"].endswith("save it as .docx")


def test_a_template_with_faults_is_copied_with_comments(sample: Settings) -> None:
    """A sound one has no copy, and one that is mended loses it."""
    cover = sample.templates / "packet_cover.docx"
    sound = cover.read_bytes()
    cover.write_bytes(paragraphs("{% if title %}", "{{ compny.name }}", "{{ title }"))
    written = write_fault_copies(sample, queries.lint_templates(sample), Message.text)
    assert [path.name for path in written] == ["packet_cover.faults.docx"]
    comments = zipfile.ZipFile(written[0]).read("word/comments.xml").decode()
    assert "here: {% if %} is not closed" in comments
    cover.write_bytes(sound)
    assert write_fault_copies(sample, queries.lint_templates(sample), Message.text) == []
    assert not written[0].exists()


def test_a_large_packet_is_the_same_file(
    sample_build: SampleBuild, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker puts it into the store and it is copied from there: it is never in this process."""
    for module in ("scheduler.tasks", "store.pdf_files"):
        monkeypatch.setattr(f"kefu_docs.{module}.LARGE", 1)
    shutil.copytree(sample_build.root, tmp_path, dirs_exist_ok=True)
    packets = tmp_path / "build" / "packets"
    expected = {path.name: path.read_bytes() for path in packets.glob("*.pdf")}
    shutil.rmtree(packets)
    for path in (tmp_path / "build" / ".store" / "objects").glob("??/*.pdf"):
        if path.read_bytes() in expected.values():
            path.unlink()
    kept: list[str] = []
    keep = StoredPdfs.keep

    def noted(self: StoredPdfs, key: str, pdf: bytes, facts: PdfFacts) -> StoredPdf:
        kept.append(key)
        return keep(self, key, pdf, facts)

    monkeypatch.setattr(StoredPdfs, "keep", noted)
    monkeypatch.chdir(tmp_path)
    assert build_packets(sample_build.settings).exit_code == 0
    assert {path.name: path.read_bytes() for path in packets.glob("*.pdf")} == expected
    assert not kept
    assert not list(packets.glob(".new-*"))


def test_what_is_in_the_store_is_published_as_it_is_found(
    sample: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten thousand may be found before the first that must be made; some wait for each other."""
    steps: list[str] = []
    monkeypatch.setattr(make_documents, "_FIRST", 2)
    rendered, document = Renderer.rendered, Publisher.document

    def noting_rendered(self: Renderer, wanted: Document, context: Context) -> RenderedDocument:
        steps.append(f"rendered {wanted.name}")
        return rendered(self, wanted, context)

    def noting_published(self: Publisher, made: MadeDocument, pdf: Callable[[], bytes]) -> None:
        steps.append(f"published {made.document.name}")
        document(self, made, pdf)

    monkeypatch.setattr(Renderer, "rendered", noting_rendered)
    monkeypatch.setattr(Publisher, "document", noting_published)
    (sample.build / "contracts/E001.pdf").unlink()
    assert build_contracts(sample).written == ["contracts/E001.pdf"]
    names = [f"contracts/{path.stem}" for path in sorted(sample.build.glob("contracts/*.docx"))]
    assert len(names) > 3
    pairs = [names[first : first + 2] for first in range(0, len(names), 2)]
    assert steps == [
        f"{step} {name}" for pair in pairs for step in ("rendered", "published") for name in pair
    ]


def test_what_is_published_is_held_once(sample: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last build's report of what this one has published is let go, the rest stays."""
    left: list[Report] = []

    def noting(files: OutputFiles, before: Report, *others: Any) -> None:
        left.append(before)
        write_report(files, before, *others)

    monkeypatch.setattr("kefu_docs.pipeline.publish.write_report", noting)
    (sample.build / "contracts/E001.pdf").unlink()
    manifest = (sample.build / "manifest.json").read_bytes()
    assert build_contracts(sample).written == ["contracts/E001.pdf"]
    assert (sample.build / "manifest.json").read_bytes() == manifest
    kinds = {entry.kind for entry in left[0].entries}
    assert left[0].packets
    assert "summary" in kinds
    assert "contract" not in kinds


def test_what_changed_is_made_first(
    sample: Settings, published: list[MadeDocument], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others are looked up meanwhile; one of these that has lost its PDF is made, too."""
    pdf = sample.build / "contracts/E002.pdf"
    expected = pdf.read_bytes()
    pdf.unlink()
    for path in (sample.store / "objects").glob("??/*.pdf"):
        if path.read_bytes() == expected:
            path.unlink()
    edit(sample.data / "employees/E004.yaml", "residence: ", "residence: 新")
    printed: list[str] = []
    rendered = Renderer.rendered

    def noted(self: Renderer, document: Document, context: Context) -> RenderedDocument:
        printed.append(document.name)
        return rendered(self, document, context)

    monkeypatch.setattr(Renderer, "rendered", noted)
    outcome = build_contracts(sample)
    assert printed[0] == "contracts/E004"
    assert set(outcome.written) == {
        *("contracts/E002.pdf", "contracts/E004.docx", "contracts/E004.pdf", "manifest.json")
    }
    assert pdf.read_bytes() == expected
    assert len(published) == len(printed)
