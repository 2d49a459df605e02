"""The optional lane: documents set after a model that LibreOffice laid out.

docs/layout-reuse.md explains it with an example. Nothing but `pipeline/build.py` imports it.

lane             which documents LibreOffice lays out, and which are set after these
sheet            the paragraphs by which documents differ, in one docx
kinds            frames, kinds, models and witnesses
docx_paragraphs  a document taken apart into paragraphs
plain_paragraph  which paragraphs may be set by themselves
lines            lines as LibreOffice sets them, and their shapes
page_lines       finished pages read back, line by line
item_owners      whose an item on a page is
typeset          lines of a sheet put into a model's pages
rewrite_pdf      one document in memory, written again with other text
tasks            what worker processes do for the lane
"""
