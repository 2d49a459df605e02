"""The last run of a command: where its inputs and its outputs are as they were, nothing is done.

Digests of whole files decide, so that neither records are read nor documents rendered.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from contextlib import suppress

from kefu_docs.diagnostics.fault_log import FaultLog
from kefu_docs.diagnostics.stored_findings import (
    error_from_json,
    error_to_json,
    findings_from_json,
    findings_to_json,
)
from kefu_docs.pipeline.input_digest import input_digest, states_digest
from kefu_docs.pipeline.outcome import Failure, Outcome
from kefu_docs.pipeline.output_digests import Outputs
from kefu_docs.pipeline.settings import BuildRequest, Settings
from kefu_docs.store import Store, digest, program_digest

_KIND = "run"
_REPORT = ("manifest.json", "index.html")


class LastRun:
    """What a request left behind, if the same inputs would leave it again.

    `tools` are the versions and digests of what it works with.
    """

    def __init__(
        self, settings: Settings, store: Store, request: BuildRequest, tools: Mapping[str, str]
    ) -> None:
        self._build = settings.build
        self._trusting = not settings.verify
        self._log = FaultLog(settings.log)
        self._store = store
        self._folders = settings.data, settings.templates
        self._inputs = input_digest(store, *self._folders)
        self._written = store.written  # as it is before records are read
        self._is_of_all = request.scope == "packets"  # else nothing is deleted
        self._key = digest(
            program_digest(),
            settings.on.isoformat(),
            request.scope,
            request.month or "",
            *request.ids,
            *(part for tool in tools.items() for part in tool),
            self._inputs.digest,
        )

    @property
    def contents(self) -> Mapping[str, str]:
        """The SHA-256 of inputs by path, as they were before anything was built."""
        return self._inputs.contents

    def outcome(self) -> Outcome | None:
        """What it would do again, which is nothing; None where anything is not as it was."""
        fact = self._store.fact(_KIND, self._key)
        if fact is None:
            return None
        kept = json.loads(fact)
        outputs = Outputs(self._build, self._store, trusting=self._trusting)
        if outputs.digests(_REPORT) != kept["report"]:
            return None
        expected = self._expected()
        if outputs.digests(expected) != list(expected.values()):
            return None
        if self._has_more(outputs, {*kept["built"], *kept["blocked"]}):
            return None
        outcome = Outcome(
            findings_from_json(kept["findings"]),
            built=kept["built"],
            blocked={name: tuple(files) for name, files in kept["blocked"].items()},
            failures=[Failure(name, error_from_json(e)) for name, e in kept["failures"]],
        )
        if outcome.tells_of_faults and not self._log.exists:
            return None
        outputs.keep()
        return outcome

    def _has_more(self, outputs: Outputs, asked: Collection[str]) -> bool:
        """Whether a build that was killed since wrote a file of another name than these."""
        return self._is_of_all and any(
            name.rpartition(".")[0] not in asked and outputs.digest(name) == digest
            for name, digest in self._written.before
        )

    def keep(self, outcome: Outcome) -> None:
        """Remember an outcome to which the same inputs would come again.

        What was edited during the build may have been read before or behind the edit. The report
        is its own: another build may have written one since.
        """
        if outcome.lasts(self._inputs.unread) and self._is_as_before:
            with suppress(TypeError):  # a finding that cannot be kept is looked for again
                fact = {
                    "report": [outcome.report.get(name, "") for name in _REPORT],
                    "built": outcome.built,
                    "blocked": outcome.blocked,
                    "failures": [(f.name, error_to_json(f.error)) for f in outcome.failures],
                    "findings": findings_to_json(outcome.diagnostics),
                }
                self._store.keep(_KIND, self._key, json.dumps(fact))

    @property
    def _is_as_before(self) -> bool:
        """Whether the build had before it what was looked at, readable or not."""
        if self._inputs.unread:
            return input_digest(self._store, *self._folders) == self._inputs
        return states_digest(*self._folders) == self._inputs.states

    def _expected(self) -> dict[str, str]:
        """The digests of documents and packets by path, as the manifest tells them."""
        manifest = json.loads((self._build / "manifest.json").read_bytes())
        return {e["path"]: e["sha256"] for e in manifest["artifacts"] + manifest["packets"]}
