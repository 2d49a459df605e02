"""A template and values to a docx, and what must be known of it later.

Start with `renderer`, then `templating.template`. Data goes up this list, imports go down it:

renderer     documents rendered once; the store is asked first
lint/        what is wrong with a template, told before anything is printed
templating/  a template, compiled once and printed many times
context/     what each template is given
preparing/   a template's parts, made ready before they are compiled
composing/   many documents to one, for LibreOffice to lay out at once
inserting/   what a filter puts into a document that is more than text
layout/      a docx changed so that LibreOffice lays it out as Word does
expected/    what the pages of a document must show, as LibreOffice draws it
fields/      Word's fields: how they are written, and what LibreOffice shows for them
word/        Word's package, its XML and its styles: a file from outside, read into one form
"""

from kefu_docs.render.composing.batch_differences import counts_margins, has_sections, is_parted
from kefu_docs.render.composing.compose import compose
from kefu_docs.render.composing.compose_obstacles import Obstacle
from kefu_docs.render.composing.composed_end import ComposeError
from kefu_docs.render.composing.document_marks import start_of
from kefu_docs.render.composing.section_totals import (
    counted_sections,
    section_start,
    with_section_totals,
)
from kefu_docs.render.context.context import (
    company_context,
    contract_context,
    cover_context,
    summary_context,
    team_context,
)
from kefu_docs.render.expected.expected_text import shown_text
from kefu_docs.render.layout.for_libreoffice import for_libreoffice
from kefu_docs.render.layout.hanging_marks import without_hanging_marks
from kefu_docs.render.layout.page_totals import is_counted_otherwise, with_total
from kefu_docs.render.layout.smaller_page import on_smaller_pages
from kefu_docs.render.layout.tight_places import has_tight_places, with_room
from kefu_docs.render.templating.template import Template, told_of_template
from kefu_docs.render.word.docx_text import text_of
from kefu_docs.render.word.typefaces import style_lines

__all__ = [
    "ComposeError",
    "Obstacle",
    "Template",
    "company_context",
    "compose",
    "contract_context",
    "counted_sections",
    "counts_margins",
    "cover_context",
    "for_libreoffice",
    "has_sections",
    "has_tight_places",
    "is_counted_otherwise",
    "is_parted",
    "on_smaller_pages",
    "section_start",
    "shown_text",
    "start_of",
    "style_lines",
    "summary_context",
    "team_context",
    "text_of",
    "told_of_template",
    "with_room",
    "with_section_totals",
    "with_total",
    "without_hanging_marks",
]
