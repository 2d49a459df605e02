"""Pictures as LibreOffice writes them into a PDF, as values (see image_streams)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class PictureObject:
    """An image in a PDF: the entries of its dictionary as written, its bytes, its soft mask.

    `data` is None where the bytes are those of the picture's file, which `digest` (SHA-256) tells.
    """

    entries: bytes
    digest: bytes
    mask: PictureObject | None
    data: bytes | None = field(compare=False, repr=False)

    def with_data(self, files: Mapping[bytes, bytes]) -> PictureObject | None:
        """The picture with its bytes, from files by their digests; None where none has them."""
        if self.data is not None:
            return self
        return replace(self, data=files[self.digest]) if self.digest in files else None


Places = tuple[tuple[int, bool], ...]
"""For each place of a picture, the first that shows the same, and whether it has a soft mask."""


def places_of(pictures: Sequence[PictureObject]) -> Places:
    """What decides which objects a document's pictures are: LibreOffice writes equal ones once."""
    return tuple((pictures.index(picture), picture.mask is not None) for picture in pictures)
