"""What documents are made with, and what is known of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kefu_docs.fonts import file_facts
from kefu_docs.pipeline.settings import Settings
from kefu_docs.pipeline.toolchain import coverage_of
from kefu_docs.store import Store


def test_a_new_build_folder_reads_no_font_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Digests and characters of fonts are known on this machine, whoever builds where."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    settings = Settings(tmp_path, tmp_path, tmp_path / "build", dt.date(2026, 4, 30))
    with Store(tmp_path / "one") as store:
        assert coverage_of(settings, store).draws("Noto Serif CJK SC", "一")
    monkeypatch.setattr(file_facts, "_sha256", lambda file: pytest.fail(str(file)))
    monkeypatch.setattr("kefu_docs.fonts.font_file.characters_in", pytest.fail)
    with Store(tmp_path / "two") as store:
        assert coverage_of(settings, store).draws("Noto Serif CJK SC", "一")
