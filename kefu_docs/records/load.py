"""A data folder to a Dataset: which file is which record, and what does not belong there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from kefu_docs.diagnostics import Diagnostic, Location, Message, Severity, in_order
from kefu_docs.diagnostics.errors import UsageError
from kefu_docs.model import (
    Company,
    Dataset,
    Employee,
    MinimumWages,
    Month,
    PacketSpecs,
    PayScheme,
    PersonMonth,
    Record,
    TeamMonth,
)
from kefu_docs.model.collector import collector_off
from kefu_docs.records.decode import decode, recall
from kefu_docs.store import Store, digest, program_digest

M = TypeVar("M", bound=BaseModel)

# An id becomes a file name in build/, a page label and an outline entry.
_ID = re.compile(r"\w[\w-]*")
TEAM = "team"
_KIND = "record"


def load_dataset(root: Path, store: Store | None = None) -> tuple[Dataset, list[Diagnostic]]:
    """Read every record below `root`; the diagnostics of all files come back sorted.

    Bytes that `store` knows are not parsed again. Raises UsageError where there is no such folder.
    """
    if not root.is_dir():
        raise UsageError(
            Message("the data folder {folder} does not exist", {"folder": root.as_posix()}),
            Message("name it with --data, or run the command in the project's folder"),
        )
    with collector_off():
        return _Load(root, store).dataset()


class _Load:
    def __init__(self, root: Path, store: Store | None) -> None:
        self.root = root
        self.store = store
        self.program = program_digest()
        self.parts: list[str] = []
        self.diagnostics: list[Diagnostic] = []

    def dataset(self) -> tuple[Dataset, list[Diagnostic]]:
        months, teams = self._months()
        dataset = Dataset(
            company=self._one("company.yaml", Company, required=True),
            pay_schemes=self._folder(self.root / "pay", PayScheme),
            employees=self._folder(self.root / "employees", Employee),
            months=months,
            teams=teams,
            packets=self._one("packets.yaml", PacketSpecs),
            minimum_wages=self._one("minimum_wage.yaml", MinimumWages),
        )
        dataset = replace(dataset, digest=digest(*self.parts))
        return dataset, in_order(self.diagnostics)

    def _one(self, name: str, model: type[M], *, required: bool = False) -> Record[M] | None:
        path = self.root / name
        if path.is_file():
            return self._records([path.as_posix()], model).get(path.stem)
        if required:
            self._report(
                path.as_posix(), Severity.ERROR, "file-missing", Message("the file is missing")
            )
        return None

    def _folder(self, folder: Path, model: type[M]) -> dict[str, Record[M]]:
        return self._records(self._record_files(folder), model)

    def _records(self, files: Iterable[str], model: type[M]) -> dict[str, Record[M]]:
        """The records that can be used, by name; those of known bytes without parsing them."""
        read = {file: data for file in files if (data := self._bytes(file)) is not None}
        keys = {file: digest(self.program, model.__name__, data) for file, data in read.items()}
        known = self.store.facts(_KIND, keys.values()) if self.store else {}
        records = {}
        for file, data in read.items():
            key = keys[file]
            self.parts += (file.removeprefix(f"{self.root.as_posix()}/"), key)
            record = recall(file, data, model, known[key]) if key in known else None
            if record is None:
                decoded = decode(file, data, model)
                record = decoded.record
                self.diagnostics += decoded.diagnostics
                if self.store and decoded.tree is not None:
                    self.store.keep(_KIND, key, decoded.tree)
            if record is not None:
                records[_name_of(file)] = record
        return records

    def _bytes(self, file: str) -> bytes | None:
        try:
            return Path(file).read_bytes()
        except OSError as error:
            reason = error.strerror or type(error).__name__
            message = Message("the file cannot be read: {reason}", {"reason": reason})
            self._report(file, Severity.ERROR, "file-unreadable", message)
            return None

    def _record_files(self, folder: Path) -> Iterator[str]:
        """The record files of a folder by name; files that look like records are reported."""
        for entry in _entries(folder):
            if entry.name.startswith(".") or entry.is_dir():
                continue
            name, dot, last = entry.name.rpartition(".")
            ending = dot + last
            file = f"{folder.as_posix()}/{entry.name}"
            if ending == ".yaml" and _ID.fullmatch(name):
                if name != TEAM:
                    yield file
                elif folder.name == "employees":
                    message = Message("`team` names the team's month; give the person another id")
                    self._report(file, Severity.ERROR, "file-name", message)
            elif ending == ".yaml":
                message = Message("a record's file name is its id: letters, digits, - and _ only")
                self._report(file, Severity.ERROR, "file-name", message)
            elif ending.lower() in {".yml", ".yaml", ".json"}:
                message = Message("this file is not read; records end in .yaml")
                self._report(file, Severity.WARNING, "file-name", message)

    def _months(
        self,
    ) -> tuple[dict[Month, dict[str, Record[PersonMonth]]], dict[Month, Record[TeamMonth]]]:
        months: dict[Month, dict[str, Record[PersonMonth]]] = {}
        teams: dict[Month, Record[TeamMonth]] = {}
        folder = self.root / "months"
        for entry in _entries(folder):
            if entry.name.startswith(".") or not entry.is_dir():
                continue
            try:
                month = Month.parse(entry.name)
            except ValueError:
                message = Message("a month's folder is named YYYY-MM, such as 2026-04")
                file = f"{folder.as_posix()}/{entry.name}"
                self._report(file, Severity.ERROR, "file-name", message)
                continue
            months[month] = self._folder(folder / entry.name, PersonMonth)
            team = self._one(f"months/{month}/{TEAM}.yaml", TeamMonth)
            if team is not None:
                teams[month] = team
        return months, teams

    def _report(self, file: str, severity: Severity, rule: str, message: Message) -> None:
        self.diagnostics.append(Diagnostic(Location(file, 1, 1), severity, rule, message))


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """What is in a folder, by name; nothing where there is no such folder."""
    if not folder.is_dir():
        return []
    with os.scandir(folder) as entries:
        return sorted(entries, key=lambda entry: entry.name)


def _name_of(file: str) -> str:
    return file.rpartition("/")[2].removesuffix(".yaml")
