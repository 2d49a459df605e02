"""A line of a sheet in the place of a model's: how high it stands, and what clips it there."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from kefu_docs.layout_reuse.division import are_near
from kefu_docs.layout_reuse.item_owners import NotSettableError
from kefu_docs.layout_reuse.lines import Item, TypesetParagraph, height_of
from kefu_docs.layout_reuse.page_lines import PageLine


def height_in(line: PageLine) -> bytes:
    """How high a line of a page stands, as written."""
    return next(item.height for item in line.items if item.height)


def moved(setting: TypesetParagraph, line: PageLine, clip: bytes) -> Iterator[Item]:
    """Move a line of a sheet to where the model's `line` is, on a page that `clip` clips."""
    height = height_in(line)
    return (replace(i, clip=own, height=height) for i, own in clipped(setting, line, clip))


def clipped(setting: TypesetParagraph, line: PageLine, clip: bytes) -> Iterator[tuple[Item, bytes]]:
    """A line of a sheet, and what clips each item in the place of the model's `line`.

    A rectangle that clips a part of it is as high as the model's: heights are rounded.
    """
    height = height_in(line)
    bands = {tuple(item.clip.split()[1::2]) for item in line.items if item.clip != clip}
    for item in setting.lines[line.number]:
        own = clip
        if item.clip != setting.clip:
            left, bottom, width, tall = item.clip.split()
            fitting = [
                band
                for band in bands
                if are_near(float(bottom) - float(item.height), float(band[0]) - float(height))
                and are_near(float(tall), float(band[1]))
            ]
            if len(fitting) != 1:
                raise NotSettableError("a part of a line that is clipped otherwise")
            own = b" ".join((left, fitting[0][0], width, fitting[0][1]))
        yield item, own


def is_as_far(setting: TypesetParagraph, above: PageLine, line: PageLine) -> bool:
    """Whether two lines on one page of the model are as far apart on the sheet.

    Where a page of the sheet ends between them, that does not show.
    """
    fall = setting.heights[above.number] - setting.heights[line.number]
    fell = height_of(above.items) - height_of(line.items)
    return fall <= 0 or are_near(fall, fell)
