"""Documents of a shop's own kinds: for whom, under which name, in which packets."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from kefu_docs.model import Dataset, Document
from kefu_docs.pipeline import plan, plan_packets
from kefu_docs.pipeline.stopped_files import stopping
from kefu_docs.pipeline.template_values import context_of
from kefu_docs.records import load_dataset
from tests.support.kinds_of_documents import FILES, KINDS, read_shop, write_shop


def own(dataset: Dataset) -> dict[str, Document]:
    """The planned documents that lie below documents/, by name."""
    return {d.name: d for d in plan.everything(dataset) if d.kind.is_own}


def test_there_is_a_document_for_each_that_asks_for_one(tmp_path: Path) -> None:
    """A list makes several, and so do contracts; what no name of a file holds is a hyphen."""
    documents = own(read_shop(tmp_path))
    assert list(documents) == [
        "documents/补充协议/HY-2026-001",
        "documents/补充协议/HY-2027-2",
        "documents/补充协议/HY-2027-2-2",
        "documents/保密协议/E001",
        "documents/保密协议/E001-2",
        "documents/荣誉证书/E001",
        "documents/工资条/2026-04/E001",
        "documents/签收单/2026-04/team",
        "documents/社保登记/company",
    ]


def test_a_document_is_dated_by_its_field_else_by_what_it_is_for(tmp_path: Path) -> None:
    """A contract's by its first day, a month's by its last day; never by the day of the build."""
    documents = own(read_shop(tmp_path))
    dates = [document.date for document in documents.values()]
    assert dates == [
        dt.date(2026, 3, 1),
        dt.date(2027, 3, 1),
        dt.date(2027, 3, 1),
        dt.date(2026, 4, 1),
        dt.date(2027, 1, 1),
        dt.date(2026, 6, 1),
        dt.date(2026, 4, 30),
        dt.date(2026, 4, 30),
        dt.date(2026, 5, 6),
    ]
    assert documents["documents/工资条/2026-04/E001"].title == "张晓宇工资条"


def test_page_labels_tell_the_documents_of_a_person_apart(tmp_path: Path) -> None:
    """A packet holds them all, and each has labels of its own."""
    labels = [document.page_label for document in plan.everything(read_shop(tmp_path))]
    assert len(labels) == len(set(labels))
    assert "E001-2-保密协议" in labels
    assert "E001-工资条-2026-04" in labels


def test_a_kind_goes_into_the_packets_that_it_names(tmp_path: Path) -> None:
    """In the packet of the month of its date, and in the person's."""
    dataset = read_shop(tmp_path)
    packets = {
        p.name: [d.name for d in p.documents]
        for p in plan_packets.packets(dataset, plan.everything(dataset), ())
    }
    assert packets["contracts-2026-03"] == ["documents/补充协议/HY-2026-001"]
    assert packets["summaries-2026-04"][-1] == "documents/签收单/2026-04/team"
    assert "documents/保密协议/E001-2" in packets["employee-E001"]
    assert not any("documents/社保登记/company" in names for names in packets.values())


def test_a_template_is_given_the_values_of_its_document(tmp_path: Path) -> None:
    """Of the right entry of a list, and decoded where the kind declares them."""
    dataset = read_shop(tmp_path)
    documents = own(dataset)
    second = context_of(dataset, documents["documents/保密协议/E001-2"])
    assert second["document"] == {"signed_on": dt.date(2027, 1, 1), "scope": "全部"}
    free = context_of(dataset, documents["documents/荣誉证书/E001"])
    assert free["document"] == {"signed_on": dt.date(2026, 6, 1), "用途": ("贷款", "签证")}
    team = context_of(dataset, documents["documents/签收单/2026-04/team"])
    assert {"people", "totals", "team", "document"} <= team.keys()
    company = context_of(dataset, documents["documents/社保登记/company"])
    assert company.keys() == {"company", "document"}


def test_a_person_s_document_has_the_contract_of_its_day(tmp_path: Path) -> None:
    """In force on the document's date, else the next one, else the last."""
    numbers = []
    for signed_on in ("2026-01-01", "2026-06-01", "2027-06-01", "2030-01-01"):
        files = {
            **FILES,
            "employees/E001.yaml": {
                **FILES["employees/E001.yaml"],
                "documents": {"荣誉证书": {"signed_on": signed_on}},
            },
        }
        dataset = read_shop(tmp_path / signed_on, files)
        context: Any = context_of(dataset, own(dataset)["documents/荣誉证书/E001"])
        numbers.append(context["contract"]["number"])
        assert len(context["contracts"]) == 2
    assert numbers == ["HY-2026-001", "HY-2026-001", "HY/2027:2", "HY/2027:2"]


def test_values_of_one_document_are_no_values_of_another(tmp_path: Path) -> None:
    """A change in one does not make the others new: `employee` has no `documents`."""
    dataset = read_shop(tmp_path)
    context: Any = context_of(dataset, own(dataset)["documents/保密协议/E001"])
    assert "documents" not in context["employee"]
    assert "documents" not in context["contract"]
    assert context["company"]["extra"] == {"社保编号": "330100"}


_MONTHLY = {
    *("contracts-2026-02", "contracts-2026-03", "contracts-2027-02", "contracts-2027-03"),
    "summaries-2026-04",
}
DOUBTS = {
    "保密协议: {for: nobody}": {"employee-E001"},
    "保密协议:\n  for: nobody\n  packets: [employee]": {"employee-E001"},
    "保密协议: {for: nobody, packets: [summaries]}": {"employee-E001", *_MONTHLY},
    "工资单：\n  made: always": {"employee-E001"},
    "社保登记: {for: nobody}": set(),
    "签收单: {packets: [团队]}": _MONTHLY,
}
"""What a faulty declaration says, and the packets that wait for it: its documents may belong in."""


@pytest.mark.parametrize("faulty", DOUBTS)
def test_a_faulty_declaration_stops_the_packets_that_may_lack_its_documents(
    tmp_path: Path, faulty: str
) -> None:
    """No contract, no summary, no document of another kind, and no packet they are not for."""
    data, templates = write_shop(tmp_path, FILES)
    kinds = "".join(
        f"{name}: {json.dumps(kind)}\n" for name, kind in KINDS.items() if name not in faulty
    )
    (data / "documents.yaml").write_text(f"{kinds}{faulty}\n", "utf-8")
    dataset, found = load_dataset(data, templates=templates)
    assert {d.location.file.rpartition("/")[2] for d in found} == {"documents.yaml"}
    documents = plan.everything(dataset)
    made = {d.kind.name for d in documents}
    assert {"contract_labor", "summary", "team", "补充协议"} <= made
    assert not any(stopping(document, {found[0].location.file}) for document in documents)
    packets = plan_packets.packets(dataset, documents, [found[0].location.file])
    assert {packet.name for packet in packets if packet.blocked_by} == DOUBTS[faulty]
