"""The scheduler: what fails is found, and everything else is delivered."""

from __future__ import annotations

import datetime as dt
import io
import os
import re
import shutil
import signal
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, cast

import pikepdf
import pytest
from pypdf import PdfReader

from benchmarks.papers import paper
from benchmarks.people import write_people
from kefu_docs.convert.pool import Pool
from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import ConversionError
from kefu_docs.finish import ForeignPdfError
from kefu_docs.fonts import FontSet
from kefu_docs.layout_reuse import lane
from kefu_docs.layout_reuse import tasks as reuse
from kefu_docs.layout_reuse.item_owners import NotSettableError
from kefu_docs.layout_reuse.lane import LayoutReuse
from kefu_docs.layout_reuse.lines import Change, Exchange, LaidOutPair, TypesetParagraph
from kefu_docs.layout_reuse.on_demand import LayoutReuseOnDemand
from kefu_docs.layout_reuse.sheet import Sheet, TypesetSheet
from kefu_docs.layout_reuse.tasks import set_documents
from kefu_docs.layout_reuse.typeset import Model
from kefu_docs.model import Document, DocumentInfo
from kefu_docs.model.fault_kind import FaultKind
from kefu_docs.model.jobs import JobPayload, PdfJob, RenderedDocument
from kefu_docs.pipeline import build
from kefu_docs.pipeline.outcome import Outcome
from kefu_docs.pipeline.settings import Settings
from kefu_docs.render import ComposeError, start_of
from kefu_docs.render.renderer import Context, Renderer
from kefu_docs.render.word.docx_zip import beginning, completed, read_parts
from kefu_docs.render.word.word_package import DOCUMENT
from kefu_docs.scheduler import batch, tasks
from kefu_docs.scheduler.batch import Batch, Batches
from kefu_docs.scheduler.lane import Next
from kefu_docs.scheduler.messages import (
    Call,
    CallTooLongError,
    PacketPayload,
    ProvedPdf,
    RefusedPdf,
    Workplace,
)
from kefu_docs.scheduler.tasks import bind_packet, finish_documents
from kefu_docs.scheduler.worker_pool import WorkerProcesses
from kefu_docs.store.pdf_files import StoredPdf
from tests.support.builds import SAMPLE_TEMPLATES, build_contracts, build_packets, build_summaries

pytestmark = pytest.mark.office


ON = dt.date(2026, 4, 30)
PEOPLE = 7
CULPRIT = "contracts/P00003"
CULPRITS_NUMBER = "HY-LD-00003"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Seven people with a contract each, and the project's templates."""
    write_people(tmp_path / "data", PEOPLE)
    return Settings(tmp_path / "data", SAMPLE_TEMPLATES, tmp_path / "build", ON, jobs=2)


