"""What is in a packet: entries of its documents, and the attachments behind them.

The bytes of attachments are read when a packet is bound: those of thousands of people do not fit
into memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import AttachmentError
from kefu_docs.model import Dataset, Document, PacketEntry, PacketPlan
from kefu_docs.model.attachment import page_count
from kefu_docs.pipeline.attachment_examiner import Examiner
from kefu_docs.pipeline.built_document import BuiltDocument
from kefu_docs.pipeline.template_values import attachments_of, holds_attachments
from kefu_docs.store import digest


class _Attached(Struct, frozen=True):
    """The attachments behind a document: file names, digests of name and content, pages of all."""

    names: tuple[str, ...] = ()
    digests: tuple[str, ...] = ()
    pages: int = 0


_NOTHING = _Attached()


class PacketContents:
    """The contents of packets of documents that are `built`; `asked` counts attachments' pages."""

    def __init__(
        self, dataset: Dataset, built: Mapping[str, BuiltDocument], asked: Examiner
    ) -> None:
        self._dataset = dataset
        self._built = built
        self._asked = asked
        self._attached: dict[str, _Attached] = {}

    def documents(self, plan: PacketPlan) -> tuple[BuiltDocument, ...]:
        """The documents of a packet, in order."""
        return tuple(self._built[document.name] for document in plan.documents)

    def entries(self, plan: PacketPlan) -> tuple[PacketEntry, ...]:
        """What the cover tells: of attachments the names, without the bytes.

        Raises AttachmentError where one cannot be read: it changed since it was checked.
        """
        return tuple(self._entry(document) for document in plan.documents)

    def digests(self, plan: PacketPlan) -> Iterator[str]:
        """The digest of what each document is called and of its attachments, in order; raises as
        `entries` does.

        The same attachment behind another document makes another packet.
        """
        for document in plan.documents:
            called = (document.title, document.person, document.page_label)
            yield digest(*called, *self._known(document).digests)

    def whole(self, plan: PacketPlan) -> tuple[PacketEntry, ...]:
        """The entries with the bytes of attachments; raises AttachmentError where one changed."""
        return tuple(self._with_bytes(document) for document in plan.documents)

    def _entry(self, document: Document) -> PacketEntry:
        attached = self._known(document)
        return PacketEntry(
            title=document.title,
            person=document.person,
            label=document.page_label,
            pages=self._built[document.name].pdf.facts.pages,
            attachments=tuple((name, b"") for name in attached.names),
            attached_pages=attached.pages,
        )

    def _with_bytes(self, document: Document) -> PacketEntry:
        attachments = attachments_of(self._dataset, document)
        if tuple(digest(*each) for each in attachments) != self._known(document).digests:
            values = {"name": document.person}
            raise AttachmentError(
                Message("the attachments of {name} changed while they were bound", values)
            )
        return replace(self._entry(document), attachments=attachments)

    def _known(self, document: Document) -> _Attached:
        if not holds_attachments(document):
            return _NOTHING
        if document.name not in self._attached:
            attachments = attachments_of(self._dataset, document)
            self._attached[document.name] = (
                _NOTHING
                if not attachments
                else _Attached(
                    tuple(name for name, _ in attachments),
                    tuple(digest(*each) for each in attachments),
                    sum(page_count(self._asked.notes(data)) for _, data in attachments),
                )
            )
        return self._attached[document.name]
