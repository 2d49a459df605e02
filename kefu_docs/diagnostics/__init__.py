"""Findings and errors, and the language they are told in; what every process begins with.

diagnostic       place, severity, message, rule, in three notations
errors           errors of the program, each with slug and exit code
language         the reader's language
printable        text from files, made visible and masked
characters       characters that nobody sees, and controls
encodings        in which encoding a text file is
excerpt          the line of a finding, with a mark under the place
nearest          did you mean …?
stored_findings  findings as JSON and back
system_reasons   why the system refused
machine_faults   what the system refuses
zip_damage       what is raised of a damaged zip
late_pattern     patterns that are compiled when they are first used
fault_log        a fault of the program's own, written to a log
collector        when Python collects garbage
"""

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
