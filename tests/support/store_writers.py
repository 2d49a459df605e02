"""What other processes do to a store in the tests."""

from __future__ import annotations

from pathlib import Path

from kefu_docs.store import Store


def write_facts(root: Path, writer: str, count: int) -> int:
    """Keep `count` facts of this writer's own, and `count` that every writer keeps."""
    with Store(root) as store:
        for number in range(count):
            store.keep("own", f"{writer}{number}", writer)
            store.keep("shared", str(number), str(number))
            store.put(f"{number:064}", "pdf", str(number).encode())
    return count
