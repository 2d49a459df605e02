"""Documents set after a model: the same bytes as LibreOffice's, or a refusal."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

import pikepdf
import pytest
from msgspec.structs import replace
from pikepdf import Array, Dictionary, Name

from kefu_docs.finish import ForeignPdfError
from kefu_docs.fonts import FontSet
from kefu_docs.layout_reuse.docx_paragraphs import DocxParagraphs, flow_of, sheet_of, take_apart
from kefu_docs.layout_reuse.item_owners import NotSettableError
from kefu_docs.layout_reuse.lines import BETWEEN, Change, Flow, Item, TypesetParagraph
from kefu_docs.layout_reuse.plain_paragraph import shown_by
from kefu_docs.layout_reuse.typeset import Model, read_sheet
from kefu_docs.model.jobs import PdfJob
from tests.support.builds import Office
from tests.support.kinds import laid_out, word, works
from tests.support.word import BREAK, UNDERLINED, paragraph, run, table

LINES = 3
"""The number of the paragraph of several lines."""

TEMPLATE = word(
    paragraph(run("第{{ chapter }}章"), form='<w:pStyle w:val="Heading1"/>')
    + paragraph(
        run("甲方："), run("{{ a }}", UNDERLINED), run("以下简称甲方"), BREAK, run("{{ b }}")
    )
    + table([paragraph(run("格")), paragraph(run("{{ a }}"))]),
    header=paragraph(run("编号：{{ b }}")),
)


@dataclass(frozen=True)
class Kind:
    """Documents of one kind, as LibreOffice lays them out, and how a sheet shows them."""

    works: list[PdfJob]
    pdfs: list[bytes]
    flow: Flow
    forms: list[DocxParagraphs]
    settings: list[dict[int, TypesetParagraph]]

    def changes(self, number: int) -> dict[int, Change]:
        """How a document differs from the first."""
        own = self.settings[0]
        return {
            n: Change(setting, own[n])
            for n, setting in self.settings[number].items()
            if self.forms[number].paragraphs[n] != self.forms[0].paragraphs[n]
        }


@pytest.fixture(scope="module")
def kind(office: Office, fonts: FontSet) -> Kind:
    """Three documents of one kind, and one with another heading."""
    values = ("张三", "合同" * 14, "一"), ("李四", "约定" * 14, "一"), ("王Ab五", "C约" * 14, "二")
    records = [{"a": a, "b": b, "chapter": chapter} for a, b, chapter in values]
    documents = works(fonts, TEMPLATE, records)
    docxs = [work.rendering.docx for work in documents]
    forms = [form for docx in docxs if (form := take_apart(docx))]
    plain = sorted(forms[0].plain)
    paragraphs = [form.alone(number) for form in forms for number in plain]
    texts = list(map(shown_by, paragraphs))
    settings = read_sheet(office(sheet_of(docxs[0], paragraphs)), texts, fonts)
    flow = flow_of(docxs[0], forms[0])
    assert flow
    return Kind(
        documents,
        [pdf for pdf in laid_out(office, fonts, documents) if pdf],
        flow,
        forms,
        [
            dict(zip(plain, settings[at : at + len(plain)], strict=True))
            for at in range(0, len(settings), len(plain))
        ],
    )


@pytest.fixture
def model(kind: Kind, fonts: FontSet) -> Model:
    """The first of them."""
    return Model(kind.pdfs[0], kind.flow, fonts)


def test_a_document_is_as_libreoffice_lays_it_out(kind: Kind, model: Model) -> None:
    """A document set after the model, and the model itself, have the bytes of LibreOffice's."""
    assert sorted(kind.changes(1)) == [0, LINES, 5]
    assert model.set(kind.changes(1), kind.works[1].info) == kind.pdfs[1]
    own = {n: Change(setting, setting) for n, setting in kind.settings[0].items() if n in (0, 5)}
    assert model.set(own, kind.works[0].info) == kind.pdfs[0]
    assert model.set({}, kind.works[0].info) == kind.pdfs[0]
    assert model.set(kind.changes(1), kind.works[1].info) == kind.pdfs[1]


def test_a_heading_stays(kind: Kind, model: Model) -> None:
    """A heading that differs is not set, because it stands in the outline, too."""
    with pytest.raises(NotSettableError, match="heading"):
        model.set(kind.changes(2), kind.works[2].info)


def moved(setting: TypesetParagraph, by: float) -> TypesetParagraph:
    """The setting with its second line moved down."""
    first, second, *rest = setting.lines
    lower = tuple(replace(item, height=b"%g" % (float(item.height) - by)) for item in second)
    return replace(setting, lines=(first, lower, *rest))


def with_items(setting: TypesetParagraph, change: Callable[[Item], Item]) -> TypesetParagraph:
    """The setting with each item changed."""
    return replace(setting, lines=tuple(tuple(map(change, line)) for line in setting.lines))


def larger(item: Item) -> Item:
    """An item set in another size."""
    return replace(item, runs=tuple(replace(run, size=b"99") for run in item.runs))