@pytest.fixture
def conversions(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Every docx that is given to LibreOffice; a batch with the culprit's number is refused."""
    submit = Pool.submit
    given: list[bytes] = []

    def refusing(self: Pool, docx: bytes) -> Future[bytes]:
        given.append(docx)
        # What LibreOffice is given is not compressed.
        if CULPRITS_NUMBER.encode() in docx and start_of(0).encode() in docx:
            refused: Future[bytes] = Future()
            refused.set_exception(ConversionError(Message("LibreOffice gave up")))
            return refused
        return submit(self, docx)

    monkeypatch.setattr(Pool, "submit", refusing)
    return given


def assert_all_but(outcome: Outcome, culprit: str) -> None:
    """One failed, all others are built."""
    assert [failure.name for failure in outcome.failures] == [culprit]
    assert len(outcome.built) == PEOPLE - 1


def text_of(settings: Settings, name: str) -> str:
    """The text of a document's first page without blanks."""
    return "".join(PdfReader(settings.build / f"{name}.pdf").pages[0].extract_text().split())


def test_documents_share_a_conversion(settings: Settings, conversions: list[bytes]) -> None:
    """Seven contracts are two batches for two workers; each person's PDF is that person's."""
    (settings.data / "employees/P00003.yaml").unlink()
    outcome = build_contracts(settings)
    assert outcome.exit_code == 0
    assert len(conversions) == 2
    for number in (1, 2, 4, 5, 6, 7):
        assert f"HY-LD-{number:05}" in text_of(settings, f"contracts/P{number:05}")


def test_the_document_that_makes_a_batch_fail_is_found(
    settings: Settings, conversions: list[bytes]
) -> None:
    """A document that makes LibreOffice refuse its batch is found by halving.

    The other six are built.
    """
    outcome = build_contracts(settings)
    assert_all_but(outcome, CULPRIT)
    assert outcome.exit_code == 4
    sizes = [docx.count(b'<w:bookmarkStart w:id="') // 2 for docx in conversions]
    assert sorted(sizes) == [1, 1, 1, 2, 2, 2, 4]


def crashing(
    workplace: Workplace, pdf: bytes, payloads: Sequence[JobPayload], composed: bool, grid: int
) -> object:
    """Finish documents, but die on the culprit's."""
    if any(payload.name == CULPRIT for payload in payloads):
        os.kill(os.getpid(), signal.SIGKILL)
    return finish_documents(workplace, pdf, payloads, composed, grid)


def test_a_pdf_that_crashes_its_reader_stops_one_document(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker that dies of a PDF loses that document.

    What was under way beside it is tried again.
    """
    monkeypatch.setattr(tasks, "finish_documents", crashing)
    outcome = build_contracts(settings)
    assert_all_but(outcome, CULPRIT)
    assert outcome.failures[0].error.slug == "conversion"


def killed_once(workplace: Workplace, payload: PacketPayload) -> ProvedPdf | StoredPdf:
    """Bind a packet; each one's process is killed the first time."""
    mark = workplace.store / payload.info.subject.replace("/", "-")
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return bind_packet(workplace, payload)


def test_a_worker_that_is_killed_while_it_binds_loses_no_packet(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every packet is bound, though each of them lost a worker."""
    monkeypatch.setattr(tasks, "bind_packet", killed_once)
    outcome = build_packets(settings)
    assert outcome.exit_code == 0
    assert outcome.failures == []
    assert len(list(settings.store.glob("packets-*"))) > 1


def test_a_batch_that_hangs_is_not_halved_again_and_again() -> None:
    """Its documents are converted one by one; one that hangs then, too, is told with the limit."""
    jobs = [cast(PdfJob, object()) for _ in range(3)]
    error = CallTooLongError(62)
    following = Batch(Batches(), tuple(jobs)).failed(error)
    assert [task.jobs for task in cast(list[Batch], following.tasks)] == [(job,) for job in jobs]
    (result,) = cast(Batch, following.tasks[0]).failed(error).results
    assert str(result.outcome) == "its pages were not done within 62 seconds"
    assert isinstance(result.outcome, ConversionError)


def faulty(
    workplace: Workplace, pdf: bytes, payloads: Sequence[JobPayload], composed: bool, grid: int
) -> object:
    """Finish documents, but with a fault of the program's own in the culprit's."""
    if any(payload.name == CULPRIT for payload in payloads):
        raise ZeroDivisionError(CULPRITS_NUMBER)
    return finish_documents(workplace, pdf, payloads, composed, grid)


def assert_reported(settings: Settings, outcome: Outcome) -> None:
    """The culprit alone failed, told as the program's fault; the log holds the traceback."""
    assert_all_but(outcome, CULPRIT)
    assert outcome.exit_code == 70
    assert outcome.failures[0].error.slug == "internal"
    assert CULPRITS_NUMBER not in str(outcome.failures[0].error)
    assert "ZeroDivisionError" in settings.log.read_text("utf-8")


def test_a_fault_of_the_program_in_a_worker_stops_one_document(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An exception that nobody expects, from finishing one document, is found and reported."""
    monkeypatch.setattr(tasks, "finish_documents", faulty)
    assert_reported(settings, build_contracts(settings))


def test_a_fault_of_the_program_in_rendering_stops_one_document(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An exception that nobody expects, from rendering one document, is found and reported."""
    rendered = Renderer.rendered

    def raising(self: Renderer, document: Document, context: Context) -> RenderedDocument:
        if document.name == CULPRIT:
            raise ZeroDivisionError(CULPRITS_NUMBER)
        return rendered(self, document, context)

    monkeypatch.setattr(Renderer, "rendered", raising)
    assert_reported(settings, build_contracts(settings))


def test_a_fault_of_a_lane_gives_its_documents_to_the_next(
    few: Settings, conversions: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Layout reuse that fails on every document leaves all of them to LibreOffice."""

    def raising(self: LayoutReuse, jobs: Sequence[PdfJob], size: int) -> Next:
        raise ZeroDivisionError(size)

    monkeypatch.setattr(LayoutReuse, "offer", raising)
    assert_all(build_contracts(few))
    assert 0 not in laid_out(conversions)


def test_pdfs_that_are_not_understood_keep_their_fonts(
    settings: Settings, conversions: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Documents whose PDF is foreign are converted alone, and published as LibreOffice set them."""

    def foreign(
        pdf: bytes, starts: Sequence[str], infos: Sequence[DocumentInfo], fonts: FontSet, grid: int
    ) -> list[bytes]:
        raise ForeignPdfError("a font of tomorrow")

    monkeypatch.setattr(tasks, "finish_batch", foreign)
    outcome = build_contracts(settings, "P00001", "P00002", "P00005")
    assert outcome.failures == []
    assert len(outcome.built) == 3
    assert len(conversions) == 2 + 2 + 3  # two of them were composed together, then each
    page: Any = PdfReader(settings.build / "contracts/P00005.pdf").pages[0]
    fonts = page["/Resources"]["/Font"].values()
    assert {font.get_object()["/Subtype"] for font in fonts} == {"/Type1"}


def test_the_number_of_pages_counts_the_cover(
    settings: Settings, conversions: list[bytes], tmp_path: Path
) -> None:
    """Behind a cover pages are numbered from 1, and LibreOffice counts one that it leaves blank."""
    templates = tmp_path / "templates"
    shutil.copytree(SAMPLE_TEMPLATES, templates)
    (templates / "contract_labor.docx").write_bytes(paper("a cover"))
    outcome = build_contracts(replace(settings, templates=templates), "P00001", "P00002")
    assert outcome.failures == []
    cover, *pages = PdfReader(settings.build / "contracts/P00001.pdf").pages
    assert cover.extract_text().split() == ["劳动合同书"]
    for number, page in enumerate(pages, 1):
        shown = "".join(page.extract_text().split())
        assert f"第{number}页共{len(pages) + 1}页" in shown
    assert len(conversions) == 2 + 2  # both were composed again, with the number


def at_fault(
    is_wrong: Callable[[JobPayload, bytes, bool], bool], kind: FaultKind = FaultKind.OTHER
) -> object:
    """Finish documents, but find some at fault: by draft, PDF, and whether they were in a batch."""

    def finish(
        workplace: Workplace, pdf: bytes, payloads: Sequence[JobPayload], composed: bool, grid: int
    ) -> list[ProvedPdf | RefusedPdf]:
        finished = finish_documents(workplace, pdf, payloads, composed, grid)
        assert finished
        return [
            RefusedPdf(Message("page 1 is blank"), kind)
            if isinstance(made, ProvedPdf) and is_wrong(payload, made.pdf, composed)
            else made
            for payload, made in zip(payloads, finished, strict=True)
        ]

    return finish


def test_a_document_that_is_wrong_in_a_batch_is_converted_alone(
    settings: Settings, conversions: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the proof refuses gets a second chance, and all are delivered."""
    monkeypatch.setattr(f"{__name__}.CULPRITS_NUMBER", "of nobody")
    wrong = at_fault(lambda payload, _, composed: composed and payload.name == CULPRIT)
    monkeypatch.setattr(tasks, "finish_documents", wrong)
    outcome = build_contracts(settings)
    assert outcome.exit_code == 0
    assert len(outcome.built) == PEOPLE
    *composed, alone = (start_of(0).encode() in docx for docx in conversions)
    assert all(composed)
    assert not alone


def has_full_header(pdf: bytes) -> bool:
    """Whether the line below the header ends at the right margin of the template."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return b"\n517.05 " in document.pages[0].Contents.read_bytes()


def right_margins(conversions: Sequence[bytes]) -> list[int]:
    """The right margins of the documents that were converted alone, in twips."""
    alone = (docx for docx in conversions if start_of(0).encode() not in docx)
    return [int(m[1]) for m in (re.search(rb'<w:pgMar [^>]*w:right="(\d+)', d) for d in alone) if m]


def test_a_document_that_stays_wrong_is_laid_out_on_smaller_pages(
    settings: Settings, conversions: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """LibreOffice leaves out marks that hang in the margin, but not behind every line."""
    monkeypatch.setattr(f"{__name__}.CULPRITS_NUMBER", "of nobody")
    wrong = at_fault(lambda payload, pdf, _: payload.name == CULPRIT and has_full_header(pdf))
    monkeypatch.setattr(tasks, "finish_documents", wrong)
    outcome = build_contracts(settings)
    assert outcome.failures == []
    assert len(outcome.built) == PEOPLE
    assert right_margins(conversions) == [1565, 1565 + 18]


def test_documents_that_lack_marks_share_a_conversion_on_smaller_pages(
    settings: Settings, conversions: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three of a batch lack a mark at a line's end: that is one conversion more, not six."""
    monkeypatch.setattr(f"{__name__}.CULPRITS_NUMBER", "of nobody")
    lacking = {f"contracts/P{number:05}" for number in (2, 3, 4)}
    wrong = at_fault(
        lambda payload, pdf, _: payload.name in lacking and has_full_header(pdf), FaultKind.MARKS
    )
    monkeypatch.setattr(tasks, "finish_documents", wrong)
    outcome = build_contracts(settings)
    assert outcome.failures == []
    assert len(outcome.built) == PEOPLE
    *_, last = conversions
    assert len(conversions) == 3 + 1
    assert last.count(f'w:right="{1565 + 18}"'.encode()) >= 3


def test_what_is_wrong_on_smaller_pages_too_fails(
    settings: Settings, conversions: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A document that the proof refuses on smaller pages, too, fails with what the proof
    says of it.

    These pages are tried in batches, as a batch has shown what each document shows by itself.
    """
    monkeypatch.setattr(f"{__name__}.CULPRITS_NUMBER", "of nobody")
    monkeypatch.setattr(tasks, "finish_documents", at_fault(lambda *_: True))
    outcome = build_contracts(settings, "P00001", "P00002", "P00003")
    assert [str(failure.error) for failure in outcome.failures] == ["page 1 is blank"] * 3
    assert right_margins(conversions) == [1565] * 3
    tried = (b'w:right="1583"', b'w:right="1601"')
    assert [sum(m in docx for docx in conversions) >= 1 for m in tried] == [True, True]
    assert sum(docx.count(m) for docx in conversions for m in tried) >= 2 * 3


def test_what_lacks_a_mark_on_all_pages_is_laid_out_so_that_none_hangs(
    settings: Settings, conversions: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Behind all other ways, and once; what is wrong otherwise is not laid out so."""
    wrong = at_fault(lambda *_: True, FaultKind.MARKS)
    monkeypatch.setattr(tasks, "finish_documents", wrong)
    outcome = build_contracts(settings, "P00001")
    assert [str(failure.error) for failure in outcome.failures] == ["page 1 is blank"]
    hangs = [b"<w:overflowPunct/>" not in read_parts(docx)[DOCUMENT] for docx in conversions]
    assert hangs == [True] * (len(hangs) - 1) + [False]


def test_what_the_proof_refuses_is_refused_again_without_converting_it(
    settings: Settings, conversions: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The refusal is known by the digest of all that went in; another record is tried anew."""
    monkeypatch.setattr(tasks, "finish_documents", at_fault(lambda *_: True))
    first = build_contracts(settings, "P00001")
    count = len(conversions)
    (settings.build / "manifest.json").unlink()  # so that the run is not known as a whole
    again = build_contracts(settings, "P00001")
    assert len(conversions) == count
    assert [str(failure.error) for failure in again.failures] == ["page 1 is blank"]
    assert again.exit_code == first.exit_code == 5
    record = settings.data / "employees/P00001.yaml"
    record.write_text(record.read_text("utf-8").replace("HY-LD-00001", "HY-LD-00009"), "utf-8")
    build_contracts(settings, "P00001")
    assert len(conversions) == 2 * count


def test_what_cannot_be_composed_after_all_is_converted_alone(
    settings: Settings, conversions: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Documents that compose refuses are converted one by one, as they were rendered."""

    def refusing(documents: Sequence[bytes]) -> bytes:
        raise ComposeError("no section")

    monkeypatch.setattr(batch, "compose", refusing)
    outcome = build_contracts(settings)
    assert outcome.exit_code == 0
    assert len(conversions) == PEOPLE


def test_a_template_with_an_obstacle_goes_one_by_one(
    settings: Settings, conversions: list[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Documents of a template that cannot be composed are converted one by one."""
    template = tmp_path / "templates" / "contract_labor.docx"
    template.parent.mkdir()
    parts = read_parts((SAMPLE_TEMPLATES / "contract_labor.docx").read_bytes())
    body = parts["word/document.xml"].decode()
    field = '<w:fldSimple w:instr=" SEQ 合同 \\r 3 "><w:r><w:t>3</w:t></w:r></w:fldSimple></w:p>'
    parts["word/document.xml"] = body.replace("</w:p>", field, 1).encode()
    template.write_bytes(completed(beginning({}, ()), parts))
    composed: list[object] = []
    monkeypatch.setattr(batch, "compose", composed.append)
    changed = Settings(settings.data, template.parent, settings.build, ON, jobs=2)
    outcome = build_contracts(changed, "P00001", "P00002")
    assert outcome.exit_code == 0
    assert composed == []
    assert len(conversions) == 2
    assert "HY-LD-00002" in text_of(settings, "contracts/P00002")


def test_documents_set_after_others_are_as_libreoffice_lays_them_out(
    settings: Settings, conversions: list[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The same bytes, though LibreOffice sees two contracts and a sheet instead of twenty."""
    write_people(settings.data, 20)
    (settings.data / "employees/P00003.yaml").unlink()
    outcome = build_contracts(replace(settings, jobs=1))
    assert outcome.failures == []
    contracts = [docx.count(b'<w:bookmarkStart w:id="') // 2 for docx in conversions]
    assert contracts == [2, 0]
    other = replace(settings, build=tmp_path / "other", layout_reuse=False)
    build_contracts(other)
    made = sorted((settings.build / "contracts").iterdir())
    assert len(made) == 2 * 19
    for file in made:
        assert file.read_bytes() == (other.build / "contracts" / file.name).read_bytes()


def test_without_layout_reuse_a_varied_shop_gets_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Contracts and summaries of free text, some set after others and some not: no byte differs."""
    data = tmp_path / "data"
    write_people(data, 18, ["2026-04"], varied=True)
    with_reuse = Settings(data, SAMPLE_TEMPLATES, tmp_path / "with", ON, jobs=2)
    without = replace(with_reuse, build=tmp_path / "without", layout_reuse=False)
    monkeypatch.setattr(build, "LayoutReuseOnDemand", partial(LayoutReuseOnDemand, least=6))
    sheets: list[Sheet] = []
    sort = LayoutReuse.sort

    def noted(self: LayoutReuse, sheet: Sheet, typeset: TypesetSheet) -> Next:
        sheets.append(sheet)
        return sort(self, sheet, typeset)

    monkeypatch.setattr(LayoutReuse, "sort", noted)
    for settings in with_reuse, without:
        assert build_contracts(settings).failures == []
        assert build_summaries(settings, "2026-04").failures == []
        assert sheets  # those of the first build
    made = sorted(with_reuse.build.glob("[cs]*/**/P*.*"))
    assert len(made) == 2 * 2 * 18
    for file in made:
        other = without.build / file.relative_to(with_reuse.build)
        assert file.read_bytes() == other.read_bytes(), file.name


@pytest.mark.parametrize(("people", "times"), [(("P00002",), 1), (("P00002", "P00003"), 0)])
def test_libreoffice_ends_while_the_only_document_is_finished(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, people: tuple[str, ...], times: int
) -> None:
    """Of two documents the second may be converted after the first is finished.

    A worker reads the only one while it is converted.
    """
    rested: list[Pool] = []
    ahead: list[Call[None]] = []

    def noted(pool: Pool) -> None:
        rested.append(pool)

    monkeypatch.setattr(Pool, "rest", noted)
    monkeypatch.setattr(WorkerProcesses, "look_ahead", lambda _, call: ahead.append(call))
    assert build_contracts(settings, *people).failures == []
    assert len(rested) == len(ahead) == times


def test_libreoffice_waits_for_covers(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A shop's only document is followed by its packets."""
    for number in range(2, PEOPLE + 1):
        (settings.data / f"employees/P{number:05}.yaml").unlink()
    monkeypatch.setattr(Pool, "rest", lambda _: pytest.fail("there are covers to convert"))
    assert build_packets(settings).failures == []


@pytest.fixture
def few(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Seven contracts of one kind, of which five are to be set after two."""
    monkeypatch.setattr(build, "LayoutReuseOnDemand", partial(LayoutReuseOnDemand, least=PEOPLE))
    monkeypatch.setattr(f"{__name__}.CULPRITS_NUMBER", "of nobody")
    return replace(settings, jobs=1)


def laid_out(conversions: Sequence[bytes]) -> list[int]:
    """How many contracts LibreOffice was given at once; none on a sheet."""
    return sorted(docx.count(b'<w:bookmarkStart w:id="') // 2 for docx in conversions)


def assert_all(outcome: Outcome) -> None:
    """None failed."""
    assert outcome.failures == []
    assert len(outcome.built) == PEOPLE


def test_a_few_that_are_left_go_onto_a_sheet_too(
    few: Settings, conversions: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four are a sheet for two workers; the other three are of a kind that is known by then."""
    monkeypatch.setattr(build, "LayoutReuseOnDemand", partial(LayoutReuseOnDemand, least=4))
    assert_all(build_contracts(replace(few, jobs=2)))
    assert laid_out(conversions) == [0, 0, 2]


def test_a_sheet_that_cannot_be_converted_is_done_without(
    few: Settings, conversions: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a sheet cannot be converted, LibreOffice lays out the documents that waited for it."""
    submit = Pool.submit

    def refusing(self: Pool, docx: bytes) -> Future[bytes]:
        if start_of(0).encode() in docx:
            return submit(self, docx)
        refused: Future[bytes] = Future()
        refused.set_exception(ConversionError(Message("LibreOffice gave up")))
        return refused

    monkeypatch.setattr(Pool, "submit", refusing)
    assert_all(build_contracts(few))
    assert laid_out(conversions) == [2, 5]


def foreign_sheet(
    pdf: bytes, texts: Sequence[str], fonts: FontSet, grid: int
) -> list[TypesetParagraph]:
    """Do not understand a sheet."""
    raise ForeignPdfError("a font of tomorrow")


def sheet_not_settable(
    pdf: bytes, texts: Sequence[str], fonts: FontSet, grid: int
) -> list[TypesetParagraph]:
    """Find that a sheet shows something else."""
    raise NotSettableError("another text")


def sheet_that_crashes(
    pdf: bytes, texts: Sequence[str], fonts: FontSet, grid: int
) -> list[TypesetParagraph]:
    """Die on a sheet."""
    os.kill(os.getpid(), signal.SIGKILL)
    return []


@pytest.mark.parametrize("reader", [foreign_sheet, sheet_not_settable, sheet_that_crashes])
def test_a_sheet_that_cannot_be_read_is_done_without(
    few: Settings,
    conversions: list[bytes],
    monkeypatch: pytest.MonkeyPatch,
    reader: Callable[..., list[TypesetParagraph]],
) -> None:
    """Where a sheet cannot be read, its documents are laid out, and calls beside it are done
    again.
    """
    monkeypatch.setattr(reuse, "read_sheet", reader)
    assert_all(build_contracts(few))
    assert max(laid_out(conversions)) == 5


def test_nothing_is_set_after_a_model_whose_witness_comes_out_otherwise(
    few: Settings, conversions: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the witness differs from LibreOffice's, no document of the kind is set."""

    def other(self: Model, changes: object, info: DocumentInfo) -> bytes:
        return b"%PDF-"

    monkeypatch.setattr(Model, "set", other)
    assert_all(build_contracts(few))
    assert laid_out(conversions) == [0, 2, 5]


def crash_while_setting(
    workplace: Workplace,
    pair: LaidOutPair,
    payloads: Sequence[JobPayload],
    changes: object,
    shown: object,
) -> list[ProvedPdf | None]:
    """Die on an order."""
    os.kill(os.getpid(), signal.SIGKILL)
    return []


def test_a_crash_while_documents_are_set_stops_none(
    few: Settings, conversions: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where setting kills its worker, LibreOffice lays out the documents."""
    monkeypatch.setattr(reuse, "set_documents", crash_while_setting)
    assert_all(build_contracts(few))
    assert laid_out(conversions) == [0, 2, 5]


def all_but_the_culprit(
    workplace: Workplace,
    pair: LaidOutPair,
    payloads: Sequence[JobPayload],
    changes: Sequence[Mapping[int, Change]],
    shown: Sequence[Exchange],
) -> list[ProvedPdf | None]:
    """Set documents; the culprit's is found to be wrong."""
    made = set_documents(workplace, pair, payloads, changes, shown)
    return [None if d.name == CULPRIT else m for d, m in zip(payloads, made, strict=True)]


def test_a_document_that_is_refused_when_set_is_laid_out(
    few: Settings, conversions: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A document that cannot be set is laid out; the others of its kind are set."""
    monkeypatch.setattr(reuse, "set_documents", all_but_the_culprit)
    assert_all(build_contracts(few))
    assert laid_out(conversions) == [0, 1, 2]
    assert "HY-LD-00003" in text_of(few, CULPRIT)


def test_where_a_model_fails_another_takes_its_place(
    few: Settings, conversions: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the model fails, one more document is laid out, and the others are set after that."""
    monkeypatch.setattr(f"{__name__}.CULPRITS_NUMBER", "HY-LD-00001")
    outcome = build_contracts(few)
    assert_all_but(outcome, "contracts/P00001")
    assert laid_out(conversions) == [0, 1, 1, 1, 2]


def test_what_is_of_too_many_kinds_is_laid_out(
    few: Settings, conversions: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Documents of more kinds than are kept are laid out in one go."""
    monkeypatch.setattr(lane, "KINDS", 0)
    assert_all(build_contracts(few))
    assert laid_out(conversions) == [7]
