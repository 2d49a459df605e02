"""What a finished PDF must show.

Takes a PDF and what it must show; gives facts and faults. No faults means it may leave.

prove          the proof
page_reader    the pages of a PDF, as text
page_content   what content streams show, code by code
embedded_font  fonts: embedded, subset, what a code means
font_program   which codes have a glyph that is not empty
compare        the PDF's text against the document's
page_order     whether the pages show the text in order, broken rows too
flow_order     whether each text box and cell, and the text, is in order
missing_text   what is said of text that is missing or too much
notes          footnotes and endnotes, taken out of the pages' text
page_bodies    pages without headers and footers
running_headers  headings that headers show of their page
marks          places in the text that only the page tells
normalized     text without what layout may change
parted_headings  headings at a page's foot, away from their text
clipped_text   glyphs that are cut off, by PDFium
"""

from kefu_docs.proof.prove import Expected, Proof, facts_of, prove

__all__ = ["Expected", "Proof", "facts_of", "prove"]
