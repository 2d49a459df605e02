"""Any text as any kind of record: there are only findings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.diagnostics import as_json
from kefu_docs.records import RECORD_TYPES
from kefu_docs.records.decode import decode
from tests.support.builds import SAMPLE_DATA

SAMPLES = {
    "company": "company.yaml",
    "documents": "documents.yaml",
    "employee": "employees/E002.yaml",
    "imports": "imports.yaml",
    "minimum_wage": "minimum_wage.yaml",
    "month": "months/2026-04/E001.yaml",
    "packets": "packets.yaml",
    "pay": "pay/standard.yaml",
    "team": "months/2026-04/team.yaml",
}
WRITTEN = {
    "documents": "保密协议:\n  title: 协议\n  fields:\n    a: {type: list, of: text}\n",
    "imports": "employees:\n  headings: {备注: skip}\npeople: {小张: E001}\n",
    "minimum_wage": "- province: 浙江\n",
}
"""Of the files that the sample does not have."""


@pytest.mark.parametrize("kind", sorted(RECORD_TYPES))
@given(text=st.text(max_size=80))
def test_any_text_gives_findings(kind: str, text: str) -> None:
    """No text is a record by chance, and none is a traceback."""
    decoded = decode("f.yaml", text.encode("utf-8", "surrogatepass"), RECORD_TYPES[kind])
    assert decoded.record is not None or decoded.diagnostics
    assert as_json(decoded.diagnostics)


@pytest.mark.parametrize("kind", sorted(RECORD_TYPES))
@given(data=st.data())
def test_any_change_of_a_record_gives_findings(kind: str, data: st.DataObject) -> None:
    """Lines left out, doubled, moved further in or out, and characters put anywhere."""
    path = SAMPLE_DATA / SAMPLES[kind]
    lines = (path.read_text("utf-8") if path.exists() else WRITTEN[kind]).splitlines(True)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        change = data.draw(
            st.sampled_from(["", "  ", " ", "- ", "x: ", "　", "{", "\t", lines[at]])
        )
        lines[at] = change + lines[at] if change else ""
    decoded = decode("f.yaml", "".join(lines).encode(), RECORD_TYPES[kind])
    assert decoded.record is not None or decoded.diagnostics
    assert as_json(decoded.diagnostics)
