"""Finished PDFs to one packet.

Takes a cover, documents and attachments; gives one PDF.

bind          cover, documents, attachments, outline, page labels
shared_fonts  one program per face, the pages untouched
attachment    whether a foreign PDF is PDF/A-2u
"""

from kefu_docs.packets.attachment import examine
from kefu_docs.packets.bind import assemble

__all__ = ["assemble", "examine"]
