"""A data folder to a Dataset: which file is which record, and what does not belong there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from kefu_docs.diagnostics import Diagnostic, Location, Message, Severity, in_order
from kefu_docs.errors import UsageError
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
            return self._records([path], model).get(path.stem)
        if required:
            self._report(path, Severity.ERROR, "file-missing", Message("the file is missing"))
        return None

    def _folder(self, folder: Path, model: type[M]) -> dict[str, Record[M]]:
        return self._records(self._record_files(folder), model)

    def _records(self, paths: Iterable[Path], model: type[M]) -> dict[str, Record[M]]:
        """The records that can be used, by name; those of known bytes without parsing them."""
        read = {path: data for path in paths if (data := self._bytes(path)) is not None}
        keys = {path: digest(self.program, model.__name__, data) for path, data in read.items()}
        known = self.store.facts(_KIND, keys.values()) if self.store else {}
        records = {}
        for path, data in read.items():
            file, key = path.as_posix(), keys[path]
            self.parts += (path.relative_to(self.root).as_posix(), key)
            record = recall(file, data, model, known[key]) if key in known else None
            if record is None:
                decoded = decode(file, data, model)
                record = decoded.record
                self.diagnostics += decoded.diagnostics
                if self.store and decoded.tree is not None:
                    self.store.keep(_KIND, key, decoded.tree)
            if record is not None:
                records[path.stem] = record
        return records

    def _bytes(self, path: Path) -> bytes | None:
        try:
            return path.read_bytes()
        except OSError as error:
            reason = error.strerror or type(error).__name__
            message = Message("the file cannot be read: {reason}", {"reason": reason})
            self._report(path, Severity.ERROR, "file-unreadable", message)
            return None

    def _record_files(self, folder: Path) -> list[Path]:
        """The record files of a folder by name; files that look like records are reported."""
        files = []
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.name.startswith(".") or path.is_dir():
                continue
            if path.suffix == ".yaml" and _ID.fullmatch(path.stem):
                if path.stem != TEAM:
                    files.append(path)
                elif folder.name == "employees":
                    message = Message("`team` names the team's month; give the person another id")
                    self._report(path, Severity.ERROR, "file-name", message)
            elif path.suffix == ".yaml":
                message = Message("a record's file name is its id: letters, digits, - and _ only")
                self._report(path, Severity.ERROR, "file-name", message)
            elif path.suffix.lower() in {".yml", ".yaml", ".json"}:
                message = Message("this file is not read; records end in .yaml")
                self._report(path, Severity.WARNING, "file-name", message)
        return files

    def _months(
        self,
    ) -> tuple[dict[Month, dict[str, Record[PersonMonth]]], dict[Month, Record[TeamMonth]]]:
        months: dict[Month, dict[str, Record[PersonMonth]]] = {}
        teams: dict[Month, Record[TeamMonth]] = {}
        folder = self.root / "months"
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.name.startswith(".") or not path.is_dir():
                continue
            try:
                month = Month.parse(path.name)
            except ValueError:
                message = Message("a month's folder is named YYYY-MM, such as 2026-04")
                self._report(path, Severity.ERROR, "file-name", message)
                continue
            months[month] = self._folder(path, PersonMonth)
            team = self._one(f"months/{month}/{TEAM}.yaml", TeamMonth)
            if team is not None:
                teams[month] = team
        return months, teams

    def _report(self, path: Path, severity: Severity, rule: str, message: Message) -> None:
        location = Location(path.as_posix(), 1, 1)
        self.diagnostics.append(Diagnostic(location, severity, rule, message))
