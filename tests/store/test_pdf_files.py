"""Finished PDFs in the store: large ones are given as open files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kefu_docs.diagnostics.errors import DamagedStoreError
from kefu_docs.model import PdfFacts
from kefu_docs.store import Store, pdf_files, publish
from kefu_docs.store.pdf_files import StoredPdfs

KEY = "ab" * 32


@pytest.fixture(autouse=True)
def every_pdf_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """A packet of a month may have 100 MB."""
    monkeypatch.setattr(pdf_files, "LARGE", 1)


def test_a_large_pdf_that_another_build_prunes_is_published(tmp_path: Path) -> None:
    """It is open by then; the next build makes it again."""
    with Store(tmp_path / "store") as store, Store(tmp_path / "store") as another:
        pdfs = StoredPdfs(store)
        file = pdfs.keep(KEY, b"%PDF of a month", PdfFacts(1, ()))
        content = pdfs.content(file)
        another.prune(limit=1)
        assert not store.path(KEY, "pdf").exists()
        assert publish(tmp_path / "made.pdf", content)
        assert (tmp_path / "made.pdf").read_bytes() == b"%PDF of a month"
        assert pdfs.find(KEY) is None


@pytest.mark.parametrize("change", [b"%PDF of a moon.", b""])
def test_a_large_pdf_that_was_changed_is_made_again(tmp_path: Path, change: bytes) -> None:
    """So is one that went before it was opened."""
    with Store(tmp_path / "store") as store:
        pdfs = StoredPdfs(store)
        file = pdfs.keep(KEY, b"%PDF of a month", PdfFacts(1, ()))
        path = store.path(KEY, "pdf")
        if change:
            path.write_bytes(change)
        else:
            path.unlink()
        with pytest.raises(DamagedStoreError):
            pdfs.content(file)
        assert not path.exists()


@pytest.mark.parametrize("at_once", [1, 2, 64])
def test_pdfs_that_are_looked_up_at_once_are_found_as_one_by_one(
    tmp_path: Path, at_once: int
) -> None:
    """In their order, those that are missing too; and no more are waited for than at once."""
    keys = [f"{number:064x}" for number in range(5)]
    taken: list[str] = []

    def wanted() -> Iterator[tuple[int, str]]:
        for number, key in enumerate(keys):
            taken.append(key)
            yield number, key

    with Store(tmp_path / "store") as store:
        pdfs = StoredPdfs(store)
        known = {n: pdfs.keep(keys[n], b"%PDF", PdfFacts(1, ())) for n in (0, 1, 3)}
    with Store(tmp_path / "store") as store:
        sought = StoredPdfs(store).sought(wanted(), at_once)
        assert next(sought) == (0, known[0])
        assert len(taken) == min(at_once, len(keys))
        assert list(sought) == [(n, known.get(n)) for n in range(1, 5)]
