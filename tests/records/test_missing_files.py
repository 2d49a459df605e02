"""A path in a record that leads to no file: the one that is meant, and never another person's."""

from __future__ import annotations

from pathlib import Path

import pytest

from kefu_docs.diagnostics import Message
from kefu_docs.records.missing_files import meant_file

UNSEEN = "E007\u200b.pdf\ufeff"
KEPT = (UNSEEN, "attachments/E004-签收单.pdf", "attachments/E005-签收单.pdf", "E006.pdf")
MEANT = {
    "E004-签收单.pdf": "; there is attachments/E004-签收单.pdf",
    "attachments\\E004-签收单.pdf": "; there is attachments/E004-签收单.pdf",
    "attachments/E004—签收单.pdf": "; there is attachments/E004-签收单.pdf",
    "attachments/E004 - 签收单.PDF": "; there is attachments/E004-签收单.pdf",
    "attachments/Ｅ004-签收单": "; there is attachments/E004-签收单.pdf",
    "附件/e004-签收单.docx": "; there is attachments/E004-签收单.pdf",
    "C:\\Users\\hr\\E004.pdf": "; copy it to attachments and write attachments/E004.pdf",
    "e006.pdf": "; there is E006.pdf",
    "E007.pdf": "; the name of a file there holds the invisible character U+200B (a space without "
    "width): rename it to E007.pdf",
    "attachments/E003-签收单.pdf": "",
    "attachments/E004-收据.pdf": "",
    "../E004-签收.pdf": "",
    "\x00": "",
}


@pytest.mark.parametrize("name", MEANT)
def test_the_file_that_is_meant_is_named(tmp_path: Path, name: str) -> None:
    """Where it differs in folder, ending, case, width, blanks, dashes and invisible characters."""
    (tmp_path / "attachments").mkdir()
    for kept in KEPT:
        (tmp_path / kept).write_bytes(b"")
    hint = meant_file(tmp_path, name, "attachments")
    assert (hint.text() if isinstance(hint, Message) else hint) == MEANT[name]
