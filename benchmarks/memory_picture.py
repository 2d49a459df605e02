"""A picture of what processes held over time, as SVG."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.processes import KINDS, Recording

_COLOURS = {"main": "#1f5fa8", "worker": "#3a8a3a", "LibreOffice": "#b8651b"}
_WIDTH, _HEIGHT, _LEFT, _TOP = 900, 260, 60, 40
_LINES = 4
"""Lines across each panel."""


def write(file: Path, panels: dict[str, Recording]) -> None:
    """Draw the recordings below one another, each under its title: a line is a process."""
    file.parent.mkdir(parents=True, exist_ok=True)
    height = len(panels) * (_HEIGHT + 2 * _TOP)
    drawn = "\n".join(
        line
        for place, (title, recording) in enumerate(panels.items())
        for line in _panel(title, recording, place * (_HEIGHT + 2 * _TOP) + _TOP)
    )
    file.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH + 2 * _LEFT}" height="{height}" '
        f'font-family="sans-serif" font-size="12">\n'
        f'<rect width="100%" height="100%" fill="white"/>\n{drawn}\n</svg>\n',
        encoding="utf-8",
    )


def _panel(title: str, recording: Recording, top: int) -> Iterator[str]:
    points = [point for line in recording.memory.values() for point in line]
    seconds = max((time for time, _ in points), default=1.0) or 1.0
    most = max((held for _, held in points), default=1.0) * 1.05

    def at(time: float, held: float) -> str:
        return f"{_LEFT + time / seconds * _WIDTH:.1f},{top + _HEIGHT * (1 - held / most):.1f}"

    yield f'<text x="{_LEFT}" y="{top - 12}" font-size="14">{title}</text>'
    for number in range(_LINES + 1):
        held = most * number / _LINES
        x, y = at(0, held).split(",")
        yield f'<path d="M{x} {y}h{_WIDTH}" stroke="#ddd"/>'
        yield f'<text x="{_LEFT - 6}" y="{y}" text-anchor="end">{held:.0f} MB</text>'
    yield f'<text x="{_LEFT + _WIDTH}" y="{top + _HEIGHT + 16}">{seconds:.0f} s</text>'
    for number, kind in enumerate(KINDS):
        x = _LEFT + 300 + 160 * number
        yield f'<text x="{x}" y="{top - 12}" fill="{_COLOURS[kind]}">{kind}</text>'
    for (kind, _), line in recording.memory.items():
        path = " ".join(at(*point) for point in line)
        yield f'<polyline points="{path}" fill="none" stroke="{_COLOURS[kind]}"/>'
    for time, kind in recording.kills:
        x = at(time, 0).split(",")[0]
        yield f'<path d="M{x} {top + _HEIGHT}v6" stroke="{_COLOURS[kind]}" stroke-width="2"/>'
