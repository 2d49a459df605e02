"""docx to LibreOffice's PDF.

Takes docx bytes, gives PDF bytes or a ConversionError. `convert/worker/` is the other side of
the pipe.

pool            several LibreOffices behind one queue
kit_engine      the pool's side of a worker
soffice_engine  the command line, a process a document
engine          closed environment, processes by group
probe           finding LibreOffice and its version
profile_slot    a profile kept warm, a temp folder
"""

from kefu_docs.convert.pool import Pool
from kefu_docs.convert.probe import EngineName, Office, find_office, office_version

__all__ = ["EngineName", "Office", "Pool", "find_office", "office_version"]
