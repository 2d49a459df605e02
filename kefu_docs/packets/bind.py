"""Documents to one packet: cover, outline, page labels, attachments behind their document."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy as copied_once

import pikepdf
from msgspec import Struct
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from kefu_docs.fonts import FontSet
from kefu_docs.fonts.programs.open_faces import faces
from kefu_docs.model import DocumentInfo, PacketEntry
from kefu_docs.packets.archival import is_archival
from kefu_docs.packets.attachment import open_attachment
from kefu_docs.packets.foreign_pages import ForeignPages
from kefu_docs.packets.shared_fonts import FontUnion
from kefu_docs.pdf.metadata import Metadata, saved
from kefu_docs.pdf.outline import Entry, read_outline, write_outline

CONTENTS = "目录"

_LEFT_BEHIND = (Name.Type, Name.Parent, Name.StructParents)  # of a page


class _PacketPart(Struct, frozen=True):
    """Consecutive pages of a packet: the cover, a document or an attachment."""

    title: str
    label: str
    source: Pdf
    attachment: bool = False


def assemble(
    cover: bytes,
    documents: Sequence[tuple[PacketEntry, bytes]],
    info: DocumentInfo,
    fonts: FontSet,
) -> bytes:
    """Bind `cover` and `documents`, PDFs with their entries, in their order into one finished PDF.

    The cover's pages are labelled i, ii, …; those of a document `label-1`, `label-2`, …; those of
    its first attachment `label-附1-1`, …. Each document has an outline entry, with its own outline
    and its attachments below it. Documents set in one font per face of `fonts` share them.

    Attachments keep what they show: values of forms, layers, links among their pages. What they do
    is left out: scripts, actions, files in them. The packet is PDF/A-2u as long as its attachments
    are. Raises AttachmentError where an attachment cannot be bound. The same arguments give the
    same bytes.
    """
    parts = [_PacketPart(CONTENTS, "", Pdf.open(io.BytesIO(cover)))]
    parts += [part for entry, pdf in documents for part in _parts(entry, pdf, fonts)]
    with pikepdf.new() as packet:
        _Binding(packet, fonts).write(parts)
        attached = (pdf for entry, _ in documents for _, pdf in entry.attachments)
        Metadata(packet, archival=all(map(is_archival, attached))).write(info)
        return saved(packet)


def _parts(entry: PacketEntry, document: bytes, fonts: FontSet) -> Iterator[_PacketPart]:
    title = f"{entry.title} — {entry.person}" if entry.person else entry.title
    yield _PacketPart(title, entry.label, Pdf.open(io.BytesIO(document)))
    for number, (name, pdf) in enumerate(entry.attachments, 1):
        opened = open_attachment(name, pdf, fonts).pdf
        yield _PacketPart(name, f"{entry.label}-附{number}", opened, attachment=True)


class _Binding:
    """Writes parts into the empty `packet`, one behind the other."""

    def __init__(self, packet: Pdf, fonts: FontSet) -> None:
        self._packet = packet
        self._union = FontUnion(packet, faces(fonts))
        self._foreign = ForeignPages(packet)
        self._pages: list[Object] = []

    def write(self, parts: Iterable[_PacketPart]) -> None:
        """Write pages, labels and outline of all parts."""
        outline: list[Entry] = []
        labels = Array([])
        for part in parts:
            labels.append(len(self._pages))
            labels.append(_label(part))
            outline += self._bind(part)
        self._union.write()
        write_outline(self._packet, outline, shown=1)
        root = self._packet.Root
        root.Pages.Kids, root.Pages.Count = Array(self._pages), len(self._pages)
        self._foreign.write()
        root.PageLabels = Dictionary(Nums=labels)
        root.PageMode = Name.UseOutlines

    def _bind(self, part: _PacketPart) -> Iterator[Entry]:
        """Append copies of a part's pages and give its outline entries."""
        originals = [page.obj.objgen for page in part.source.pages]
        entries = list(read_outline(part.source)) if part.label else []
        copy = self._foreign.copy if part.attachment else self._copied
        pages = copy(part.source)
        copies = dict(zip(originals, pages, strict=True))
        self._pages += pages
        depth = int(part.attachment)
        yield Entry(depth, part.title, Array([pages[0], Name.FitH, None]), pages[0].objgen)
        for entry in entries:
            if (target := copies.get(entry.page)) is not None:
                destination = Array([target, *_view(entry.destination)])
                yield Entry(depth + 1 + entry.depth, entry.title, destination, target.objgen)

    def _copied(self, source: Pdf) -> list[Object]:
        """Copy the pages of a document, and lead its links to the copies."""
        copies = {p.obj.objgen: _copied(self._packet, source, p.obj) for p in source.pages}
        for page in source.pages:
            copied = copies[page.obj.objgen]
            _relink(page.obj, copied, copies)
            self._union.add(copied)
        return list(copies.values())


def _view(destination: Object) -> Iterator[Object | None]:
    """How a destination shows its page: a name and numbers (ISO 32000-1, Table 151).

    All else in an attachment is an object of that file, which the packet cannot hold.
    """
    for value in list(destination)[1:]:
        yield None if isinstance(value, Object) and not isinstance(value, Name) else value


def _label(part: _PacketPart) -> Dictionary:
    """Style and prefix of a part's page labels (ISO 32000-1, Table 159)."""
    if part.label:
        return Dictionary(S=Name.D, P=String(f"{part.label}-"))
    return Dictionary(S=Name.r)


def _copied(packet: Pdf, source: Pdf, page: Object) -> Object:
    """Copy a page by what it holds: to append pages one by one takes the square of their number.

    The page tree above it and the structure tree it has a number in stay behind.
    """
    held = copied_once(page)
    for key in _LEFT_BEHIND:
        if key in held:
            del held[key]
    copied = packet.copy_foreign(source.make_indirect(held))
    copied.Type, copied.Parent = Name.Page, packet.Root.Pages
    return copied


def _relink(original: Object, page: Object, copies: Mapping[tuple[int, int], Object]) -> None:
    """Lead the links of a copied page to copied pages; copying a page leaves other pages out."""
    for place, note in enumerate(original.get(Name.Annots, Array())):
        destination = note.get(Name.Dest)
        if isinstance(destination, Array) and isinstance(destination[0], Dictionary):
            target = copies.get(destination[0].objgen)
            if target is not None:
                page.Annots[place].Dest = Array([target, *list(destination)[1:]])
        if Name.P in note:
            page.Annots[place].P = page
