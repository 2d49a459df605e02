"""The rules on texts asked of a template's own words, paragraph by paragraph."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from kefu_docs.diagnostics import Message
from kefu_docs.rules.contract_text import plain_text
from kefu_docs.rules.repealed_statutes import repealed_message, repealed_statutes
from kefu_docs.rules.unlawful_terms import TERMS, unlawful_terms
from kefu_docs.rules.void_passages import void_message, void_passages


def text_findings(
    paragraphs: Sequence[str], on: dt.date, *, is_contract: bool, is_service: bool = False
) -> Iterator[tuple[int, Message]]:
    """The number of a paragraph, and what in it does not hold on the day `on`.

    What one paragraph says may be settled by another (a non-compete clause by its pay). In a
    contract every sentence counts; a service contract has a service term by its nature.
    """
    plain = [plain_text(paragraph) for paragraph in paragraphs]
    whole = "\n".join(plain)
    for term in TERMS:
        if is_service and term.rule == "service-term-text":
            continue
        if term.settled and term.settled.search(whole):
            continue
        for number, text in enumerate(plain):
            for words in unlawful_terms(term, text, is_contract=is_contract):
                yield (
                    number,
                    Message(
                        "“{words}” does not hold ({article}): take it out",
                        {"words": words, "article": term.article},
                    ),
                )
    for number, text in enumerate(plain):
        for passage in void_passages(text):
            yield number, void_message(*passage)
        for statute in repealed_statutes(text, on):
            yield number, repealed_message(statute)
