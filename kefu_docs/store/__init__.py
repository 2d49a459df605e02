"""What is kept between builds: objects as files, facts in SQLite, pruned to a size."""

from kefu_docs.store.atomic_write import publish
from kefu_docs.store.digests import digest
from kefu_docs.store.program import program_digest
from kefu_docs.store.store import Store

__all__ = ["Store", "digest", "program_digest", "publish"]
