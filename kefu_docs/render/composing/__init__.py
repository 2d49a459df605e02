"""Many documents to one, for LibreOffice to lay out at once.

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
section_totals     the number of a section's pages as text
pages_in_front     pages of no document, for each to be laid out as if alone
batch_differences  what is laid out otherwise in some batches all the same
document_marks     where each document of a composed one begins and ends
own_bookmarks      bookmarks that a document of many refers to, under names of its own
space_below        the space below a document's end, which would move the next
compose_obstacles  what cannot be composed
obstacles_at_end   what of that is at the end of a template
"""
