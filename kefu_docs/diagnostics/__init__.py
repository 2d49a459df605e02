"""Findings and errors, and the language they are told in."""

from kefu_docs.diagnostics.diagnostic import (
    Diagnostic,
    Location,
    Message,
    Say,
    Severity,
    Translate,
    as_github,
    as_json,
    as_text,
    in_order,
    untranslated,
)

__all__ = [
    "Diagnostic",
    "Location",
    "Message",
    "Say",
    "Severity",
    "Translate",
    "as_github",
    "as_json",
    "as_text",
    "in_order",
    "untranslated",
]
