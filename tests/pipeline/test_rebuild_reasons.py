"""Why something is built again, in words."""

from __future__ import annotations

from kefu_docs.pipeline.rebuild_reasons import packet_reasons_of, reasons_of

TOOLS = {"fonts": "a" * 64, "office": "LibreOffice 7.4.7.2 kit"}


def inputs(template: str = "t", program: str = "p", **context: object) -> dict[str, object]:
    """What a document was made from."""
    return {"template": template, "program": program, "context": context}


def said(
    before: dict[str, object] | None,
    now: dict[str, object] | None,
    tools: dict[str, str] | None = None,
) -> list[str]:
    """The reasons as text."""
    found = reasons_of(before, now, "contract_labor.docx", tools or TOOLS, TOOLS)
    return [message.text() for message in found]


def test_a_field_is_named_with_old_and_new_value() -> None:
    """By its path, as templates name it; what appears or goes is said to be nothing before."""
    before = inputs(scheme={"base": "800.00"}, contract={"duties": ["甲", "乙"], "ends_on": None})
    now = inputs(scheme={"base": "850.00"}, contract={"duties": ["甲"], "ends_on": "2027-02-28"})
    assert said(before, now) == [
        "scheme.base: 800.00 → 850.00",
        "contract.duties[1]: 乙 → nothing",
        "contract.ends_on: nothing → 2027-02-28",
    ]


def test_a_contract_inside_the_persons_record_is_not_told_twice() -> None:
    """A change within the printed contract is told once, and one in another contract not at all."""
    before = inputs(employee={"contract": {"number": "1"}}, contract={"number": "1"})
    now = inputs(employee={"contract": {"number": "2"}}, contract={"number": "2"})
    assert said(before, now) == ["contract.number: 1 → 2"]


def test_many_fields_are_counted() -> None:
    """Of many changed fields the first eight are named, then how many more there are."""
    before = inputs(items=[str(n) for n in range(20)])
    now = inputs(items=[f"x{n}" for n in range(20)])
    reasons = said(before, now)
    assert len(reasons) == 9
    assert reasons[-1] == "and 12 more fields"


def test_templates_the_program_and_tools_are_reasons() -> None:
    """A digest is told by its beginning; the program only where nothing else explains it."""
    assert said(inputs(), inputs(template="u")) == ["the template contract_labor.docx changed"]
    assert said(inputs(), inputs(program="q")) == ["kefu-docs itself changed"]
    assert said(inputs(), inputs(), {**TOOLS, "fonts": "b" * 64}) == [
        f"fonts changed: {'b' * 12} → {'a' * 12}"
    ]


def test_where_nothing_changed_the_store_lost_it() -> None:
    """Where no input differs, or nothing is known of the last time, the store's loss is the
    reason.
    """
    assert said(inputs(), inputs()) == said(None, inputs()) == ["the store does not have it"]


def test_a_packet_names_its_documents() -> None:
    """A packet's reasons are its documents changed, added and taken out.

    Else what is no document.
    """
    before = {"a.pdf": "1", "b.pdf": "1", "c.pdf": "1"}
    now = {"a.pdf": "2", "b.pdf": "1", "d.pdf": "1"}
    assert [m.text() for m in packet_reasons_of(before, now)] == [
        "a.pdf changed",
        "d.pdf was added",
        "c.pdf was taken out",
    ]
    assert [m.text() for m in packet_reasons_of(None, now)] == ["it is new"]
    assert [m.text() for m in packet_reasons_of(now, now)] == [
        "its cover, order or attachments changed"
    ]


def test_private_numbers_are_masked() -> None:
    """By their form, and by their key where a form says nothing."""
    before = {"employee": {"id_number": "330106199503080024", "mobile": "1990000"}, "x": "1"}
    now = {"employee": {"id_number": "330106199503080025", "mobile": "1990001"}, "x": "2"}
    inputs = {"template": "t", "program": "p"}
    said = reasons_of({**inputs, "context": before}, {**inputs, "context": now}, "a.docx", {}, {})
    assert [message.text() for message in said] == [
        "employee.id_number: 330106********0024 → 330106********0025",
        "employee.mobile: ******* → *******",
        "x: 1 → 2",
    ]
