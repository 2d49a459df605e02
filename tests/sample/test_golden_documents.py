"""The text of every document of the sample data, as a reader of a diff would want it."""

from __future__ import annotations

import pytest

from kefu_docs.model import Dataset, Document
from kefu_docs.pipeline import plan
from kefu_docs.pipeline.template_values import context_of
from kefu_docs.records import load_dataset
from kefu_docs.render import Template, text_of
from tests.support.builds import SAMPLE_DATA, SAMPLE_TEMPLATES, Golden


def sample() -> tuple[Dataset, list[Document]]:
    """The sample data and all its documents."""
    dataset, diagnostics = load_dataset(SAMPLE_DATA)
    assert diagnostics == []
    documents = plan.contracts(dataset, dataset.employees)
    for month in dataset.months:
        documents += plan.summaries(dataset, month, ())
    return dataset, documents


@pytest.mark.parametrize("document", sample()[1], ids=lambda d: d.name)
def test_text_of_the_document(document: Document, golden: Golden) -> None:
    """Wording, figures, order and blanks: what the person who signs reads."""
    file = SAMPLE_TEMPLATES / f"{document.template}.docx"
    template = Template(file.name, file.read_bytes())
    context = context_of(sample()[0], document)
    text = text_of(template.render(context, document.name).docx)
    assert template.text(context) == text
    golden(f"{document.name}.txt", text)
