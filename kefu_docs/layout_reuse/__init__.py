"""The optional lane: documents set after a model that LibreOffice laid out.

docs/layout-reuse.md explains it with an example. Nothing but `pipeline/build.py` imports it.

on_demand        the lane, loaded where there are enough documents
lane             which documents LibreOffice lays out, and which are set after these
sheet            the paragraphs and pictures by which documents differ, in one docx
sheet_tables     paragraphs of like cells in one table of a sheet
frames           documents that differ in plain paragraphs alone
kinds            kinds, models and witnesses
docx_paragraphs  a document taken apart into paragraphs
docx_sections    sections of a body, and the headers and footers of each
docx_rows        the rows of tables that a paragraph stands in, on a sheet too
docx_segments    a part's XML cut into paragraphs, and which are series
packed_parts     a docx's files as they are packed, the same ones unpacked once
docx_pictures    pictures of records: which may be exchanged, how a sheet holds them
plain_paragraph  which paragraphs may be set by themselves
named_faces      runs of text that differ in their faces as one
series           paragraphs of one form behind one another, in any number
lines            lines as LibreOffice sets them, and their shapes
page_lines       finished pages read back, line by line
item_owners      whose an item on a page is
sheet_streams    a sheet's pages as they are read back, odd glyphs told apart
division         whether it matters where paragraphs of a series end
moved_lines      a line of a sheet in the place of a model's
typeset          lines of a sheet put into a model's pages
picture_objects  pictures as LibreOffice writes them, as values
image_streams    images of PDFs read as values, and written in the places of others
model_pictures   which images of a model are its exchangeable pictures
rewrite_pdf      one document in memory, written again with other text and pictures
tasks            what worker processes do for the lane
"""
