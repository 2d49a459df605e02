"""docx to LibreOffice's PDF.

Takes docx bytes, gives PDF bytes or a ConversionError. `convert/worker/` is the other side of
the pipe.

pool            several LibreOffices behind one queue
kit_engine      the pool's side of a worker
soffice_engine  the command line, a process a document
engine          closed environment, processes by group
probe           finding LibreOffice and its version
confinement     what keeps LibreOffice apart from the machine, and the commands that do
surroundings    the files it may see all the same
profile_slot    a profile kept warm, a temp folder
"""

from kefu_docs.convert.confinement import Confinement, find_confinement
from kefu_docs.convert.pool import Pool
from kefu_docs.convert.probe import EngineName, Office, find_office, office_version

__all__ = [
    "Confinement",
    "EngineName",
    "Office",
    "Pool",
    "find_confinement",
    "find_office",
    "office_version",
]
