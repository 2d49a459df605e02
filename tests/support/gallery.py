"""Every page of a build as a picture, and a page to flip through them: `make gallery`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import quote

from kefu_docs.store.access import owner_only
from tests.support.pictures import pictures_of, write

DOTS_PER_INCH = 100
_PAGE = """<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<title>{title}</title>
<style>
body {{ margin: 0; background: #777; font: 14px sans-serif; }}
figure {{ margin: 0; height: 100vh; display: grid; place-content: center; }}
img {{ max-height: 94vh; max-width: 98vw; background: #fff; }}
figcaption {{ text-align: center; color: #fff; }}
html {{ scroll-snap-type: y mandatory; }}
figure {{ scroll-snap-align: start; }}
</style>
{figures}
</html>
"""
_FIGURE = (
    '<figure><img src="{source}" alt="{name}" loading="lazy"><figcaption>{name}</figcaption>'
    "</figure>"
)


def pdfs_of(build: Path) -> list[Path]:
    """The PDFs of a build: documents, then packets."""
    files = sorted(p for p in build.rglob("*.pdf") if ".store" not in p.parts)
    return sorted(files, key=lambda file: file.parent.name == "packets")


def hang(build: Path) -> Iterator[Path]:
    """Draw every page into build/gallery, and give the files."""
    for pdf in pdfs_of(build):
        name = pdf.relative_to(build).with_suffix("")
        for number, picture in enumerate(pictures_of(pdf, DOTS_PER_INCH), 1):
            file = build / "gallery" / f"{name}-{number}.png"
            write(picture, file)
            yield file


def main(build: Path) -> None:
    """Draw the pages and write build/gallery/index.html, which shows one after the other."""
    gallery = build / "gallery"
    names = [file.relative_to(gallery).as_posix() for file in hang(build)]
    figures = (_FIGURE.format(source=quote(name), name=escape(name[:-4])) for name in names)
    index = gallery / "index.html"
    index.write_text(_PAGE.format(title=escape(str(build)), figures="\n".join(figures)), "utf-8")
    print(f"{index}: {len(names)}")


if __name__ == "__main__":
    with owner_only():
        main(Path(sys.argv[1]))
