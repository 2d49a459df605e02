"""A template's parts, made ready before they are compiled.

prepared_template  a template's parts made as LibreOffice draws them right
prepared_text      whether making a template ready kept its text
tracked_changes    tracked changes, accepted
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
template_slips     slips in tags, which would be printed
unfilled_parts     tags in charts and diagrams, which nothing fills in
literal_text       the literal text of a template's part, as Word wrote it
contents_entries   entries of tables of contents, made of the document's own headings
contents_entry     the paragraph of an entry
"""
