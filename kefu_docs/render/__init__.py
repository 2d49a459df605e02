"""A template and values to a docx, and what must be known of it later.

Start with `renderer`, then `template`. Word's package is read through `word_package`.

renderer           documents rendered once; the store is asked first
context            what each template is given, by name
values             records as plain values
value_names        which names a value holds, by its type
context_names      the names that each template is given, as data
name_check         names that a template is not given, values that do not fit
value_trials       what filters and operators make of values of a type
template_lint      what is wrong with a template that compiles
structure_faults   tags that are broken, unbalanced or in the wrong place
faults_behind      the faults behind the one that stops a template
written_paragraphs  what the paragraphs of a template say, and where
fault_comments     a template with a comment at each fault
used_names         the names that a template uses, and where
sandbox            the names that a template may reach
limits             what a template may take of the machine
limited_filters  filters of Jinja's that make text longer, held to them
inserts            what a filter puts in that is more than text
inserted_files     the files of inserts in a docx
pictures           pictures that records name
sub_documents      documents that records name, put into others
inserted_sections  their pages, headers and footers
rich_text          text with a few marks for bold, colour and the like
web_link           words that lead to an address
jinja_environment  filters, escaping, printed values
template           a template, compiled once and printed many times
compiled_part      one XML part of a template, compiled: values in, the part's XML out
read_package       a Word file from outside, read into one form
not_word           what a file is that is no Word document
part_names         the names that a document's parts get
outside_links      what points out of a document, taken out
picture_files      picture files that are let through, SVG without its links
picture_sizes      what a picture takes to be drawn
table_grid         grids for tables without one
prepared_template  a template's parts made as LibreOffice draws them right
prepared_text      whether making a template ready kept its text
tracked_changes    tracked changes, accepted
complex_fields     fields as they are written in runs
long_references    references to several paragraphs, made text
undrawn_fields     fields that Word draws and stores no result of
dashed_pages       dashes around the numbers of pages
plain_numbers      numbers that LibreOffice writes in plain figures, told
hidden_ends        paragraphs whose end is hidden
letter_effects     shadows, reliefs, and what is hidden on web pages alone
position_tabs      alignment tabs, turned into tabs with stops
continued_numbers  automatic numbers that go on from chapter to chapter
long_bullets       bullets of more than one character
word_fields        Word's fields, turned into what they must show
unnoticed          what a template prints without its author's noticing
formulas           formulas, written as text
trimmed_tags       {%- … -%} in the middle of a paragraph
template_slips     slips in tags, which would be printed
unfilled_parts     tags in charts and diagrams, which nothing fills in
kept_literals      whether patching kept all text that is no tag
lost_text          whether a document holds all text of its template that must be in it
literal_paths      which text of a template conditions and loops leave in
gapped_values      a template's syntax with gaps for its values
literal_text       the literal text of a template's part, as Word wrote it
template_errors    errors told by their paragraph
jinja_reasons      why a tag does not compile, in words that can be translated
repeated_notes     footnotes in loops, one for each round
cell_properties    the properties of cells in Word's order
docxtpl_finish     docxtpl's last steps, done once for many documents
docxtpl_parts      what docxtpl fills of a template it has read
docx_zip           the zip a docx is
word_package       the parts of a docx, by relationships
word_xml           Word's XML and its names
value_reasons      why an expression fails on its values
xml_reasons        why a part is no XML
docx_text          the text of a document
styles             styles, with what they inherit
close_paragraphs   paragraphs as close to each other as their lines
decorating_styles  styles that do more to text than choose its face
typefaces          the families that a document asks for
character_slots    which of a run's families a character is drawn in
symbol_characters  characters of Symbol, Wingdings and Webdings, in Unicode
glyph_check        faces checked before anything is converted
headings           headings, with their levels and bookmarks
list_labels        the automatic numbers of paragraphs
contents_fields    tables of contents, and where their entries stand
contents_entries   their entries, made of the document's own headings
contents_entry     the paragraph of an entry
for_libreoffice    what LibreOffice needs to draw a document as Word does
contents_tables    tables of contents with the right page numbers
table_styles       borders and margins of a style, written into its tables
underlined_blanks  lines to write on
empty_section_ends  empty paragraphs that end a section, without what LibreOffice hands on
front_of_table     what stands in front of a table that begins a document with notes
whole_dates        dates that no line tears apart
numbering          lists that start again
compose            many documents to one docx
composed_start     where a document begins among others
composed_end       where a document ends among others
odf_blocks         a document cut into markup and texts
odf_pattern        what LibreOffice saves of such markup as OpenDocument
odf_fonts          fonts in it by the names LibreOffice finds at once
pattern_text       that as text, for later builds
shared_parts       what documents of one template share, as a digest
odf_batch          many documents to one OpenDocument
drawing_order      which drawing lies on which, by a document's own numbers
composed_margins   headers and footers of each document of a batch
page_totals        the number of pages as text, where LibreOffice counts otherwise
section_totals     the number of a section's pages as text
pages_in_front     pages of no document, for each to be laid out as if alone
batch_differences  what is laid out otherwise in some batches all the same
document_marks     where each document of a composed one begins and ends
own_bookmarks      bookmarks that a document of many refers to, under names of its own
paragraph_opening  a paragraph's tag and properties, as text
space_below        the space below a document's end, which would move the next
closing_paragraph  the paragraph behind a last table, made to take no place
compose_obstacles  what cannot be composed
obstacles_at_end   what of that is at the end of a template
obstacle_words     that in the words of Word
smaller_page       a document on smaller pages
hanging_marks      a document in which no mark hangs in the margin
tight_places       a document with room in its rows and text boxes
expected_text      all text that the pages must show
shown_margins      headers and footers, and the pages that have them
style_text         what a header shows of a style's text
drawn_paragraphs   the text of paragraphs as LibreOffice draws them
kept_paragraphs    paragraphs that stand on one page with the next
known_paragraphs   paragraphs of known form, which are not read again
run_looks          what formatting does to text
fields_as_text     fields taken out, a text in the place of each
field_results      what LibreOffice shows for fields
blank_pages        pages that are blank on purpose
"""

from kefu_docs.render.batch_differences import counts_margins, has_sections, is_parted
from kefu_docs.render.compose import compose
from kefu_docs.render.compose_obstacles import Obstacle
from kefu_docs.render.composed_end import ComposeError
from kefu_docs.render.context import (
    company_context,
    contract_context,
    cover_context,
    summary_context,
    team_context,
)
from kefu_docs.render.document_marks import start_of
from kefu_docs.render.docx_text import text_of
from kefu_docs.render.expected_text import shown_text
from kefu_docs.render.for_libreoffice import for_libreoffice
from kefu_docs.render.hanging_marks import without_hanging_marks
from kefu_docs.render.page_totals import is_counted_otherwise, with_total
from kefu_docs.render.section_totals import counted_sections, section_start, with_section_totals
from kefu_docs.render.smaller_page import on_smaller_pages
from kefu_docs.render.template import Template, told_of_template
from kefu_docs.render.tight_places import has_tight_places, with_room
from kefu_docs.render.typefaces import style_lines

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
