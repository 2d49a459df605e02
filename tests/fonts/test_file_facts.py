"""What was read of font files is kept, and read again where a file has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from kefu_docs.fonts import Coverage, find_fonts
from kefu_docs.store import Store

FONTS = find_fonts(None)


def test_what_was_read_is_kept_by_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second reader opens no font; a font of other content under the same name is read."""
    own = tmp_path / "fonts"
    own.mkdir()
    (own / "own.ttf").write_bytes(FONTS.files[-1].path.read_bytes())
    with Store(tmp_path / "store") as store:
        first = find_fonts(own, notes=store)
        assert Coverage(first, store).family_for("LXGW WenKai Light", "三") == "LXGW WenKai Light"
    opened: list[Path] = []
    read = Path.open

    def noted(self: Path, *args: object, **kwargs: object) -> object:
        opened.append(self)
        return read(self, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", noted)
    with Store(tmp_path / "store") as store:
        again = find_fonts(own, notes=store)
        assert again == first
        assert Coverage(again, store).family_for("LXGW WenKai Light", "三") == "LXGW WenKai Light"
        assert not [path for path in opened if path.suffix in (".ttf", ".ttc")]
        (own / "own.ttf").write_bytes(FONTS.files[-2].path.read_bytes())
        changed = find_fonts(own, notes=store)
        assert own / "own.ttf" in opened
    assert changed.files[0].sha256 != first.files[0].sha256
