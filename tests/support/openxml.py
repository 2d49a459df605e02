"""Whether Word opens a docx without repair: openxml-audit, by the schemas of ECMA-376."""

from __future__ import annotations

from pathlib import Path

from openxml_audit import (  # type: ignore[import-untyped]
    FileFormat,
    OpenXmlValidator,
)


def complaints(docx: bytes, folder: Path) -> list[str]:
    """What Word would repair or refuse in a docx, which is written into the folder to be read."""
    file = folder / "audited.docx"
    file.write_bytes(docx)
    result = OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(str(file))
    return [f"{error.part_uri}: {error.description}" for error in result.errors]
