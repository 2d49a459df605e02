"""Which packets a data folder asks for, and what keeps one from being bound."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from pathlib import PurePosixPath
from typing import Self

from msgspec import Struct
from msgspec.structs import replace

from kefu_docs.model import Dataset, Document, Month, PacketPlan, PacketSpec
from kefu_docs.model.document_kind import MONTHLY_PACKETS, OWN_FOLDER
from kefu_docs.pipeline import plan
from kefu_docs.records import DECLARATIONS
from kefu_docs.zh.dates import month as month_text

VOLUME = 1000
"""Documents in one packet of a month. A cover that lists 4,000 has more paragraphs than a document
may have (render.limits), and whoever binds them needs gigabytes."""


class _Unread(Struct, frozen=True):
    """The record files that could not be read: those of people, and those of people's months.

    A folder may be among them: what is in it is not known, so it stands for everybody. `kinds` is
    the file of the kinds, where one in doubt may belong in a packet: of `asking`, the ids of those
    whose records name one; None stands for everybody. `in_months` says whether it may go into
    packets of months.
    """

    files: tuple[str, ...]
    people: tuple[str, ...]
    months: tuple[PurePosixPath, ...]
    kinds: tuple[str, ...]
    asking: frozenset[str] | None
    in_months: bool

    @classmethod
    def of(cls, dataset: Dataset, files: Collection[str]) -> Self:
        paths = [PurePosixPath(file) for file in files]
        people = (str(path) for path in paths if "employees" in path.parts[-2:])
        months = (path for path in paths if "months" in path.parts[-3:])
        kinds = tuple(str(path) for path in paths if path.name == DECLARATIONS)
        others = (str(path) for path in paths if path.name != DECLARATIONS)
        doubt = dataset.in_doubt
        asking = None if doubt is None or doubt.for_all else plan.asking_in_doubt(dataset)
        in_months = bool(kinds) and (doubt is None or doubt.in_months)
        return cls(tuple(others), tuple(people), tuple(months), kinds, asking, in_months)

    def in_month(self, month: Month) -> tuple[str, ...]:
        places = {str(month), "months"}
        found = (p for p in self.months if p.parent.name == str(month) or p.name in places)
        return tuple(map(str, found))

    def of_person(self, id_: str) -> tuple[str, ...]:
        kinds = self._kinds_of({id_})
        found = (path for path in self.months if path.stem == id_ or "months" in path.parts[-2:])
        return kinds + tuple(map(str, found))

    def of_months(self) -> tuple[str, ...]:
        """What blocks every packet of a month."""
        return (self._kinds_of(set()) if self.in_months else ()) + self.people

    def of_chosen(self, spec: PacketSpec) -> tuple[str, ...]:
        """What blocks a packet of packets.yaml."""
        is_of_kinds = spec.kind in {"all", OWN_FOLDER}
        return self.files + (self._kinds_of(set(spec.employees)) if is_of_kinds else ())

    def _kinds_of(self, ids: Collection[str]) -> tuple[str, ...]:
        """The file of the kinds, if one of these people asks for what is in doubt, or anybody."""
        is_asked = self.asking is None or bool(self.asking.intersection(ids or self.asking))
        return self.kinds if is_asked else ()


def packets(
    dataset: Dataset, documents: Collection[Document], unread: Collection[str]
) -> list[PacketPlan]:
    """The built-in packets and those of packets.yaml that have a document.

    `unread` are the record files that could not be read at all: a packet that one of them may
    belong in is blocked by it, because what is missing from a packet is not seen.
    """
    missing = _Unread.of(dataset, unread)
    specs = dataset.packets.value.packets if dataset.packets else {}
    plans = (
        *_monthly_packets(dataset, documents, missing),
        *_personal_packets(dataset, documents, missing),
        *(
            PacketPlan(name, spec.title, tuple(_chosen(spec, documents)), missing.of_chosen(spec))
            for name, spec in specs.items()
        ),
    )
    return [plan for plan in plans if plan.documents]


def _monthly_packets(
    dataset: Dataset, documents: Collection[Document], missing: _Unread
) -> Iterator[PacketPlan]:
    """A packet for each month of those that there may be for one."""
    for packet, title in MONTHLY_PACKETS.items():
        bound = [document for document in documents if packet in document.kind.packets]
        is_monthly = any(
            kind.is_monthly and packet in kind.packets for kind in dataset.kinds.values()
        )
        for month in sorted({document.month for document in bound}):
            wanted = PacketPlan(
                f"{packet}-{month}",
                f"{month_text(month.first)}{title}",
                tuple(document for document in bound if document.month == month),
                missing.of_months() + (missing.in_month(month) if is_monthly else ()),
            )
            yield from _volumes(wanted)


def _volumes(plan: PacketPlan) -> Iterator[PacketPlan]:
    """The packet, in volumes where it has very many documents."""
    count = -(-len(plan.documents) // VOLUME)
    if count <= 1:
        yield plan
        return
    for number in range(count):
        yield replace(
            plan,
            name=f"{plan.name}-{number + 1}",
            title=f"{plan.title}（第{number + 1}册，共{count}册）",
            documents=plan.documents[number * VOLUME : (number + 1) * VOLUME],
        )


def _personal_packets(
    dataset: Dataset, documents: Collection[Document], missing: _Unread
) -> Iterator[PacketPlan]:
    """A packet for each person, of all that is about them."""
    chosen: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        if "employee" in document.kind.packets:
            chosen[document.employee].append(document)
    for id_, record in dataset.employees.items():
        title = f"{record.value.name}（{id_}）人事档案"
        about = tuple(chosen.get(id_, ()))
        yield PacketPlan(f"employee-{id_}", title, about, missing.of_person(id_))


def _chosen(spec: PacketSpec, documents: Iterable[Document]) -> Iterator[Document]:
    for document in documents:
        if (
            spec.kind in {"all", document.kind.folder, document.kind.name}
            and (not spec.employees or document.employee in spec.employees)
            and (not spec.months or str(document.month) in spec.months)
        ):
            yield document
