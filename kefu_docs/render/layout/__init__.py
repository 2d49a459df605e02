"""A docx changed so that LibreOffice lays it out as Word does.

for_libreoffice     what LibreOffice needs to draw a document as Word does
contents_tables     tables of contents with the right page numbers
table_styles        borders and margins of a style, written into its tables
underlined_blanks   lines to write on
empty_section_ends  empty paragraphs that end a section, without what LibreOffice hands on
front_of_table      what stands in front of a table that begins a document with notes
whole_dates         dates that no line tears apart
page_totals         the number of pages as text, where LibreOffice counts otherwise
smaller_page        a document on smaller pages
hanging_marks       a document in which no mark hangs in the margin
tight_places        a document with room in its rows and text boxes
"""
