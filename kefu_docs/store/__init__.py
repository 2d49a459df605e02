"""What is kept between builds: objects as files, facts in SQLite, pruned to a size."""

from kefu_docs.store.objects import digest, publish
from kefu_docs.store.program import program_digest
from kefu_docs.store.store import Store

__all__ = ["Store", "digest", "program_digest", "publish"]
