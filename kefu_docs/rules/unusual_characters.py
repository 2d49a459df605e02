"""The texts of the records that come onto paper and hold more than the usual characters."""

from __future__ import annotations

from collections.abc import Iterator

from kefu_docs.diagnostics import Location
from kefu_docs.fonts import Coverage
from kefu_docs.model import Dataset
from kefu_docs.rules.record_texts import texts_in

_NOT_PRINTED = {"acknowledged", "attachments"}  # keys of a person's record


def unusual_texts(dataset: Dataset, coverage: Coverage) -> Iterator[tuple[str, Location, str]]:
    """Each text that the first family does not draw as it stands, its place, and whose it is.

    A record of usual characters, as nearly all are, costs one look at all of its text.
    """
    usual = coverage.fonts.families[:1]
    for record, employee in dataset.records():
        if coverage.is_plain(record.value.model_dump_json(), usual):
            continue
        for path, text in texts_in(record.value.model_dump(mode="json", by_alias=True)):
            if path[0] not in _NOT_PRINTED and not coverage.is_plain(text, usual):
                yield text, record.at(*path), employee
