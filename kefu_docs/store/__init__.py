"""What is kept between builds, under the digest of all that went in.

Nothing in here is needed: what is missing is made again.

store         the store of a build folder
digests       the digest that keys are made of
atomic_write  files written in one step
regular_file  a file from anybody, read without waiting and without end
several_files  several files written all or none
leftovers     what a killed build left half written
written_files  what builds have written and no manifest names yet
access        who may read what is written
objects       objects as files under their digest
entry         what pruning sees of the store
facts         short texts in one SQLite file
machine_notes  what is known of the machine, beside the store
pdf_files     finished PDFs, and what is known of each
second_level  what machines share, behind the store
places        folders and buckets where that lies
seal          objects encrypted and sealed
program       the digest of the program itself
library_versions  which versions of libraries are installed
"""

from kefu_docs.store.atomic_write import publish
from kefu_docs.store.digests import digest
from kefu_docs.store.program import program_digest
from kefu_docs.store.store import Store

__all__ = ["Store", "digest", "program_digest", "publish"]
