"""A model's pictures: which images on its pages they are, and what may stand in their places.

A picture that the template has itself stays. LibreOffice writes equal pictures once: where one in
an exchangeable place is also drawn elsewhere, or would be, another document has other objects.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pikepdf import Dictionary, Name, Object

from kefu_docs.layout_reuse.image_streams import DRAWING, picture_object
from kefu_docs.layout_reuse.item_owners import NotSettableError
from kefu_docs.layout_reuse.lines import Exchange
from kefu_docs.layout_reuse.picture_objects import PictureObject


class ModelPictures:
    """The images of a model's pages that show `places`, its exchangeable pictures in their order.

    Raises NotSettableError where these are not told from other images.
    """

    def __init__(self, pages: Sequence[Object], places: Sequence[PictureObject]) -> None:
        drawn = Counter(_drawn(pages)) if places else Counter()
        images = {image.objgen: image for page in pages for image in _images(page)}
        self._images: dict[PictureObject, Object] = {}
        self._others: set[PictureObject | None] = set()
        wanted = Counter(places)
        for id_, image in images.items() if places else ():
            picture = picture_object(image)
            if picture and picture in wanted:
                if drawn[id_] != wanted[picture] or picture in self._images:
                    raise NotSettableError("a picture that stands elsewhere, too")
                self._images[picture] = image
            else:
                self._others.add(picture)
        if len(self._images) < len(wanted):
            raise NotSettableError("a picture that its sheet shows otherwise")
        self._own = {picture: picture for picture in self._images}

    def exchanged(self, shown: Exchange) -> Iterator[tuple[Object, PictureObject]]:
        """Each image, and the picture that stands in its place; NotSettableError."""
        pictures = {was: shown.get(was, own) for was, own in self._own.items()}
        now = set(pictures.values())
        if len(now) < len(pictures) or not now.isdisjoint(self._others):
            raise NotSettableError("pictures that are one object")
        return ((self._images[was], picture) for was, picture in pictures.items())


def _drawn(pages: Sequence[Object]) -> Iterator[tuple[int, int]]:
    """Each drawing of an image, by the image's number."""
    for page in pages:
        for name in DRAWING.findall(page.Contents.read_bytes()):
            yield page.Resources.XObject["/" + name.decode()].objgen


def _images(page: Object) -> Iterator[Object]:
    for resource in page.Resources.get(Name.XObject, Dictionary()).values():
        if resource.get(Name.Subtype) == Name.Image:
            yield resource
