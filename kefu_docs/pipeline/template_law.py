"""What a template's own text agrees on that does not hold, told before anything is printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from kefu_docs.diagnostics import Message
from kefu_docs.model.document_kind import DocumentKind
from kefu_docs.render.word.written_paragraphs import WrittenParagraph, written_paragraphs
from kefu_docs.rules.template_text import text_findings

_PARTIES = ("甲方", "乙方")


def law_told(file: str, data: bytes, kinds: Iterable[DocumentKind], on: dt.date) -> list[Message]:
    """What does not hold on the day `on`, each at its paragraph, with the article.

    `kinds` are those that are printed from the template. In what two parties agree on every
    sentence counts, in other papers one that is about workers. TemplateError as for `Template`.
    """
    paragraphs = list(written_paragraphs(file, data))
    texts = [paragraph.text for paragraph in paragraphs]
    is_contract = all(any(party in text for text in texts) for party in _PARTIES)
    is_service = any(kind.contract == "service" for kind in kinds)
    found = text_findings(texts, on, is_contract=is_contract, is_service=is_service)
    return list(_placed(paragraphs, found))


def _placed(
    paragraphs: Sequence[WrittenParagraph], found: Iterable[tuple[int, Message]]
) -> Iterator[Message]:
    for number, finding in sorted(found, key=lambda each: each[0]):
        yield Message("{where}: {finding}", {"where": paragraphs[number].where, "finding": finding})
