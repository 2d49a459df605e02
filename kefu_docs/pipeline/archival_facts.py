"""Whether attachments are PDF/A-2u, kept in the store by their bytes."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

from kefu_docs.store import Store, digest, program_digest


def is_known_archival(store: Store, path: Path) -> bool:
    """Whether an attachment is PDF/A-2u; a file whose bytes are known is not opened as a PDF."""
    data = path.read_bytes()
    key = digest(program_digest(), data)
    fact = store.fact("archival", key)
    if fact is None:
        from kefu_docs.packets import is_archival  # loading pikepdf takes a while

        fact = json.dumps(is_archival(BytesIO(data)))
        store.keep("archival", key, fact)
    return bool(json.loads(fact))
