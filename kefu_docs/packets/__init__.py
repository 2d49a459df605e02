"""PDFs to one packet: cover, outline, page labels, shared fonts, attachments."""

from kefu_docs.packets.attachment import is_archival
from kefu_docs.packets.bind import AttachmentError, assemble

__all__ = ["AttachmentError", "assemble", "is_archival"]
