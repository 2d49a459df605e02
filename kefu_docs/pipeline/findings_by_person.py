"""The rules' findings, person by person: those of people whose records did not change are kept.

A person's findings follow from the person's records, what is everybody's, the templates, the fonts
and the day. What looks at all people is looked at each time (:mod:`kefu_docs.rules.apart`).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import PurePath

from kefu_docs.diagnostics import Diagnostic
from kefu_docs.diagnostics.errors import InternalError
from kefu_docs.diagnostics.fault_log import FaultLog
from kefu_docs.diagnostics.stored_findings import findings_from_json, findings_to_json
from kefu_docs.model import Dataset, Month
from kefu_docs.pipeline.record_digests import RecordDigests
from kefu_docs.pipeline.rule_case import RuleCase
from kefu_docs.pipeline.settings import Settings
from kefu_docs.records import NamedFile, whose_places_are_lost
from kefu_docs.render.renderer import Renderer
from kefu_docs.rules import Case, findings_across, findings_of_people, wages_of
from kefu_docs.store import Store, digest

_KIND = "person"
_FAULT = f'"{InternalError.slug}"'
_AT_ONCE = 100
"""People whose statements, texts and places of values are in memory together."""


class FindingsByPerson:
    """What the rules find in a dataset.

    `surroundings` is the digest of all but records and named files that findings follow from,
    `unread` are the files that could not be read, `files` those that records name. `lasts`: the
    same gives the same findings again (see RuleCase).
    """

    def __init__(
        self,
        settings: Settings,
        dataset: Dataset,
        store: Store,
        surroundings: str,
        unread: frozenset[str],
        files: Iterable[NamedFile],
    ) -> None:
        self._settings = settings
        self._dataset = dataset
        self._store = store
        self._unread = unread
        self.lasts = True
        digests = RecordDigests(dataset)
        months = (str(month) for month in dataset.months)
        kinds = map(repr, dataset.kinds.values())
        beside = _beside(unread, files)
        common = digest(surroundings, digests.shared, *months, "", *kinds, *beside.pop("", ()))
        # Of a part those of its own people: what is found about others, their parts tell.
        shard = settings.shard
        self._people = {id_ for id_ in _people(dataset) if not shard or shard.has_person(id_)}
        self._keys = {
            id_: digest(common, id_, of_records, *beside.get(id_, ()))
            for id_ in self._people
            if (of_records := digests.of_person(id_))
        }

    def found(self, renderer: Renderer) -> tuple[list[Diagnostic], list[Diagnostic]]:
        """What is found, and the program's own faults on the way; raises as rules do."""
        texts = self._store.facts_once(_KIND, self._keys.values())
        known = {id_: texts[key] for id_, key in self._keys.items() if key in texts}
        if not FaultLog(self._settings.log).exists:  # a fault is told with its traceback
            known = {id_: text for id_, text in known.items() if _FAULT not in text}
        paid: set[Month] = set()
        found: list[Diagnostic] = []
        for text in known.values():
            months, _, findings = text.partition("\n")
            paid.update(map(Month.parse, json.loads(months)))
            found += findings_from_json(findings) if findings != "[]" else ()
        faults: list[Diagnostic] = []
        changed = sorted(self._people - known.keys())
        for first in range(0, len(changed), _AT_ONCE):
            case, new, failed = self._of(changed[first : first + _AT_ONCE], renderer)
            paid.update(month for month, _ in case.statements)
            found += new
            faults += failed
        found += findings_across(self._whole(paid, renderer))
        return found, faults

    def _of(
        self, people: Iterable[str], renderer: Renderer
    ) -> tuple[Case, list[Diagnostic], list[Diagnostic]]:
        """The case of some people, what is found about them, the program's own faults."""
        records = self._dataset.of_people(frozenset(people))
        prepared = RuleCase(self._settings, records, self._store, renderer)
        case = prepared.case(self._unread)
        new = findings_of_people(case)
        if prepared.lasts:  # else it is tried again
            self._keep(new, case, prepared.faults)
        self.lasts &= prepared.lasts
        return case, [d for of_person in new.values() for d in of_person], prepared.faults

    def _keep(
        self, new: Mapping[str, list[Diagnostic]], case: Case, faults: Iterable[Diagnostic]
    ) -> None:
        failed: dict[str, list[Diagnostic]] = defaultdict(list)
        for fault in faults:
            failed[PurePath(fault.location.file).stem].append(fault)
        paid: dict[str, list[str]] = defaultdict(list)
        for month, id_ in case.statements:
            paid[id_].append(str(month))
        lost = whose_places_are_lost(case.dataset)
        for id_ in (_people(case.dataset) & self._keys.keys()) - lost:
            with suppress(TypeError):  # a rule's message that cannot be kept is found again
                found = findings_to_json([*new.get(id_, ()), *failed[id_]])
                text = f"{json.dumps(paid[id_])}\n{found}"
                self._store.keep(_KIND, self._keys[id_], text)

    def _whole(self, paid: set[Month], renderer: Renderer) -> Case:
        """The case for what looks at all people."""
        return Case(
            self._dataset,
            self._settings.on,
            wages_of(self._dataset),
            self._unread,
            coverage=renderer.coverage,
            law=self._settings.law,
            also_paid=frozenset(paid),
        )


def _people(dataset: Dataset) -> set[str]:
    """Everybody who has a record, of whatever kind."""
    return set(dataset.employees).union(*dataset.months.values())


def _beside(unread: Iterable[str], files: Iterable[NamedFile]) -> dict[str, list[str]]:
    """What else the findings of a person follow from, by id; under no id, those of everybody."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in map(PurePath, sorted(unread)):
        is_person = path.parent.name == "employees" or path.parent.parent.name == "months"
        found[path.stem if is_person and path.stem != "team" else ""].append(str(path))
    for file in files:
        found[file.employee] += _told(file)
    return found


def _told(file: NamedFile) -> Iterator[str]:
    yield file.digest
    yield "" if file.fault is None else file.fault.text()
