"""Context to document: what a template is given, and the docx it becomes."""

from kefu_docs.render.compose import ComposeError, compose, start_of
from kefu_docs.render.compose_obstacles import Obstacle
from kefu_docs.render.context import (
    contract_context,
    cover_context,
    summary_context,
    team_context,
)
from kefu_docs.render.docx_text import text_of
from kefu_docs.render.expected_text import shown_text
from kefu_docs.render.narrower_page import narrowed
from kefu_docs.render.template import Template
from kefu_docs.render.typefaces import style_lines
from kefu_docs.render.underlined_blanks import with_lines_drawn

__all__ = [
    "ComposeError",
    "Obstacle",
    "Template",
    "compose",
    "contract_context",
    "cover_context",
    "narrowed",
    "shown_text",
    "start_of",
    "style_lines",
    "summary_context",
    "team_context",
    "text_of",
    "with_lines_drawn",
]
