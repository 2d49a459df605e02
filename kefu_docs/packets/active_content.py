"""What a foreign PDF does besides showing pages is left out: scripts, actions, files, media.

What stays is listed, everything else goes: a link may lead to a page of the document or to an
address on the net, or turn pages. A packet is read by people who do not know where its attachments
come from, and PDF/A forbids the rest (ISO 19005-2, 6.5).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from kefu_docs.diagnostics import Message
from kefu_docs.packets.destinations import Destinations

SCRIPT = Message("a script")
OTHER_FILE = Message("an action that opens a file or a program")
FORM_ACTION = Message("an action of a form")
MEDIA = Message("sound, video or a 3D model")
EMBEDDED = Message("an embedded file")
ACTION = Message("an action")

_WHAT = {
    "/JavaScript": SCRIPT,
    "/Launch": OTHER_FILE,
    "/URI": OTHER_FILE,
    "/GoToR": OTHER_FILE,
    "/GoToE": OTHER_FILE,
    "/SubmitForm": FORM_ACTION,
    "/ResetForm": FORM_ACTION,
    "/ImportData": FORM_ACTION,
    "/Rendition": MEDIA,
    "/Movie": MEDIA,
    "/Sound": MEDIA,
    "/RichMediaExecute": MEDIA,
    "/GoTo3DView": MEDIA,
}
_TURNING = frozenset({Name.NextPage, Name.PrevPage, Name.FirstPage, Name.LastPage})
_ADDRESS = re.compile(r"(?:https?|mailto|tel|ftp):|[^:]*(?:[/?#].*)?$", re.IGNORECASE | re.DOTALL)

# Annotations that hold a file of their own; they remain as the picture of themselves.
_HOLDING = {
    "/FileAttachment": EMBEDDED,
    "/Movie": MEDIA,
    "/Screen": MEDIA,
    "/Sound": MEDIA,
    "/RichMedia": MEDIA,
    "/3D": MEDIA,
}
_OF_A_PICTURE = frozenset(
    {"/Type", "/Subtype", "/Rect", "/AP", "/AS", "/F", "/P", "/OC", "/NM", "/Contents"}
)

# What a page is drawn with (ISO 32000-1, Table 30). Its actions, thumbnail, private data of
# programs, article threads and its place in a structure tree stay behind.
_OF_A_PAGE = frozenset(
    {
        *("/Type", "/Parent", "/Resources", "/Contents", "/Group", "/Annots", "/Rotate"),
        *("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox", "/UserUnit"),
    }
)


class _Cleaner:
    """Takes out of an opened PDF what it does, and notes it."""

    def __init__(self, document: Pdf) -> None:
        self._document = document
        self._destinations = Destinations(document)
        self._found: dict[str, tuple[Message, set[int]]] = {}
        self._page = 0

    def clean(self) -> Iterator[tuple[Message, list[int]]]:
        """Clean the document in place; give what was left out with its pages."""
        self._catalogue()
        self._outline(self._document.Root.get(Name.Outlines))
        for number, page in enumerate(self._document.pages, 1):
            self._page = number
            self._clean_page(page.obj)
        for what, pages in self._found.values():
            yield what, sorted(pages)

    def _note(self, what: Message) -> None:
        self._found.setdefault(what.pattern, (what, set()))[1].add(self._page)

    def _catalogue(self) -> None:
        """Note what the catalogue does; none of it comes along, as pages are all that is copied."""
        root = self._document.Root
        names = root.get(Name.Names)
        opening = root.get(Name.OpenAction)
        if isinstance(opening, Dictionary) and opening.get(Name.S) != Name.GoTo:
            self._note(_what(opening))
        if Name.AA in root:
            self._note(ACTION)
        if isinstance(names, Dictionary):
            if Name.JavaScript in names:
                self._note(SCRIPT)
            if Name.EmbeddedFiles in names and len(self._document.attachments):
                self._note(EMBEDDED)
        for value in self._document.objects:
            # An associated file (PDF 2.0, 14.13) may hang on anything, and would come along.
            if isinstance(value, Dictionary | Stream) and Name.AF in value:
                del value.AF
                self._note(EMBEDDED)

    def _outline(self, root: object) -> None:
        """Make the destinations of outline entries explicit; their actions do not come along."""
        pending = [root]
        seen: set[tuple[int, int]] = set()
        while pending:
            item = pending.pop()
            if not isinstance(item, Dictionary) or item.objgen in seen:
                continue
            seen.add(item.objgen)
            pending += [item.get(Name.First), item.get(Name.Next)]
            action = item.get(Name.A)
            leads = action.get(Name.D) if isinstance(action, Dictionary) else None
            destination = self._destinations.explicit(item.get(Name.Dest, leads))
            if destination is not None:
                item.Dest = destination
            elif Name.Dest in item:
                del item.Dest

    def _clean_page(self, page: Object) -> None:
        self._additional(page)
        for key in set(page.keys()) - _OF_A_PAGE:
            del page[key]
        notes = page.get(Name.Annots)
        if not isinstance(notes, Array):
            notes = Array()
        # A reference to an object that is not there is null (7.3.10), and no annotation.
        kept = [note for note in notes if isinstance(note, Dictionary) and self._keeps(note)]
        for note in kept:
            note.P = page
        if kept:
            page.Annots = Array([self._document.make_indirect(note) for note in kept])
        elif Name.Annots in page:
            del page.Annots

    def _keeps(self, note: Object) -> bool:
        """Clean an annotation; False where nothing of it remains."""
        what = _HOLDING.get(str(note.get(Name.Subtype)))
        if what:
            self._note(what)
            return as_picture(note)
        holder: Object | None = note
        climbed: set[tuple[int, int]] = set()
        while isinstance(holder, Dictionary) and holder.objgen not in climbed:
            climbed.add(holder.objgen)
            self._additional(holder)
            self._action(holder)
            # A field that has several widgets holds their common actions above them.
            holder = holder.get(Name.Parent) if note.get(Name.Subtype) == Name.Widget else None
        if Name.Dest in note:
            destination = self._destinations.explicit(note.Dest)
            if destination is None:
                del note.Dest
            else:
                note.Dest = destination
        return True

    def _additional(self, holder: Object) -> None:
        """Take out what happens when a page is opened, a field is left and so on (12.6.3)."""
        if Name.AA in holder:
            actions = holder.AA.values() if isinstance(holder.AA, Dictionary) else ()
            for action in actions:
                self._note(_what(action))
            del holder.AA

    def _action(self, holder: Object) -> None:
        """Take out an action that does not stay, and what follows one that does."""
        action = holder.get(Name.A)
        if action is None:
            return
        if not isinstance(action, Dictionary) or not self._stays(action):
            del holder.A
        elif Name.Next in action:
            following = action.Next
            self._note(_what(following))
            del action.Next

    def _stays(self, action: Object) -> bool:
        kind = action.get(Name.S)
        if kind == Name.GoTo:
            destination = self._destinations.explicit(action.get(Name.D))
            if destination is None:  # it leads nowhere as it is
                return False
            action.D = destination
            return True
        uri = action.get(Name.URI)
        if kind == Name.URI and isinstance(uri, String) and _ADDRESS.match(str(uri)):
            return True
        if kind == Name.Named and action.get(Name.N) in _TURNING:
            return True
        self._note(_what(action))
        return False


def _what(action: object) -> Message:
    if isinstance(action, Dictionary):
        return _WHAT.get(str(action.get(Name.S)), ACTION)
    return ACTION


def as_picture(note: Object) -> bool:
    """Make an annotation a stamp, which only shows; False where it has no appearance to show."""
    appearance = note.get(Name.AP)
    if not isinstance(appearance, Dictionary) or Name.N not in appearance:
        return False
    for key in set(note.keys()) - _OF_A_PICTURE:
        del note[key]
    note.Subtype = Name.Stamp
    return True


def leave_out(document: Pdf) -> list[tuple[Message, list[int]]]:
    """Take out of `document`, in place, everything that does something but show pages.

    Gives what was left out, and the pages it stood on from 1; 0 is the document as a whole. Links
    that stay have explicit destinations on pages of `document`.
    """
    return list(_Cleaner(document).clean())
