"""The last run of a command: where its inputs and its outputs are as they were, nothing is done.

Digests of whole files decide, so that neither records are read nor documents rendered. An output
that has the size and time it was written with is not read again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from kefu_docs.kept_findings import findings_from_json, findings_to_json
from kefu_docs.outcome import Outcome, Settings
from kefu_docs.store import Store, digest, program_digest

_KIND = "run"
_REPORT = ("manifest.json", "index.html")


class LastRun:
    """What `command`, with its arguments, left behind, if it left nothing undone.

    `tools` are the versions and digests of what it works with.
    """

    def __init__(
        self, settings: Settings, store: Store, command: Iterable[str], tools: Mapping[str, str]
    ) -> None:
        self._build = settings.build
        self._store = store
        self._key = digest(
            program_digest(),
            settings.on.isoformat(),
            *command,
            *(part for tool in tools.items() for part in tool),
            *_contents(settings.data),
            *_contents(settings.templates),
        )

    def outcome(self) -> Outcome | None:
        """What it would do again, which is nothing; None where anything is not as it was."""
        fact = self._store.fact(_KIND, self._key)
        if fact is None:
            return None
        kept = json.loads(fact)
        if any(_digest(self._build / name) != value for name, value in kept["report"].items()):
            return None
        outputs = self._outputs()
        states = kept["states"]
        doubtful = [path for path in outputs if _state(self._build / path) != states.get(path)]
        with ThreadPoolExecutor() as threads:
            digests = threads.map(_digest, [self._build / path for path in doubtful])
            if list(digests) != [outputs[path] for path in doubtful]:
                return None
        return Outcome(findings_from_json(kept["findings"]), built=kept["built"])

    def keep(self, outcome: Outcome) -> None:
        """Remember an outcome with which nothing is left to do."""
        if outcome.exit_code == 0:
            report = {name: _digest(self._build / name) for name in _REPORT}
            with suppress(TypeError):  # a finding that cannot be kept is looked for again
                fact = {
                    "report": report,
                    "states": {path: _state(self._build / path) for path in self._outputs()},
                    "built": outcome.built,
                    "findings": findings_to_json(outcome.diagnostics),
                }
                self._store.keep(_KIND, self._key, json.dumps(fact))

    def _outputs(self) -> dict[str, str]:
        """The digests of all outputs by path, as the manifest tells them."""
        manifest = json.loads((self._build / "manifest.json").read_bytes())
        return {e["path"]: e["sha256"] for e in manifest["artifacts"] + manifest["packets"]}


def _contents(folder: Path) -> Iterator[bytes | str]:
    """Name and bytes of every file below a folder, in order."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.as_posix()
            yield path.read_bytes()


def _state(path: Path) -> list[int]:
    """Size and time of a file, empty where there is none."""
    try:
        state = path.stat()
    except OSError:
        return []
    return [state.st_size, state.st_mtime_ns]


def _digest(path: Path) -> str:
    """SHA-256 of a file, empty where there is none."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
