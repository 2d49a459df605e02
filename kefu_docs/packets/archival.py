"""Whether a foreign PDF may stand in a packet that declares itself PDF/A-2u."""

from __future__ import annotations

import io
from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from kefu_docs.diagnostics import Message
from kefu_docs.model.attachment import AttachmentKind, AttachmentNote
from kefu_docs.packets.damage import DAMAGE

# Level A asks all that level U does, and tags besides (ISO 19005-2, 5.2).
_CONFORMING = frozenset({"2A", "2U"})
_RGB_COMPONENTS = 3
_ENCODINGS = frozenset({Name.WinAnsiEncoding, Name.MacRomanEncoding, Name.MacExpertEncoding})

# pikepdf checks level B, and that level B is what the file declares.
_OF_THE_LEVEL = "ISO_19005_2:6.6.4-3"

_UNDECLARED = AttachmentNote(
    AttachmentKind.NOT_ARCHIVAL,
    Message("is not PDF/A-2u, so packets that hold it are not either"),
)
_COLOURS = AttachmentNote(
    AttachmentKind.NOT_ARCHIVAL,
    Message(
        "is PDF/A in other colours than those of a screen, so packets that hold it are not PDF/A-2u"
    ),
)
_NO_TEXT = AttachmentNote(
    AttachmentKind.NOT_ARCHIVAL,
    Message(
        "declares PDF/A-2u, but a font does not say what its characters mean, "
        "so packets that hold it are not PDF/A-2u"
    ),
)


def archival_fault(data: bytes) -> AttachmentNote | None:
    """Why the PDF is not PDF/A-2u (or 2a) in the colours of an RGB screen; None where it is.

    Its pages then keep what they declare under the packet's sRGB output intent. The declaration is
    not taken at its word: pikepdf's validator passes only what it knows to conform to level B,
    and here the fonts are checked for what level U adds (ISO 19005-2, 6.2.11.7.2).
    """
    try:
        with Pdf.open(io.BytesIO(data)) as document:
            if document.open_metadata().pdfa_status not in _CONFORMING:
                return _UNDECLARED
            intents = document.Root.get(Name.OutputIntents, Array())
            profiles = [i.DestOutputProfile for i in intents if Name.DestOutputProfile in i]
            if any(profile.N != _RGB_COMPONENTS for profile in profiles):
                return _COLOURS
            if not all(map(_says_its_text, _fonts(document))):
                return _NO_TEXT
    except DAMAGE:
        return _UNDECLARED
    return _violation(data)


def _violation(data: bytes) -> AttachmentNote | None:
    """The first thing that is against PDF/A-2b, or that the validator does not know."""
    # fontTools and jsonschema, which it works with, take 0.2 s to load, and few files come so far.
    from pikepdf.pdfa import validate_written

    found = [
        f for f in validate_written(io.BytesIO(data), "2b").findings if f.rule != _OF_THE_LEVEL
    ]
    if not found:
        return None
    first = min(found, key=lambda finding: finding.kind != "violation")
    values = {"rule": first.rule.removeprefix("ISO_19005_2:"), "where": first.where}
    if first.kind == "violation":
        said = Message(
            "declares PDF/A-2u, but breaks its rule {rule} ({where}), "
            "so packets that hold it are not PDF/A-2u",
            values,
        )
    else:
        said = Message(
            "declares PDF/A-2u, which cannot be checked for {rule} ({where}), "
            "so packets that hold it are not PDF/A-2u",
            values,
        )
    return AttachmentNote(AttachmentKind.NOT_ARCHIVAL, said)


def _fonts(document: Pdf) -> Iterator[Object]:
    """Every font of a document but the descendants of composite ones."""
    for value in document.objects:
        for held in _dictionaries(value):
            if held.get(Name.Type) == Name.Font and not str(held.get(Name.Subtype)).startswith(
                "/CID"
            ):
                yield held


def _dictionaries(value: object) -> Iterator[Object]:
    """A value and what it holds that is no object of its own; objects are met by themselves."""
    if isinstance(value, Dictionary | Stream):
        yield value
        items = list(value.values())
    else:
        items = list(value) if isinstance(value, Array) else []
    for item in items:
        if isinstance(item, Object) and not item.is_indirect:
            yield from _dictionaries(item)


def _says_its_text(font: Object) -> bool:
    return Name.ToUnicode in font or font.get(Name.Encoding) in _ENCODINGS


def is_archival(pdf: bytes) -> bool:
    """Whether archival_fault finds nothing."""
    return archival_fault(pdf) is None
