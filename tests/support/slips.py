"""What is said of a record with a slip."""

from __future__ import annotations

from pydantic import BaseModel

from kefu_docs.diagnostics import as_text
from kefu_docs.records.decode import decode


def findings(text: str, model: type[BaseModel]) -> list[str]:
    """What is said of a record file, without its name."""
    decoded = decode("f.yaml", text.encode(), model)
    return [as_text(d).removeprefix("f.yaml:") for d in decoded.diagnostics]


def told(text: str, model: type[BaseModel]) -> tuple[str, str, str]:
    """The place, the rule and the message of the only finding on a record file."""
    (finding,) = findings(text, model)
    place, _, rest = finding.partition(": ")
    message, _, rule = rest.partition(": ")[2].rpartition(" [")
    return place, rule.rstrip("]"), message
