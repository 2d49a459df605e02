"""docx to PDF: LibreOfficeKit workers, the soffice command line, and the pool over them."""

from kefu_docs.convert.pool import Pool
from kefu_docs.convert.probe import EngineName, Office, find_office, office_version

__all__ = ["EngineName", "Office", "Pool", "find_office", "office_version"]
