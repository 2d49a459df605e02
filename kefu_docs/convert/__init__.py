"""docx to PDF: LibreOfficeKit workers, the soffice command line, and the pool over them."""

from kefu_docs.convert.pool import Pool
from kefu_docs.convert.probe import EngineName, Office, engine_version, find_office

__all__ = ["EngineName", "Office", "Pool", "engine_version", "find_office"]
