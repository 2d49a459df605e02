"""The papers that come with the program: what each says, and that each comes onto its pages."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kefu_docs.model import Dataset, Document
from kefu_docs.pipeline import plan
from kefu_docs.pipeline.run import run
from kefu_docs.pipeline.settings import BuildRequest, Settings
from kefu_docs.pipeline.template_values import context_of
from kefu_docs.records import load_dataset, shipped_kinds
from kefu_docs.render import Template, text_of
from kefu_docs.render.word.docx_zip import read_parts
from kefu_docs.render.word.word_package import DOCUMENT
from kefu_docs.render.word.word_xml import W, parsed
from tests.support.builds import SAMPLE_TEMPLATES, Golden, copy_sample
from tests.support.papers import ask_for_papers

PAPERS = sorted(kind.name for kind in shipped_kinds().values() if kind.is_own)


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Dataset]:
    """The sample with every paper asked for: its folder, and what is read of it."""
    project = tmp_path_factory.mktemp("papers")
    copy_sample(project)
    ask_for_papers(project / "data")
    dataset, diagnostics = load_dataset(project / "data", templates=project / "templates")
    assert diagnostics == []
    return project, dataset


def test_every_paper_has_a_template() -> None:
    """Under its name, and the templates folder holds no other."""
    names = {path.stem for path in SAMPLE_TEMPLATES.glob("*.docx")}
    assert names == {kind.template for kind in shipped_kinds().values()}
    assert len(PAPERS) == 12


@pytest.mark.parametrize("paper", PAPERS)
def test_text_of_the_paper(asked: tuple[Path, Dataset], paper: str, golden: Golden) -> None:
    """Wording, values and blanks, as a reader of a diff would want them."""
    file = SAMPLE_TEMPLATES / f"{paper}.docx"
    template = Template(file.name, file.read_bytes())
    document: Document
    (document,) = plan.of_kinds(asked[1], (paper,), ())
    golden(f"papers/{paper}.txt", text_of(template.render(context_of(asked[1], document)).docx))
    assert template.obstacles == ()


@pytest.mark.office
def test_every_paper_comes_onto_pages(
    asked: tuple[Path, Dataset], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is proved, and lies in the person's packet or beside it."""
    project, dataset = asked
    monkeypatch.chdir(project)
    day = dt.date(2026, 4, 30)
    outcome = run(
        Settings(Path("data"), Path("templates"), Path("build"), day, jobs=1),
        BuildRequest("documents"),
    )
    assert outcome.failures == []
    for document in plan.of_kinds(dataset, PAPERS, ()):
        assert Path("build", f"{document.name}.pdf").is_file()


def test_a_template_of_one_s_own_is_a_kind_by_itself(asked: tuple[Path, Dataset]) -> None:
    """As soon as it prints other values; the shipped one, worded anew, is as it was."""
    project, dataset = asked
    assert dataset.kinds["在职证明"].is_shipped
    own = project / "own"
    own.mkdir()
    other = (SAMPLE_TEMPLATES / "收入证明.docx").read_bytes()
    (own / "在职证明.docx").write_bytes(other)
    (own / "收入证明.docx").write_bytes(other)
    kinds = load_dataset(project / "data", templates=own)[0].kinds
    assert (kinds["在职证明"].is_shipped, kinds["收入证明"].is_shipped) == (False, True)


@pytest.mark.parametrize(
    "template", sorted(SAMPLE_TEMPLATES.glob("*.docx")), ids=lambda path: path.stem
)
def test_tables_are_as_wide_as_their_columns(template: Path) -> None:
    """The table, its grid and each row, so that Word, WPS and LibreOffice show the same."""
    widths = f"{W}tcPr/{W}tcW"
    for table in parsed(read_parts(template.read_bytes())[DOCUMENT]).iter(f"{W}tbl"):
        grid = sum(int(c.get(f"{W}w", 0)) for c in table.iterfind(f"{W}tblGrid/{W}gridCol"))
        rows = {
            sum(int(w.get(f"{W}w", 0)) for w in row.iterfind(f"{W}tc/{widths}"))
            for row in table.iterfind(f"{W}tr")
        }
        whole = table.find(f"{W}tblPr/{W}tblW")
        assert whole is not None
        assert {int(whole.get(f"{W}w", 0)), *rows} == {grid}


def test_lists_of_papers_repeat_their_head() -> None:
    """On each page that a long list goes over to."""
    for paper in ("合同签收单", "工资条", "工资签收表"):
        body = read_parts((SAMPLE_TEMPLATES / f"{paper}.docx").read_bytes())[DOCUMENT]
        assert b"<w:tblHeader/>" in body
