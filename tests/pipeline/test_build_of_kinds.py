"""A shop's own documents, built: in their folders, in packets, on the page, and gone again."""

from __future__ import annotations

import datetime as dt
import json
import shutil

import pikepdf
import pytest

from kefu_docs.pipeline.outcome import Outcome
from kefu_docs.pipeline.run import run
from kefu_docs.pipeline.settings import BuildRequest, Settings
from kefu_docs.pipeline.wipe import wipe
from kefu_docs.records import shipped_kinds
from tests.support.builds import SAMPLE_TEMPLATES
from tests.support.kinds_of_documents import FILES, write_shop
from tests.support.pdf import text_of
from tests.support.records import edit
from tests.support.word import paragraph
from tests.support.word import run as run_of
from tests.support.word import word as docx_of

pytestmark = pytest.mark.office

TEXTS = {
    "保密协议": "{{ employee.name }}的保密范围：{{ document.scope }}",
    "补充协议": "合同{{ contract.number }}的补充协议",
    "荣誉证书": "用途：{{ document.用途|join('、') }}",
    "工资条": "{{ employee.name }}实发{{ statement.net|amount }}元",
    "签收单": "{% for each in people %}{{ each.name }}签收{% endfor %}",
    "社保登记": "{{ company.name }}，{{ company.extra.社保编号 }}",
}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, Outcome]:
    """A shop with a document of each kind, and everything built."""
    root = tmp_path_factory.mktemp("shop")
    data, templates = write_shop(root, FILES)
    for name, text in TEXTS.items():
        (templates / f"{name}.docx").write_bytes(docx_of(paragraph(run_of(text))))
    for kind in (each for each in shipped_kinds().values() if not each.is_own):
        shutil.copy(SAMPLE_TEMPLATES / f"{kind.template}.docx", templates)
    settings = Settings(data, templates, root / "build", dt.date(2026, 4, 30), jobs=1)
    return settings, run(settings, BuildRequest("packets"))


def names(settings: Settings) -> list[str]:
    """The PDFs of one's own kinds that are there."""
    folder = settings.build / "documents"
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.pdf"))


ALL = [
    "保密协议/E001-2.pdf",
    "保密协议/E001.pdf",
    "荣誉证书/E001.pdf",
    "工资条/2026-04/E001.pdf",
    "社保登记/company.pdf",
    "签收单/2026-04/team.pdf",
    "补充协议/HY-2026-001.pdf",
    "补充协议/HY-2027-2-2.pdf",
    "补充协议/HY-2027-2.pdf",
]


def test_each_document_is_built_and_reported(shop: tuple[Settings, Outcome]) -> None:
    """With the values of its record, under the name of its kind."""
    settings, outcome = shop
    assert outcome.failures == []
    assert names(settings) == sorted(ALL)
    shown = text_of((settings.build / "documents/保密协议/E001-2.pdf").read_bytes())
    assert "张晓宇的保密范围：全部" in shown
    manifest = json.loads((settings.build / "manifest.json").read_bytes())
    kinds = {e["kind"] for e in manifest["artifacts"] if e["path"].startswith("documents/")}
    assert kinds == TEXTS.keys()
    page = (settings.build / "index.html").read_text("utf-8")
    assert page.count("<h3>保密协议</h3>") == 1
    assert "<dt>其他文件</dt><dd>9</dd>" in page


def test_a_packet_holds_them_with_labels_and_outline(shop: tuple[Settings, Outcome]) -> None:
    """Each begins with a label of its own, in the order of the person's packet."""
    settings, _ = shop
    with pikepdf.open(settings.build / "packets/employee-E001.pdf") as packet:
        labels = [str(label.get("/P", "")) for label in list(packet.Root.PageLabels.Nums)[1::2]]
    assert labels[1:4] == ["E001-", "HY-2026-001-补充协议-", "E001-2-"]
    assert labels[-1] == "E001-工资条-2026-04-"


def test_nothing_is_done_again_and_what_goes_is_deleted(shop: tuple[Settings, Outcome]) -> None:
    """A key taken out of a record takes its document away; a person takes all of theirs."""
    settings, _ = shop
    assert run(settings, BuildRequest("packets")).written == []
    edit(
        settings.data / "company.yaml", '"社保登记": {\n      "signed_on": "2026-05-06"\n    }', ""
    )
    outcome = run(settings, BuildRequest("packets"))
    assert "documents/社保登记/company.pdf" in outcome.removed
    wiped = wipe(settings, "E001")
    assert names(settings) == []
    assert "documents/补充协议/HY-2026-001.docx" in wiped.removed
