"""Where in a record that is there the groups stand that a sheet has columns for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel

from kefu_docs.diagnostics import Message
from kefu_docs.imports.cell_text import Text
from kefu_docs.model import Employee, Path, Record
from kefu_docs.records.text import parse

PAPERS = "documents"
"""The key of the papers that a record asks for."""

Places = Mapping[Path, Path]
"""The key path of a group in a sheet, to the one it has in the record."""


@dataclass
class PaperPlaces:
    """Where the papers of a row stand; `faults` are of those of which nobody can tell which."""

    places: dict[Path, Path] = field(default_factory=dict)
    faults: tuple[tuple[str, Message], ...] = ()


def contract_place(value: BaseModel, cells: Mapping[str, Text]) -> Places | Message:
    """Where the contract of the cells stands: alone or in the list, by its number.

    Another number is that of another contract, and never put in the place of the one there is.
    """
    if not isinstance(value, Employee) or not any(key.startswith("contract.") for key in cells):
        return {}
    contracts = {contract.number: path for path, contract in value.all_contracts()}
    number = str(cells.get("contract.number", next(iter(contracts), "")))
    if number in contracts and (len(contracts) == 1 or "contract.number" in cells):
        return {("contract",): contracts[number]}
    if not contracts:
        return {}
    return Message(
        "the record has other contracts ({numbers}); write the renewal there, under contracts",
        {"numbers": ", ".join(contracts)},
    )


def paper_places(record: Record[BaseModel], data: bytes, cells: Mapping[str, Text]) -> PaperPlaces:
    """Where each paper of the cells stands: a group of its own, or the only one of a list.

    Of several nobody can tell which one a row means.
    """
    asked = list(_kinds(cells))
    if not asked:
        return PaperPlaces()
    tree = parse(record.file, data).tree
    written = tree.get(PAPERS) if isinstance(tree, dict) else None
    found = PaperPlaces()
    for kind, key in asked:
        entries = written.get(kind) if isinstance(written, dict) else None
        if not isinstance(entries, list):
            continue
        if len(entries) == 1:
            found.places[PAPERS, kind] = (PAPERS, kind, 0)
        else:
            message = Message(
                "the record has several of {kind}; change them in {file}",
                {"kind": kind, "file": record.file},
            )
            found.faults += ((key, message),)
    return found


def _kinds(cells: Mapping[str, Text]) -> Iterator[tuple[str, str]]:
    """Each kind of paper that a row has, with the first key of it."""
    seen = set()
    for key in cells:
        first, _, rest = key.partition(".")
        kind = rest.rpartition(".")[0]
        if first == PAPERS and kind not in seen:
            seen.add(kind)
            yield kind, key


def value_at(value: object, path: Path) -> object:
    """What a model has at a key path; None where it has nothing."""
    for step in path:
        if isinstance(value, tuple) and not isinstance(step, int):
            value = value[0] if len(value) == 1 else None  # a paper that stands alone
        if isinstance(step, int):
            value = value[step] if isinstance(value, tuple) and step < len(value) else None
        elif isinstance(value, BaseModel):
            fields = type(value).model_fields
            name = next((n for n, info in fields.items() if (info.alias or n) == step), "")
            value = getattr(value, name, None)
        else:
            return None
    return value
