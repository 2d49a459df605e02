"""Where links of a foreign PDF lead: every destination as a page and a view (ISO 32000-1, 12.3.2).

A link may name its destination, and the names stand in the catalogue, which a packet has one of.
So names are looked up and the destination itself is written in their place: two attachments may
then use one name for two pages.
"""

from __future__ import annotations

from contextlib import suppress

from pikepdf import Array, Dictionary, Name, NameTree, Object, Pdf, String

from kefu_docs.packets.damage import DAMAGE


class Destinations:
    """The destinations of an opened PDF."""

    def __init__(self, document: Pdf) -> None:
        self._pages = [page.obj for page in document.pages]
        self._known = {page.objgen for page in self._pages}
        self._by_name = _names(document)

    def explicit(self, destination: object) -> Array | None:
        """Give `destination`, an array or a name for one, as an array that begins with a page.

        None where it leads to no page of the document.
        """
        if isinstance(destination, String | Name):
            destination = self._by_name.get(str(destination))
        if isinstance(destination, Dictionary):  # a name may lead to one that holds the array
            destination = destination.get(Name.D)
        if not isinstance(destination, Array) or not len(destination):
            return None
        page, *view = destination
        if isinstance(page, int) and 0 <= page < len(self._pages):
            # Only a link to another file gives its page by number (Table 151), but some programs
            # write numbers in links within the file, and readers follow them.
            page = self._pages[page]
        if not isinstance(page, Dictionary) or page.objgen not in self._known:
            return None
        return Array([page, *view])


def _names(document: Pdf) -> dict[str, Object]:
    """Give the named destinations; those of PDF 1.1 are names and begin with a slash."""
    found: dict[str, Object] = {}
    with suppress(*DAMAGE):  # a damaged tree has no names, and its links lead nowhere
        old = document.Root.get(Name.Dests)
        if isinstance(old, Dictionary):
            found |= old.items()
        names = document.Root.get(Name.Names)
        if isinstance(names, Dictionary) and isinstance(names.get(Name.Dests), Dictionary):
            found |= NameTree(names.Dests).items()
    return found
