"""Documents to one packet: cover, outline, page labels, attachments behind their document."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import KefuError
from kefu_docs.fonts import FontSet
from kefu_docs.fonts.programs.open_faces import faces
from kefu_docs.model import DocumentInfo, PacketEntry
from kefu_docs.packets.attachment import is_archival
from kefu_docs.packets.shared_fonts import FontUnion
from kefu_docs.pdf.metadata import Metadata, saved
from kefu_docs.pdf.outline import Entry, read_outline, write_outline

CONTENTS = "目录"

_LEFT_BEHIND = (Name.Type, Name.Parent, Name.StructParents)  # of a page


class AttachmentError(KefuError):
    """A file named under `attachments` cannot become pages of a packet."""

    slug = "attachment"
    exit_code = 1
    lasts = True


@dataclass(frozen=True)
class _Part:
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

    The packet is PDF/A-2u as long as its attachments are. Raises AttachmentError where an
    attachment is no PDF that can be read. The same arguments give the same bytes.
    """
    parts = [_Part(CONTENTS, "", Pdf.open(io.BytesIO(cover)))]
    parts += [part for entry, pdf in documents for part in _parts(entry, pdf)]
    with pikepdf.new() as packet:
        union = FontUnion(packet, faces(fonts))
        pages: list[Object] = []
        outline: list[Entry] = []
        labels = Array([])
        for part in parts:
            labels.append(len(pages))
            labels.append(_label(part))
            outline += _bind(packet, pages, union, part)
        union.write()
        write_outline(packet, outline, shown=1)
        root = packet.Root
        root.Pages.Kids, root.Pages.Count = Array(pages), len(pages)
        root.PageLabels = Dictionary(Nums=labels)
        root.PageMode = Name.UseOutlines
        attached = (io.BytesIO(a) for entry, _ in documents for _, a in entry.attachments)
        Metadata(packet, archival=all(map(is_archival, attached))).write(info)
        return saved(packet)


def _label(part: _Part) -> Dictionary:
    """Style and prefix of a part's page labels (ISO 32000-1, Table 159)."""
    if part.label:
        return Dictionary(S=Name.D, P=String(f"{part.label}-"))
    return Dictionary(S=Name.r)


def _parts(entry: PacketEntry, document: bytes) -> Iterator[_Part]:
    title = f"{entry.title} — {entry.person}" if entry.person else entry.title
    yield _Part(title, entry.label, Pdf.open(io.BytesIO(document)))
    for number, (name, pdf) in enumerate(entry.attachments, 1):
        yield _Part(name, f"{entry.label}-附{number}", _read_attachment(name, pdf), attachment=True)


def _read_attachment(name: str, pdf: bytes) -> Pdf:
    """Read a foreign PDF and write it once more, which mends it or says no.

    Its pages come out with what they inherited, such as their size.
    """
    mended = io.BytesIO()
    try:
        with Pdf.open(io.BytesIO(pdf)) as document, pikepdf.new() as again:
            if document.is_encrypted:
                raise _protected(name)
            if not document.pages:
                raise _unreadable(name)
            again.pages.extend(document.pages)
            again.save(mended, static_id=True)
        return Pdf.open(mended)
    except pikepdf.PasswordError:
        raise _protected(name) from None
    except (pikepdf.PdfError, ValueError, TypeError):
        raise _unreadable(name) from None


def _protected(name: str) -> AttachmentError:
    return AttachmentError(
        Message("the attachment {file} is protected by a password", {"file": name}),
        Message("save it once more without a password"),
    )


def _unreadable(name: str) -> AttachmentError:
    return AttachmentError(
        Message("the attachment {file} is not a PDF that can be read", {"file": name}),
        Message("open it, and save or print it as a PDF once more"),
    )


def _bind(packet: Pdf, pages: list[Object], union: FontUnion, part: _Part) -> Iterator[Entry]:
    """Append copies of a part's pages to `pages` and give its outline entries."""
    copies: dict[tuple[int, int], Object] = {}
    for page in part.source.pages:
        copies[page.obj.objgen] = _copied(packet, part.source, page.obj)
    for page in part.source.pages:
        copied = copies[page.obj.objgen]
        _relink(page.obj, copied, copies)
        if not part.attachment:
            union.add(copied)
    first = next(iter(copies.values()))
    pages += copies.values()
    top = Array([first, Name.FitH, None])
    yield Entry(int(part.attachment), part.title, top, first.objgen)
    if part.label and not part.attachment:
        for entry in read_outline(part.source):
            if (target := copies.get(entry.page)) is not None:
                destination = Array([target, *list(entry.destination)[1:]])
                yield Entry(entry.depth + 1, entry.title, destination, target.objgen)


def _copied(packet: Pdf, source: Pdf, page: Object) -> Object:
    """Copy a page by what it holds: to append pages one by one takes the square of their number.

    The page tree above it and the structure tree it has a number in stay behind.
    """
    held = copy(page)
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
