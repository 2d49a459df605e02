"""What a command asks for: documents and packets, out of all that the records have."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import PurePosixPath

from msgspec import Struct

from kefu_docs.diagnostics import Diagnostic, Message
from kefu_docs.diagnostics.errors import UsageError
from kefu_docs.diagnostics.nearest import did_you_mean
from kefu_docs.model import Dataset, Document, PacketPlan
from kefu_docs.pipeline import plan, plan_packets
from kefu_docs.pipeline.settings import BuildRequest
from kefu_docs.pipeline.shard import Shard
from kefu_docs.pipeline.stopped_files import chosen_people, unread_files
from kefu_docs.records import choose_month, named_month


class Wanted(Struct, frozen=True):
    """The documents and packets of a build; `is_complete` says that there is nothing else."""

    documents: list[Document]
    packets: list[PacketPlan] = []
    is_complete: bool = False


def wanted(
    request: BuildRequest,
    dataset: Dataset,
    diagnostics: Iterable[Diagnostic],
    shard: Shard | None = None,
) -> Wanted:
    """What the records have of what is asked for; of that the part that a shard makes.

    Raises UsageError for people, months and kinds that are not there.
    """
    whole = _whole(request, dataset, diagnostics)
    if shard is None:
        return whole
    return Wanted(
        [document for document in whole.documents if shard.has(document)],
        [packet for packet in whole.packets if shard.binds(packet)],
    )


def _whole(request: BuildRequest, dataset: Dataset, diagnostics: Iterable[Diagnostic]) -> Wanted:
    found = list(diagnostics)
    match request.scope:
        case "packets":
            documents = plan.everything(dataset)
            unread = sorted(unread_files(dataset, found))
            packets = plan_packets.packets(dataset, documents, unread)
            return Wanted(documents, packets, is_complete=not unread)
        case "contracts":
            return Wanted(_contracts(request, dataset, found))
        case "summaries":
            return Wanted(_summaries(request, dataset, found))
        case "documents":
            return Wanted(_documents(request, dataset, found))


def _contracts(
    request: BuildRequest, dataset: Dataset, diagnostics: Sequence[Diagnostic]
) -> list[Document]:
    people = chosen_people(dataset, diagnostics, request.ids)
    made = plan.contracts(dataset, people)
    if request.ids and (id_ := _without_any(people, made, unread_files(dataset, diagnostics))):
        raise UsageError(
            Message("{id} has no contract on record", {"id": id_}),
            Message("write it under contract into employees/{id}.yaml", {"id": id_}),
        )
    return made


def _without_any(
    people: Iterable[str], made: Iterable[Document], unread: Iterable[str]
) -> str | None:
    """The first of these people for whom nothing is made: to build nothing is no success.

    Not who has a record that is not read, as a finding says what is wrong with it.
    """
    others = {d.employee for d in made} | {PurePosixPath(file).stem for file in unread}
    return next((id_ for id_ in people if id_ not in others), None)


def _summaries(
    request: BuildRequest, dataset: Dataset, diagnostics: Sequence[Diagnostic]
) -> list[Document]:
    chosen = chosen_people(dataset, diagnostics, request.ids)
    people = chosen if request.ids else ()
    months = choose_month(request.month, dataset.months) if people or not request.ids else ()
    made = [d for month in months for d in plan.summaries(dataset, month, people)]
    if id_ := _without_any(people, made, unread_files(dataset, diagnostics)):
        if request.month is None:
            raise UsageError(Message("there is no month on record for {id}", {"id": id_}))
        values = {"id": id_, "month": str(months[0])}
        raise UsageError(
            Message("there is no record of {month} for {id}", values),
            Message("write months/{month}/{id}.yaml", values),
        )
    return made


def _documents(
    request: BuildRequest, dataset: Dataset, diagnostics: Sequence[Diagnostic]
) -> list[Document]:
    """Those of one kind, of people, of a month; without a kind all that have no command else.

    Where a record could not be read it may be the one that asks for the kind; what is wrong with it
    has been reported.
    """
    unread = unread_files(dataset, diagnostics)
    if dataset.in_doubt and _may_be_in_doubt(request.ids, dataset, diagnostics):
        return []  # a finding says why its kind is not known
    kinds, ids = _chosen_kinds(request.ids, dataset, diagnostics)
    people = chosen_people(dataset, diagnostics, ids) if ids else ()
    made = plan.of_kinds(dataset, kinds, people) if people or not ids else []
    if ids == request.ids:
        if not dataset.in_doubt:
            _refuse_without_own(_without_any(people, made, unread), kinds)
    elif not made and not unread:
        (kind,) = (dataset.kinds[name] for name in kinds)
        values = {"name": kind.name}
        hint = Message("write {name} under documents into the record that it is for", values)
        message = Message("no record asks for the document {name}", values)
        raise UsageError(message, None if kind.always else hint)
    return _of_month(request.month, made, may_have_more=bool(unread or dataset.in_doubt))


def _refuse_without_own(id_: str | None, kinds: Collection[str]) -> None:
    """Tell that a person's record names no document, and how it gets one."""
    if id_ is not None:
        values = {"id": id_, "kinds": ", ".join(kinds)}
        raise UsageError(
            Message("the record of {id} asks for no document of its own", values),
            Message("name one under documents in employees/{id}.yaml: {kinds}", values),
        )


def _of_month(written: str | None, made: list[Document], *, may_have_more: bool) -> list[Document]:
    """Those of a month; that there are none is told, unless an unread record may have some."""
    if written is None:
        return made
    month = named_month(written)
    found = [document for document in made if document.month == month]
    if not found and not may_have_more:
        months = ", ".join(str(m) for m in sorted({document.month for document in made}))
        raise UsageError(
            Message("no document that is asked for is of {month}", {"month": str(month)}),
            Message("months with such documents: {months}", {"months": months}) if months else None,
        )
    return found


def _chosen_kinds(
    words: tuple[str, ...], dataset: Dataset, diagnostics: Sequence[Diagnostic]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The kind that the first word names, or all of one's own; and the words that are people."""
    kinds = {name: kind for name, kind in dataset.kinds.items() if kind.subject != "packet"}
    if words and words[0] in kinds:
        return (words[0],), words[1:]
    if words and not _is_person(words[0], dataset, diagnostics):
        values = {"name": words[0], "hint": did_you_mean(words[0], kinds)}
        raise UsageError(
            Message("{name} is neither a kind of documents nor a person{hint}", values),
            Message("kinds of documents: {kinds}", {"kinds": ", ".join(kinds)}),
        )
    return tuple(name for name, kind in kinds.items() if kind.is_own), words


def _may_be_in_doubt(
    words: tuple[str, ...], dataset: Dataset, diagnostics: Sequence[Diagnostic]
) -> bool:
    """Whether the first word may be a kind whose declaration cannot be used."""
    known = not words or words[0] in dataset.kinds
    return not known and not _is_person(words[0], dataset, diagnostics)


def _is_person(word: str, dataset: Dataset, diagnostics: Sequence[Diagnostic]) -> bool:
    """Whether a word names people by id or name."""
    try:
        chosen_people(dataset, diagnostics, (word,))
    except UsageError:
        return False
    return True
