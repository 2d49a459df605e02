"""Records as a source of sheets, workbooks read back, and computed by LibreOffice."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

from python_calamine import CalamineWorkbook

from kefu_docs.convert.probe import find_office
from kefu_docs.excel import SheetSource
from kefu_docs.pipeline.pay_of_person import statements_of
from kefu_docs.records import load_dataset

Rows = list[list[object]]


def source_of(data: Path, *, redacted: bool = False) -> SheetSource:
    """The records of a data folder and what their months pay."""
    dataset, _ = load_dataset(data)
    statements = {
        (month, employee): statement
        for employee in dataset.employees
        for month, statement in statements_of(dataset, employee).items()
    }
    return SheetSource(dataset, statements, redacted)


def read_back(workbook: bytes) -> dict[str, Rows]:
    """The values of each sheet, those beside formulas among them."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook))
    return {
        name: [list(row) for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]
        for name in book.sheet_names
    }


def part(workbook: bytes, name: str) -> str:
    """A part of the workbook's zip, such as xl/worksheets/sheet1.xml."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return archive.read(name).decode()


def without_results(workbook: bytes) -> bytes:
    """The workbook without the values beside its formulas, so that a reader must compute them."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as archive,
        zipfile.ZipFile(stream, "w") as written,
    ):
        for name in archive.namelist():
            xml = archive.read(name)
            if name.startswith("xl/worksheets/sheet"):
                xml = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", xml)
            written.writestr(name, xml)
    return stream.getvalue()


def recalculated(folder: Path, workbooks: Mapping[str, bytes]) -> dict[str, bytes]:
    """What LibreOffice makes of workbooks whose results were taken away, by one start of it."""
    bare = {f"{name}.xlsx": without_results(data) for name, data in workbooks.items()}
    return converted(folder, bare, "xlsx:Calc MS Excel 2007 XML")


def converted(folder: Path, files: Mapping[str, bytes], to: str) -> dict[str, bytes]:
    """Files as LibreOffice saves them, by their names without suffix, by one start of it."""
    for name, data in files.items():
        (folder / name).write_bytes(data)
    out = folder / "out"
    command = [
        str(find_office().soffice),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        to,
        "--outdir",
        str(out),
        *(str(folder / name) for name in files),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    suffix = to.partition(":")[0]
    return {
        stem: (out / f"{stem}.{suffix}").read_bytes()
        for stem in (name.rpartition(".")[0] for name in files)
    }
