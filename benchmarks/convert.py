"""One contract to PDF, warm: a LibreOfficeKit worker against a fresh soffice each time.

Run from the repository: python -m benchmarks.convert CONTRACT.docx
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from kefu_docs.convert import EngineName, Pool, engine_version
from kefu_docs.fonts import find_fonts, fontconfig_xml

ROUNDS = 10


def milliseconds(engine: EngineName, docx: bytes, fontconfig: Path, state: Path) -> float:
    """Median over the rounds, after one that warms profile and caches."""
    taken = []
    with Pool(1, engine, fontconfig, state) as pool:
        for _ in range(ROUNDS + 1):
            start = time.perf_counter()
            ((_, pdf),) = pool.convert_all([("contract", docx)])
            taken.append((time.perf_counter() - start) * 1000)
            if isinstance(pdf, Exception):
                raise pdf
    return statistics.median(taken[1:])


def main(contract: str) -> None:
    """Print a line for each engine."""
    docx = Path(contract).read_bytes()
    engines: tuple[EngineName, ...] = ("kit", "soffice")
    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder)
        fontconfig = state / "fonts.conf"
        fontconfig.write_text(fontconfig_xml(find_fonts(None), state / "cache"), encoding="utf-8")
        for engine in engines:
            taken = milliseconds(engine, docx, fontconfig, state)
            print(f"{engine_version(engine)}: {taken:.0f} ms")


if __name__ == "__main__":
    main(*sys.argv[1:])