def of_other_text(item: Item) -> Item:
    """An item whose glyphs stand for something else."""
    return replace(
        item,
        runs=tuple(replace(r, texts=BETWEEN.join("x" * (len(r.codes) // 2))) for r in item.runs),
    )


def shifted(item: Item) -> Item:
    """An item that begins elsewhere on its line."""
    first, *rest = item.parts
    return replace(item, parts=(first.replace(item.x, b"1"), *rest))


@pytest.mark.parametrize(
    ("now", "was", "reason"),
    [
        (lambda now: replace(now, lines=now.lines[:1]), None, "other lines"),
        (lambda now: replace(now, lines=()), None, "other lines"),
        (lambda now: replace(now, lines=(*now.lines, now.lines[0])), None, "other lines"),
        (lambda now: with_items(now, larger), None, "other lines"),
        (lambda now: moved(now, 3), None, "further apart"),
        (lambda now: with_items(now, of_other_text), None, "several texts"),
        (None, lambda was: with_items(was, shifted), "otherwise"),
    ],
    ids=["fewer", "none", "more", "larger", "apart", "texts", "shifted"],
)
def test_what_does_not_fit_the_model_is_refused(
    kind: Kind,
    model: Model,
    now: Callable[[TypesetParagraph], TypesetParagraph] | None,
    was: Callable[[TypesetParagraph], TypesetParagraph] | None,
    reason: str,
) -> None:
    """Lines of the changed paragraph that are fewer, more, larger or elsewhere than the
    model's are refused.
    """
    change = kind.changes(1)[LINES]
    own = Change(now(change.now) if now else change.now, was(change.was) if was else change.was)
    with pytest.raises(NotSettableError, match=reason):
        model.set({LINES: own}, kind.works[1].info)
    assert model.set({}, kind.works[0].info) == kind.pdfs[0]


def test_a_page_of_a_sheet_may_end_between_lines(kind: Kind, model: Model) -> None:
    """Two lines on two pages of a sheet are set as far apart as the model's, as LibreOffice
    does it.
    """
    change = kind.changes(1)[LINES]
    cut = Change(moved(change.now, -200), change.was)
    changes = {**kind.changes(1), LINES: cut}
    assert model.set(changes, kind.works[1].info) == kind.pdfs[1]


def changed(pdf: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """A PDF in which something is changed."""
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        change(document)
        document.save(written)
    return written.getvalue()


def linked(document: pikepdf.Pdf) -> None:
    """Add a link."""
    document.pages[0].obj.Annots = Array([Dictionary(Subtype=Name.Link)])


def of_another_face(document: pikepdf.Pdf) -> None:
    """Name a font as LibreOffice does."""
    fonts = document.pages[0].obj.Resources.Font
    fonts["/F1"] = next(iter(fonts.values()))


@pytest.mark.parametrize(
    ("change", "reason"), [(linked, "links"), (of_another_face, "not made from the font set")]
)
def test_a_model_is_a_finished_document_without_links(
    kind: Kind, fonts: FontSet, change: Callable[[pikepdf.Pdf], None], reason: str
) -> None:
    """A PDF with links is no model: what another document would link to is not known."""
    with pytest.raises(NotSettableError, match=reason):
        Model(changed(kind.pdfs[0], change), kind.flow, fonts)


def test_a_model_shows_what_it_is_said_to(kind: Kind, fonts: FontSet) -> None:
    """A model read with the flow of another document is refused."""
    texts = (*kind.flow.texts[:-1], "另")
    with pytest.raises(NotSettableError):
        Model(kind.pdfs[0], replace(kind.flow, texts=texts), fonts)


@pytest.mark.parametrize(
    ("body", "texts", "error"),
    [
        (paragraph(run("甲")), ["乙"], NotSettableError),
        (paragraph(run("甲")), ["甲", "乙"], NotSettableError),
        (paragraph(run("甲")), [], NotSettableError),
        (paragraph(run("甲", "<w:i/>")), ["甲"], NotSettableError),
        (
            paragraph(run("甲"), run("乙", '<w:shd w:val="clear" w:fill="FFFF00"/>')),
            ["甲乙"],
            NotSettableError,
        ),
    ],
    ids=["other", "less", "more", "slanted", "shaded"],
)
def test_a_sheet_shows_nothing_but_its_paragraphs(
    office: Office, fonts: FontSet, body: str, texts: list[str], error: type[Exception]
) -> None:
    """A sheet with other text, or with anything drawn within a line, is refused."""
    docx = word(body)
    with pytest.raises(error):
        read_sheet(office(sheet_of(docx, [body])), texts, fonts)


def test_a_paragraph_that_is_shown_without_a_mark_has_no_lines(
    office: Office, fonts: FontSet
) -> None:
    """What LibreOffice leaves out; the others are as they are."""
    docx = word(paragraph(run("甲")))
    sheet = sheet_of(docx, [paragraph(run(text)) for text in ("甲", "乙", "丙")])
    lacking, *others = read_sheet(office(sheet), ["甲，", "乙", "丙"], fonts)
    assert lacking.lines == ()
    assert [len(other.lines) for other in others] == [1, 1]


def test_a_sheet_that_is_no_pdf_of_libreoffice_is_foreign(fonts: FontSet) -> None:
    """A sheet of another program raises ForeignPdfError, as in `finish_batch`."""
    with pytest.raises(ForeignPdfError):
        read_sheet(b"%PDF-", ["甲"], fonts)
