"""LibreOffice's PDF to one finished PDF a document: split, own fonts, PDF/A.

Start with `split_batch`; `as_exported` is for PDFs that are not understood.

split_batch          a batch cut into documents
as_exported          one document that keeps LibreOffice's fonts
libreoffice_pdf      the PDF opened for reading
libreoffice_fonts    its fonts, back to faces and codes
libreoffice_content  its content, text rewritten, the rest checked
read_text            text to glyphs at places
one_string           text of one string, read and written at once
neighbouring_pages   what a page has of those beside it, taken out
text_grid            numbers between glyphs to places
write_text           glyphs at places to text
code_texts           what codes stand for, for ToUnicode
copy_pages           a document's pages in a PDF of its own
section_pages        how many pages each section has
"""

from kefu_docs.finish.as_exported import finish
from kefu_docs.finish.libreoffice_fonts import ForeignPdfError
from kefu_docs.finish.section_pages import section_pages
from kefu_docs.finish.split_batch import finish_batch

__all__ = ["ForeignPdfError", "finish", "finish_batch", "section_pages"]
