"""Context to document: what a template is given, and the docx it becomes."""

from kefu_docs.render.blanks import with_lines_drawn
from kefu_docs.render.compose import ComposeError, compose, start_of
from kefu_docs.render.context import (
    contract_context,
    cover_context,
    summary_context,
    team_context,
)
from kefu_docs.render.document import text_of
from kefu_docs.render.form import Form, flow_of, form_of, sheet_of
from kefu_docs.render.narrow import narrowed
from kefu_docs.render.obstacles import Obstacle
from kefu_docs.render.plain import shown_by
from kefu_docs.render.shown import shown_text
from kefu_docs.render.template import Template
from kefu_docs.render.typefaces import style_lines

__all__ = [
    "ComposeError",
    "Form",
    "Obstacle",
    "Template",
    "compose",
    "contract_context",
    "cover_context",
    "flow_of",
    "form_of",
    "narrowed",
    "sheet_of",
    "shown_by",
    "shown_text",
    "start_of",
    "style_lines",
    "summary_context",
    "team_context",
    "text_of",
    "with_lines_drawn",
]
