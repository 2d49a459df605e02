"""What is told of the templates in use, also to who never asks `template lint`.

Tracked changes that are printed as accepted, formulas made text, links taken out: a build prints
such documents all the same, so that `check` and every build say so.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from kefu_docs.diagnostics import Diagnostic, Location, Message, Severity
from kefu_docs.diagnostics.errors import KefuError
from kefu_docs.diagnostics.stored_findings import findings_from_json, findings_to_json
from kefu_docs.model import Dataset
from kefu_docs.render import told_of_template
from kefu_docs.store import Store, digest, program_digest

_KIND = "template-notices"


def template_notices(folder: Path, dataset: Dataset, store: Store) -> list[Diagnostic]:
    """A notice for each thing told of a template that a kind of documents uses.

    Each template is read once and what is told kept in `store`. None is compiled for it: a build
    compiles what it prints. One that cannot be read is a warning here, whether a record asks for
    it yet or not, and an error of each document that is to be made from it.
    """
    names = sorted({kind.template for kind in dataset.kinds.values()})
    paths = [folder / f"{name}.docx" for name in names]
    sources = {path: path.read_bytes() for path in paths if path.is_file()}
    keys = {path: digest(program_digest(), path.as_posix(), data) for path, data in sources.items()}
    known = store.facts(_KIND, keys.values())
    found: list[Diagnostic] = []
    for path, key in keys.items():
        if key in known:
            found += findings_from_json(known[key])
            continue
        try:
            told = list(_told(path.as_posix(), sources[path]))
        except KefuError as error:
            said = error.message
            if error.hint:
                values = {"fault": error.message, "hint": error.hint}
                said = Message("{fault}: {hint}", values)
            place = Location(path.as_posix())
            found.append(Diagnostic(place, Severity.WARNING, "template-unreadable", said))
            continue
        found += told
        with suppress(TypeError):  # a message that cannot be kept is found again
            store.keep(_KIND, key, findings_to_json(told))
    return found


def _told(file: str, data: bytes) -> Iterator[Diagnostic]:
    for message in told_of_template(file, data):
        yield Diagnostic(Location(file), Severity.NOTICE, "template-notice", message)
