"""LibreOffice's PDF to one finished PDF a document: split, own fonts, PDF/A."""

from kefu_docs.finish.as_exported import finish
from kefu_docs.finish.libreoffice_fonts import ForeignPdfError
from kefu_docs.finish.split_batch import finish_batch

__all__ = ["ForeignPdfError", "finish", "finish_batch"]
