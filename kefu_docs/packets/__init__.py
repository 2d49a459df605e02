"""PDF to packet: split, one font per face, assembly, outline, page labels, archive."""

from kefu_docs.packets.archival import is_archival
from kefu_docs.packets.assemble import AttachmentError, assemble
from kefu_docs.packets.finish import finish
from kefu_docs.packets.lines import NotSettableError
from kefu_docs.packets.setting import Model, read_sheet
from kefu_docs.packets.sourcefonts import ForeignPdfError
from kefu_docs.packets.split import finish_batch

__all__ = [
    "AttachmentError",
    "ForeignPdfError",
    "Model",
    "NotSettableError",
    "assemble",
    "finish",
    "finish_batch",
    "is_archival",
    "read_sheet",
]
