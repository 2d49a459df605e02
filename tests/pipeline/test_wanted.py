"""What a command asks for: a kind by name, people, a month."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from kefu_docs.diagnostics import Diagnostic, Location, Message, Severity
from kefu_docs.diagnostics.errors import UsageError
from kefu_docs.model import Dataset, Record
from kefu_docs.model.kinds_in_doubt import KindsInDoubt
from kefu_docs.pipeline.settings import BuildRequest
from kefu_docs.pipeline.wanted import wanted
from tests.support.kinds_of_documents import read_shop


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """A shop with kinds of its own."""
    return read_shop(tmp_path_factory.mktemp("shop"))


def names(shop: Dataset, *words: str, month: str | None = None) -> list[str]:
    """The names of the documents that `documents` with these words asks for."""
    return [d.name for d in wanted(BuildRequest("documents", words, month), shop, ()).documents]


def test_a_kind_is_asked_for_by_its_name(shop: Dataset) -> None:
    """Also one that comes with the program, and for one person alone."""
    assert names(shop, "荣誉证书") == ["documents/荣誉证书/E001"]
    assert names(shop, "contract_labor", "张晓宇") == ["contracts/E001"]
    assert names(shop, "签收单") == ["documents/签收单/2026-04/team"]


def test_without_a_kind_all_that_have_no_command_of_their_own_are_meant(shop: Dataset) -> None:
    """A first word that is a person narrows them; a company's document is about nobody."""
    everything, of_person = names(shop), names(shop, "E001")
    assert len(everything) == 9
    assert set(everything) - set(of_person) == {
        "documents/签收单/2026-04/team",
        "documents/社保登记/company",
    }
    assert all(name.startswith("documents/") for name in everything)


def test_a_month_narrows_them(shop: Dataset) -> None:
    """It is that of the document's date."""
    assert names(shop, "保密协议", month="2027-01") == ["documents/保密协议/E001-2"]
    with pytest.raises(UsageError, match="no document that is asked for is of 2027-02") as told:
        names(shop, "保密协议", month="2027/2")
    assert "2027-01" in str(told.value.hint.text() if told.value.hint else "")
    with pytest.raises(UsageError, match="'2027-13' is not a month"):
        names(shop, month="2027-13")


def test_whose_record_names_no_document_is_told(shop: Dataset) -> None:
    """With how one gets some, unless something that is not read may ask for them."""
    value = shop.employees["E001"].value
    bare = {"documents": type(value.documents)(), "contract": None, "contracts": ()}
    value = value.model_copy(update=bare)
    someone = Record("data/employees/E009.yaml", value, {})
    idle = replace(shop, employees={**shop.employees, "E009": someone})
    request = BuildRequest("documents", ("E001", "E009"))
    with pytest.raises(UsageError, match="E009 asks for no document of its own") as told:
        wanted(request, idle, [])
    kinds = ", ".join(name for name, kind in shop.kinds.items() if kind.is_own)
    assert str(told.value.hint.text() if told.value.hint else "").endswith(f": {kinds}")
    place = Location("data/months/2026-04/E009.yaml", 3, 5)
    broken = Diagnostic(place, Severity.ERROR, "record-value", Message("x"))
    assert wanted(request, idle, [broken]).documents
    assert wanted(request, replace(idle, in_doubt=KindsInDoubt()), []).documents


def test_what_is_neither_a_kind_nor_a_person_is_told(shop: Dataset) -> None:
    """With the kinds that there are, and the one that is meant."""
    with pytest.raises(
        UsageError, match=r"保密协义 is neither a kind .*did you mean '保密协议'"
    ) as told:
        names(shop, "保密协义")
    assert "社保登记" in str(told.value.hint.text() if told.value.hint else "")


def test_a_kind_that_no_record_asks_for_is_told(shop: Dataset) -> None:
    """Nothing to build is no success: the key is missing, or stands in another person's file."""
    with pytest.raises(UsageError, match="no record asks for the document team"):
        names(shop, "team", "E001")


def test_a_kind_in_doubt_is_no_usage_error(shop: Dataset) -> None:
    """The finding on documents.yaml says why; the word may well be a kind that it declares."""
    doubtful = replace(shop, in_doubt=KindsInDoubt())
    request = BuildRequest("documents", ("竞业限制",))
    assert wanted(request, doubtful, []).documents == []
    assert names(doubtful, "保密协议", "E001") == names(shop, "保密协议", "E001")


def test_a_kind_may_be_asked_for_by_a_record_that_is_not_read(shop: Dataset) -> None:
    """Its finding says what is wrong; that nobody asks for the kind would be another fault."""
    place = Location("data/employees/E002.yaml", 3, 5)
    broken = Diagnostic(place, Severity.ERROR, "record-value", Message("x"))
    request = BuildRequest("documents", ("team", "E001"))
    assert wanted(request, shop, [broken]).documents == []


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        (BuildRequest("contracts", ("E001", "E009")), "E009 has no contract on record"),
        (BuildRequest("summaries", ("E001", "E009"), "2026/4"), "no record of 2026-04 for E009"),
        (BuildRequest("summaries", ("E009",)), "there is no month on record for E009"),
    ],
)
def test_who_has_nothing_of_what_is_asked_for_is_told(
    shop: Dataset, request_: BuildRequest, message: str
) -> None:
    """To build nothing is no success, unless a finding says why the record is not read."""
    value = shop.employees["E001"].value.model_copy(update={"contract": None, "contracts": ()})
    someone = Record("data/employees/E009.yaml", value, {})
    idle = replace(shop, employees={**shop.employees, "E009": someone})
    with pytest.raises(UsageError, match=message):
        wanted(request_, idle, ())
    place = Location("data/months/2026-04/E009.yaml", 3, 5)
    broken = Diagnostic(place, Severity.ERROR, "record-value", Message("x"))
    made = wanted(request_, idle, [broken]).documents
    assert {document.employee for document in made} == set(request_.ids) - {"E009"}


def test_nobody_is_called_like_another_file(shop: Dataset) -> None:
    """What is wrong with company.yaml makes no person of company."""
    place = Location("data/company.yaml", 3, 5)
    broken = Diagnostic(place, Severity.ERROR, "record-value", Message("x"))
    with pytest.raises(UsageError, match="no record has the id company"):
        wanted(BuildRequest("contracts", ("company",)), replace(shop, company=None), [broken])
