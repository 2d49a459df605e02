"""PDF to packet: same bytes twice, assembly, outline, page labels, archive."""

from kefu_docs.packets.archival import is_archival
from kefu_docs.packets.assemble import AttachmentError, assemble
from kefu_docs.packets.finish import DocumentInfo, finish

__all__ = ["AttachmentError", "DocumentInfo", "assemble", "finish", "is_archival"]
