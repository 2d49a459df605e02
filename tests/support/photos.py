"""Pictures that records name, made by hand."""

from __future__ import annotations

import hashlib
import io

from PIL import Image

from kefu_docs.model.data_file import DataFile

SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">
<circle cx="20" cy="10" r="9" fill="blue"/></svg>"""


def data_file(data: bytes, name: str = "photos/E001.png") -> DataFile:
    """A file with these bytes."""
    return DataFile(name, hashlib.sha256(data).hexdigest(), lambda: data)


def photo(kind: str, colour: str, mode: str = "RGB", size: tuple[int, int] = (30, 40)) -> DataFile:
    """A picture of one colour with a white corner, in a file of this kind."""
    image = Image.new("RGBA", size, colour)
    image.paste("#ffffff80", (0, 0, size[0] // 3, size[1] // 3))
    written = io.BytesIO()
    image.convert(mode).save(written, kind)
    return data_file(written.getvalue())
