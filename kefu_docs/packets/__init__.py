"""Finished PDFs to one packet.

Takes a cover, documents and attachments; gives one PDF.

bind            cover, documents, attachments, outline, page labels
shared_fonts    one program per face, the pages untouched
attachment      a foreign PDF, opened and made ready
damage          what reading a damaged PDF raises
file_types      what a file is that is no PDF
encryption      why an encrypted PDF does not open
archival        whether a foreign PDF is PDF/A-2u
foreign_pages   its pages, copied with links, fields and layers
active_content  what it does besides showing pages, left out
destinations    where its links lead
form_values     values of form fields, drawn
value_text      a field's value in a face of the font set
"""

from kefu_docs.packets.attachment import examine
from kefu_docs.packets.bind import assemble

__all__ = ["assemble", "examine"]
