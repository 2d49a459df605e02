"""Word's package, its XML and its styles: a file from outside, read into one form.

written_paragraphs  what the paragraphs of a template say, and where
read_package        a Word file from outside, read into one form
not_word            what a file is that is no Word document
part_names          the names that a document's parts get
outside_links       what points out of a document, taken out
picture_files       picture files that are let through, SVG without its links
picture_sizes       what a picture takes to be drawn
table_grid          grids for tables without one
style_names         names for styles without one
cell_properties     the properties of cells in Word's order
docx_zip            the zip a docx is
word_package        the parts of a docx, by relationships
word_xml            Word's XML and its names
xml_reasons         why a part is no XML
docx_text           the text of a document
styles              styles, with what they inherit
close_paragraphs    paragraphs as close to each other as their lines
decorating_styles   styles that do more to text than choose its face
typefaces           the families that a document asks for
character_slots     which of a run's families a character is drawn in
symbol_characters   characters of Symbol, Wingdings and Webdings, in Unicode
glyph_check         faces checked before anything is converted
paragraph_opening   a paragraph's tag and properties, as text
closing_paragraph   the paragraph behind a last table, made to take no place
obstacle_words      what is not composed or let through, in the words of Word
"""
