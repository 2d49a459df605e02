"""Every tag of a template that is broken, unbalanced or in the wrong place, by docxtpl-lint.

A template that does not compile tells its first fault alone. What docxtpl-lint finds besides is
told with it, so that one look at the file mends them all. Of a template that compiles it is not
asked: that it can be printed is known better by printing it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from docxtpl_lint import lint  # type: ignore[import-untyped]
from docxtpl_lint.core import Issue  # type: ignore[import-untyped]
from msgspec.structs import replace

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import KefuError, TemplateError
from kefu_docs.render.preparing.template_slips import TAG
from kefu_docs.render.templating.jinja_environment import environment
from kefu_docs.render.word.docx_zip import stored
from kefu_docs.render.word.read_package import read_package

_BODY = "body"
_CUT_TAG = re.compile(r"\{[{%#][^}]*$")  # docxtpl-lint (2.0) quotes forty characters

_TOLD: Mapping[str, Message] = {
    "DTL001": Message("{where}: {open} is not closed by {close}"),
    "DTL101": Message("{where}: {{% {kw} %}} is not closed; {{% end{kw} %}} is missing"),
    "DTL102": Message("{where}: {raw} closes or continues nothing that was opened"),
    "DTL202": Message("{where}: write {{%{prefix} without a blank after the %"),
    "DTL203": Message("{where}: {raw} stands outside of a table"),
    "DTL204": Message("{where}: {close_raw} closes {open_raw}, and begins with another letter"),
    "DTL205": Message("{where}: {open_raw} is in table {t1}, {close_raw} in table {t2}"),
    "DTL206": Message("{where}: {open_raw} and {close_raw} are in one row; give each its own row"),
    "DTL207": Message("{where}: {open_raw} and {close_raw} are not in the same row of one table"),
    "DTL208": Message("{where}: {raw} works in a table cell alone"),
    "DTL209": Message("{where}: beside {raw} stands “{rest}”, which would be lost"),
    "DTL210": Message(
        "{where}: {open_raw} and {close_raw} are in one paragraph; give each its own paragraph"
    ),
}
"""What is told of a rule of docxtpl-lint's; of the others this house has its own."""


def structure_faults(file: str, data: bytes) -> tuple[TemplateError, ...]:
    """The faults of the tags of a template, in the order of its paragraphs.

    Nothing where the file is no Word document, which is told in another place.
    """
    try:
        parts = read_package(file, data).parts
    except TemplateError:
        return ()
    found = lint(stored(parts), jinja_env=environment(), select=_TOLD)
    return tuple(_told(file, issue) for issue in found.issues if _is_fault(issue))


def _is_fault(issue: Issue) -> bool:
    """Whether an issue is one; a tag of a row may stand in each of its cells."""
    rest = str(issue.params.get("rest", ""))
    is_tags_alone = issue.rule == "DTL209" and not _CUT_TAG.sub("", TAG.sub("", rest)).strip()
    return bool(issue.severity == "error" and not is_tags_alone)


def _told(file: str, issue: Issue) -> TemplateError:
    values = {**issue.params, "where": _place(file, issue)}
    return TemplateError(replace(_TOLD[issue.rule], values=values))


def _place(file: str, issue: Issue) -> Message:
    place = issue.location
    values = {"file": file, "paragraph": issue.snippet.strip(), "part": place.part}
    if place.cells:
        cell = place.cells[-1]
        values |= {"table": str(cell.table), "row": str(cell.row), "column": str(cell.col)}
        return Message(
            "{file}, table {table}, row {row}, column {column}, paragraph “{paragraph}”", values
        )
    return Message("{file}, paragraph “{paragraph}”", values)


def other_faults(
    errors: Iterable[KefuError], faults: Iterable[TemplateError]
) -> tuple[TemplateError, ...]:
    """The faults that stand elsewhere than errors; in their paragraphs they are the same again."""
    told = {paragraph for error in errors for paragraph in paragraphs_of(error.message)}
    return tuple(fault for fault in faults if told.isdisjoint(paragraphs_of(fault.message)))


def paragraphs_of(message: Message) -> Iterator[str]:
    """The text of the paragraph that a message is about, wherever in its values."""
    for name, inner in message.values.items():
        if isinstance(inner, Message):
            yield from paragraphs_of(inner)
        elif name == "paragraph":
            yield str(inner)
