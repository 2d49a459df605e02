"""What the pages of a document must show, as LibreOffice draws it.

headings          headings, with their levels and bookmarks
list_labels       the automatic numbers of paragraphs
expected_text     all text that the pages must show
shown_margins     headers and footers, and the pages that have them
style_text        what a header shows of a style's text
drawn_paragraphs  the text of paragraphs as LibreOffice draws them
kept_paragraphs   paragraphs that stand on one page with the next
known_paragraphs  paragraphs of known form, which are not read again
run_looks         what formatting does to text
blank_pages       pages that are blank on purpose
"""
