"""PDF to packet: same bytes twice, assembly, outline, page labels."""

from kefu_docs.packets.assemble import AttachmentError, assemble
from kefu_docs.packets.finish import DocumentInfo, finish

__all__ = ["AttachmentError", "DocumentInfo", "assemble", "finish"]
