"""Names that become files: one segment of a path on every system, or told why not."""

from __future__ import annotations

import os
import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.model.path_segment import MOST_BYTES, folded, segment_fault


@pytest.mark.parametrize(
    "name", ["E001", "newcomers-2026-spring", "新人 合集", "a.b", "COM", "company", "员" * 66]
)
def test_ordinary_names_are_sound(name: str) -> None:
    """Among them the longest in Chinese, and what only begins like a device."""
    assert segment_fault(name) is None


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "or be empty"),
        (".", "cannot begin or end"),
        ("..", "cannot begin or end"),
        (".hidden", "cannot begin or end"),
        ("end.", "cannot begin or end"),
        ("end ", "cannot begin or end"),
        ("../../data/company", "cannot hold /"),
        ("/etc/passwd", "cannot hold /"),
        ("a\\b", "cannot hold \\"),
        ("c:x", "cannot hold :"),
        ("a\x00b", "cannot be seen"),
        ("a\nb", "cannot be seen"),
        ("a\u202eb", "cannot be seen"),
        ("a\u200bb", "cannot be seen"),
        ("a\ud800b", "cannot be seen"),
        ("CON", "for a device"),
        ("con.txt", "for a device"),
        ("Com¹", "for a device"),
        ("LPT9", "for a device"),
        ("员" * 67, "201 bytes in UTF-8, of which 200"),
    ],
)
def test_what_is_no_segment_is_told(name: str, said: str) -> None:
    """Each with the reason."""
    fault = segment_fault(name)
    assert fault is not None
    assert said in fault.text()


@given(st.text(max_size=80))
def test_a_sound_name_leads_nowhere_else(name: str) -> None:
    """Whatever is sound is one segment on POSIX and on Windows, and its file can be made."""
    if segment_fault(name) is None:
        for system in (PurePosixPath, PureWindowsPath):
            assert (system("build") / f"{name}.pdf").parts == ("build", f"{name}.pdf")
        assert len(os.fsencode(name)) <= MOST_BYTES


@given(st.text(max_size=20))
def test_spellings_of_one_name_fold_together(name: str) -> None:
    """In whatever normal form and case a file system keeps it."""
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert folded(unicodedata.normalize(form, name)) == folded(name)
    assert folded(folded(name)) == folded(name)
