"""Context to document: what a template is given, and the docx it becomes."""

from kefu_docs.render.context import (
    contract_context,
    cover_context,
    summary_context,
    team_context,
)
from kefu_docs.render.document import text_of
from kefu_docs.render.template import Template

__all__ = [
    "Template",
    "contract_context",
    "cover_context",
    "summary_context",
    "team_context",
    "text_of",
]
