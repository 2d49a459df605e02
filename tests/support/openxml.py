"""Whether Word opens a docx without repair: openxml-audit, by the schemas of ECMA-376."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from openxml_audit import (  # type: ignore[import-untyped]
    FileFormat,
    OpenXmlPart,
    OpenXmlValidator,
    ValidationError,
)
from openxml_audit.context import ValidationContext  # type: ignore[import-untyped]
from openxml_audit.schema import SchemaValidator  # type: ignore[import-untyped]


class PartsOnce(SchemaValidator):  # type: ignore[misc]
    """Holds a part against the schemas once, in whichever documents it is byte for byte.

    They ask for nothing outside it. python-docx puts the same 18,000 elements of styles and themes
    into each of its documents, which take two thirds of a second of the processor.
    """

    def __init__(self) -> None:
        super().__init__()
        self._found: dict[tuple[str, bytes | None], list[ValidationError]] = {}

    def validate_part(self, part: OpenXmlPart, context: ValidationContext) -> list[ValidationError]:
        """See SchemaValidator: all errors so far, those of this part behind the others."""
        errors: list[ValidationError] = context.errors
        key = part.uri, part.raw_content
        if key in self._found:
            errors.extend(self._found[key])
        else:
            before = len(errors)
            super().validate_part(part, context)
            self._found[key] = errors[before:]
        return errors


@cache
def _validator() -> OpenXmlValidator:
    validator = OpenXmlValidator(file_format=FileFormat.OFFICE_2019)
    validator._schema_validator = PartsOnce()
    return validator


def complaints(docx: bytes, folder: Path) -> list[str]:
    """What Word would repair or refuse in a docx, which is written into the folder to be read."""
    file = folder / "audited.docx"
    file.write_bytes(docx)
    result = _validator().validate(str(file))
    return [f"{error.part_uri}: {error.description}" for error in result.errors]
